"""An api.xml to a catalog, strictly, each entry once and with its line.

The rest of an api.xml (models, ACL, adapters, REST) is the store's own business and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from lxml import etree

from mahogen.errors import Diagnostics, Source
from mahogen.read import xmlns
from mahogen.read.catalog import (
    Catalog,
    CatalogAlias,
    CatalogFault,
    CatalogMethod,
    CatalogPrefix,
    CatalogResource,
)
from mahogen.read.refuse import refuse, shown
from mahogen.read.xml import parse, source_of

_CODE = re.compile(r"[\w.\-]+")

T = TypeVar("T")


def parse_catalog(data: bytes, file: str, diagnostics: Diagnostics) -> Catalog:
    """Read the api.xml in `data`, which messages call `file`.

    Raises:
        InputError: `data` is not XML, or not an api.xml.
    """
    return catalog_of(parse(data, file, diagnostics), file, diagnostics)


def catalog_of(root: etree._Element, file: str, diagnostics: Diagnostics) -> Catalog:
    """Read the tree of an api.xml; what is wrong inside goes to `diagnostics`, all of it.

    Raises:
        InputError: it is not the tree of an api.xml.
    """
    api = root.find("api") if root.tag == "config" else None
    if api is None:
        what = "is not an api.xml: the root is not <config> with an <api> in it"
        hint = "give the etc/api.xml of a module, or the file that all of them were merged into"
        refuse(file, source_of(root).line, what, hint)
    return Catalog(
        file,
        resources=_each(api, "resources", _resource, diagnostics),
        aliases=_each(api, "resources_alias", _alias, diagnostics),
        prefixes=_each(api, "v2/resources_function_prefix", _prefix, diagnostics),
        faults=_each(api, "faults", _fault, diagnostics),
    )


def _each(
    parent: etree._Element,
    path: str,
    build: Callable[[etree._Element, Diagnostics], T | None],
    diagnostics: Diagnostics,
) -> tuple[T, ...]:
    """What `build` makes of each child below `path`, each name once."""
    seen: dict[str, Source] = {}
    built = []
    for child in _children(parent, path, diagnostics):
        tag = str(child.tag)
        if tag in seen:
            what = f"<{tag}> stands twice in <{path}>, first in line {seen[tag].line}"
            diagnostics.error(source_of(child), what, "keep one of them")
            continue
        seen[tag] = source_of(child)
        made = build(child, diagnostics)
        if made is not None:
            built.append(made)
    return tuple(built)


def _children(
    parent: etree._Element, path: str, diagnostics: Diagnostics
) -> Iterator[etree._Element]:
    for holder in parent.findall(path):
        for child in holder:
            if xmlns.is_name(str(child.tag)) and len(str(child.tag)) <= xmlns.MAX_NAME:
                yield child
            else:
                what = f"{shown(str(child.tag))} is not a name for an entry of <{path}>"
                hint = f"a name has no namespace, and at most {xmlns.MAX_NAME} characters"
                diagnostics.error(source_of(child), what, hint)


def _resource(element: etree._Element, diagnostics: Diagnostics) -> CatalogResource:
    return CatalogResource(
        key=str(element.tag),
        title=_line(element, "title"),
        methods=_each(element, "methods", _method, diagnostics),
        faults=_each(element, "faults", _fault, diagnostics),
        source=source_of(element),
    )


def _method(element: etree._Element, _: Diagnostics) -> CatalogMethod:
    return CatalogMethod(str(element.tag), _line(element, "title"), source_of(element))


def _fault(element: etree._Element, diagnostics: Diagnostics) -> CatalogFault | None:
    tag, source, code = str(element.tag), source_of(element), _line(element, "code")
    if not _CODE.fullmatch(code):
        said = f"the code {shown(code)}, which is none" if code else "no <code>"
        what = f"the fault {tag} has {said}"
        diagnostics.error(source, what, "give it a number: <code>1001</code>")
        return None
    # The message goes over the wire as it stands, with the blank that some end in.
    return CatalogFault(tag, code, element.findtext("message") or "", source)


def _alias(element: etree._Element, diagnostics: Diagnostics) -> CatalogAlias | None:
    resource = _name_in(element, "the resource that it stands for", diagnostics)
    if not resource:
        return None
    return CatalogAlias(str(element.tag), resource, source_of(element))


def _prefix(element: etree._Element, diagnostics: Diagnostics) -> CatalogPrefix | None:
    prefix = _name_in(element, "what its operations start with", diagnostics)
    if not prefix:
        return None
    return CatalogPrefix(str(element.tag), prefix, source_of(element))


def _name_in(element: etree._Element, meaning: str, diagnostics: Diagnostics) -> str:
    """The name that an element holds as its text, empty if it is none."""
    name = (element.text or "").strip()
    if xmlns.is_name(name):
        return name
    what = f"<{element.tag!s}> holds {shown(name)}, which is not a name"
    diagnostics.error(source_of(element), what, f"write {meaning}")
    return ""


def _line(element: etree._Element, path: str) -> str:
    """The text at `path` on one line, empty where there is none."""
    return " ".join((element.findtext(path) or "").split())
