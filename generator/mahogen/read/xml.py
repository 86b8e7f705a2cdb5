"""Bytes to an lxml tree, strictly: one document, no DOCTYPE, no network, no recovery.

Each element of the tree carries an attribute of ours that says where it starts; whoever copies
elements from one tree to another (as a merge does) thereby keeps their place.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, unquote

from lxml import etree

from mahogen.errors import Diagnostics, Source
from mahogen.read.encoding import decode, loosely
from mahogen.read.refuse import refuse
from mahogen.read.scan import Limits, start_lines
from mahogen.read.sniff import refuse_other_formats

SOURCE_NS = "urn:mahogen:source"
AT = f"{{{SOURCE_NS}}}at"


def parse(
    data: bytes, file: str, diagnostics: Diagnostics, fill: Callable[[str], str] = str
) -> etree._Element:
    """The root element of the document in `data`, which messages call `file`.

    `fill` may change the text before it is parsed, if it keeps every line where it is.

    Raises:
        InputError: with the line and the reason, for everything that is not one plain document.
    """
    refuse_other_formats(data, loosely(data, file), file)
    text = fill(decode(data, file, diagnostics))
    lines = start_lines(text, file, Limits())
    try:
        root = etree.fromstring(text.encode("utf-8"), _parser())
    except etree.XMLSyntaxError as error:
        what = f"cannot be parsed as XML: {_message(error)}"
        refuse(file, error.lineno or 0, what, "correct it there, or get the file again")
    name = quote(file, safe="/", errors="surrogateescape")
    for element, line in zip(root.iter(etree.Element), lines, strict=True):
        element.set(AT, f"{line} {name}")
    return root


def source_of(element: etree._Element) -> Source:
    """Where `element` was read."""
    return source_at(element.get(AT, ""))


def source_at(at: str) -> Source:
    """The place that the attribute value `at` stands for."""
    line, _, name = at.partition(" ")
    return Source(unquote(name, errors="surrogateescape"), int(line or 0))


def _message(error: etree.XMLSyntaxError) -> str:
    return (error.msg or "").partition(", line ")[0]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        recover=False,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
