"""G12 to G16: types that list values, rules and each other."""

from __future__ import annotations

import ast
from collections.abc import Callable

import pytest

from support.hostile.crossed import crossed, few
from support.hostile.oracle import Shop, documentation, served, strings
from support.hostile.payloads import INVISIBLE, LINES, QUOTED, TEMPLATED, armed
from support.hostile.store import (
    CONFIG,
    array,
    attr,
    element,
    enumeration,
    files,
    line_of,
    struct,
    v2,
    wsi,
)

XSD = "{http://www.w3.org/2001/XMLSchema}"
DIALECTS = pytest.mark.parametrize("write", [v2, wsi])


pytestmark = pytest.mark.slow


def listing(*values: str, base: str = "xsd:string", write: Callable[..., str] = v2) -> str:
    """A contract with a field, a part and an inner type that list values."""
    named, inner = enumeration("mode", *values, base=base), enumeration("", *values, base=base)
    types = named + enumeration("modes", base="t:mode")
    fields = element("mode", "t:modes") + element("inner", "", inside=inner)
    part = '<part name="mode" type="t:mode"/>\n'
    if write is wsi:
        part = element("mode", "t:mode")
    return write(types=types, fields=fields, parts=part)


def project(write: Callable[..., str], text: str) -> dict[str, bytes]:
    """The files of a project whose contract is of V2 or of WS-I."""
    key = write.__name__
    config = CONFIG.replace('v2 = "v2.wsdl"', f'{key} = "{key}.wsdl"')
    return files(None, **{f"{key}_wsdl": text}, mahogen_toml=config)


def literals(text: str) -> list[list[object]]:
    """The values of each Literal of a module."""
    return [
        [one.value for one in (inner.elts if isinstance(inner, ast.Tuple) else [inner])]  # type: ignore[attr-defined]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Literal"
        for inner in [node.slice]
    ]


# -- G12: enumerations -----------------------------------------------------------------------------


@DIALECTS
def test_g12_known_values(shop: Shop, write: Callable[..., str]) -> None:
    texts = shop.accepts(project(write, listing("guest", "register", "", "guest", write=write)))
    found = literals(texts["resources/shop_item.py"])
    assert len(found) >= 2  # sync and async
    assert all(values == ["guest", "register", ""] for values in found), found
    assert documentation(texts).count("Known values: guest, register, .") >= 2
    [field] = [f for f in served(texts, write.__name__).iter(f"{XSD}element", "{*}element")
               if f.get("name") == "inner"]  # fmt: skip
    assert field.get("type") == "xsd:string"


@pytest.mark.parametrize("text", few({**QUOTED, **LINES, **INVISIBLE}, 8))
def test_g12_values_that_were_code(shop: Shop, text: str) -> None:
    value = armed(text, shop.canary)
    texts = shop.accepts(files(listing(value, "other")))
    shown = documentation(texts)
    for path in ("entities/shop_item.py", "resources/shop_item.py"):
        found = literals(texts[path])
        assert all(values == [value, "other"] for values in found), found
    assert literals(texts["resources/shop_item.py"]) or " ".join(value.split()) in shown


@pytest.mark.parametrize("text", TEMPLATED.values(), ids=TEMPLATED)
def test_g12_values_that_were_templates(shop: Shop, text: str) -> None:
    if "{{" in text:
        shop.refuses(files(listing(text)), "is a template variable")
    else:
        shop.accepts(files(listing(text)))


def test_g12_values_alike_after_mangling(shop: Shop) -> None:
    values = ("a-b", "a_b", "A B", "a b", "None", "class")
    texts = shop.accepts(files(listing(*values)))
    assert "Known values: a-b, a_b, A B, a b, None, class." in documentation(texts)


def test_g12_many_values(shop: Shop) -> None:
    contract = listing(*(f"value{n}" for n in range(5_000)))
    line = line_of(contract, '<xsd:simpleType name="mode"')
    place = f"v2.wsdl:{line}: the simple type mode lists 5,000 values, which are not read"
    texts = shop.accepts(files(contract), place)
    assert "value1" not in "".join(texts.values())


@DIALECTS
def test_g12_values_that_are_no_text(shop: Shop, write: Callable[..., str]) -> None:
    text = listing("1", "__import__('os')", base="xsd:int", write=write)
    texts = shop.accepts(project(write, text), "the simple type mode lists values that are no text")
    assert "inner: int | None" in texts["entities/shop_item.py"]
    assert "__import__" not in "".join(texts.values())


