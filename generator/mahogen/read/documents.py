"""WSDL 1.1 and its SOAP binding as xsdata binds them: the subset that stores use."""

from __future__ import annotations

from dataclasses import dataclass, field

from mahogen.read import xmlns
from mahogen.read.nodes import Node, WsdlNode, attribute, element
from mahogen.read.schema import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Types(WsdlNode):
    """wsdl:types."""

    schemas: tuple[Schema, ...] = field(default=(), metadata=element("schema", xmlns.XSD))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(WsdlNode):
    """wsdl:part: of a type (V2) or an element (WS-I)."""

    name: str = field(default="", metadata=attribute("name"))
    type: str = field(default="", metadata=attribute("type"))
    element: str = field(default="", metadata=attribute("element"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(WsdlNode):
    """wsdl:message."""

    name: str = field(default="", metadata=attribute("name"))
    parts: tuple[Part, ...] = field(default=(), metadata=element("part", xmlns.WSDL))


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef(WsdlNode):
    """wsdl:input or wsdl:output of an operation of a portType."""

    name: str = field(default="", metadata=attribute("name"))
    message: str = field(default="", metadata=attribute("message"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation(WsdlNode):
    """wsdl:operation of a portType."""

    name: str = field(default="", metadata=attribute("name"))
    input: MessageRef | None = field(default=None, metadata=element("input", xmlns.WSDL))
    output: MessageRef | None = field(default=None, metadata=element("output", xmlns.WSDL))


@dataclass(frozen=True, slots=True, kw_only=True)
class PortType(WsdlNode):
    """wsdl:portType."""

    name: str = field(default="", metadata=attribute("name"))
    operations: tuple[Operation, ...] = field(default=(), metadata=element("operation", xmlns.WSDL))


# -- the SOAP binding ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SoapBinding(Node):
    """soap:binding."""

    style: str = field(default="", metadata=attribute("style"))
    transport: str = field(default="", metadata=attribute("transport"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SoapOperation(Node):
    """soap:operation."""

    action: str = field(default="", metadata=attribute("soapAction"))
    style: str = field(default="", metadata=attribute("style"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SoapBody(Node):
    """soap:body."""

    use: str = field(default="", metadata=attribute("use"))
    namespace: str = field(default="", metadata=attribute("namespace"))
    encoding_style: str = field(default="", metadata=attribute("encodingStyle"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SoapAddress(Node):
    """soap:address."""

    location: str = field(default="", metadata=attribute("location"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundMessage(WsdlNode):
    """wsdl:input or wsdl:output of an operation of a binding."""

    name: str = field(default="", metadata=attribute("name"))
    body: SoapBody | None = field(default=None, metadata=element("body", xmlns.SOAP))


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundOperation(WsdlNode):
    """wsdl:operation of a binding."""

    name: str = field(default="", metadata=attribute("name"))
    soap: SoapOperation | None = field(default=None, metadata=element("operation", xmlns.SOAP))
    input: BoundMessage | None = field(default=None, metadata=element("input", xmlns.WSDL))
    output: BoundMessage | None = field(default=None, metadata=element("output", xmlns.WSDL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding(WsdlNode):
    """wsdl:binding."""

    name: str = field(default="", metadata=attribute("name"))
    type: str = field(default="", metadata=attribute("type"))
    soap: SoapBinding | None = field(default=None, metadata=element("binding", xmlns.SOAP))
    operations: tuple[BoundOperation, ...] = field(
        default=(), metadata=element("operation", xmlns.WSDL)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Port(WsdlNode):
    """wsdl:port."""

    name: str = field(default="", metadata=attribute("name"))
    binding: str = field(default="", metadata=attribute("binding"))
    address: SoapAddress | None = field(default=None, metadata=element("address", xmlns.SOAP))


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(WsdlNode):
    """wsdl:service."""

    name: str = field(default="", metadata=attribute("name"))
    ports: tuple[Port, ...] = field(default=(), metadata=element("port", xmlns.WSDL))


@dataclass(frozen=True, slots=True, kw_only=True)
class WsdlImport(WsdlNode):
    """wsdl:import."""

    namespace: str = field(default="", metadata=attribute("namespace"))
    location: str = field(default="", metadata=attribute("location"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(WsdlNode):
    """wsdl:definitions, the root of a contract."""

    class Meta:
        """How xsdata knows the root element."""

        name = "definitions"
        namespace = xmlns.WSDL

    name: str = field(default="", metadata=attribute("name"))
    target_namespace: str = field(default="", metadata=attribute("targetNamespace"))
    imports: tuple[WsdlImport, ...] = field(default=(), metadata=element("import", xmlns.WSDL))
    types: tuple[Types, ...] = field(default=(), metadata=element("types", xmlns.WSDL))
    messages: tuple[Message, ...] = field(default=(), metadata=element("message", xmlns.WSDL))
    port_types: tuple[PortType, ...] = field(default=(), metadata=element("portType", xmlns.WSDL))
    bindings: tuple[Binding, ...] = field(default=(), metadata=element("binding", xmlns.WSDL))
    services: tuple[Service, ...] = field(default=(), metadata=element("service", xmlns.WSDL))
