"""The same XML in other words: prefixes, quotes, indentation, comments, order of attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from lxml import etree

QNAME = re.compile(r"(\w+):([\w.\-]+)((?:\[\])?)")


def reformat(data: bytes) -> bytes:
    """`data`, an XML document, with nothing of its appearance left, in UTF-8 and CRLF."""
    root = etree.fromstring(data)
    spaces = {str(uri) for each in root.iter(etree.Element) for uri in each.nsmap.values()}
    prefixes = {uri: f"ns.{number}" for number, uri in enumerate(sorted(spaces, reverse=True))}
    lines = ["<?xml version='1.0'?>", "<!-- in other words -->", *_lines(root, prefixes, 0)]
    return "\r\n".join([*lines, "<!-- the end -->", ""]).encode()


def _lines(element: etree._Element, prefixes: dict[str, str], depth: int) -> Iterator[str]:
    indent, name = "\t" * depth, _name(element.tag, prefixes)
    attributes = [
        f"{_name(attribute, prefixes)}\t=\t'{escape(_value(element, value, prefixes))}'"
        for attribute, value in reversed(element.attrib.items())
    ]
    if depth == 0:
        attributes += [f"xmlns:{prefix}='{uri}'" for uri, prefix in prefixes.items()]
    yield f"{indent}<{name}"
    yield from (f"{indent}  {attribute}" for attribute in attributes)
    if element.text and element.text.strip():  # text counts as it stands
        yield f"{indent}>{escape(element.text)}</{name}\t>"
        return
    yield f"{indent}><!-- {depth} -->"
    for child in element.iterchildren(etree.Element):
        yield from _lines(child, prefixes, depth + 1)
    yield f"{indent}</{name}\t>"


def _name(tag: object, prefixes: dict[str, str]) -> str:
    name = etree.QName(str(tag))
    return f"{prefixes[name.namespace]}:{name.localname}" if name.namespace else name.localname


def _value(element: etree._Element, value: str, prefixes: dict[str, str]) -> str:
    match = QNAME.fullmatch(value)
    uri = element.nsmap.get(match.group(1)) if match else None
    return value if match is None or uri is None else f"{prefixes[uri]}:{match[2]}{match[3]}"
