"""Holds a binding against its dialect: rpc/encoded for V1 and V2, document/literal for WS-I."""

from __future__ import annotations

from dataclasses import dataclass

from mahogen.errors import Diagnostics
from mahogen.model.api import Dialect
from mahogen.read import xmlns
from mahogen.read.documents import Binding, BoundMessage, BoundOperation, SoapBody
from mahogen.read.refuse import shown


@dataclass(frozen=True, slots=True)
class Form:
    """What people call a dialect, and the style and use of its bindings."""

    title: str
    style: str
    use: str


FORMS = {
    Dialect.V1: Form("V1", "rpc", "encoded"),
    Dialect.V2: Form("V2", "rpc", "encoded"),
    Dialect.WSI: Form("WS-I", "document", "literal"),
}
_LIKE = {"rpc": Dialect.V2, "document": Dialect.WSI}


def other_dialect(found: Dialect, given: Dialect) -> str:
    """What to do with a contract of the dialect `found` that was given as one of `given`."""
    return f"this looks like {FORMS[found].title}: give it as {found}, not as {given}"


def fits(binding: Binding, dialect: Dialect, diagnostics: Diagnostics) -> bool:
    """Whether a binding is one of `dialect` over HTTP, with all its operations; reports if not."""
    soap, form = binding.soap, FORMS[dialect]
    if soap is None:
        return False
    if soap.transport != xmlns.SOAP_HTTP:
        what = f"the transport {shown(soap.transport)} is not supported"
        diagnostics.error(soap.source, what, f'say transport="{xmlns.SOAP_HTTP}"')
    style = soap.style or "document"
    if style == form.style:
        found = [_fits(operation, style, diagnostics) for operation in binding.operations]
        return all(found)
    what = (
        f"the binding {binding.name} has the style {shown(style)}, "
        f"which {form.title} contracts do not have"
    )
    like = _LIKE.get(style)
    hint = other_dialect(like, dialect) if like else f'they say style="{form.style}"'
    diagnostics.error(soap.source, what, hint)
    return False


def _fits(operation: BoundOperation, style: str, diagnostics: Diagnostics) -> bool:
    soap = operation.soap
    if soap and soap.action and not soap.action.isprintable():
        what = f"the operation {operation.name} has the soapAction {shown(soap.action)}"
        diagnostics.error(soap.source, what, "delete what is not printable: it is an HTTP header")
    if soap is None or soap.style in ("", style):
        return True
    what = f"the operation {operation.name} has the style {shown(soap.style)}, its binding {style}"
    diagnostics.error(soap.source, what, "delete the style")
    return False


def body_of(
    message: BoundMessage | None,
    operation: BoundOperation,
    way: str,
    dialect: Dialect,
    diagnostics: Diagnostics,
) -> SoapBody | None:
    """How a message stands in the SOAP Body; None, with an error, if it does not at all."""
    where, use = f"the {way} of {operation.name}", FORMS[dialect].use
    body = message.body if message else None
    if body is None:
        source = (message or operation).source
        what = f"{where} has no soap:body in the binding"
        diagnostics.error(source, what, f'write <soap:body use="{use}" .../>')
        return None
    if body.use != use:
        what = f"{where} has use={shown(body.use)}, not {use}"
        diagnostics.error(body.source, what, f'{FORMS[dialect].title} says use="{use}"')
    if body.encoding_style not in ("", xmlns.SOAPENC):
        what = f"{where} has encodingStyle={shown(body.encoding_style)}"
        diagnostics.error(body.source, what, f"the encoding of SOAP 1.1 is {xmlns.SOAPENC}")
    if use == "literal" and (body.namespace or body.encoding_style):
        what = f"{where} has a namespace or an encodingStyle, which is not read"
        diagnostics.warn(body.source, what, "delete it: a literal body has that of its element")
    return body
