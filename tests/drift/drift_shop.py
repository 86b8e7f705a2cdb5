"""A small shop whose contract is edited: in its declarations, or in the text that they become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from mahogen.drift.change import Change
from mahogen.drift.compare import compare_each
from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.api_xml import parse_catalog
from mahogen.read.wsdl import parse_wsdl
from support.contracts import Operation, Store, Struct, Value, literal, rpc

SESSION = Value("sessionId", "xsd:string")
CATALOG = """<config><api>
<resources>
<shop><title>Shop</title>
<methods><info/><add/><move/></methods>
<faults><gone><code>101</code><message>Gone</message></gone></faults></shop>
<shop_item><title>Items</title><methods><list/></methods></shop_item>
</resources>
<resources_alias><store>shop</store></resources_alias>
<v2><resources_function_prefix>
<shop>shop</shop>
<shop_item>shopItem</shop_item>
</resources_function_prefix></v2>
<faults><unknown><code>0</code><message>Unknown</message></unknown></faults>
</api></config>"""


@dataclass(frozen=True)
class Shop:
    """What a shop declares, in every dialect alike.

    `texts` are replacements in what is written in the end, by dialect, or "" for all files.
    """

    structs: tuple[Struct, ...]
    arrays: tuple[tuple[str, str], ...]
    operations: tuple[Operation, ...]
    catalog: str = CATALOG
    dialects: tuple[Dialect, ...] = (Dialect.V2, Dialect.WSI)
    texts: tuple[tuple[str, str, str], ...] = field(default=())

    def api(self) -> Api:
        """The contract as it is read."""
        diagnostics = Diagnostics()
        documents = {
            dialect: parse_wsdl(self.wsdl(dialect).encode(), f"{dialect}.wsdl", diagnostics)
            for dialect in self.dialects
        }
        catalog = None
        if self.catalog:
            text = self._replaced("catalog", self.catalog)
            catalog = parse_catalog(text.encode(), "api.xml", diagnostics)
        return build(documents, catalog, None, diagnostics)

    def apis(self) -> Mapping[Dialect, Api]:
        """Each contract by itself."""
        return {dialect: replace(self, dialects=(dialect,)).api() for dialect in self.dialects}

    def wsdl(self, dialect: Dialect) -> str:
        """The contract of one dialect as it is written."""
        store = Store([*self.structs], [*self.arrays], [*self.operations], "urn:Shop")
        return self._replaced(dialect, {Dialect.V2: rpc, Dialect.WSI: literal}[dialect](store))

    def _replaced(self, which: str, text: str) -> str:
        for where, old, new in self.texts:
            if where in ("", which):
                assert old in text or not where, f"nothing to replace: {old}"
                text = text.replace(old, new)
        return text


def operation(name: str, parts: tuple[Value, ...], result: str = "xsd:boolean") -> Operation:
    results = (Value("result", result),) if result else ()
    return Operation(name, (SESSION, *parts), results, "", "urn:Action", "")


SHOP = Shop(
    structs=(
        Struct(
            "item",
            (
                Value("item_id", "xsd:int"),
                Value("sku", "xsd:string", optional=True),
                Value("qty", "xsd:double", optional=True),
                Value("tags", "t:strings", optional=True),
            ),
            "sequence",
        ),
        Struct(
            "order",
            (
                Value("order_id", "xsd:string"),
                Value("items", "t:items", optional=True),
                Value("created_at", "xsd:string", optional=True),
                Value("paid", "xsd:boolean", optional=True),
            ),
            "sequence",
        ),
        Struct(
            "address",
            (Value("street", "xsd:string"), Value("city", "xsd:string", optional=True)),
            "sequence",
        ),
        Struct("unused", (Value("a", "xsd:int"),), "all"),
    ),
    arrays=(("items", "t:item"), ("strings", "xsd:string")),
    operations=(
        operation("login", (Value("username", "xsd:string"),), "xsd:string"),
        operation("shopInfo", (Value("id", "xsd:int"),), "t:order"),
        operation(
            "shopAdd",
            (
                Value("id", "xsd:int"),
                Value("items", "t:items"),
                Value("comment", "xsd:string", optional=True),
            ),
        ),
        operation("shopMove", (Value("id", "xsd:int"), Value("address", "t:address"))),
        operation("shopItemList", (Value("id", "xsd:int"),), "t:items"),
    ),
)

Edit = Callable[[Shop], Shop]


# -- edits -----------------------------------------------------------------------------------------


def text(old: str, new: str, where: str = "") -> Edit:
    """A replacement in the text of the files, or of one of them."""
    return lambda shop: replace(shop, texts=(*shop.texts, (where, old, new)))


def of_operation(name: str, change: Callable[[Operation], Operation | None]) -> Edit:
    """A change of one operation, which goes away where it becomes None."""

    def edit(shop: Shop) -> Shop:
        made = (change(o) if o.name == name else o for o in shop.operations)
        return replace(shop, operations=tuple(o for o in made if o is not None))

    return edit


def of_struct(name: str, change: Callable[[Struct], Struct | None]) -> Edit:
    """A change of one struct, which goes away where it becomes None."""

    def edit(shop: Shop) -> Shop:
        made = (change(s) if s.name == name else s for s in shop.structs)
        return replace(shop, structs=tuple(s for s in made if s is not None))

    return edit


def parts(name: str, change: Callable[[tuple[Value, ...]], tuple[Value, ...]]) -> Edit:
    return of_operation(name, lambda o: replace(o, parts=change(o.parts)))


def fields(name: str, change: Callable[[tuple[Value, ...]], tuple[Value, ...]]) -> Edit:
    return of_struct(name, lambda s: replace(s, fields=change(s.fields)))


def one(name: str, /, **changes: object) -> Callable[[tuple[Value, ...]], tuple[Value, ...]]:
    """A change of the value called `name` among several."""
    return lambda values: tuple(
        replace(v, **changes) if v.name == name else v  # type: ignore[arg-type]
        for v in values
    )


def without(name: str) -> Callable[[tuple[Value, ...]], tuple[Value, ...]]:
    return lambda values: tuple(v for v in values if v.name != name)


def with_(
    value: Value, place: int | None = None
) -> Callable[[tuple[Value, ...]], tuple[Value, ...]]:
    """One more value, at the end or at a place."""

    def change(values: tuple[Value, ...]) -> tuple[Value, ...]:
        at = len(values) if place is None else place
        return (*values[:at], value, *values[at:])

    return change


def swapped(first: int, second: int) -> Callable[[tuple[Value, ...]], tuple[Value, ...]]:
    def change(values: tuple[Value, ...]) -> tuple[Value, ...]:
        found = list(values)
        found[first], found[second] = found[second], found[first]
        return tuple(found)

    return change


def result(name: str, type_: str | None, **more: object) -> Edit:
    """Another result, or none."""
    value = () if type_ is None else (Value("result", type_, **more),)  # type: ignore[arg-type]
    return of_operation(name, lambda o: replace(o, results=value))


def added(declared: Operation | Struct | tuple[str, str]) -> Edit:
    def edit(shop: Shop) -> Shop:
        match declared:
            case Operation():
                return replace(shop, operations=(*shop.operations, declared))
            case Struct():
                return replace(shop, structs=(*shop.structs, declared))
            case _:
                return replace(shop, arrays=(*shop.arrays, declared))

    return edit


def both(*edits: Edit) -> Edit:
    """Several edits, one after another."""

    def edit(shop: Shop) -> Shop:
        for one_of in edits:
            shop = one_of(shop)
        return shop

    return edit


def in_dialect(dialect: Dialect, edit: Edit) -> Edit:
    """An edit of a shop that speaks one dialect only."""
    return lambda shop: edit(replace(shop, dialects=(dialect,)))


def changes(old: Shop, new: Shop) -> list[Change]:
    return compare_each(_apis(old), _apis(new))


@cache
def _apis(shop: Shop) -> Mapping[Dialect, Api]:
    return shop.apis()


def told(old: Shop, new: Shop) -> list[str]:
    """`RULE path` of every change, sorted."""
    return sorted(f"{change.rule} {change.path}" for change in changes(old, new))
