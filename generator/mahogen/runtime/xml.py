"""Parsing of messages: strict, without DTD, entities or network."""

from __future__ import annotations

from threading import local
from typing import Final

from lxml import etree
from lxml.etree import XMLParser, _Element

ENCODINGS: Final = frozenset(
    {
        *("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"),
        *("us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1"),
    }
)
"""What a message may be encoded in; UTF-7 and the like could hide markup from filters."""


class XmlRefused(ValueError):
    """The bytes are not XML that is accepted here; the message says why, without quoting them."""


class DoctypeRefused(XmlRefused):
    """A document type declaration. `entities`: it declares some, which is how attacks are made."""

    def __init__(self, *, entities: bool) -> None:
        super().__init__("a document type declaration is not accepted")
        self.entities = entities


class _Parsers(local):
    """lxml serialises threads that share a parser, so each thread has its own."""

    def __init__(self) -> None:
        self.parser = XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            recover=False,
            remove_comments=True,
            remove_pis=True,
        )


_parsers = _Parsers()


def parse(raw: bytes) -> _Element:
    """The root element of a message.

    Raises:
        XmlRefused: not well-formed, cut off, or in another encoding.
        DoctypeRefused: with a document type declaration.
    """
    try:
        root = etree.fromstring(raw, _parsers.parser)
    except etree.XMLSyntaxError as error:
        raise XmlRefused(error.msg or "not well-formed") from None
    except ValueError as error:  # lxml's word for bytes that are not text at all
        raise XmlRefused(str(error)) from None
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        dtd = info.internalDTD
        raise DoctypeRefused(
            entities=dtd is not None and next(dtd.iterentities(), None) is not None
        )
    encoding = (info.encoding or "utf-8").lower()
    if encoding not in ENCODINGS:
        raise XmlRefused(f"encoding {encoding[:40]} is not accepted")
    return root
