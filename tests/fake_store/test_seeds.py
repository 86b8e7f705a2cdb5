"""What is wrong with a seed is said: all of it, where, what belongs there, what to do."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from mahogen.errors import Problem, Source
from mahogen.fake_store import FakeStore, SeedError
from mahogen.fake_store.seeds import STOCK, from_dict, from_file, from_toml, stock


def refusal(seed: Any) -> SeedError:
    with pytest.raises(SeedError) as caught:
        FakeStore(seed)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return caught.value


def problem(text: str) -> tuple[str, str]:
    """The one problem of a text without its hint, and the hint."""
    [found] = refusal(text).problems
    return f"{found.source}: {found.what}", found.hint


ALL: Final = """\
currenzy = "EUR"  # [[users]]
guest_checkout = 1

[[users]]
name = "a"
key = 7

[[users]]  # key = 3
name = "b"

[[payment_methods]]
code = "ccsave"
title = "Card"
[payment_methods.cc_types]
VI = "Visa"

[[ "payment_methods" ]]
title = '''
code = 3
'''
code = 5
"""


def test_all_problems_at_once_each_at_its_line() -> None:
    assert (
        str(refusal(ALL))
        == """\
seed:1: "currenzy" is not a known key
  hint: did you mean currency?
seed:2: guest_checkout is 1, not true or false
  hint: write guest_checkout = true, or false
seed:6: users, entry 1: key is not text
  hint: write key = "..."
seed:8: users, entry 2: has no key
  hint: each of [[users]] has name, key
seed:21: payment_methods, entry 2: code is 5, not text
  hint: write code = "..."
