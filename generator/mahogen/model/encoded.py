"""Holds a binding against what V2 is: rpc/encoded SOAP over HTTP."""

from __future__ import annotations

from mahogen.errors import Diagnostics
from mahogen.read import xmlns
from mahogen.read.documents import Binding, BoundMessage, BoundOperation, SoapBody
from mahogen.read.refuse import shown

LITERAL_HINT = "this looks like WS-I: for V2, switch WS-I compliance off in the store and fetch it"


def is_rpc(binding: Binding, diagnostics: Diagnostics) -> bool:
    """Whether a binding is rpc over HTTP, as a whole and for each operation; reports if not."""
    soap = binding.soap
    if soap is None:
        return False
    if soap.transport != xmlns.SOAP_HTTP:
        what = f"the transport {shown(soap.transport)} is not supported"
        diagnostics.error(soap.source, what, f'say transport="{xmlns.SOAP_HTTP}"')
    style = soap.style or "document"
    if style == "rpc":
        found = [_is_rpc(operation, diagnostics) for operation in binding.operations]
        return all(found)
    what = (
        f"the binding {binding.name} has the style {shown(style)}, which V2 contracts do not have"
    )
    diagnostics.error(soap.source, what, LITERAL_HINT)
    return False


def _is_rpc(operation: BoundOperation, diagnostics: Diagnostics) -> bool:
    soap = operation.soap
    if soap and soap.action and not soap.action.isprintable():
        what = f"the operation {operation.name} has the soapAction {shown(soap.action)}"
        diagnostics.error(soap.source, what, "delete what is not printable: it is an HTTP header")
    if soap is None or soap.style in ("", "rpc"):
        return True
    what = f"the operation {operation.name} has the style {shown(soap.style)} in an rpc binding"
    diagnostics.error(soap.source, what, "delete the style")
    return False


def encoded_body(
    message: BoundMessage | None, operation: BoundOperation, way: str, diagnostics: Diagnostics
) -> SoapBody | None:
    """How a message stands in the SOAP Body; None, with an error, if it does not at all."""
    where = f"the {way} of {operation.name}"
    body = message.body if message else None
    if body is None:
        source = (message or operation).source
        what = f"{where} has no soap:body in the binding"
        diagnostics.error(source, what, 'write <soap:body use="encoded" .../>')
        return None
    if body.use != "encoded":
        what = f"{where} has use={shown(body.use)}, not encoded"
        diagnostics.error(body.source, what, LITERAL_HINT)
    if body.encoding_style not in ("", xmlns.SOAPENC):
        what = f"{where} has encodingStyle={shown(body.encoding_style)}"
        diagnostics.error(body.source, what, f"the encoding of SOAP 1.1 is {xmlns.SOAPENC}")
    return body
