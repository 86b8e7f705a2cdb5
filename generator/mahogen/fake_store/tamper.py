"""Answers that are not as they should be."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree
from lxml.etree import _Element

from mahogen.runtime.server import Dropped
from mahogen.runtime.server.answer import Answer

_XSI_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_LISTED = ("item", "complexObjectArray")


class NothingToTamperWith(Dropped):
    """A mishap came to an answer that has no place for it: the test is about nothing.

    In this process it goes through the client to the test; over HTTP it is status 500.
    """


def cut_off(answer: Answer) -> Answer:
    """The first half."""
    return replace(answer, body=answer.body[: len(answer.body) // 2])


def renamed_part(answer: Answer, name: str) -> Answer:
    """The element of the result under another name.

    Raises:
        NothingToTamperWith: the answer is a fault.
    """
    root = etree.fromstring(answer.body)
    _result(root, f"renamed_part {name}").tag = name
    return _with(answer, root)


def extra_field(answer: Answer, name: str) -> Answer:
    """One more field in the first struct of the result.

    Raises:
        NothingToTamperWith: there is no struct in it, or the answer is a fault.
    """
    root = etree.fromstring(answer.body)
    for element in _result(root, f"extra_field {name}").iter():
        if (element.get(_XSI_TYPE) or "").endswith(":Map"):
            entry = etree.SubElement(element, "item")
            for tag, text in (("key", name), ("value", "1")):
                etree.SubElement(entry, tag, {_XSI_TYPE: _prefixed(element)}).text = text
            break
        if len(element) and element[0].tag not in _LISTED:
            etree.SubElement(element, name).text = "1"
            break
    else:
        raise NothingToTamperWith(f"extra_field {name}: the result has no struct")
    return _with(answer, root)


def _result(root: _Element, wanted: str) -> _Element:
    """The first child of the message in an answer."""
    message = root.find("{*}Body/*")
    if message is None or etree.QName(message).localname == "Fault" or not len(message):
        raise NothingToTamperWith(f"{wanted}: the answer is a fault and has no result")
    return message[0]


def _prefixed(element: _Element) -> str:
    """xsd:string under the prefix that the answer has for it."""
    namespaces = {uri: prefix for prefix, uri in element.nsmap.items()}
    return f"{namespaces['http://www.w3.org/2001/XMLSchema']}:string"


def _with(answer: Answer, root: _Element) -> Answer:
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return replace(answer, body=body)
