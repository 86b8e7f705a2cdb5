"""SOURCE.toml: what is written is read again, whatever a place or a user is called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahogen.read import source_toml
from mahogen.read.source_toml import Entry, NotOurs

DAY = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@given(
    st.dictionaries(
        st.text(max_size=9),
        st.builds(
            Entry,
            st.text(),
            st.datetimes(DAY.replace(tzinfo=None), timezones=st.just(UTC)).map(
                lambda t: t.replace(microsecond=0)
            ),
            st.text(max_size=9),
            st.text(max_size=9),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_what_is_listed_is_read_again(entries: dict[str, Entry]) -> None:
    assert source_toml.read(source_toml.rendered(entries).encode()) == entries


def test_half_a_character_does_no_harm() -> None:
    text = source_toml.rendered({"x": Entry("a\udc80", DAY, "0")})
    assert source_toml.read(text.encode())["x"].place == "a?"


def test_other_toml_is_none_of_ours() -> None:
    with pytest.raises(NotOurs):
        source_toml.read(b"[files.x]\nfrom = 'a'")
