"""A WSDL in one spelling, so that two contracts differ where they say different things.

Kept is what mahogen reads, in the order in which the store serves it, since the order of types,
fields, parts and operations is that of what is generated. Prefixes, white space, comments, the
order of attributes and that of the sections of the document are always the same. Left out are
elements of other vocabularies, and what an address tells of the one who asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

from lxml import etree

from mahogen.errors import Diagnostics
from mahogen.fetch.joining import join
from mahogen.read import xmlns
from mahogen.read.address import Address, without_credentials
from mahogen.read.tidy import QNAMES, tidy
from mahogen.read.xml import AT

_OURS: Final = {xmlns.WSDL: "wsdl", xmlns.SOAP: "soap", xmlns.XSD: "xsd"}
_KNOWN: Final = {**_OURS, xmlns.SOAPENC: "soapenc"}
_SECTIONS: Final = ("documentation", "types", "message", "portType", "binding", "service")
_FIRST: Final = ("name", "targetNamespace", "ref", "base", "element", "type", "minOccurs")
_ADDRESSES: Final = frozenset({"location", "schemaLocation"})
_DOCUMENTED: Final = frozenset({"wsdl:documentation", "xsd:annotation"})
_CLARK: Final = re.compile(r"\{([^}]*)\}(.*)", re.DOTALL)
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


def normalised(root: etree._Element, imported: Sequence[etree._Element] = ()) -> str:
    """The WSDL at `root`, as it was parsed, in the one spelling; `root` stays as it is.

    It is one that can be read: what reading complains of is not looked at here. What it imports,
    the contracts `imported`, is put into it, so that it stands on its own.
    """
    root = _tidied(root)
    if imported:
        join(root, [_tidied(each) for each in imported])
    lines = _Writer(_prefixes(root)).lines(root, 0)
    return _DECLARATION + "\n".join(lines) + "\n"


def _tidied(root: etree._Element) -> etree._Element:
    """A copy with names resolved, and each documentation as one line."""
    root = deepcopy(root)
    tidy(root, Diagnostics())
    return root


def bare_address(url: str) -> str:
    """`url` without user name, password, query and fragment.

    Of a query only the adapter's name stays that api.php is asked for.
    """
    try:
        anonymous = Address.of(url).url
    except ValueError:
        anonymous = without_credentials(url)
    path, _, query = anonymous.partition("#")[0].partition("?")
    kind = re.search(r"(?:^|&)(type=\w+)(?:&|$)", query)
    return path + (f"?{kind[1]}" if kind and path.endswith(".php") else "")


def _prefixes(root: etree._Element) -> dict[str, str]:
    """A prefix for each namespace that names are of: the contract's own is typens."""
    found = dict(_KNOWN)
    own = root.get("targetNamespace", "")
    if own and own not in found:
        found[own] = "typens"
    values = (e.get(name, "") for e in root.iter(etree.Element) for name in QNAMES)
    others = {match[1] for value in values if (match := _CLARK.match(value))}
    for number, uri in enumerate(sorted(others - {"", xmlns.XML, *found}), 1):
        found[uri] = f"types{number}"
    return found


class _Writer:
    """Writes elements with the prefixes of one document."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.declared = prefixes
        self.prefixes = prefixes | {xmlns.XML: "xml"}

    def lines(self, element: etree._Element, depth: int) -> Iterator[str]:
        """The lines of an element and of all in it."""
        indent, name = "  " * depth, self.spelled(str(element.tag))
        start = "".join(f" {each}" for each in self.attributes(element))
        if depth == 0:
            start += "".join(f"\n    {each}" for each in self.declarations())
        if name in _DOCUMENTED:
            yield f"{indent}<{name}>{_documentation(name, element.text or '')}</{name}>"
            return
        children = [child for child in element.iterchildren(etree.Element) if _is_kept(child)]
        if depth == 0:
            children.sort(key=_section)
        if not children:
            yield f"{indent}<{name}{start}/>"
            return
        yield f"{indent}<{name}{start}>"
        for child in children:
            yield from self.lines(child, depth + 1)
        yield f"{indent}</{name}>"

    def declarations(self) -> Iterator[str]:
        """The declarations of all prefixes, the usual ones in their order."""
        for uri, prefix in self.declared.items():
            yield f'xmlns:{prefix}="{_escaped(uri)}"'

    def attributes(self, element: etree._Element) -> Iterator[str]:
        """The attributes that are read, each written out."""
        kept = [str(name) for name in element.attrib if _is_read(str(name))]
        for name in sorted(kept, key=_rank):
            value = element.get(name, "")
            if name in _ADDRESSES:
                value = bare_address(value)
            elif name in QNAMES:
                value = self.prefixed(value)
            yield f'{self.spelled(name)}="{_escaped(value)}"'

    def prefixed(self, value: str) -> str:
        """A resolved name with the prefix that its namespace has here; anything else as it is."""
        match = _CLARK.match(value)
        if match is None:
            return value
        return f"{self.prefixes[match[1]]}:{match[2]}" if match[1] else match[2]

    def spelled(self, clark: str) -> str:
        """The name of an element or attribute, with its prefix."""
        uri, local = xmlns.split(clark)
        return f"{self.prefixes[uri]}:{local}" if uri else local


def _documentation(name: str, text: str) -> str:
    """The one line that is read of a documentation, where its vocabulary has it."""
    line = _escaped(text)
    return f"<xsd:documentation>{line}</xsd:documentation>" if name.startswith("xsd:") else line


def _is_kept(element: etree._Element) -> bool:
    """Whether an element is read at all, and says something."""
    uri, local = xmlns.split(str(element.tag))
    if local in ("documentation", "annotation") and not element.text:
        return False
    return uri in ("", *_OURS)


def _is_read(name: str) -> bool:
    return name != AT and xmlns.split(name)[0] in ("", xmlns.XML, *_OURS)


def _section(element: etree._Element) -> int:
    name = xmlns.local(str(element.tag))
    return _SECTIONS.index(name) if name in _SECTIONS else -1


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _escaped(text: str) -> str:
    for char, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(char, written)
    return text.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
