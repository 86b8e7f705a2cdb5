"""Bounds on the shape of a request, so that a small body cannot be made expensive."""

from __future__ import annotations

from typing import Final

from lxml import etree
from lxml.etree import XPath, _Element

from mahogen.runtime.server.answer import too_complex

MAX_BODY: Final = 8 * 1024 * 1024
MAX_ELEMENTS: Final = 100_000
MAX_DEPTH: Final = 64
MAX_ATTRIBUTES: Final = 64
MAX_NAMESPACES: Final = 64
"""On one element."""
MAX_CALLS: Final = 10_000
"""In one multiCall."""
MAX_DECLARATIONS: Final = 10_000
"""Of namespaces, in a whole document: clients that repeat them on every element are served."""

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
        _check_namespaces(root)


def _check_namespaces(root: _Element) -> None:
    """Count declarations where they stand: what is in scope would cost a walk up per element."""
    here = altogether = 0
    for event, _ in etree.iterwalk(root, events=("start-ns", "start")):
        if event == "start":
            here = 0
            continue
        here += 1
        altogether += 1
        if here > MAX_NAMESPACES or altogether > MAX_DECLARATIONS:
            raise too_complex()
