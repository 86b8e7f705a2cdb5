"""Entities that V1 spells otherwise than the others: by what its Maps hold, to the same values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.pair import Pair
from mahogen.runtime.codec.plain import read_plain
from mahogen.runtime.codec.scalars import DOUBLE, INT, STRING
from mahogen.runtime.codec.spell import write_plain
from mahogen.runtime.codec.struct import Field, Struct
from mahogen.runtime.codec.style import Style
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.entity import Entity
from mahogen.runtime.server.php_values import converted
from support.examples import examples
from support.recordings import DIALECTS
from support.things import read, write


@dataclass(slots=True, kw_only=True, repr=False)
class Filters(Entity):
    filter: dict[str, str] | None = None
    complex_filter: dict[str, dict[str, str]] | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Additional(Entity):
    multi: dict[str, list[str]] | None = None
    single: dict[str, str] | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Product(Entity):
    name: str | None = None
    codes: list[str] | None = None
    additional: Additional | None = None
    own: Product | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Codes(Entity):
    some: list[str] | None = None
    more: list[str] | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Qty(Entity):
    item: int | None = None
    qty: float | None = None
    note: str | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Memo(Entity):
    qtys: list[Qty] | None = None


STRINGS = Array("strings", STRING)
SIMPLE = Map("associativeArray", "associativeEntity", STRING)
COMPLEX = Map("complexFilterArray", "complexFilter", Pair("associativeEntity", STRING))
FILTERS = Struct(
    "filters",
    Filters,
    (
        Field("filter", "filter", SIMPLE, spread=True),
        Field("complex_filter", "complex_filter", COMPLEX, spread=True),
    ),
)
ADDITIONAL = Struct(
    "additional",
    Additional,
    (
        Field("multi", "multi_data", Map("multi", "multiEntity", STRINGS), spread=True),
        Field("single", "single_data", SIMPLE, spread=True),
    ),
)
PRODUCT: Struct[Product] = Struct(
    "product",
    Product,
    (
        Field("name", "name", STRING),
        Field("codes", "codes", STRINGS),
        Field("additional", "additional_attributes", ADDITIONAL, spread=True),
        Field("own", "own", lambda: PRODUCT),
    ),
)
CODES = Struct(
    "codes", Codes, (Field("some", "some", STRINGS), Field("more", "more", STRINGS)), listed=True
)
QTY = Struct(
    "orderItemIdQty",
    Qty,
    (
        Field("item", "order_item_id", INT),
        Field("qty", "qty", DOUBLE),
        Field("note", "note", STRING),
    ),
    pair=("order_item_id", "qty"),
)
QTYS = Array("orderItemIdQtyArray", QTY)
MEMO = Struct("memo", Memo, (Field("qtys", "qtys", QTYS),))

EXAMPLE = Filters(
    filter={"status": "pending"},
    complex_filter={"created_at": {"from": "2026-01-01", "to": "2026-02-01"}, "id": {"gt": "5"}},
)


def served(codec: Codec[Any], element: str) -> Any:
    """What the server of V1 makes of an element."""
    root = etree.fromstring(f"<r {NAMESPACES}>{element}</r>")
    return converted(codec, read_plain(root[0], None))


NAMESPACES = (
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="x" xmlns:ns1="urn:Shop" '
    'xmlns:ns2="http://xml.apache.org/xml-soap" '
    'xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"'
)


def plain_v1(codec: Codec[Any], value: Any) -> Any:
    """What PHP has in hand where V1 brings the value."""
    root = etree.fromstring(f"<r {NAMESPACES}>{write(codec, value, 'v1')}</r>")
    return read_plain(root[0], None)


# -- what V1 brings --------------------------------------------------------------------------------


def test_filters_are_one_map() -> None:
    assert plain_v1(FILTERS, EXAMPLE) == {
        "status": "pending",
        "created_at": {"from": "2026-01-01", "to": "2026-02-01"},
        "id": {"gt": "5"},
    }
    assert write(FILTERS, Filters(filter={"a": "1"}), "v1") == (
        '<item xsi:type="ns2:Map"><item><key xsi:type="xsd:string">a</key>'
        '<value xsi:type="xsd:string">1</value></item></item>'
    )


@pytest.mark.parametrize("empty", [Filters(), Filters(filter={}), Filters(complex_filter={})])
def test_no_filters_are_an_empty_array(empty: Filters) -> None:
    assert plain_v1(FILTERS, empty) == []
    assert FILTERS.mapped_type_of(empty) == "SOAP-ENC:Array"
    assert FILTERS.mapped_type_of(EXAMPLE) == "ns2:Map"


def test_attributes_stand_in_the_product() -> None:
    more = Additional(single={"colour": "red"}, multi={"sizes": ["S", "M"]})
    product = Product(name="x", additional=more, own=Product(additional=Additional()))
    assert plain_v1(PRODUCT, product) == {
        "name": "x",
        "sizes": ["S", "M"],
        "colour": "red",
        "own": [],
    }


def test_codes_are_one_list() -> None:
    assert plain_v1(CODES, Codes(some=["a"], more=["b", "c"])) == ["a", "b", "c"]
    assert plain_v1(CODES, Codes(more=[])) == []
    # An empty list would ask for no attribute at all, where the others ask for each.
    assert plain_v1(CODES, Codes()) is None
    assert [CODES.mapped_type_of(v) for v in (Codes(), Codes(some=[]))] == [
        "xsd:anyType",
        "SOAP-ENC:Array",
    ]
    with pytest.raises(UnsendableValue, match="x: V1 has a list there, and no field x"):
        write(CODES, Codes(extras={"x": 1}), "v1")


def test_quantities_are_a_map_from_item_to_quantity() -> None:
    assert plain_v1(QTYS, [Qty(item=4, qty=2), Qty(item=5, qty=0.5)]) == {"4": 2.0, "5": 0.5}
    assert plain_v1(QTYS, []) == []
    assert [QTYS.mapped_type_of(v) for v in ([], [Qty()])] == ["SOAP-ENC:Array", "ns2:Map"]
    assert plain_v1(MEMO, Memo(qtys=[Qty(item=4, qty=2)])) == {"qtys": {"4": 2.0}}


@pytest.mark.parametrize(
    ("qty", "message"),
    [
        (Qty(item=4), "needs order_item_id and qty"),
        (Qty(item=4, qty=1, note="x"), "no place for note"),
        (Qty(item=4, qty=1, extras={"y": 1, "x": 1}), "no place for x, y"),
    ],
)
def test_what_such_a_map_cannot_carry(qty: Qty, message: str) -> None:
    with pytest.raises(UnsendableValue, match=f"x: item: V1 has a Map there, and {message}"):
        write(QTYS, [qty], "v1")


# -- what the others bring -------------------------------------------------------------------------


def test_a_field_comes_once_for_each_condition() -> None:
    def entry(key: str, value: str) -> str:
        inner = f"<key>created_at</key><value><key>{key}</key><value>{value}</value></value>"
        return f"<complexObjectArray>{inner}</complexObjectArray>"

    filters = Filters(complex_filter={"created_at": {"from": "1", "to": "2"}})
    listed = entry("from", "1") + entry("to", "2")
    expected = f"<x><complex_filter>{listed}</complex_filter></x>"
    assert write(FILTERS, filters, "wsi") == expected
    assert 'arrayType="ns1:complexFilter[2]"' in write(FILTERS, filters, "v2")
    assert write(FILTERS, filters, "v2").count('<value xsi:type="ns1:associativeEntity">') == 2


@pytest.mark.parametrize("dialect", DIALECTS)
def test_errors_say_where(dialect: str) -> None:
    wrong: Any = Filters(complex_filter={"a": {"b": 1}})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="x: complex_filter: a: b: expected str"):
        write(FILTERS, wrong, dialect)
    wrong = Filters(complex_filter={"a": "b"})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="x: complex_filter: a: expected a mapping"):
        write(FILTERS, wrong, dialect)
    wrong = Product(additional=Filters())  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="additional_attributes: expected Additional, got Filters"):
        write(PRODUCT, wrong, dialect)


@pytest.mark.parametrize("text", ["new,pending", "new", "", ",", "a,,b"])
def test_a_list_in_a_condition_is_one_in_v1(text: str) -> None:
    filters = Filters(complex_filter={"status": {"in": text, "like": "a,b"}})
    value = {"status": {"in": text.split(","), "like": "a,b"}}
    assert plain_v1(FILTERS, filters) == value
    assert held(FILTERS, value) == [filters, filters]
    assert f"<value>{text}</value>" in write(FILTERS, filters, "wsi")
    numbers = held(FILTERS, {"id": {"nin": [1, 2]}})
    assert numbers == [Filters(complex_filter={"id": {"nin": "1,2"}})] * 2


# -- there and back --------------------------------------------------------------------------------

NAMES = st.from_regex(r"[a-z]{1,3}", fullmatch=True) | st.sampled_from(["in", "finset"])
WORDS = st.sampled_from(["", "x", "5", "true", "a,b"])
CONDITIONS = st.dictionaries(NAMES, WORDS, min_size=1, max_size=2)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Some, or none: what has no key of its own in V1 is not there when it is empty."""
    return st.none() | values


