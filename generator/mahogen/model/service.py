"""From a WSDL to the one binding that its store answers on, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from mahogen.errors import Diagnostics
from mahogen.model.api import Contract, Dialect
from mahogen.model.lookup import by_name, find
from mahogen.model.schemas import Declared
from mahogen.read.address import without_credentials
from mahogen.read.documents import Binding, Definitions, Port, PortType, Service
from mahogen.read.refuse import shown

_FRAGMENT = "a module's own file has no service: give the contract that the store serves"
_SOAP11 = "mahogen speaks SOAP 1.1 over HTTP, as stores do; not SOAP 1.2, nor HTTP bindings"


@dataclass(frozen=True, slots=True)
class Interface:
    """The SOAP 1.1 binding of a contract with the port type that it binds."""

    contract: Contract
    binding: Binding
    port_type: PortType


def interface(
    definitions: Definitions, dialect: Dialect, declared: Declared, diagnostics: Diagnostics
) -> Interface | None:
    """The interface of a contract whose types are `declared`.

    None where the service does not lead to one; `diagnostics` says why.
    """
    if not definitions.target_namespace:
        what = "has no targetNamespace"
        diagnostics.error(definitions.source, what, 'say targetNamespace="urn:Maho"')
        return None
    chosen = _port(definitions, diagnostics)
    if chosen is None:
        return None
    service, port = chosen
    bindings = by_name(definitions.bindings, "binding", diagnostics)
    port_types = by_name(definitions.port_types, "portType", diagnostics)
    binding = find(
        port.binding, bindings, definitions, f"the port {port.name}", port.source, diagnostics
    )
    if binding is None or binding.soap is None:
        if binding:
            what = f"the binding {binding.name} has no soap:binding, only what is not supported"
            diagnostics.error(binding.source, what, _SOAP11)
        return None
    what = f"the binding {binding.name}"
    port_type = find(binding.type, port_types, definitions, what, binding.source, diagnostics)
    if port_type is None:
        return None
    address, exposed = _address(port, diagnostics)
    contract = Contract(
        dialect=dialect,
        name=definitions.name,
        target_namespace=definitions.target_namespace,
        schema_namespace=declared.namespace,
        service=service.name,
        port=port.name,
        binding=binding.name,
        port_type=port_type.name,
        address=address,
        style=binding.soap.style or "document",
        transport=binding.soap.transport,
        imports=declared.imports,
        exposed=exposed,
        locations=declared.locations,
        items=tuple(
            (a.name, a.element) for a in declared.arrays.values() if dialect is Dialect.WSI
        ),
        arrays=tuple(declared.arrays),
        stray=tuple(a.name for a in declared.arrays.values() if a.stray),
        address_source=port.address.source if port.address else definitions.source,
        source=definitions.source,
    )
    return Interface(contract, binding, port_type)


def _port(definitions: Definitions, diagnostics: Diagnostics) -> tuple[Service, Port] | None:
    """The first port with a SOAP 1.1 address."""
    ports = [(service, port) for service in definitions.services for port in service.ports]
    usable = [(service, port) for service, port in ports if port.address]
    if not ports:
        diagnostics.error(definitions.source, "declares no service with a port", _FRAGMENT)
        return None
    if not usable:
        what = f"the port {ports[0][1].name} has no soap:address, only what is not supported"
        diagnostics.error(ports[0][1].source, what, _SOAP11)
        return None
    for _, port in usable[1:]:
        what = f"the port {port.name} is not read: {usable[0][1].name} comes first"
        diagnostics.warn(port.source, what, "delete it, or put the right one first")
    return usable[0]


def _address(port: Port, diagnostics: Diagnostics) -> tuple[str, bool]:
    """The address of the port without a user name and password, and whether it had one."""
    assert port.address is not None
    location, source = port.address.location.strip(), port.address.source
    try:
        parts = urlsplit(location)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not location.isprintable() or " " in location:
        what = f"the address {shown(without_credentials(location))} is not one of HTTP"
        diagnostics.error(source, what, 'write location="https://shop.example/api/v2_soap/"')
        return "", False
    if "@" not in parts.netloc:
        return location, False
    what = "the address holds a user name, which is left out of what is generated"
    diagnostics.warn(source, what, "delete it, and pass credentials when calling")
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2])), True
