"""A store of any size in Magento's style: resources, entities and shared types, in three dialects.

Each resource has the 25 methods of METHODS, and its prefix may be the beginning of others'.
"""

from __future__ import annotations

from pathlib import Path

from mahogen.model.api import Dialect
from support.contracts import Operation, Store, Struct, Value, literal, rpc, untyped

AREAS = ("warehouse", "loyalty", "rental", "auction", "ticket", "service", "club", "supplier")
THINGS = ("", "_item", "_address", "_item_price", "_note")

_TEXT, _INT, _MONEY, _FLAG = "xsd:string", "xsd:int", "xsd:double", "xsd:boolean"
_ID, _STORE = Value("id", _INT), Value("store", _TEXT, optional=True)
_SHARED = (
    Struct("acmeAddressEntity", tuple(Value(f"line{n}", _TEXT, True) for n in range(6)), "all"),
    Struct("acmeCommentEntity", (Value("comment", _TEXT), Value("created_at", _TEXT)), "all"),
    Struct("associativeEntity", (Value("key", _TEXT), Value("value", _TEXT)), "all"),
    Struct("complexFilter", (Value("key", _TEXT), Value("value", "t:associativeEntity")), "all"),
    Struct(
        "filters",
        (
            Value("filter", "t:associativeArray", True),
            Value("complex_filter", "t:complexFilterArray", True),
        ),
        "all",
    ),
)
_SHARED_ARRAYS = [
    ("ArrayOfString", _TEXT),
    ("acmeCommentEntityArray", "t:acmeCommentEntity"),
    ("associativeArray", "t:associativeEntity"),
    ("complexFilterArray", "t:complexFilter"),
]
_LOGIN = Operation(
    "login",
    (Value("username", _TEXT), Value("apiKey", _TEXT)),
    (Value("result", _TEXT),),
    "Log in",
    "urn:Action",
    "",
)


def _methods(entity: str) -> dict[str, tuple[tuple[Value, ...], str]]:
    """What each method takes and returns, those at the end for every resource alike."""
    filters = Value("filters", "t:filters", optional=True)
    names = Value("attributes", "t:ArrayOfString", optional=True)
    data = Value("data", f"t:{entity}ToCreate")
    options = Value("options", "t:associativeArray", optional=True)
    lines = Value("lines", f"t:{entity}LineArray")
    found: dict[str, tuple[tuple[Value, ...], str]] = {
        "list": ((filters, _STORE), f"t:{entity}Array"),
        "info": ((_ID, names, _STORE), f"t:{entity}"),
        "create": ((data, _STORE), _INT),
        "update": ((_ID, data, _STORE), _FLAG),
        "delete": ((_ID,), _FLAG),
        "count": ((filters,), _INT),
        "search": ((Value("query", _TEXT), options), f"t:{entity}Array"),
        "history": ((_ID,), "t:acmeCommentEntityArray"),
        "attributes": ((_ID, _STORE), "t:associativeArray"),
        "types": ((), "t:ArrayOfString"),
        "price": ((_ID, Value("qty", _MONEY)), _MONEY),
        "addLines": ((_ID, lines), _FLAG),
        "removeLines": ((_ID, lines), _FLAG),
        "multiUpdate": ((Value("ids", "t:ArrayOfString"), data), _FLAG),
        "move": ((_ID, Value("parent_id", _INT), Value("after_id", _INT, True)), _FLAG),
    }
    comment, notify = Value("comment", _TEXT, True), Value("notify", _INT, True)
    plain = ("addComment", "hold", "unhold", "cancel", "approve", "reject", "archive", "restore")
    for method in (*plain, "capture", "currentStore"):
        found[method] = ((_ID, comment, notify), _FLAG)
    return found


METHODS = tuple(_methods(""))


