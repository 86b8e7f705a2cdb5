"""Puts what a contract imports into it, in the trees, so that one document is left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from mahogen.read import xmlns
from mahogen.read.imported import KNOWN

_TYPES: Final = f"{{{xmlns.WSDL}}}types"
_IMPORT: Final = f"{{{xmlns.WSDL}}}import"
_SCHEMA: Final = f"{{{xmlns.XSD}}}schema"
_LEADING: Final = (f"{{{xmlns.XSD}}}import", f"{{{xmlns.XSD}}}include")


def join(root: etree._Element, others: Iterable[etree._Element]) -> None:
    """Move all that the contracts `others` hold into that at `root`, and import nothing any more.

    Their names have been resolved, so that no prefix is lost on the way; what they import is among
    `others` itself.
    """
    types = root.find(_TYPES)
    if types is None:
        types = etree.SubElement(root, _TYPES)
    for other in others:
        for child in list(other):
            if child.tag == _TYPES:
                types.extend(list(child))
            else:
                root.append(child)
    _drop_imports(root)


def _drop_imports(root: etree._Element) -> None:
    for child in root.findall(_IMPORT):
        root.remove(child)
    for schema in list(root.iter(_SCHEMA)):
        led = [c for c in schema if c.tag in _LEADING and c.get("namespace") not in KNOWN]
        for child in led:
            schema.remove(child)
        if led and len(schema) == 0:
            schema.getparent().remove(schema)  # type: ignore[union-attr]