"""[:-1]
    )


def test_a_file_is_named_as_it_was_given(tmp_path: Path) -> None:
    file = tmp_path / "shop.toml"
    file.write_bytes(b'[[users]]\r\nname = "a"\r\n\r\nkeys = "b"\r\n')
    assert str(refusal(file)).startswith(f"{file}:1: users, entry 1: has no key\n")
    with pytest.raises(SeedError) as caught:
        from_file(file, "shop.toml")
    assert caught.value.problems == (
        Problem(
            Source("shop.toml", 1),
            "users, entry 1: has no key",
            "each of [[users]] has name, key",
        ),
        Problem(
            Source("shop.toml", 4),
            'users, entry 1: "keys" is not a known key',
            "did you mean key?",
        ),
    )


PRODUCT: Final = "[[products]]\nproduct_id = 1\nsku = 'a'\nname = 'A'\nprice = 1\n"
PAYMENT: Final = "[[payment_methods]]\ncode = 'a'\ntitle = 'A'\n"


@pytest.mark.parametrize(
    ("seed", "said", "hint"),
    [
        ("[[coupons]]\ncode = 'a'\namount = 'x'", 'amount is "x", not a number', '"10.50"'),
        ("[[coupons]]\ncode = 'a'\namount = nan", "amount is NaN, not a number", '"10.50"'),
        ("[[coupons]]\ncode = 'a'\namount = true", "amount is true, not a number", '"10.50"'),
        (PRODUCT + "stock = 1.5", "stock is 1.5, not a whole number", "1"),
        (PRODUCT + "stock = false", "stock is false, not a whole number", "1"),
        (PRODUCT + "kind = 1979-05-27", "kind is datetime.date(1979, 5, 27), not text", '"..."'),
        (
            PRODUCT + "category_ids = ['a']",
            "category_ids is a list, not a list of whole numbers",
            "[1, 2]",
        ),
        (
            PAYMENT + "cc_types = { VI = 1 }",
            "cc_types is a table, not a table of texts",
            '{ "..." = "..." }',
        ),
        (
            "[[users]]\nname = 'a'\nkey = 'b'\npermissions = 'all'",
            'permissions is "all", not a list of texts',
            '["...", "..."]',
        ),
    ],
)
def test_what_belongs_there_is_said(seed: str, said: str, hint: str) -> None:
    told, told_hint = problem(seed)
    line, table = len(seed.splitlines()), seed.split("]")[0].removeprefix("[[")
    assert told == f"seed:{line}: {table}, entry 1: {said}"
    assert told_hint == f"write {said.split()[0]} = {hint}"


@pytest.mark.parametrize(
    ("seed", "said", "hint"),
    [
        ("a = [", "seed:1: is not TOML: invalid value", "see https://toml.io for the form"),
        ("\n\na", "seed:3: is not TOML: ", "see https://toml.io"),
        ("a = " + "[" * 5000, "seed:1: is nested too deep", "see https://toml.io"),
        ("a = " + "1" * 5000, "seed: is not TOML: Exceeds the limit", "`mahogen serve --print-s"),
        ("\udc80", "seed:1: holds bytes that are not UTF-8", "see https://toml.io"),
        ("session_timeout = '1'", 'seed:1: session_timeout is "1", not a number', "write sess"),
        ("users = 3", "seed:1: users is 3, not a list of tables", "write each entry under [[us"),
        ("\nusers = [3]", "seed:2: users, entry 1: is 3, not a table", "write each entry under"),
        (
            "\ncoupons = [\n  {code = 'x'},\n]",
            "seed:2: coupons, entry 1: has no amount",
            "each of [[coupons]] has code, amount",
        ),
        (
            "producs = []",
            'seed:1: "producs" is not a known key',
            "did you mean products?",
        ),
        (
            "[[users]]\nname = 'a'\nkey = 'b'\n[[users]]\nkey = 'c'\nname = 'a'",
            'seed:6: users, entry 2: name "a" is there already',
            "each of [[users]] has another name",
        ),
        (
            "[[addresses]]\ncity = 'Köln'",
            "seed:1: addresses, entry 1: has no address_id, no customer_id",
            "each of [[addresses]] has address_id, customer_id",
        ),
    ],
)
def test_what_cannot_be_is_said(seed: str, said: str, hint: str) -> None:
    told, told_hint = problem(seed)
    assert told.startswith(said)
    assert told_hint.startswith(hint)


def test_known_keys_are_sorted() -> None:
    _, hint = problem("zzz = 1")
    known = hint.removeprefix("known here: ").split(", ")
    assert known == sorted(known)
    assert {"users", "coupons", "currency", "session_timeout"} < set(known)


def test_tables_without_a_text_have_a_name_alone() -> None:
    with pytest.raises(SeedError) as caught:
        from_dict({"users": [{"name": "a", "key": "b"}, {"name": 1, "key": "c"}]}, "shop")
    assert str(caught.value).startswith("shop: users, entry 2: name is 1, not text\n")


def test_a_file_that_is_not_there_to_read(tmp_path: Path) -> None:
    model = "`mahogen serve --print-seed` prints one to begin with"
    file = tmp_path / "x.toml"
    assert str(refusal(file)) == f"{file}: there is no such file\n  hint: {model}"
    assert str(refusal(tmp_path)) == (
        f"{tmp_path}: is a folder, not a file\n  hint: name a file; {model}"
    )
    file.touch()
    assert str(refusal(file / "y")) == (
        f"{file / 'y'}: cannot be read: Not a directory\n  hint: name a file that you may read"
    )


def test_the_same_state_of_any_form() -> None:
    text = STOCK.read_text("utf-8")
    tables = tomllib.loads(text)
    assert stock() == from_toml(text) == from_dict(tables) == from_file(STOCK)
    with_floats = from_toml(PRODUCT + "weight = 1.10").products[1]
    assert with_floats == from_dict(tomllib.loads(PRODUCT + "weight = 1.1")).products[1]
    assert with_floats.weight == Decimal("1.1")
    assert from_toml(PAYMENT + "[payment_methods.cc_types]\nVI = 'Visa'").payment_methods[
        "a"
    ].cc_types == (("VI", "Visa"),)
