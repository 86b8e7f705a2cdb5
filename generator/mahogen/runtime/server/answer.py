"""What goes back to a caller, and the refusals that SOAP itself calls for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

XML: Final = "text/xml; charset=utf-8"

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: its status, its bytes and what they are."""

    status: int
    body: bytes
    content_type: str = XML
    headers: Headers = ()

    def all_headers(self) -> Headers:
        """The headers; lengths and types among them."""
        return (
            ("Content-Type", self.content_type),
            ("Content-Length", str(len(self.body))),
            ("Cache-Control", "no-store"),  # an answer may hold a session id
            *self.headers,
        )


class Refusal(Exception):
    """A request that never becomes a call; `code` and `message` make the fault.

    The texts are constant and, where there are such, those of PHP's SOAP server and of the store
    around it: PHP clients know them, and nothing of what was sent comes back but a cut-off name.
    """

    def __init__(self, code: str, message: str, status: int = 500, headers: Headers = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.headers = headers


def invalid_xml() -> Refusal:
    """The body is not XML of a kind that is read here."""
    return Refusal("Sender", "Invalid XML")


class NoSuchProcedure(Refusal):
    """The contract has no operation of this name."""

    def __init__(self, name: str) -> None:
        self.name = name[:100]
        super().__init__("SOAP-ENV:Server", f"Procedure '{self.name}' not present")


def too_many_parts() -> Refusal:
    """More elements than there are parts."""
    return Refusal("SOAP-ENV:Client", "Error cannot find parameter")


def violation() -> Refusal:
    """A value does not have the form of its declared type."""
    return Refusal("SOAP-ENV:Server", "SOAP-ERROR: Encoding: Violation of encoding rules")


def not_as_declared() -> Refusal:
    """Parts, types or counts are not those of the contract; mode `strict` only."""
    return Refusal("SOAP-ENV:Client", "The request does not fit the contract")


def several_calls() -> Refusal:
    """A second call in one Body; mode `strict` only."""
    return Refusal("SOAP-ENV:Client", "The Body must hold one call")


def other_action() -> Refusal:
    """SOAPAction names another call than the Body; mode `strict` only."""
    return Refusal("SOAP-ENV:Client", "SOAPAction and the Body name different operations")


def too_complex() -> Refusal:
    """More elements, attributes or levels than any call needs."""
    return Refusal("SOAP-ENV:Client", "The request is too complex")


def too_large() -> Refusal:
    """More bytes than the server reads."""
    return Refusal("SOAP-ENV:Client", "The request is too large", 413)


def encoded_body() -> Refusal:
    """A compressed body: as small as it arrives, it may unpack to anything."""
    return Refusal("SOAP-ENV:Client", "Content-Encoding is not supported", 415)


def wrong_media_type() -> Refusal:
    """A body that says it is something else than XML; mode `strict` only."""
    return Refusal("SOAP-ENV:Client", "Content-Type must be text/xml", 415)


def wrong_method(*allowed: str) -> Refusal:
    """An HTTP method that makes no call; mode `strict` only."""
    headers = (("Allow", ", ".join(allowed)),)
    return Refusal("SOAP-ENV:Client", "Calls are made by POST", 405, headers)
