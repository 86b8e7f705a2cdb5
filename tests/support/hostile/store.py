"""A small store as text, with a slot for everything that a contract may say.

`v2` and `wsi` give the contract of one operation, shopItemInfo, which takes an itemEntity and
answers with one; `catalog` gives its api.xml. What a test is about goes into a slot, as the text
that a reader shall see: it is escaped here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SOAPENC = "http://schemas.xmlsoap.org/soap/encoding/"
HTTP = "http://schemas.xmlsoap.org/soap/http"
XSD = "http://www.w3.org/2001/XMLSchema"

DEFAULTS: Mapping[str, str] = {
    "action": "urn:Action",
    "address": "https://shop.example/api/v2_soap/",
    "binding": "ShopBinding",
    "definitions": "Shop",
    "doc": "Tell of an item",
    "entity": "itemEntity",
    "entity_doc": "An item",
    "field": "sku",
    "field_doc": "Number of the item",
    "field_type": "xsd:string",
    "message": "shopItemInfo",
    "namespace": "urn:Shop",
    "operation": "shopItemInfo",
    "part": "item",
    "part_doc": "The item",
    "port": "ShopPort",
    "port_type": "ShopPortType",
    "schema": "urn:Shop",
    "service": "ShopService",
}
RAW: Mapping[str, str] = {
    "bound": "",  # in the operation of the binding
    "bound_input": "",
    "fields": "",  # of the entity, behind the first
    "head": '<?xml version="1.0" encoding="UTF-8"?>',
    "messages": "",
    "operations": "",  # further ones of the portType, with those of the binding in `bindings`
    "bindings": "",
    "parts": "",
    "ports": "",
    "said": "",  # in the operation of the portType
    "types": "",
}
"""Slots for markup, which goes in as it is."""

CONFIG = """\
[contract]
v2 = "v2.wsdl"
catalog = "api.xml"

[targets.shop_api]
output = "shop_api"
"""


def attr(text: str) -> str:
    """`text` for an attribute in double quotes; blanks survive as character references."""
    escapes = {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return "".join(escapes.get(c, c) for c in text)


def body(text: str) -> str:
    """`text` for the inside of an element."""
    escapes = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
    return "".join(escapes.get(c, c) for c in text)


def _slots(said: Mapping[str, str]) -> dict[str, str]:
    unknown = said.keys() - DEFAULTS.keys() - RAW.keys()
    assert not unknown, unknown
    slots = {**DEFAULTS, **RAW, **said}
    if "namespace" in said and "schema" not in said:
        slots["schema"] = said["namespace"]
    return {
        key: text if key in RAW else body(text) if key.endswith("doc") else attr(text)
        for key, text in slots.items()
    }


def element(name: str, of: str, *, doc: str = "", more: str = "", inside: str = "") -> str:
    """A field of a struct."""
    said = f"<xsd:annotation><xsd:documentation>{body(doc)}</xsd:documentation></xsd:annotation>"
    typed = f' type="{attr(of)}"' if of else ""
    return (
        f'<xsd:element name="{attr(name)}"{typed}{more}>{said if doc else ""}{inside}</xsd:element>'
    )


def struct(name: str, *fields: str) -> str:
    """A complexType of `fields`, each the text of an element."""
    inside = f"<xsd:all>{''.join(fields)}</xsd:all>"
    return f'<xsd:complexType name="{attr(name)}">{inside}</xsd:complexType>'


def array(name: str, array_type: str) -> str:
    """A complexType that is an array, with its arrayType as it is."""
    return (
        f'<xsd:complexType name="{attr(name)}"><xsd:complexContent>'
        '<xsd:restriction base="soapenc:Array"><xsd:attribute ref="soapenc:arrayType" '
        f'wsdl:arrayType="{attr(array_type)}"/></xsd:restriction></xsd:complexContent>'
        "</xsd:complexType>"
    )


def enumeration(name: str, *values: str, base: str = "xsd:string", more: str = "") -> str:
    """A simpleType that lists `values`."""
    listed = "".join(f'<xsd:enumeration value="{attr(value)}"/>' for value in values)
    named = f' name="{attr(name)}"' if name else ""
    return (
        f'<xsd:simpleType{named}><xsd:restriction base="{base}">{listed}{more}'
        "</xsd:restriction></xsd:simpleType>"
    )


def operation(name: str) -> dict[str, str]:
    """The slots that add an operation with the messages of the first."""
    return {
        "operations": f'<operation name="{attr(name)}"><input message="t:shopItemInfoRequest"/>'
        '<output message="t:shopItemInfoResponse"/></operation>\n',
        "bindings": f'<operation name="{attr(name)}"><soap:operation soapAction="urn:Action"/>'
        f"<input>{_RPC_BODY}</input><output>{_RPC_BODY}</output></operation>\n",
    }


def operations(*names: str) -> dict[str, str]:
    """The slots that add several."""
    each = [operation(name) for name in names]
    return {slot: "".join(one[slot] for one in each) for slot in ("operations", "bindings")}


_RPC_BODY = f'<soap:body use="encoded" namespace="urn:Shop" encodingStyle="{SOAPENC}"/>'


def v2(**said: str) -> str:
    """The contract in rpc/encoded."""
    slots = _slots(said)
    slots["sent"] = (
        f'<message name="{slots["message"]}Request">\n<part name="sessionId" type="xsd:string"/>\n'
        f'<part name="{slots["part"]}" type="t:{slots["entity"]}">'
        f"<documentation>{slots['part_doc']}</documentation></part>\n{slots['parts']}</message>\n"
        f'<message name="{slots["message"]}Response">\n'
        f'<part name="result" type="t:{slots["entity"]}"/>\n</message>'
    )
    slots["wrappers"], slots["style"], slots["list"] = "", "rpc", "all"
    slots["body"] = _RPC_BODY.replace("urn:Shop", slots["namespace"])
    return _TEXT.format_map(slots)


def wsi(**said: str) -> str:
    """The contract in document/literal; `parts` are elements."""
    slots = _slots(said)
    name = slots["message"]
    slots["wrappers"] = (
        f'<xsd:element name="{name}RequestParam"><xsd:complexType><xsd:sequence>\n'
        f'<xsd:element name="sessionId" type="xsd:string"/>\n'
        f'<xsd:element name="{slots["part"]}" type="s:{slots["entity"]}"><xsd:annotation>'
        f"<xsd:documentation>{slots['part_doc']}</xsd:documentation></xsd:annotation></xsd:element>\n"
        f"{slots['parts']}</xsd:sequence></xsd:complexType></xsd:element>\n"
        f'<xsd:element name="{name}ResponseParam"><xsd:complexType><xsd:sequence>\n'
        f'<xsd:element name="result" type="s:{slots["entity"]}"/>\n'
        "</xsd:sequence></xsd:complexType></xsd:element>"
    )
    slots["sent"] = "\n".join(
        f'<message name="{name}{way}">'
        f'<part name="parameters" element="s:{name}{way}Param"/></message>'
        for way in ("Request", "Response")
    )
    slots["style"], slots["list"], slots["body"] = (
        "document",
        "sequence",
        '<soap:body use="literal"/>',
    )
    return _TEXT.format_map(slots)


_TEXT = f"""\
{{head}}
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="{{namespace}}" xmlns:s="{{schema}}"
  xmlns:xsd="{XSD}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:soapenc="{SOAPENC}"
  name="{{definitions}}" targetNamespace="{{namespace}}">
