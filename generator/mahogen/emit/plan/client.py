"""What the client template prints: the facades, resources as attributes."""

from __future__ import annotations

from dataclasses import dataclass

from mahogen.emit.docstrings import docstring, section, sentence
from mahogen.emit.imports import Imports
from mahogen.emit.layout import signature
from mahogen.emit.plan.annotations import Annotations
from mahogen.emit.plan.methods import Kind, MethodView, method_view
from mahogen.emit.plan.names import COMMON, SESSION_OPERATIONS, Names
from mahogen.model.api import Api

_ARGUMENTS = (
    ("url", "The shop, its SOAP endpoint, or the address of its WSDL."),
    ("username", "Name of the API user."),
    ("api_key", "Key of that user."),
    ("dialect", "v2, wsi (V2 in WS-I mode) or v1; by default the first that the package has."),
    ("namespace", "The store's own target namespace, where it is not the contract's."),
    ("http_client", "An httpx client of yours, for proxies, TLS and authentication."),
    ("timeout", "Seconds to wait for a connection and for each piece of an answer."),
    ("deadline", "Seconds for a call as a whole."),
    ("retries", "How often a call is tried again that never left."),
    ("backoff", "Seconds before the first retry, doubled for each further one."),
    ("store", "The store view for calls that name none."),
    ("max_answer", "Bytes of an answer that are accepted."),
)


@dataclass(frozen=True, slots=True)
class AliasView:
    """Another name of a resource on the client."""

    signature: str
    doc: str


@dataclass(frozen=True, slots=True)
class AttributeView:
    """A resource on the client: a property that imports its class when it is first used."""

    name: str
    signature: str
    doc: str
    imports: str
    cls: str
    aliases: tuple[AliasView, ...]


@dataclass(frozen=True, slots=True)
class FacadeView:
    name: str
    base: str
    doc: str
    attributes: tuple[AttributeView, ...]
    methods: tuple[MethodView, ...]


@dataclass(frozen=True, slots=True)
class ClientView:
    """`type_imports` is empty where nothing is imported for annotations alone."""

    doc: str
    imports: str
    type_imports: str
    facades: tuple[FacadeView, ...]


def client_view(api: Api, names: Names) -> ClientView:
    """The sync and the async client."""
    imports, type_imports = names.imports(0), names.imports(0)
    imports.add("__future__", "annotations")
    imports.add("mahogen.runtime.async_client", "AsyncClient")
    imports.add("mahogen.runtime.client", "Client")
    imports.add(".wire", f"{COMMON} as wire")
    facades = (
        _facade(api, names, type_imports, Kind.SYNC),
        _facade(api, names, type_imports, Kind.ASYNC),
    )
    if api.resources:
        imports.add("functools", "cached_property")
    types = type_imports.render(4)
    if types:
        imports.add("typing", "TYPE_CHECKING")
    return ClientView(docstring(["The clients."]), imports.render(), types, facades)


def _facade(api: Api, names: Names, type_imports: Imports, kind: Kind) -> FacadeView:
    annotations = Annotations(names, type_imports, "", package=".entities.")
    methods = tuple(
        method_view(operation, names, annotations, kind, "self")
        for operation in api.operations
        if operation.name not in SESSION_OPERATIONS
    )
    attributes = _attributes(api, names, type_imports, kind)
    sync, awaited = names.taste.facades
    name, base = (awaited, "AsyncClient") if kind is Kind.ASYNC else (sync, "Client")
    return FacadeView(name, base, docstring(_doc(api, kind), 4), attributes, methods)


def _doc(api: Api, kind: Kind) -> list[str]:
    """The docstring: an editor shows it where a client is made, so it has the arguments."""
    keys = ", ".join(resource.key for resource in api.resources) or "none"
    awaited = kind is Kind.ASYNC
    first = "The API of a store, to be awaited." if awaited else "The API of a store."
    end = "`async with`" if awaited else "`with`"
    return [
        first,
        "",
        f"Resources: {keys}. Close it, or use it in {end}, to end the session.",
        *section("Args", [(name, text) for name, text in _ARGUMENTS]),
    ]


def _attributes(
    api: Api, names: Names, type_imports: Imports, kind: Kind
) -> tuple[AttributeView, ...]:
    attributes = []
    for resource in api.resources:
        cls: str = names.resource_class[resource.key]
        if kind is Kind.ASYNC:
            cls = f"Async{cls}"
        own = names.imports(0)
        for where in (own, type_imports):
            where.add(f".resources.{names.module[resource.key]}", cls)
        name, title = names.attribute[resource.key], sentence(resource.title)
        attributes.append(
            AttributeView(
                name,
                _getter(name, cls),
                docstring([title or f"The resource {resource.key}."], 8),
                own.render(8),
                cls,
                tuple(
                    AliasView(_getter(alias, cls), docstring([f"Another name of `{name}`."], 8))
                    for alias in names.aliases[resource.key]
                ),
            )
        )
    return tuple(attributes)


def _getter(name: str, cls: str) -> str:
    return signature(f"def {name}", ["self"], [cls], 4)
