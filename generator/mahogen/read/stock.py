"""What is known of the contracts of all stores, though they do not say it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mahogen.errors import MahogenError

STOCK: Final = "the stock contract of mahogen"
"""What stands in SOURCE.toml for the address of a store."""

_HERE = Path(__file__).parent
_OWN = ("stock_notes.toml", "stock_parameters.toml")
_MARK = "mahogen: "


def is_stock(name: str) -> bool:
    """Whether a file that a source names is one of those; no user's file is called so."""
    return name.startswith(_MARK)


# Beside the modules in an installed wheel, at the top of a checkout.
_SHIPPED = (_HERE.parent / "contract", _HERE.parent.parent.parent / "wsdl")


def stock_notes() -> Iterator[tuple[bytes, str]]:
    """The notes that come with mahogen and what they are called, those that go first at the start.

    Last are those of the shipped contract, with the documentation of the checkout.
    """
    for name in _OWN:
        yield (_HERE / name).read_bytes(), f"{_MARK}{name}"
    file = stock_contract() / "notes.toml"
    yield file.read_bytes(), f"{_MARK}contract/{file.name}"


def stock_contract() -> Path:
    """The folder with the contract of a stock store: its checkout in three dialects.

    Raises:
        MahogenError: there is none, so the installation is broken.
    """
    for folder in _SHIPPED:
        if (folder / "notes.toml").is_file():
            return folder
    raise MahogenError(f"no contract beside {_HERE.parent.name}: install mahogen again")
