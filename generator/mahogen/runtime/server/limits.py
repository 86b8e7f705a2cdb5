"""Bounds on the shape of a request, so that a small body cannot be made expensive."""

from __future__ import annotations

from typing import Final

from lxml.etree import XPath, _Element

from mahogen.runtime.server.answer import too_complex

MAX_BODY: Final = 8 * 1024 * 1024
MAX_ELEMENTS: Final = 100_000
MAX_DEPTH: Final = 64
MAX_ATTRIBUTES: Final = 64
MAX_NAMESPACES: Final = 64

_TOO_DEEP: Final = XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
_TOO_MANY_ATTRIBUTES: Final = XPath(f"boolean(//*[@*[{MAX_ATTRIBUTES + 1}]])")
_ELEMENTS: Final = XPath("count(//*)")
# UTF-16 puts a zero byte between the letters.
_DECLARATIONS: Final = (b"xmlns", b"x\0m\0l\0n\0s")


def check_bytes(body: bytes) -> None:
    """Refuse a body that cannot be within the bounds, before it is parsed.

    Raises:
        Refusal
    """
    if body.count(b"<") > 2 * MAX_ELEMENTS:  # a start and an end each
        raise too_complex()


def check_tree(root: _Element, body: bytes) -> None:
    """Refuse a document with more elements, levels, attributes or namespaces than allowed.

    Raises:
        Refusal
    """
    if _TOO_DEEP(root) or _TOO_MANY_ATTRIBUTES(root) or float(_ELEMENTS(root)) > MAX_ELEMENTS:
        raise too_complex()
    if any(body.count(text) > MAX_NAMESPACES for text in _DECLARATIONS):
        # Top down: whatever declares too many is met before what stands in it.
        for element in root.iter():
            if len(element.nsmap) > MAX_NAMESPACES:
                raise too_complex()