<types><xsd:schema targetNamespace="{{schema}}">
<xsd:complexType name="{{entity}}">
<xsd:annotation><xsd:documentation>{{entity_doc}}</xsd:documentation></xsd:annotation>
<xsd:{{list}}>
<xsd:element name="{{field}}" type="{{field_type}}">
<xsd:annotation><xsd:documentation>{{field_doc}}</xsd:documentation></xsd:annotation>
</xsd:element>
{{fields}}
</xsd:{{list}}>
</xsd:complexType>
{{types}}
{{wrappers}}
</xsd:schema></types>
{{sent}}
{{messages}}
<portType name="{{port_type}}">
<operation name="{{operation}}">
<documentation>{{doc}}</documentation>
<input message="t:{{message}}Request"/>
<output message="t:{{message}}Response"/>
{{said}}
</operation>
{{operations}}
</portType>
<binding name="{{binding}}" type="t:{{port_type}}">
<soap:binding style="{{style}}" transport="{HTTP}"/>
<operation name="{{operation}}">
<soap:operation soapAction="{{action}}"/>
<input>{{body}}{{bound_input}}</input>
<output>{{body}}</output>
{{bound}}
</operation>
{{bindings}}
</binding>
<service name="{{service}}">
<port name="{{port}}" binding="t:{{binding}}">
<soap:address location="{{address}}"/>
</port>
{{ports}}
</service>
</definitions>
"""


def catalog(
    *,
    title: str = "Items",
    key: str = "shop_item",
    prefix: str = "shopItem",
    method: str = "info",
    method_title: str = "Tell of an item",
    fault: str = "not_exists",
    message: str = "There is no such item.",
    resources: str = "",
    prefixes: str = "",
) -> str:
    """An api.xml of one resource; `resources` and `prefixes` are markup for more."""
    return f"""\
<config><api>
<resources>
<{key}><title>{body(title)}</title>
<methods><{method}><title>{body(method_title)}</title></{method}></methods>
<faults><{fault}><code>101</code><message>{body(message)}</message></{fault}></faults></{key}>
{resources}
</resources>
<v2><resources_function_prefix>
<{key}>{body(prefix)}</{key}>
{prefixes}
</resources_function_prefix></v2>
<faults><unknown><code>0</code><message>Unknown error.</message></unknown></faults>
</api></config>
"""


def resource(key: str, *methods: str, prefix: str) -> dict[str, str]:
    """The slots that add a resource to the catalog."""
    inside = "".join(f"<{name}/>" for name in methods)
    return {
        "resources": f"<{key}><title>{key}</title><methods>{inside}</methods></{key}>\n",
        "prefixes": f"<{key}>{prefix}</{key}>\n",
    }


def files(wsdl: str | bytes | None = None, **more: Any) -> dict[str, bytes]:
    """The files of a project: a good V2 contract, a catalog and a configuration, but for `more`.

    Keys of `more` are paths with `_` for the dot; None leaves a file out.
    """
    whole: dict[str, Any] = {
        "v2_wsdl": v2() if wsdl is None else wsdl,
        "api_xml": catalog(),
        "mahogen_toml": CONFIG,
        **more,
    }
    return {
        ".".join(name.rsplit("_", 1)): text if isinstance(text, bytes) else text.encode()
        for name, text in whole.items()
        if text is not None
    }


def line_of(text: str, sought: str) -> int:
    """The line on which `sought` stands first."""
    return text.count("\n", 0, text.index(sought)) + 1
