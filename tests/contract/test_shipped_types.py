"""The types of v2.wsdl and wsi.wsdl are the same, but for how each of them writes a list."""

from __future__ import annotations

from contracts import array_of
from nodes import XSD
from sources import shipped


def test_v2_and_wsi_declare_the_same_types_in_the_same_order() -> None:
    v2, wsi = shipped("v2").types, shipped("wsi").types
    assert list(v2) == list(wsi)
    assert {n: array_of(t) for n, t in v2.items()} == {n: array_of(t) for n, t in wsi.items()}


def test_v2_and_wsi_declare_the_same_entities_field_by_field() -> None:
    v2, wsi = shipped("v2").types, shipped("wsi").types
    entities = [name for name, entity in v2.items() if array_of(entity) is None]
    assert len(entities) == 17
    for name in entities:
        (all_,), (sequence,) = v2[name].children, wsi[name].children
        assert (all_.tag, sequence.tag) == (f"{XSD}all", f"{XSD}sequence")
        assert all_.children == sequence.children
