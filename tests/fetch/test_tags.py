"""Names for faults that are reported by code and message alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahogen.fetch.tags import named
from mahogen.read import xmlns


def tags(*faults: tuple[str, str], **known: list[str]) -> list[str]:
    usual = {code.removeprefix("c"): names for code, names in known.items()}
    return [tag for tag, _, _ in named(faults, usual)]


@pytest.mark.parametrize(
    ("message", "tag"),
    [
        ("Reward is gone.", "reward_is_gone"),
        ("Can't do. Try again", "cant_do"),
        ("Déjà vu!", "deja_vu"),
        ("Größe fehlt", "grosse_fehlt"),
        ("Version 1.2 only", "version_1_2_only"),
        ("", "fault_7"),
        ("42 is too much", "fault_7"),
        ("购物车", "fault_7"),
        ("word " * 13, "fault_7"),
    ],
)
def test_unknown_faults_are_named_after_their_message_or_code(message: str, tag: str) -> None:
    assert tags(("7", message)) == [tag]


def test_a_known_name_goes_before_the_message() -> None:
    assert tags(("7", "Reward is gone"), c7=["reward_lost"]) == ["reward_lost"]


def test_the_first_who_knows_a_name_counts() -> None:
    assert [*named([("7", "Gone")], {"7": ["mine"]}, {"7": ["usual"]})] == [("mine", "7", "Gone")]


def test_faults_that_share_a_code_get_their_names_in_order() -> None:
    assert tags(("7", "a b"), ("7", "c d"), ("7", "e f"), c7=["x", "y"]) == ["x", "y", "e_f"]


def test_a_made_name_stands_back_behind_a_known_one() -> None:
    assert tags(("1", "not exists"), ("2", "?"), c2=["not_exists"]) == ["fault_1", "not_exists"]


def test_the_same_message_twice() -> None:
    faults = [("1", "Gone"), ("2", "Gone"), ("2", "Gone"), ("2", "Gone")]
    assert tags(*faults) == ["gone", "fault_2", "fault_2_2", "fault_2_3"]


CODES = st.sampled_from(["1", "2", "a-b", ".", "-1"])


@given(
    st.lists(st.tuples(CODES, st.text(max_size=20)), max_size=8),
    st.dictionaries(CODES, st.lists(st.sampled_from(["gone", "fault_1"]), max_size=2)),
)
def test_every_fault_gets_a_name_of_its_own(
    faults: list[tuple[str, str]], known: dict[str, list[str]]
) -> None:
    found = [*named(faults, known)]
    assert [(code, message) for _, code, message in found] == faults
    assert len({tag for tag, _, _ in found}) == len(faults)
    assert all(xmlns.is_name(tag) for tag, _, _ in found)
