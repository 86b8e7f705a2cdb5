"""Seeds: TOML in which a store's state at its start is written down."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import UnionType
from typing import Any, Final, TypeAlias, TypeVar, get_args, get_type_hints

from mahogen.fake_store.records import (
    Address,
    Agreement,
    ApiUser,
    BookedAddress,
    Coupon,
    Customer,
    PaymentMethod,
    Product,
    ShippingMethod,
    View,
)
from mahogen.fake_store.state import Numbers, State

T = TypeVar("T")

Seed: TypeAlias = State | Mapping[str, Any] | Path | str | None
"""A state, the tables of one, a file, or the text of one; None for that of a stock store."""

STOCK: Final = Path(__file__).with_name("stock.toml")
"""The seed of a store that was not told another."""

_TABLES: Final[dict[str, tuple[type[Any], Callable[[Any], Any]]]] = {
    "users": (ApiUser, lambda user: user.name),
    "views": (View, lambda view: view.view_id),
    "products": (Product, lambda product: product.product_id),
    "customers": (Customer, lambda customer: customer.customer_id),
    "addresses": (BookedAddress, lambda booked: booked.address_id),
    "shipping_methods": (ShippingMethod, lambda method: method.code),
    "payment_methods": (PaymentMethod, lambda method: method.code),
    "agreements": (Agreement, lambda agreement: agreement.agreement_id),
    "coupons": (Coupon, lambda coupon: coupon.code),
}
_SETTINGS: Final = ("agreements_enabled", "guest_checkout", "currency", "session_timeout")


class SeedError(ValueError):
    """A seed that cannot be; the message names its source, the entry and what is wrong."""


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


def from_file(path: Path) -> State:
    """The state that a file describes.

    Raises:
        SeedError: not to be read, no TOML, or not a seed.
    """
    try:
        return from_toml(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise SeedError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SeedError(f"{path}: not UTF-8") from None


def from_toml(text: str, name: str = "seed") -> State:
    """The state that a text describes; `name` is what errors call it.

    Raises:
        SeedError: no TOML, or not a seed.
    """
    try:
        read = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SeedError(f"{name}: not TOML: {error}") from None
    return from_dict(read, name)


def from_dict(seed: Mapping[str, Any], name: str = "seed") -> State:
    """The state that tables under the names of stock.toml describe.

    Raises:
        SeedError: a key that is none, a value of the wrong kind, or two entries with one ID.
    """
    _only(seed, {*_TABLES, *_SETTINGS}, name)
    hints = get_type_hints(State)
    values: dict[str, Any] = {
        key: _typed(hints[key], seed[key], f"{name}: {key}") for key in _SETTINGS if key in seed
    }
    for table, (kind, key_of) in _TABLES.items():
        values[table] = {}
        entries = seed.get(table, [])
        if not isinstance(entries, list):
            raise SeedError(f"{name}: {table} is a list of tables: [[{table}]]")
        for place, entry in enumerate(entries, 1):
            where = f"{name}: {table}, entry {place}"
            record = _booked(entry, where) if kind is BookedAddress else _record(kind, entry, where)
            if key_of(record) in values[table]:
                raise SeedError(f"{where}: there are two of {key_of(record)!r}")
            values[table][key_of(record)] = record
    numbers = Numbers(customer=max(values["customers"], default=0) + 1)
    return State(**values, numbers=numbers)


def _booked(entry: Any, where: str) -> BookedAddress:
    ids = ("address_id", "customer_id")
    said = entry if isinstance(entry, Mapping) else {}
    address = _record(Address, {k: v for k, v in said.items() if k not in ids}, where)
    found = {key: _typed(int, said.get(key), f"{where}: {key}") for key in ids}
    return BookedAddress(**found, address=address)


def _record(kind: type[T], entry: Any, where: str) -> T:
    if not isinstance(entry, Mapping):
        raise SeedError(f"{where}: not a table")
    hints = get_type_hints(kind)
    _only(entry, hints.keys(), where)
    values = {key: _typed(hints[key], value, f"{where}: {key}") for key, value in entry.items()}
    try:
        return kind(**values)
    except TypeError:
        known = [field.name for field in fields(kind)]  # type: ignore[arg-type]
        raise SeedError(f"{where}: something is missing; it has {', '.join(known)}") from None


def _only(entry: Mapping[str, Any], known: Any, where: str) -> None:
    if unknown := sorted(entry.keys() - known):
        raise SeedError(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(known)}")


def _typed(hint: Any, value: Any, where: str) -> Any:
    """A value of TOML as a field has it: numbers of money may be text, lists become tuples."""
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    if Decimal in kinds and isinstance(value, str | int | Decimal) and value is not True:
        try:
            return Decimal(value)
        except InvalidOperation:
            pass
    elif float in kinds and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return float(value)
    elif frozenset in (base := {getattr(kind, "__origin__", kind) for kind in kinds}):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return frozenset(value)
    elif tuple in base:
        if isinstance(value, dict):
            return tuple((str(key), str(item)) for key, item in value.items())
        if isinstance(value, list):
            return tuple(value)
    elif type(value) in kinds:
        return value
    raise SeedError(f"{where}: {value!r} is not what belongs there")
