"""Seeds: TOML in which a store's state at its start is written down."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

from mahogen.errors import ConfigError, Problem, Source
from mahogen.fake_store.seed_places import Places
from mahogen.fake_store.seed_tables import SeedTables
from mahogen.fake_store.state import State
from mahogen.read.toml import TomlFile

Seed: TypeAlias = State | Mapping[str, Any] | Path | str | None
"""A state, the tables of one, a file, or the text of one; None for that of a stock store."""

STOCK: Final = Path(__file__).with_name("stock.toml")
"""The seed of a store that was not told another."""

_MODEL: Final = "`mahogen serve --print-seed` prints one to begin with"


class SeedError(ValueError):
    """A seed that cannot be. The message says all `problems`: where, what is wrong, what to do."""

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


def state_of(seed: Seed) -> State:
    """A new state of any form of seed.

    Raises:
        SeedError: it cannot be one.
    """
    match seed:
        case None:
            return stock()
        case State():
            return seed.copy()
        case Path():
            return from_file(seed)
        case str():
            return from_toml(seed)
        case _:
            return from_dict(seed)


def stock() -> State:
    """A new state of the store that came with mahogen."""
    return from_file(STOCK)


def from_file(path: Path, name: str = "") -> State:
    """The state that a file describes; `name` is what errors call it, its path if left out.

    Raises:
        SeedError: not to be read, no TOML, or not a seed.
    """
    name = name or str(path)
    try:
        return _of_bytes(path.read_bytes(), name)
    except FileNotFoundError:
        raise _refusal(name, "there is no such file", _MODEL) from None
    except IsADirectoryError:
        raise _refusal(name, "is a folder, not a file", f"name a file; {_MODEL}") from None
    except OSError as error:
        what = f"cannot be read: {error.strerror}"
        raise _refusal(name, what, "name a file that you may read") from None


def from_toml(text: str, name: str = "seed") -> State:
    """The state that a text describes; `name` is what errors call it.

    Raises:
        SeedError: no TOML, or not a seed.
    """
    return _of_bytes(text.encode("utf-8", "surrogatepass"), name)


def from_dict(seed: Mapping[str, Any], name: str = "seed") -> State:
    """The state that tables under the names of stock.toml describe.

    Raises:
        SeedError: a key that is none, one that is missing, a value of the wrong kind, or two
            entries with one ID.
    """
    return _state(seed, Places(name))


def _of_bytes(data: bytes, name: str) -> State:
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
        seed = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise _no_toml(data, name, error) from None
    return _state(seed, Places(name, text))


def _no_toml(data: bytes, name: str, error: Exception) -> SeedError:
    """Why it is none, at its line where that is known."""
    try:
        TomlFile(data, name)
    except ConfigError as refused:
        return _error(refused.problems)
    except ValueError as same:  # a number of thousands of digits
        error = same
    what = "a number is too large" if isinstance(error, ArithmeticError) else str(error)
    return _refusal(name, f"is not TOML: {what}", _MODEL)


def _state(seed: Mapping[str, Any], places: Places) -> State:
    tables = SeedTables(places)
    state = tables.state(seed)
    if tables.problems:
        raise _error(tables.problems)
    return state


def _refusal(name: str, what: str, hint: str) -> SeedError:
    return _error([Problem(Source(name, 0), what, hint)])


def _error(problems: Iterable[Problem]) -> SeedError:
    found = ConfigError(problems)  # sorts them
    return SeedError(str(found), found.problems)
