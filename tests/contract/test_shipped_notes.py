"""wsdl/notes.toml says something about everything in the contract, and about nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from contracts import fields, passed
from sources import SHIPPED, TYPED, shipped


@cache
def notes() -> dict[str, Any]:
    return tomllib.loads((SHIPPED / "notes.toml").read_text(encoding="utf-8"))


def parameters(operation: str) -> dict[str, dict[str, Any]]:
    return {
        part: {"doc": note} if isinstance(note, str) else note
        for part, note in notes()["operations"][operation].get("parameters", {}).items()
    }


def test_each_parameter_and_nothing_else() -> None:
    """Of V2; what WS-I and V1 have beyond it, call and multiCall, is the same for every store."""
    v2 = shipped("v2")
    assert set(notes()) == {"secret", "operations", "entities"}
    assert set(notes()["operations"]) == set(v2.operations)
    for operation, note in notes()["operations"].items():
        assert set(note) <= {"returns", "parameters"}, operation
        assert list(parameters(operation)) == [part.name for part in passed(v2, operation)]


def test_each_field_and_nothing_else() -> None:
    """Of every entity; the pairs of an associative array are a dict in Python, and no entity."""
    entities = {name: fields(t) for name, t in shipped("v2").types.items() if fields(t)}
    assert entities.pop("associativeEntity") == ["key", "value"]
    assert {name: list(note["fields"]) for name, note in notes()["entities"].items()} == entities
    assert all(set(note) == {"doc", "fields"} for note in notes()["entities"].values())


def test_each_note_is_a_line_without_a_full_stop() -> None:
    def strings(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (s for inner in value.values() for s in strings(inner))
        elif isinstance(value, str):
            yield value

    lines = [*strings(notes()["operations"]), *strings(notes()["entities"])]
    assert len(lines) > 200
    bad = [line for line in lines if line != line.strip() or not line or "\n" in line]
    assert bad + [line for line in lines if line.endswith(".")] == []
    assert all(note["returns"] for note in notes()["operations"].values())


def test_documented_names_are_those_of_wsi() -> None:
    """WS-I has the names of the PHP parameters, and says which may be left out."""
    wsi = shipped("wsi")
    for operation in notes()["operations"]:
        ours = [
            (note.get("name", part), "0" if note.get("optional") else "1")
            for part, note in parameters(operation).items()
        ]
        theirs = [(p.name, p.attributes["minOccurs"]) for p in passed(wsi, operation)]
        assert ours == theirs, operation


def test_the_store_may_always_be_left_out() -> None:
    v2 = shipped("v2")
    optional = {
        (operation, part, note.get("name", part))
        for operation in v2.operations
        for part, note in parameters(operation).items()
        if note.get("optional")
    }
    stores = {
        (operation, part.name, "store")
        for operation in v2.operations
        for part in passed(v2, operation)
        if part.name in ("storeId", "store")
    }
    assert optional == stores | {("shoppingCartOrder", "licenses", "agreements")}


def test_known_values() -> None:
    values = {
        (entity, name): note["values"]
        for entity, notes_ in notes()["entities"].items()
        for name, note in notes_["fields"].items()
        if isinstance(note, dict)
    }
    assert values == {
        ("shoppingCartCustomerEntity", "mode"): ["guest", "register", "customer"],
        ("shoppingCartCustomerAddressEntity", "mode"): ["billing", "shipping"],
    }


def test_secrets() -> None:
    names = set()
    for contract in map(shipped, TYPED):
        names |= {name for entity in contract.types.values() for name in fields(entity)}
        names |= {value.name for o in contract.operations for value in contract.values(o)}
    for pattern in notes()["secret"]:
        assert any(fnmatchcase(name, pattern) for name in names), pattern
    hidden = {n for n in names if any(fnmatchcase(n, pattern) for pattern in notes()["secret"])}
    assert {"password", "password_hash", "apiKey", "sessionId"} <= hidden
    assert {"cc_number_enc", "cc_number", "cc_cid", "cc_owner"} <= hidden
    assert {"username", "email", "po_number", "method"}.isdisjoint(hidden)
