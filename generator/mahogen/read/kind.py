"""What a parsed document is: a contract of which dialect, a catalog, or something else."""

from __future__ import annotations

from typing import Final

from lxml import etree

from mahogen.read import xmlns

CATALOG: Final = "catalog"

_DEFINITIONS: Final = f"{{{xmlns.WSDL}}}definitions"
_STYLED: Final = f"{{{xmlns.WSDL}}}binding/{{{xmlns.SOAP}}}binding"
_OPERATIONS: Final = f"{{{xmlns.WSDL}}}portType/{{{xmlns.WSDL}}}operation"
# What V1 has: none of it belongs to a resource.
_GLOBAL: Final = {
    *("call", "multiCall", "login", "startSession", "endSession"),
    *("resources", "globalFaults", "resourceFaults"),
}


def kind_of(root: etree._Element) -> str:
    """`catalog`, or the key of a dialect (v2, wsi, v1); empty for anything else.

    A contract that shows no dialect, since it has no binding or no operation, counts as one of V2,
    so that what is wrong with it is told.
    """
    if root.tag == "config":
        return CATALOG if root.find("api") is not None else ""
    if root.tag != _DEFINITIONS:
        return ""
    if any(binding.get("style", "document") == "document" for binding in root.iterfind(_STYLED)):
        return "wsi"
    names = {operation.get("name", "") for operation in root.iterfind(_OPERATIONS)}
    return "v1" if "call" in names and names <= _GLOBAL else "v2"
