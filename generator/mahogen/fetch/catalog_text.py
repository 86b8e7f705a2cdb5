"""A catalog as the api.xml that says it: what mahogen reads of one, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import escape

from mahogen.read.catalog import Catalog, CatalogFault, CatalogMethod, CatalogResource

_STEP: Final = "  "


def catalog_text(catalog: Catalog) -> str:
    """The text of an api.xml that is read as `catalog`."""
    content = [
        *_holder("resources", map(_resource, catalog.resources)),
        *_holder("resources_alias", ([_leaf(a.name, a.resource)] for a in catalog.aliases)),
        *_holder("v2", [_prefixes(catalog)]),
        *_holder("faults", map(_fault, catalog.faults)),
    ]
    api = _holder("api", [content], always=True)
    lines = [*_holder("config", [api])]
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"


def _prefixes(catalog: Catalog) -> Iterator[str]:
    leaves = ([_leaf(prefix.key, prefix.prefix)] for prefix in catalog.prefixes)
    return _holder("resources_function_prefix", leaves)


def _resource(resource: CatalogResource) -> Iterator[str]:
    content = [
        *([_leaf("title", resource.title)] if resource.title else []),
        *_holder("methods", map(_method, resource.methods)),
        *_holder("faults", map(_fault, resource.faults)),
    ]
    return _holder(resource.key, [content], always=True)


def _method(method: CatalogMethod) -> Iterator[str]:
    title = [_leaf("title", method.title)] if method.title else []
    return _holder(method.name, [title], always=True)


def _fault(fault: CatalogFault) -> Iterator[str]:
    return _holder(fault.tag, [[_leaf("code", fault.code), _leaf("message", fault.message)]])


def _holder(tag: str, children: Iterable[Iterable[str]], *, always: bool = False) -> Iterator[str]:
    """An element around the lines of its children; none at all if it would be empty."""
    lines = [_STEP + line for child in children for line in child]
    if lines:
        yield f"<{tag}>"
        yield from lines
        yield f"</{tag}>"
    elif always:
        yield f"<{tag}/>"


def _leaf(tag: str, text: str) -> str:
    # A carriage return that is not written so would be read as a line feed.
    return f"<{tag}>{escape(text, {chr(13): '&#13;'})}</{tag}>"
