"""Whether two answers are the same, but for what no two stores have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.etree import _Element

from support.qnames import resolved

_MASKS: Final = (
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"), "(date)"),
    (re.compile(r"\b(?:[0-9a-f]{32}|[0-9a-f]{64})\b"), "(session)"),
    (re.compile(r"[A-Za-z0-9+/]{11}="), "(password hash)"),
    (re.compile(r"(?<=Too few arguments to function ).*"), "(PHP's name of it, and a file)"),
)


def said(answer: bytes) -> list[str]:
    """An answer as lines: elements, attributes and texts; types by their namespaces, dates, ids of
    sessions and hashes of random passwords masked."""
    return list(_lines(etree.fromstring(answer), ""))


def _lines(element: _Element, indent: str) -> Iterator[str]:
    yield f"{indent}{element.tag!s}"
    inner = indent + "  "
    for name, value in sorted(element.attrib.items()):
        yield f"{inner}@{name}={resolved(element, str(name), str(value))}"
    # Between tags V2 and WS-I have line feeds, which say nothing.
    if element.text and (element.text.strip() or not len(element)):
        yield f"{inner}{_masked(element.text)!r}"
    for child in element:
        yield from _lines(child, inner)


def _masked(text: str) -> str:
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text
