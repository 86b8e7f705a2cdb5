"""SOAP messages in one form, so that two of them can be compared whatever their prefixes.

Compared: the order of elements, their tags, attributes whatever their order, and texts. Names in
xsi:type, arrayType and itemType stand for what their prefix is bound to. Not compared: prefixes,
declarations of namespaces, and arguments at the end that are nil, since PHP sends nil for those
that a caller left out. Those of V1 are the members of `args`, which says how many there are and of
which type; an `args` of none is as good as nil.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree
from lxml.etree import _Element

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
SOAP_ENC: Final = "http://schemas.xmlsoap.org/soap/encoding/"
SOAP_12_ENC: Final = "http://www.w3.org/2003/05/soap-encoding"

ARRAY_TYPE: Final = f"{{{SOAP_ENC}}}arrayType"

QNAMES: Final = frozenset({f"{{{XSI}}}type", ARRAY_TYPE, f"{{{SOAP_12_ENC}}}itemType"})
"""Attributes whose value names a type."""


def canonical(message: bytes) -> list[str]:
    """The message as lines, one for each element, attribute and text."""
    root = etree.fromstring(message)
    body = root.find("{*}Body")
    wrapper = None if body is None or not len(body) else body[0]
    if wrapper is not None:
        args = wrapper.find("args")
        if args is not None and args.get(ARRAY_TYPE) is not None:
            _cut(args)
        while len(wrapper) and _is_nil(wrapper[-1]):
            wrapper.remove(wrapper[-1])
    return list(_lines(root, ""))


def _cut(args: _Element) -> None:
    """Leave out the arguments of V1 that are nil at the end; what is said of the rest is theirs."""
    before = len(args)
    while len(args) and _is_nil(args[-1]):
        args.remove(args[-1])
    if not len(args):
        args.set(f"{{{XSI}}}nil", "true")
    elif len(args) < before:
        kinds = {member.get(f"{{{XSI}}}type") for member in args}
        kind = kinds.pop() if len(kinds) == 1 else "xsd:ur-type"
        args.set(ARRAY_TYPE, f"{kind}[{len(args)}]")


def _lines(element: _Element, indent: str) -> Iterator[str]:
    yield f"{indent}{element.tag!s}"
    inner = indent + "  "
    for name, value in sorted(element.attrib.items()):
        yield f"{inner}@{name}={_resolved(element, str(name), str(value))!r}"
    if element.text:
        yield f"{inner}{element.text!r}"
    for child in element:
        yield from _lines(child, inner)
        if child.tail:
            yield f"{inner}{child.tail!r}"


def _resolved(element: _Element, name: str, value: str) -> str:
    if name not in QNAMES:
        return value
    prefix, colon, local = value.rpartition(":")
    namespace = element.nsmap.get(prefix if colon else None)
    if namespace is None and colon:
        raise ValueError(f"{value!r} has a prefix that is not declared")
    return f"{{{namespace or ''}}}{local}"


def _is_nil(element: _Element) -> bool:
    return element.get(f"{{{XSI}}}nil") in ("true", "1")
