"""The WSDLs in wsdl/ declare what a real Maho declares, in its order.

Compared are whole ordered structures: every attribute, every text, every child. Two differences are
meant, and named in sources.py: BEYOND and DUPLICATE. Messages, wrappers and bindings stand in the
order of the operations; a module file now and then has another one.
"""

from __future__ import annotations

import json

import pytest
from contracts import Contract, fields
from nodes import SOAP, WSDL, XSD
from sources import (
    BEYOND,
    DIALECTS,
    DUPLICATE,
    TYPED,
    recorded,
    selected,
    shipped,
    store,
    with_field_beyond,
    without_duplicates,
)

each_dialect = pytest.mark.parametrize("dialect", DIALECTS)
each_typed_dialect = pytest.mark.parametrize("dialect", TYPED)


@each_dialect
def test_operations_and_documentation(dialect: str) -> None:
    ours, theirs = shipped(dialect), store(dialect)
    assert list(ours.operations) == selected(dialect)
    for name in selected(dialect):
        assert ours.operations[name] == theirs.operations[name]


@each_dialect
def test_messages_part_by_part(dialect: str) -> None:
    ours = list(shipped(dialect).messages.values())
    assert ours == store(dialect).messages_of(selected(dialect))


@each_dialect
def test_wrappers_parameter_by_parameter(dialect: str) -> None:
    ours = list(shipped(dialect).wrappers.values())
    assert ours == store(dialect).wrappers_of(selected(dialect))
    assert bool(ours) == (dialect == "wsi")


@each_dialect
def test_types_field_by_field(dialect: str) -> None:
    theirs = store(dialect)
    reached = theirs.reached(selected(dialect))
    expected = {n: without_duplicates(t) for n, t in theirs.types.items() if n in reached}
    if dialect in TYPED:
        expected[BEYOND[0]] = with_field_beyond(expected[BEYOND[0]])
    ours = shipped(dialect).types
    assert list(ours) == list(expected)
    for name, entity in expected.items():
        assert ours[name] == entity


@each_typed_dialect
def test_only_is_multi_shipping_is_beyond_the_store(dialect: str) -> None:
    ours, theirs = shipped(dialect), store(dialect)

    def known(contract: Contract) -> set[tuple[str, str]]:
        return {(name, f) for name in ours.types for f in fields(contract.types[name])}

    assert known(ours) ^ known(theirs) == {(BEYOND[0], BEYOND[2])}
    declared = {f.name: f.attributes for f in ours.types[BEYOND[0]].all(f"{XSD}element")}
    assert declared[BEYOND[2]] == {"name": BEYOND[2], "type": f"{XSD}int", "minOccurs": "0"}
    assert list(declared).index(BEYOND[2]) == list(declared).index(BEYOND[1]) + 1


@each_typed_dialect
def test_only_fax_is_declared_twice_by_the_store(dialect: str) -> None:
    ours = shipped(dialect)

    def twice(contract: Contract) -> set[tuple[str, str]]:
        names = {name: fields(contract.types[name]) for name in ours.types}
        return {(n, f) for n, all_ in names.items() for f in all_ if all_.count(f) > 1}

    assert twice(store(dialect)) == {DUPLICATE}
    assert twice(ours) == set()


@each_dialect
def test_binding(dialect: str) -> None:
    ours, theirs = shipped(dialect), store(dialect)
    binding, stores_own = (c.roots[0].one(f"{WSDL}binding") for c in (ours, theirs))
    assert binding.attributes == stores_own.attributes
    assert binding.one(f"{SOAP}binding") == stores_own.one(f"{SOAP}binding")
    assert list(ours.bindings) == selected(dialect)
    for name in selected(dialect):
        assert ours.bindings[name] == theirs.bindings[name]


@each_dialect
def test_soap_action_is_what_php_sent_to_a_store(dialect: str) -> None:
    """The handler's name in it, or none, depends on the store's code; this is what was seen."""
    text = (recorded(dialect) / "001-login.meta.json").read_text(encoding="utf-8")
    action = shipped(dialect).bindings["login"].one(f"{SOAP}operation").attributes["soapAction"]
    assert json.loads(text)["request_soapaction"] == f'"{action}"'


@each_dialect
def test_service_and_namespaces(dialect: str) -> None:
    ours, theirs = shipped(dialect).roots[0], store(dialect).roots[0]
    assert ours.attributes == theirs.attributes
    for tag in (f"{WSDL}service", f"{XSD}schema", f"{WSDL}portType"):
        assert ours.one(tag).attributes == theirs.one(tag).attributes
    assert ours.one(f"{WSDL}service") == theirs.one(f"{WSDL}service")
