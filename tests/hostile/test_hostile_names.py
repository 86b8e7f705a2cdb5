"""G7 to G10: names that Python, a file system or another name has already."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Mapping

import pytest

from support.hostile.crossed import crossed, few
from support.hostile.oracle import Shop, strings
from support.hostile.store import (
    CONFIG,
    catalog,
    element,
    files,
    line_of,
    operations,
    resource,
    struct,
    v2,
)

SOFT = ("match", "case", "type", "_")
TAKEN = (
    *("None", "True", "False", "self", "cls", "__init__", "__class__", "__getattr__", "__slots__"),
    *("field", "dataclass", "print", "list", "dict", "str", "int", "float", "bool", "object"),
    *(
        "extras",
        "Any",
        "Final",
        "Entity",
        "Maho",
        "AsyncMaho",
        "Client",
        "MahoFault",
        "annotations",
    ),
    *("builtins", "wire", "resource", "property", "invoke", "call", "login", "close", "import"),
    *("abstractmethod", "Literal", "Sequence", "Mapping", "lazy", "serve", "super", "open", "exec"),
    *("CONTRACT", "BY_CODE", "STRING", "common", "entities", "faults", "services", "client"),
)
RESERVED = tuple(dict.fromkeys([*keyword.kwlist, *SOFT, *TAKEN]))


def distinct(names: tuple[str, ...]) -> list[str]:
    """Of names that differ in case or underscores alone, the first."""
    return [*{name.strip("_").lower(): name for name in reversed(names)}.values()]


def classes(texts: Mapping[str, str], module: str) -> dict[str, list[str]]:
    """The classes of a module with the names of their fields."""
    return {
        node.name: [
            inner.target.id
            for inner in node.body
            if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name)
        ]
        for node in ast.parse(texts[module]).body
        if isinstance(node, ast.ClassDef)
    }


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_g07_reserved_names_everywhere(shop: Shop, every: int) -> None:
    names = distinct(RESERVED)[::every]
    assert len(names) * every > 75
    fields = "".join(element(name, "xsd:string") for name in names)
    parts = "".join(f'<part name="{name}" type="xsd:string"/>\n' for name in names)
    structs = "".join(struct(name, element("x", "xsd:int")) for name in names)
    used = struct("holder", *(element(f"h{n}", f"t:{name}") for n, name in enumerate(names)))
    more = operations(*(f"shopItem{name}" for name in names))
    wsdl = v2(
        fields=fields + element("holder", "t:holder"), parts=parts, types=structs + used, **more
    )
    methods = "".join(f"<{name[0].lower() + name[1:]}/>" for name in names)
    told = catalog().replace("<methods>", f"<methods>{methods}")
    texts = shop.accepts(files(wsdl, api_xml=told))
    assert strings(texts).issuperset({*names, *(f"shopItem{name}" for name in names)})


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_g07_reserved_names_of_resources_and_faults(shop: Shop, every: int) -> None:
    names = [name for name in distinct(RESERVED) if "Maho" not in name][::every]
    slots = [resource(name, "info", prefix=f"x{n}y") for n, name in enumerate(names)]
    faults = "".join(
        f"<{name}><code>{n}</code><message>{name}</message></{name}>"
        for n, name in enumerate(names, 200)
    )
    told = catalog(
        resources="".join(slot["resources"] for slot in slots),
        prefixes="".join(slot["prefixes"] for slot in slots),
    ).replace("<faults><unknown>", f"<faults>{faults}<unknown>")
    wsdl = v2(**operations(*(f"x{n}yInfo" for n in range(len(names)))))
    texts = shop.accepts(files(wsdl, api_xml=told))
    assert strings(texts).issuperset(names)
    modules = {path for path in texts if path.startswith("resources/")}
    assert len(modules) == len(names) + 2  # shop_item, __init__


@pytest.mark.parametrize("name", ["print", "None", "__class__", "class", "self", "match"])
def test_g07_reserved_names_of_everything_else(shop: Shop, name: str) -> None:
    slots = ("message", "port_type", "binding", "service", "port", "definitions")
    shop.accepts(files(v2(**dict.fromkeys(slots, name))))


# -- G8 --------------------------------------------------------------------------------------------

TAGS = ("operation", "part", "field")
REFERRED = ("entity", "message", "port_type", "binding", "service", "port", "definitions")
NO_NAMES = ["a:b", "t:", "a b", "a'b", 'a"b', "a;b", "a/b", "a\\b", "x\u0301"]
NO_TAGS = ["3d", "-a", ".a", "...", "-", "²", "ª", "①", "٣x"]


@pytest.mark.parametrize(("slot", "name"), crossed(TAGS, NO_TAGS))
def test_g08_names_that_no_tag_can_have(shop: Shop, slot: str, name: str) -> None:
    shop.refuses(files(v2(**{slot: name})), f'is called "{name}", which XML does not allow')


@pytest.mark.parametrize(
    ("slot", "name"), crossed(REFERRED, ["3dItem", "-a", ".a", "...", "4-5.6"])
)
def test_g08_names_that_php_takes_are_warnings(shop: Shop, slot: str, name: str) -> None:
    contract = v2(**{slot: name})
    texts = shop.accepts(files(contract), f'is called "{name}', "which XML does not allow")
    assert f'="{name}' in texts["contract/v2.wsdl"]


@pytest.mark.parametrize(("slot", "name"), crossed([*TAGS, *REFERRED], NO_NAMES))
def test_g08_names_that_nothing_can_have(shop: Shop, slot: str, name: str) -> None:
    shop.refuses(files(v2(**{slot: name})), "which XML does not allow as a name")


@pytest.mark.parametrize("slot", few([*TAGS, *REFERRED], 4))
def test_g08_long_names(shop: Shop, slot: str) -> None:
    shop.refuses(files(v2(**{slot: "x" * 10_000})), "has a name of 10,0")
    told = catalog().replace("<info>", f"<{'x' * 180}/><info>")
    shop.accepts(files(v2(**{slot: "shopItemX" + "x" * 179}), api_xml=told))


@pytest.mark.parametrize("slot", ["operation", "part", "field", "entity", "binding", "port_type"])
def test_g08_empty_names(shop: Shop, slot: str) -> None:
    shop.refuses(files(v2(**{slot: ""})), "v2.wsdl:")


@pytest.mark.parametrize(
    ("wire", "field"),
    [
        ("a-b.c", "a_b_c"),
        ("e-mail", "e_mail"),
        ("\ufb01", "unnamed"),
        ("\u0441art", "art"),  # the first letter is Cyrillic
        ("\u017felf", "elf"),
        ("größe", "gr_e"),
        ("\u212a", "unnamed"),  # the sign of kelvin, which NFKC makes a K
        ("_4", "n4"),
        ("__", "unnamed"),
        ("\uff43\uff4c\uff41\uff53\uff53", "unnamed"),
    ],
)
def test_g08_mangling_is_stable(shop: Shop, wire: str, field: str) -> None:
    for order in ("{0}{1}", "{1}{0}"):
        fields = order.format(element(wire, "xsd:string"), element("other", "xsd:string"))
        texts = shop.accepts(files(v2(fields=fields)))
        [names] = classes(texts, "entities/shop_item.py").values()
        assert {field, "other", "sku"} == set(names)
        assert wire in strings(texts)


def test_g08_names_that_python_would_take_for_one(shop: Shop) -> None:
    """As it reads source text, the ligature is f and i; as a name it must not become that."""
    fields = element("\ufb01", "xsd:string") + element("fi", "xsd:string")
    texts = shop.accepts(files(v2(fields=fields)))
    assert classes(texts, "entities/shop_item.py") == {"ItemEntity": ["sku", "unnamed", "fi"]}
    assert strings(texts).issuperset({"\ufb01", "fi"})


COLLIDING = [
    ("\ufb01", "\ufb02", "unnamed"),
    ("cartId", "cart_id", "cart_id"),
    ("cart-id", "cart.id", "cart_id"),
    ("class", "class_", "class_"),
    ("\u0430b", "\u0431b", "b"),
    ("aB" * 99 + "c", "aB" * 99 + "d", "a_ba_ba_ba_"),
]


@pytest.mark.parametrize(("one", "two", "name"), COLLIDING)
def test_g08_collisions_are_refused(shop: Shop, one: str, two: str, name: str) -> None:
    fields = element(one, "xsd:string") + "\n" + element(two, "xsd:string")
    contract = v2(fields=fields)
    line = line_of(contract, f'name="{two}"')
    said = shop.refuses(
        files(contract),
        f"v2.wsdl:{line}: itemEntity.{one} (v2.wsdl:",
        f"itemEntity.{two} both become {name}",
        f'names = {{ "itemEntity.{two}" = "',
    )
    override = said[said.index("names = ") :].splitlines()[0]
    texts = shop.accepts(files(contract, mahogen_toml=f"{CONFIG}{override}\n"))
    assert strings(texts).issuperset({one, two})


def test_g08_types_of_punctuation_collide(shop: Shop) -> None:
    both = struct("...", element("x", "xsd:int")) + struct("---", element("x", "xsd:int"))
    fields = element("a", "t:...") + element("b", "t:---")
    files_of = files(v2(types=both, fields=fields))
    shop.refuses(files_of, "both become Unnamed", 'names = { "---" = "Unnamed_2" }')
    config = f'{CONFIG}names = {{ "---" = "Dashes" }}\n'
    shop.accepts({**files_of, "mahogen.toml": config.encode()}, "which XML does not allow")


# -- G9 --------------------------------------------------------------------------------------------


def test_g09_types_that_differ_in_case(shop: Shop) -> None:
    names = ("cartInfo", "CartInfo", "cart_info")
    types = "".join(struct(name, element("x", "xsd:int")) for name in names)
    fields = "".join(element(f"f{n}", f"t:{name}") for n, name in enumerate(names))
    wsdl = v2(types=types, fields=fields)
    line = line_of(wsdl, 'name="cartInfo"')
    shop.refuses(
        files(wsdl),
        f"cartInfo (v2.wsdl:{line}) and CartInfo both become CartInfo",
        f"cartInfo (v2.wsdl:{line}) and cart_info both become CartInfo",
    )
    names_of = 'names = { "CartInfo" = "CartInfo2", "cart_info" = "CartInfo3" }'
    texts = shop.accepts(files(wsdl, mahogen_toml=f"{CONFIG}{names_of}\n"))
    assert strings(texts).issuperset(names)


def test_g09_an_operation_twice(shop: Shop) -> None:
    shop.refuses(
        files(v2(**operations("shopItemInfo"))),
        "the operation shopItemInfo is declared twice",
        "the operation shopItemInfo of ShopBinding is declared twice",
    )


def test_g09_a_method_of_two_prefixes(shop: Shop) -> None:
    told = catalog(prefixes="<item>shopThing</item>").replace(
        "<v2>", "<resources_alias><item>shop_item</item></resources_alias><v2>"
    )
    shop.refuses(
        files(v2(**operations("shopThingInfo")), api_xml=told),
        "shopItemInfo (v2.wsdl:",
        "and shopThingInfo both become info in the resource shop_item",
    )


def test_g09_a_method_of_two_resources(shop: Shop) -> None:
    told = catalog(**resource("shop_thing", "info", prefix="shopThing"))
    texts = shop.accepts(files(v2(**operations("shopThingInfo")), api_xml=told))
    assert {"resources/shop_item.py", "resources/shop_thing.py"} <= texts.keys()


def test_g09_resources_that_differ_in_case(shop: Shop) -> None:
    told = catalog(**resource("ShopItem", "info", prefix="shopThing"))
    shop.refuses(
        files(v2(**operations("shopThingInfo")), api_xml=told),
        "shop_item (api.xml:3) and ShopItem both become shop_item",
    )


# -- G10 -------------------------------------------------------------------------------------------

PATHS = [
    *("../../x", "..", "/abs", "C:\\", "a/b", "\\\\server\\share", "file:///x", "~root", "%2e%2e/"),
    *("$HOME", "x\ty"),
]


@pytest.mark.parametrize(("slot", "name"), crossed([*REFERRED, *TAGS], PATHS))
def test_g10_names_like_paths(shop: Shop, slot: str, name: str) -> None:
    if name == ".." and slot in REFERRED:
        shop.accepts(files(v2(**{slot: name})), "which XML does not allow")
    else:
        shop.refuses(files(v2(**{slot: name})), "which XML does not allow as a name")


@pytest.mark.parametrize("name", ["CON", "nul", "com1", "aux", "Prn", "LPT9"])
def test_g10_devices(shop: Shop, name: str) -> None:
    told = catalog(key=name)
    slots = dict.fromkeys(("entity", "message", "service", "definitions"), name)
    texts = shop.accepts(files(v2(**slots), api_xml=told))
    assert f"resources/{name.lower()}_.py" in texts
    assert not any(path.split("/")[-1].split(".")[0] == name.lower() for path in texts)


@pytest.mark.parametrize(
    "target",
    [
        *(
            "../x",
            "..",
            "/abs/shop_api",
            "a/b",
            "con",
            "class",
            "shop api",
            "",
            "x" * 300,
            "a\\\\b",
        ),
        *("\\u0000", "\\u202eshop", "mahogen", "sys", "__main__", "größe"),
    ],
    ids=ascii,
)
def test_g10_names_of_packages(shop: Shop, target: str) -> None:
    config = CONFIG.replace("[targets.shop_api]", f'[targets."{target}"]')
    shop.refuses(files(mahogen_toml=config), "mahogen.toml:", exit_code=2)


@pytest.mark.parametrize(
    "name", ["../canary/x.wsdl", "/nowhere/x.wsdl", "a\\u0000b", "x" * 300, "C:\\\\x.wsdl", "CON"]
)
def test_g10_names_of_inputs(shop: Shop, name: str) -> None:
    config = CONFIG.replace('"v2.wsdl"', f'"{name}"')
    ended = shop.refused_somehow(files(mahogen_toml=config))
    assert ended in (2, 3)
