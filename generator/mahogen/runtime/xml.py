"""Parsing of messages: strict, without DTD, entities or network."""

from __future__ import annotations

from threading import local
from typing import Final

from lxml import etree
from lxml.etree import XMLParser, _Element

ENCODINGS: Final = frozenset({"utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1"})
"""What a message may be encoded in; UTF-7 and the like could hide markup from filters."""


class XmlRefused(ValueError):
    """The bytes are not XML that is accepted here; the message says why, without quoting them."""


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
        XmlRefused: not well-formed, cut off, with a document type, or in another encoding.
    """
    try:
        root = etree.fromstring(raw, _parsers.parser)
    except etree.XMLSyntaxError as error:
        raise XmlRefused(error.msg or "not well-formed") from None
    except ValueError as error:  # lxml's word for bytes that are not text at all
        raise XmlRefused(str(error)) from None
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise XmlRefused("a document type declaration is not accepted")
    encoding = (info.encoding or "utf-8").lower()
    if encoding not in ENCODINGS:
        raise XmlRefused(f"encoding {encoding[:40]} is not accepted")
    return root
