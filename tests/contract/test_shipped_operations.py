"""The operations of the WSDLs in wsdl/ against each other: one API in three dialects.

Where two dialects differ in more than their way of writing the same thing, the difference is named
here.
"""

from __future__ import annotations

import pytest
from contracts import DIRECTIONS, array_of, passed
from nodes import MAHO, WSDL, XSD
from sources import DIALECTS, shipped

GENERIC = ["call", "multiCall"]
"""Operations of V1 and WS-I; V2 lacks them."""
GLOBAL = ["endSession", "login", "startSession", "resources", "globalFaults", "resourceFaults"]
"""Operations of every dialect that belong to no resource."""

SWAPPED = {"globalFaults": "resourceFaults", "resourceFaults": "globalFaults"}
"""Operations that V1 gives each other's documentation."""


def documentation(dialect: str) -> dict[str, str]:
    operations = shipped(dialect).operations
    return {name: o.one(f"{WSDL}documentation").text for name, o in operations.items()}


def test_operations() -> None:
    v1, v2, wsi = (list(shipped(dialect).operations) for dialect in DIALECTS)
    assert v1 == GENERIC + GLOBAL
    assert v2[: len(GLOBAL)] == GLOBAL
    assert all(name.startswith("shoppingCart") for name in v2[len(GLOBAL) :])
    assert wsi == GENERIC + v2


def test_documentation() -> None:
    v1, v2, wsi = (documentation(dialect) for dialect in DIALECTS)
    assert wsi == {**{name: wsi[name] for name in GENERIC}, **v2}
    assert v1 == {name: wsi[SWAPPED.get(name, name)] for name in v1}


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_v2_and_wsi_carry_values_of_the_same_types(direction: str) -> None:
    v2, wsi = shipped("v2"), shipped("wsi")
    for operation in v2.operations:
        ours, theirs = (
            [value.attributes["type"] for value in contract.values(operation, direction)]
            for contract in (v2, wsi)
        )
        assert ours == theirs, operation


def test_only_wsi_says_how_often_a_value_stands() -> None:
    """A parameter that may be left out is the store or agreements; all others stand once."""
    wsi = shipped("wsi")
    for operation in wsi.operations:
        for parameter in wsi.values(operation):
            least = "0" if parameter.name in {"store", "agreements"} else "1"
            assert set(parameter.attributes) == {"name", "type", "minOccurs", "maxOccurs"}
            assert parameter.attributes["minOccurs"] == least, operation
        (result,) = wsi.values(operation, "output")
        assert (result.name, result.attributes["minOccurs"]) == ("result", "1")
        values = [*wsi.values(operation), result]
        assert {value.attributes["maxOccurs"] for value in values} == {"1"}
    for untold in (shipped("v1"), shipped("v2")):
        for part in (part for message in untold.messages.values() for part in message.children):
            assert set(part.attributes) == {"name", "type"}


def test_the_session_id_comes_first_but_in_resource_faults() -> None:
    for dialect in DIALECTS:
        contract = shipped(dialect)
        late = {
            operation
            for operation in contract.operations
            if "sessionId" in [value.name for value in contract.values(operation)[1:]]
        }
        assert late == (set() if dialect == "wsi" else {"resourceFaults"})
        without = {o for o in contract.operations if contract.values(o) == passed(contract, o)}
        assert without == {"login", "startSession"}


def test_v1_and_v2_share_the_parts_of_global_operations() -> None:
    """V1 answers with a list of anything where V2 has types."""
    v1, v2 = shipped("v1"), shipped("v2")
    for operation in GLOBAL:
        assert v1.values(operation) == v2.values(operation)
        (untyped,), (typed,) = (c.values(operation, "output") for c in (v1, v2))
        assert untyped.name == typed.name == f"{operation}Return"
        if typed.attributes["type"].startswith(MAHO):
            assert untyped.attributes["type"] == f"{MAHO}FixedArray"
            assert array_of(v2.types[typed.attributes["type"].removeprefix(MAHO)])
        else:
            assert untyped == typed
    assert {name: array_of(t) for name, t in v1.types.items()} == {"FixedArray": f"{XSD}anyType"}


def test_generic_calls_of_v1_and_wsi() -> None:
    """WS-I calls the path apiPath, and anything a list as well."""
    string, anything, array = f"{XSD}string", f"{XSD}anyType", f"{MAHO}FixedArray"

    def values(dialect: str, operation: str, direction: str = "input") -> list[tuple[str, str]]:
        found = shipped(dialect).values(operation, direction)
        return [(value.name, value.attributes["type"]) for value in found]

    session = ("sessionId", string)
    assert values("v1", "call") == [session, ("resourcePath", string), ("args", anything)]
    assert values("wsi", "call") == [session, ("apiPath", string), ("args", anything)]
    assert values("v1", "multiCall") == [session, ("calls", array), ("options", anything)]
    assert values("wsi", "multiCall") == [session, ("calls", anything), ("options", anything)]
    assert values("v1", "call", "output") == [("callReturn", anything)]
    assert values("v1", "multiCall", "output") == [("multiCallReturn", array)]
    assert values("wsi", "call", "output") == [("result", anything)]
    assert values("wsi", "multiCall", "output") == [("result", anything)]


def test_wrappers_are_named_after_their_messages() -> None:
    """Only startSession has a message without a part, and so no wrapper to call it by."""
    contract = shipped("wsi")
    for message in contract.messages.values():
        parts = [part.attributes for part in message.children]
        element = f"{MAHO}{message.name}Param"
        expected = [] if message.name == "startSession" else [element]
        assert parts == [{"name": "parameters", "element": e} for e in expected]


def test_namespaces_and_service() -> None:
    roots = [root for dialect in DIALECTS for root in shipped(dialect).roots]
    assert {root.attributes["targetNamespace"] for root in roots} == {"urn:Maho"}
    assert {root.attributes["name"] for root in roots} == {"Maho"}
    assert {root.one(f"{WSDL}service").name for root in roots} == {"MahoService"}
