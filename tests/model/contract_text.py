"""Small contracts as text: a test says what it is about, the rest is filled in.

They are of V2 unless something else is said. Types are written with the prefixes xsd, soapenc,
wsdl and t, which stands for the contract's own namespace. Each declaration stands on a line of its
own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mahogen.errors import ConfigError, Diagnostics, InputError, Problem
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.api_xml import parse_catalog
from mahogen.read.notes import parse_notes, read_notes
from mahogen.read.noting import Notes
from mahogen.read.wsdl import parse_wsdl

NAMESPACES = (
    'xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:Shop" '
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" '
    'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" '
    'xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/"'
)
BODY = (
    '<soap:body use="encoded" namespace="urn:Shop" '
    'encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/>'
)
SERVICE = (
    '<service name="ShopService"><port name="ShopPort" binding="t:ShopBinding">'
    '<soap:address location="https://shop.example/api/v2_soap/"/></port></service>'
)
SOAP = '<soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>'
NO_SESSION = "has no part called sessionId"
PING = {"ping": ("sessionId:xsd:string", "result:xsd:boolean")}


def struct(name: str, *fields: str) -> str:
    """A complexType; a field is `name:type`, with a ? after the name if it may be left out."""
    lines = [f'<xsd:complexType name="{name}"><xsd:all>']
    for field in fields:
        wire, _, of = field.partition(":")
        occurs = ' minOccurs="0"' if wire.endswith("?") else ""
        lines.append(f'<xsd:element name="{wire.rstrip("?")}" type="{of}"{occurs}/>')
    return "\n".join([*lines, "</xsd:all></xsd:complexType>"])


def array(name: str, item: str) -> str:
    """A complexType that is a soapenc array of `item`."""
    return (
        f'<xsd:complexType name="{name}"><xsd:complexContent><xsd:restriction base="soapenc:Array">'
        f'<xsd:attribute ref="soapenc:arrayType" wsdl:arrayType="{item}[]"/>'
        "</xsd:restriction></xsd:complexContent></xsd:complexType>"
    )


def message(name: str, parts: str) -> str:
    """A message; parts are `name:type`, separated by blanks."""
    lines = [f'<message name="{name}">']
    for part in parts.split():
        wire, _, of = part.partition(":")
        lines.append(f'<part name="{wire}" type="{of}"/>')
    return "\n".join([*lines, "</message>"])


def port_type(*operations: str) -> str:
    lines = [
        f'<operation name="{name}"><input message="t:{name}Request"/>'
        f'<output message="t:{name}Response"/></operation>'
        for name in operations
    ]
    return "\n".join(['<portType name="ShopPortType">', *lines, "</portType>"])


def bound(name: str, body: str = BODY) -> str:
    """An operation of the binding."""
    return (
        f'<operation name="{name}"><soap:operation soapAction="urn:Action"/>'
        f"<input>{body}</input><output>{body}</output></operation>"
    )


def binding(*operations: str, soap: str = SOAP) -> str:
    lines = [bound(name) for name in operations]
    return "\n".join(
        [f'<binding name="ShopBinding" type="t:ShopPortType">{soap}', *lines, "</binding>"]
    )


def contract(*inside: str) -> str:
    """A WSDL around what is given."""
    head = f'<definitions name="Shop" targetNamespace="urn:Shop" {NAMESPACES}>'
    return "\n".join([head, *inside, "</definitions>"])


def types(*declarations: str) -> str:
    return "\n".join(
        ['<types><xsd:schema targetNamespace="urn:Shop">', *declarations, "</xsd:schema></types>"]
    )


def v2(*declarations: str, **operations: tuple[str, str]) -> str:
    """A whole contract: types, and operations as the parts of the request and of the answer."""
    chosen = operations or PING
    messages = [
        message(f"{name}{way}", parts)
        for name, (request, response) in chosen.items()
        for way, parts in (("Request", request), ("Response", response))
    ]
    return contract(types(*declarations), *messages, port_type(*chosen), binding(*chosen), SERVICE)


# -- WS-I ------------------------------------------------------------------------------------------

WSI_BODY = '<soap:body use="literal"/>'
WSI_SOAP = SOAP.replace("rpc", "document")


def sequence(name: str, *fields: str) -> str:
    """A struct of WS-I; fields are written as for `struct`."""
    return struct(name, *fields).replace("xsd:all", "xsd:sequence")


def items(name: str, item: str, element: str = "complexObjectArray") -> str:
    """A list of WS-I, which repeats `element`."""
    return (
        f'<xsd:complexType name="{name}"><xsd:sequence>'
        f'<xsd:element name="{element}" type="{item}" minOccurs="0" maxOccurs="unbounded"/>'
        "</xsd:sequence></xsd:complexType>"
    )


def wrapper(name: str, parts: str) -> str:
    """A top element; parts are written as for `message`, with a ? if they may be left out."""
    inside = sequence("", *parts.split()).replace(' name=""', "")
    return f'<xsd:element name="{name}">{inside}</xsd:element>'


def wrapped(name: str, element: str) -> str:
    """A message that holds `element`, or nothing."""
    part = f'<part name="parameters" element="t:{element}"/>' if element else ""
    return f'<message name="{name}">{part}</message>'


def wsi(*declarations: str, **operations: tuple[str, str]) -> str:
    """A whole contract of WS-I, in the words of `v2`."""
    chosen = operations or PING
    bodies = [
        (f"{name}{way}", parts)
        for name, (request, response) in chosen.items()
        for way, parts in (("Request", request), ("Response", response))
    ]
    return contract(
        types(*declarations, *(wrapper(f"{name}Param", parts) for name, parts in bodies)),
        *(wrapped(name, f"{name}Param") for name, _ in bodies),
        port_type(*chosen),
        binding(*chosen, soap=WSI_SOAP).replace(BODY, WSI_BODY),
        SERVICE,
    )


# -- V1 --------------------------------------------------------------------------------------------

CALL = ("sessionId:xsd:string resourcePath:xsd:string args:xsd:anyType", "callReturn:xsd:anyType")
V1 = v2(array("FixedArray", "xsd:anyType"), call=CALL)


# -- reading ---------------------------------------------------------------------------------------


def read(
    wsdl: str | Mapping[Dialect, str], catalog: str = "", notes: str = "", *, stock: bool = False
) -> tuple[Api, list[str]]:
    """The Api of the texts, and the warnings, each as `file:line: what`; `stock` adds our notes.

    Operations that a test has without a session are none to be warned of here.
    """
    diagnostics = Diagnostics()
    texts = {Dialect.V2: wsdl} if isinstance(wsdl, str) else wsdl
    documents = {
        dialect: parse_wsdl(text.encode(), f"{dialect}.wsdl", diagnostics)
        for dialect, text in texts.items()
    }
    known = parse_catalog(catalog.encode(), "api.xml", diagnostics) if catalog else None
    noted = parse_notes(notes.encode(), "notes.toml") if notes else None
    if stock:
        noted = replace(noted or Notes(), beneath=read_notes([], stock=True).beneath)
    api = build(documents, known, noted, diagnostics)
    assert all(warning.hint for warning in diagnostics.warnings)
    warnings = [plain(warning) for warning in sorted(diagnostics.warnings)]
    return api, [text for text in warnings if not text.endswith(NO_SESSION)]


def errors(wsdl: str | Mapping[Dialect, str], catalog: str = "", notes: str = "") -> list[str]:
    """What makes the texts unusable, each as `file:line: what`."""
    with pytest.raises((InputError, ConfigError)) as caught:
        read(wsdl, catalog, notes)
    assert all(problem.hint for problem in caught.value.problems)
    return [plain(problem) for problem in caught.value.problems]


def plain(problem: Problem) -> str:
    return f"{problem.source}: {problem.what}"


def line_of(text: str, sought: str, nth: int = 1) -> int:
    """The line on which `sought` stands for the nth time."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if sought in line]
    return lines[nth - 1]