def keys(count: int) -> list[str]:
    """The names of so many resources."""
    rounds = range(1 + count // (len(AREAS) * len(THINGS)))
    words = ("" if n == 0 else f"_{chr(ord('a') + n)}" for n in rounds)
    return [a + word + thing for word in words for a in AREAS for thing in THINGS][:count]


def write_store(folder: Path, resources: int) -> None:
    """A folder with the contracts of a store, and a mahogen.toml that makes `package` of them."""
    named = keys(resources)
    texts = {
        "v2.wsdl": rpc(_store(named, Dialect.V2)),
        "wsi.wsdl": literal(_store(named, Dialect.WSI)),
        "v1.wsdl": rpc(untyped()),
        "api.xml": _catalog(named),
        "mahogen.toml": "\n".join(
            [
                "[contract]",
                *(f'{dialect} = "{dialect}.wsdl"' for dialect in ("v2", "wsi", "v1")),
                'catalog = "api.xml"',
                "[targets.package]",
                'output = "package"',
            ]
        ),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def _store(named: list[str], dialect: Dialect) -> Store:
    structs, arrays = list(_SHARED), list(_SHARED_ARRAYS)
    operations = [_LOGIN]
    for key in named:
        entity = f"{_prefix(key)}Entity"
        structs += _structs(entity)
        arrays += [(f"{entity}Array", f"t:{entity}"), (f"{entity}LineArray", f"t:{entity}Line")]
        for method, (parts, result) in _methods(entity).items():
            name = _prefix(key) + method[0].upper() + method[1:]
            doc = f"{method} of {key}"
            all_parts = (Value("sessionId", _TEXT), *_spelled(parts, dialect))
            results = (Value("result", result),)
            operations.append(Operation(name, all_parts, results, doc, "urn:Action", ""))
    return Store(structs, arrays, operations, "urn:Shop")


def _structs(entity: str) -> list[Struct]:
    plain = [Value(f"{entity}_id", _INT), Value("from", _TEXT), Value("is_active", _FLAG)]
    plain += [Value(f"field{n}", (_TEXT, _INT, _MONEY)[n % 3], n % 2 == 0) for n in range(9)]
    nested = [
        Value("address", "t:acmeAddressEntity", True),
        Value("lines", f"t:{entity}LineArray", True),
        Value("options", "t:associativeArray", True),
        Value("children", f"t:{entity}Array", True),
    ]
    return [
        Struct(entity, (*plain, *nested), "all"),
        Struct(f"{entity}ToCreate", (*plain[1:], *nested[:3]), "all"),
        Struct(f"{entity}Line", (Value("sku", _TEXT), Value("qty", _MONEY, True)), "all"),
    ]


def _spelled(parts: tuple[Value, ...], dialect: Dialect) -> tuple[Value, ...]:
    """V2 has names of its own, and no word on what may be left out."""
    if dialect is Dialect.WSI:
        return parts
    other = {"store": "storeView", "comment": "text"}
    return tuple(Value(other.get(part.name, part.name), part.type) for part in parts)


def _prefix(key: str) -> str:
    return "acme" + "".join(word.capitalize() for word in key.split("_"))


def _catalog(named: list[str]) -> str:
    faults = ("not_exists", "data_invalid", "not_updated", "not_deleted")
    coded = "".join(
        f"<{tag}><code>{code}</code><message>{tag}</message></{tag}>"
        for code, tag in enumerate(faults, 101)
    )
    methods = "".join(f"<{method}><title>{method}</title></{method}>" for method in METHODS)
    resources = "".join(
        f"<{key}><title>{key}</title><methods>{methods}</methods><faults>{coded}</faults></{key}>"
        for key in named
    )
    aliases = "".join(f"<acme_{key}>{key}</acme_{key}>" for key in named)
    prefixes = "".join(f"<{key}>{_prefix(key)}</{key}>" for key in named)
    return (
        f"<config><api><resources>{resources}</resources>"
        f"<resources_alias>{aliases}</resources_alias>"
        f"<v2><resources_function_prefix>{prefixes}</resources_function_prefix></v2>"
        "<faults><unknown><code>0</code><message>Unknown</message></unknown></faults>"
        "</api></config>"
    )