@pytest.mark.parametrize(
    ("types", "what"),
    [
        (enumeration("mode", "x", base="t:mode"), "is a restriction of itself"),
        (
            enumeration("mode", base="t:other") + enumeration("other", base="t:mode"),
            "is a restriction of itself",
        ),
        (enumeration("mode", base="t:itemEntity"), "restricts itemEntity, which is no simple type"),
        (enumeration("mode", base="t:nothing"), "restricts nothing, which is no simple type"),
        (enumeration("mode", base="xsd:anyType"), "restricts anyType, which is no simple type"),
        (enumeration("mode", base="q:x"), "has a prefix that nothing declares"),
        (enumeration("", "x"), "a type has no name"),
        (enumeration("mode", "x") + enumeration("mode", "x"), "is declared twice"),
        (enumeration("mode", "x") + struct("mode"), "is declared twice"),
        ('<xsd:simpleType name="mode"/>', "restricts nothing"),
        ('<xsd:simpleType name="mode"><xsd:restriction/></xsd:simpleType>', "restricts nothing"),
        (
            '<xsd:simpleType name="mode"><xsd:restriction base="xsd:string">'
            '<xsd:assertion test="x"/></xsd:restriction></xsd:simpleType>',
            "xsd:assertion in simpleType mode is not supported",
        ),
    ],
)
def test_g12_simple_types_that_cannot_be(shop: Shop, types: str, what: str) -> None:
    contract = v2(types=types, fields=element("mode", "t:mode"))
    shop.refuses(files(contract), "v2.wsdl:", what)


def test_g12_a_type_inside_and_outside(shop: Shop) -> None:
    contract = v2(fields=element("mode", "xsd:int", inside=enumeration("", "x")))
    shop.refuses(files(contract), "has a type, and declares another one inside")


@pytest.mark.parametrize("kind", ["list itemType", "union memberTypes"])
def test_g12_several_values(shop: Shop, kind: str) -> None:
    types = f'<xsd:simpleType name="mode"><xsd:{kind}="xsd:int"/></xsd:simpleType>'
    texts = shop.accepts(
        files(v2(types=types, fields=element("mode", "t:mode"))), "which is read as xsd:string"
    )
    assert "mode: str | None" in texts["entities/shop_item.py"]


# -- G13: defaults ---------------------------------------------------------------------------------


@pytest.mark.parametrize("attribute", few(["default", "fixed"], 1))
@pytest.mark.parametrize(
    ("of", "value"),
    crossed(
        ["xsd:int", "xsd:string", "xsd:boolean"],
        ["1", "__import__('os')", '"""', "\\", "", "None", "\u202e"],
    ),
)
def test_g13_defaults_are_refused(shop: Shop, attribute: str, of: str, value: str) -> None:
    more = f' {attribute}="{attr(value)}"'
    contract = v2(fields=element("qty", of, more=more))
    line = line_of(contract, 'name="qty"')
    said = f"v2.wsdl:{line}: the attribute {attribute}="
    shop.refuses(files(contract), said, "of element qty is not supported")


# -- G14: patterns ---------------------------------------------------------------------------------

PATTERNS = [
    *(
        "(a+)+$",
        "(((((a*)*)*)*)*)*b",
        "'",
        '"',
        '"""',
        "\\",
        "[",
        "(?P<x>",
        "List[int]",
        "a" * 5_000,
    ),
    *("Annotated[str, __import__('os')]", "Literal['x']", "{2,1}", "\u202e", "\n", "(?{code})"),
]


FACETS = ("maxLength", "minInclusive", "whiteSpace", "length", "fractionDigits")


@pytest.mark.parametrize(
    ("facet", "value"),
    crossed(["pattern", *FACETS], PATTERNS),
)
def test_g14_rules_are_passed_over(shop: Shop, facet: str, value: str) -> None:
    more = f'<xsd:{facet} value="{attr(value)}" fixed="true"/>'
    types = enumeration("code", base="xsd:string", more=more)
    inner = enumeration("", more=more)
    fields = element("code", "t:code") + element("inner", "", inside=inner)
    contract = v2(types=types, fields=fields)
    line = line_of(contract, '<xsd:simpleType name="code"')
    what = f"v2.wsdl:{line}: xsd:{facet} in simpleType code is not read, nor served"
    texts = shop.accepts(files(contract), what, f"xsd:{facet} in element inner is not read")
    assert value not in strings(texts)
    assert "import re\n" not in "".join(texts.values())