def filled(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(NAMES, values, min_size=1, max_size=3)


FILTERED = st.builds(Filters, filter=maybe(filled(WORDS)), complex_filter=maybe(filled(CONDITIONS)))
ADDED = st.builds(
    Additional, single=filled(WORDS), multi=maybe(filled(st.lists(WORDS, max_size=2)))
)
PRODUCTS = st.builds(
    Product,
    name=maybe(WORDS),
    codes=maybe(st.lists(WORDS, max_size=2)),
    additional=maybe(ADDED),
    own=maybe(st.builds(Product, name=WORDS, additional=maybe(ADDED))),
)


def apart(*maps: dict[str, Any] | None) -> bool:
    """Whether no key is in two of them: V1 has one place for it."""
    keys = [key for held in maps for key in held or ()]
    return len(keys) == len(set(keys)) and not {"name", "codes", "own"} & set(keys)


@pytest.mark.parametrize("dialect", DIALECTS)
@given(filters=FILTERED.filter(lambda f: apart(f.filter, f.complex_filter)))
@examples(40)
def test_filters(dialect: str, filters: Filters) -> None:
    element = write(FILTERS, filters, dialect)
    assert read(FILTERS, element, dialect) == filters
    if dialect == "v1":
        assert served(FILTERS, element) == filters


@pytest.mark.parametrize("dialect", DIALECTS)
@given(product=PRODUCTS)
@examples(40)
def test_products(dialect: str, product: Product) -> None:
    for one in (product, product.own):
        if one and one.additional and not apart(one.additional.single, one.additional.multi):
            return
    element = write(PRODUCT, product, dialect)
    assert read(PRODUCT, element, dialect) == product
    if dialect == "v1":
        assert served(PRODUCT, element) == product


@pytest.mark.parametrize("dialect", DIALECTS)
@given(
    st.lists(
        st.builds(Qty, item=st.integers(1, 99), qty=st.floats(0, 9)),
        max_size=3,
        unique_by=lambda qty: qty.item,
    )
)
@examples(20)
def test_quantities(dialect: str, qtys: list[Qty]) -> None:
    both: list[tuple[Codec[Any], Any]] = [(QTYS, qtys), (MEMO, Memo(qtys=qtys))]
    for codec, value in both:
        element = write(codec, value, dialect)
        assert read(codec, element, dialect) == value
        if dialect == "v1":
            assert served(codec, element) == value


@pytest.mark.parametrize("dialect", DIALECTS)
def test_codes(dialect: str) -> None:
    element = write(CODES, Codes(some=["a"], more=["b"]), dialect)
    expected = Codes(some=["a", "b"]) if dialect == "v1" else Codes(some=["a"], more=["b"])
    assert read(CODES, element, dialect) == expected
    if dialect == "v1":
        assert served(CODES, element) == expected


# -- what else V1 may bring ------------------------------------------------------------------------


def held(codec: Codec[Any], value: Any) -> list[Any]:
    """What client and server make of plain data that V1 brings."""
    element = write_plain(Style.MAPPED, "result", value)
    client: Any = read(codec, element, "v1")
    return [client, served(codec, element)]


def test_what_fits_nowhere_is_kept() -> None:
    value = {"a": "1", "b": ["x"], "c": {"from": ["y"]}, "d": None}
    expected = Filters(filter={"a": "1"}, extras={"b": ["x"], "c": {"from": ["y"]}, "d": None})
    assert held(FILTERS, value) == [expected, expected]


def test_a_key_that_is_called_like_a_spread_field_is_a_key() -> None:
    expected = Filters(filter={"filter": "1"}, complex_filter={"complex_filter": {"from": "2"}})
    value = {"filter": "1", "complex_filter": {"from": "2"}}
    assert held(FILTERS, value) == [expected, expected]


def test_a_spread_field_may_come_as_a_whole() -> None:
    value = {"name": "x", "additional_attributes": {"colour": "red"}, "size": 5}
    both = held(PRODUCT, value)
    assert both[0] == both[1]
    assert both[0].additional == Additional(single={"size": "5"})
    assert both[0].extras == {"additional_attributes": {"colour": "red"}}
    del value["size"]
    expected = Product(name="x", additional=Additional(single={"colour": "red"}))
    assert held(PRODUCT, value) == [expected, expected]


def test_a_map_of_quantities_may_hold_entities() -> None:
    value = {"0": {"order_item_id": 4, "qty": 2.0}, "5": 1}
    expected = [Qty(item=4, qty=2.0), Qty(item=5, qty=1.0)]
    assert held(QTYS, value) == [expected, expected]
    listed = [{"order_item_id": 4, "qty": 2.0}]
    assert held(QTYS, listed) == [expected[:1], expected[:1]]
