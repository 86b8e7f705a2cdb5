"""The tables of a seed to what a store keeps, with all that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, get_type_hints

from mahogen.errors import Problem
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
from mahogen.fake_store.seed_places import Places
from mahogen.fake_store.seed_values import Unfit, fitted, said
from mahogen.fake_store.state import Numbers, State
from mahogen.read.refuse import shown

TABLES: Final[Mapping[str, tuple[type[Any], str]]] = {
    "users": (ApiUser, "name"),
    "views": (View, "view_id"),
    "products": (Product, "product_id"),
    "customers": (Customer, "customer_id"),
    "addresses": (BookedAddress, "address_id"),
    "shipping_methods": (ShippingMethod, "code"),
    "payment_methods": (PaymentMethod, "code"),
    "agreements": (Agreement, "agreement_id"),
    "coupons": (Coupon, "code"),
}
"""What the entries of each table are, and what tells one from another."""
SETTINGS: Final = ("agreements_enabled", "guest_checkout", "currency", "session_timeout")


class SeedTables:
    """Reads the tables of a seed; what is wrong with them gathers in `problems`."""

    def __init__(self, places: Places) -> None:
        self.problems: list[Problem] = []
        self._places = places

    def state(self, seed: Mapping[str, Any]) -> State:
        """The state that they describe, as far as they are right."""
        hints = get_type_hints(State)
        settings = {key: value for key, value in seed.items() if key not in TABLES}
        values = self._values({key: hints[key] for key in SETTINGS}, settings, more=TABLES)
        for table in TABLES:
            values[table] = self._records(table, seed.get(table, []))
        numbers = Numbers(customer=max(values["customers"], default=0) + 1)
        return State(**values, numbers=numbers)

    def _records(self, table: str, entries: Any) -> dict[Any, Any]:
        """The entries of a table by what tells them apart."""
        form = f"write each entry under [[{table}]]"
        if not isinstance(entries, list | tuple):
            self._note(f"{table} is {said(entries)}, not a list of tables", form, key=table)
            return {}
        _, key = TABLES[table]
        found: dict[Any, Any] = {}
        for entry, values in enumerate(entries, 1):
            if not isinstance(values, Mapping):
                self._note(f"is {said(values)}, not a table", form, table, entry)
            elif (record := self._record(values, table, entry)) is not None:
                if (known := getattr(record, key)) in found:
                    what = f"{key} {said(known)} is there already"
                    self._note(what, f"each of [[{table}]] has another {key}", table, entry, key)
                found.setdefault(known, record)
        return found

    def _record(self, entry: Mapping[str, Any], table: str, place: int) -> Any:
        """None if anything is wrong with it."""
        before = len(self.problems)
        make, hints, required = _form(table)
        values = self._values(hints, entry, table, place)
        if missing := [key for key in required if key not in entry]:
            hint = f"each of [[{table}]] has {', '.join(required)}"
            self._note(f"has no {', no '.join(missing)}", hint, table, place)
        return None if len(self.problems) > before else make(**values)

    def _values(
        self,
        hints: Mapping[str, Any],
        given: Mapping[str, Any],
        table: str = "",
        entry: int = 0,
        more: Iterable[str] = (),
    ) -> dict[str, Any]:
        """Those values that have a name and a kind that belong there."""
        found: dict[str, Any] = {}
        for key, value in given.items():
            if key not in hints:
                hint = _near(str(key), sorted([*hints, *more]))
                self._note(f"{shown(str(key))} is not a known key", hint, table, entry, str(key))
                continue
            try:
                found[key] = fitted(hints[key], value)
            except Unfit as unfit:
                is_what = "is" if _is_secret(table, key) else f"is {said(value)},"
                hint = f"write {key} = {unfit.form}"
                self._note(f"{key} {is_what} not {unfit.word}", hint, table, entry, key)
        return found

    def _note(self, what: str, hint: str, table: str = "", entry: int = 0, key: str = "") -> None:
        where = f"{table}, entry {entry}: " if entry else ""
        self.problems.append(Problem(self._places.source(table, entry, key), where + what, hint))


@cache
def _form(table: str) -> tuple[Callable[..., Any], Mapping[str, Any], list[str]]:
    """What makes a record of values, their types by name, and those that there have to be."""
    kind, _ = TABLES[table]
    hints = get_type_hints(kind)
    required = [f.name for f in fields(kind) if MISSING is f.default is f.default_factory]
    if kind is not BookedAddress:
        return kind, hints, required
    del hints["address"]
    required.remove("address")
    return _booked, {**hints, **get_type_hints(Address)}, required


def _booked(*, address_id: int, customer_id: int, **address: Any) -> BookedAddress:
    return BookedAddress(address_id=address_id, customer_id=customer_id, address=Address(**address))


def _is_secret(table: str, key: str) -> bool:
    return (table, key) == ("users", "key")


def _near(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