# -- G15: arrays -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("array_type", "what"),
    [
        ("t:itemEntity[", "not a type with []"),
        ("t:itemEntity", "not a type with []"),
        ("t:itemEntity]", "not a name"),
        ("t:itemEntity[99999999999]", "not a type with []"),
        ("t:itemEntity[-1]", "not a type with []"),
        ("t:itemEntity[][]", "not a type with []"),
        ("t:itemEntity[,]", "not a type with []"),
        ("t:itemEntity[] ", ""),
        ("t:itemEntity[ ]", "not a type with []"),
        ("[]", "is not a name"),
        ("", "is not a name"),
        ("t:[]", "is not a name"),
        ("q:itemEntity[]", "has a prefix that nothing declares"),
        ("t:nothing[]", "which is declared nowhere"),
        ("itemEntity[]", "which is declared nowhere"),
        ("t:itemArray[]", "holds only itself"),
        ("t:item\u202eEntity[]", "is not a name"),
        ("__import__('os')[]", "is not a name"),
    ],
    ids=lambda value: ascii(value) if value else "ok",
)
def test_g15_array_types(shop: Shop, array_type: str, what: str) -> None:
    types = array("itemArray", array_type)
    contract = v2(types=types, fields=element("items", "t:itemArray"))
    line = line_of(contract, 'name="itemArray"')
    if what:
        shop.refuses(files(contract), f"v2.wsdl:{line}: ", what)
    else:
        shop.accepts(files(contract))


def test_g15_a_circle_of_arrays(shop: Shop) -> None:
    types = array("a", "t:b[]") + array("b", "t:c[]") + array("c", "t:a[]")
    contract = v2(types=types, fields=element("items", "t:a"))
    shop.refuses(files(contract), "the array a holds only itself: a -> b -> c -> a")


def test_g15_a_field_of_an_unknown_type_is_a_warning(shop: Shop) -> None:
    """As PHP reads it, and as real stores have it."""
    texts = shop.accepts(
        files(v2(fields=element("posts", "t:blogPostEntityArray"))),
        "the field posts of itemEntity has the type blogPostEntityArray, which is declared nowhere",
    )
    assert "posts: Any | None" in texts["entities/shop_item.py"]


def test_g15_a_bare_array(shop: Shop) -> None:
    texts = shop.accepts(files(v2(fields=element("items", "soapenc:Array"))))
    assert "items: list[Any] | None" in texts["entities/shop_item.py"]


# -- G16: recursion --------------------------------------------------------------------------------


def chain(length: int, *, closed: bool = False) -> str:
    """Structs that each hold the next one; `closed`, the last holds the first."""
    lines = []
    for number in range(length):
        following = f"t:e{number + 1}" if number + 1 < length else "t:e0" if closed else "xsd:int"
        lines.append(struct(f"e{number}", element("next", following)))
    return "\n".join(lines)


@pytest.mark.parametrize("length", [1, 2, 3])
@DIALECTS
def test_g16_circles(shop: Shop, write: Callable[..., str], length: int) -> None:
    contract = write(types=chain(length, closed=True), fields=element("head", "t:e0"))
    texts = shop.accepts(project(write, contract))
    assert "next: E0 | None" in texts["entities/shop_item.py"]


def test_g16_circles_through_arrays_and_maps(shop: Shop) -> None:
    types = (
        struct("node", element("children", "t:nodes"), element("named", "t:map"))
        + array("nodes", "t:node[]")
        + struct("entry", element("key", "xsd:string"), element("value", "t:map"))
        + array("map", "t:entry[]")
    )
    texts = shop.accepts(files(v2(types=types, fields=element("head", "t:node"))))
    assert "children: list[Node] | None" in texts["entities/shop_item.py"]


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("length", few([60, 200, 2_000], 1))
def test_g16_a_long_chain(shop: Shop, closed: bool, length: int) -> None:
    contract = v2(types=chain(length, closed=closed), fields=element("head", "t:e0"))
    texts = shop.accepts(files(contract))
    assert f"class E{length - 1}(Entity):" in texts["entities/shop_item.py"]


def test_g16_a_long_chain_of_simple_types(shop: Shop) -> None:
    types = "\n".join(enumeration(f"s{n}", base=f"t:s{n + 1}") for n in range(2_000))
    types += enumeration("s2000", "x", base="xsd:string")
    texts = shop.accepts(files(v2(types=types, fields=element("mode", "t:s0"))))
    assert "Known values: x." in documentation(texts)


@pytest.mark.slow
def test_g16_a_long_chain_of_arrays(shop: Shop) -> None:
    types = "\n".join(array(f"a{n}", f"t:a{n + 1}[]") for n in range(2_000))
    types += array("a2000", "xsd:int[]")
    contract = v2(types=types, fields=element("items", "t:a0"))
    shop.refuses(files(contract), "arrays are nested more than 16 deep")
