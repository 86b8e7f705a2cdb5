"""Numbers that no seed can hold are told as what they are, and never as a defect."""

from __future__ import annotations

import pytest

from mahogen.fake_store import SeedError
from mahogen.fake_store.seeds import STOCK, from_toml

TEXT = STOCK.read_text("utf-8")
PRICE = TEXT.partition("price = ")[2].partition("\n")[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("session_timeout = 3600", f"session_timeout = 1{'0' * 400}"),
        ("session_timeout = 3600", "session_timeout = nan"),
        ("session_timeout = 3600", "session_timeout = -1"),
        (f"price = {PRICE}", "price = 1e99999999999999999999999"),
        (f"price = {PRICE}", f"price = 0x{'F' * 5000}"),
        ('sku = "sku-red"', f"sku = 0x{'F' * 5000}"),
    ],
)
def test_it_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(SeedError) as told:
        from_toml(TEXT.replace(old, new, 1))
    assert len(str(told.value)) < 300
