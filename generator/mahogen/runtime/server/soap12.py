"""Answers to callers who speak SOAP 1.2, to whom a store answers in kind."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lxml import etree
from lxml.etree import _Element

from mahogen.runtime.codec.names import SOAP_11, SOAP_12, SOAP_12_RPC, SOAP_ENC, XSI_TYPE
from mahogen.runtime.server.answer import Answer

ENCODING: Final = "http://www.w3.org/2003/05/soap-encoding"

_STYLE: Final = "encodingStyle"


def in_soap12(answer: Answer) -> Answer:
    """A message of SOAP 1.1 as one of SOAP 1.2; its Content-Type stays, as with a store."""
    old = etree.fromstring(answer.body)
    names = {
        ("env" if uri == SOAP_11 else "enc" if uri == SOAP_ENC else prefix): (
            SOAP_12 if uri == SOAP_11 else ENCODING if uri == SOAP_ENC else uri
        )
        for prefix, uri in old.nsmap.items()
    }
    root = etree.Element(f"{{{SOAP_12}}}Envelope", nsmap={**names, "rpc": SOAP_12_RPC})
    body = etree.SubElement(root, f"{{{SOAP_12}}}Body")
    message = old[0][0]
    if message.tag == f"{{{SOAP_11}}}Fault":
        body.append(_fault(message))
    else:
        body.append(message)
        if old.get(f"{{{SOAP_11}}}{_STYLE}"):
            _encoded(message)
    etree.cleanup_namespaces(root, keep_ns_prefixes=[p for p in names if p])
    return replace(
        answer, body=etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
    )


def _fault(old: _Element) -> _Element:
    new = etree.Element(f"{{{SOAP_12}}}Fault")
    code = etree.SubElement(new, f"{{{SOAP_12}}}Code")
    etree.SubElement(code, f"{{{SOAP_12}}}Value").text = old.findtext("faultcode")
    reason = etree.SubElement(new, f"{{{SOAP_12}}}Reason")
    etree.SubElement(reason, f"{{{SOAP_12}}}Text").text = old.findtext("faultstring")
    return new


def _encoded(message: _Element) -> None:
    """Say in the words of SOAP 1.2 the encoding, the result, and what is in each array."""
    message.set(f"{{{SOAP_12}}}{_STYLE}", ENCODING)
    if len(message):
        named = etree.Element(f"{{{SOAP_12_RPC}}}result")
        named.text = str(message[0].tag)
        message.insert(0, named)
    for element in message.iter():
        if array := element.attrib.pop(f"{{{SOAP_ENC}}}arrayType", None):
            kind, _, size = array.rstrip("]").rpartition("[")
            element.set(f"{{{ENCODING}}}itemType", kind)
            element.set(f"{{{ENCODING}}}arraySize", size)
        if (said := element.get(XSI_TYPE)) and said.startswith("SOAP-ENC:"):
            element.set(XSI_TYPE, said.replace("SOAP-ENC:", "enc:", 1))
