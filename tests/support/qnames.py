"""Attributes whose value names a type."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element

QNAMES: Final = frozenset(
    {
        "{http://www.w3.org/2001/XMLSchema-instance}type",
        "{http://schemas.xmlsoap.org/soap/encoding/}arrayType",
        "{http://www.w3.org/2003/05/soap-encoding}itemType",
    }
)


def resolved(element: _Element, name: str, value: str) -> str:
    """The value of an attribute; a name of a type with what its prefix stands for."""
    prefix, colon, local = value.rpartition(":")
    if name not in QNAMES:
        return value
    return f"{{{element.nsmap.get(prefix if colon else None)}}}{local}"
