"""What goes back to a caller, and the refusals that SOAP itself calls for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

XML: Final = "text/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer: its status, its bytes and what they are."""

    status: int
    body: bytes
    content_type: str = XML


class Refusal(Exception):
    """A request that never becomes a call; `code` and `message` make the fault.

    The texts are constant and those of PHP's SOAP server and of the store around it: PHP clients
    know them, and nothing of what was sent comes back but a cut-off name.
    """

    def __init__(self, code: str, message: str, status: int = 500) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


def invalid_xml() -> Refusal:
    """The body is not XML of a kind that is read here."""
    return Refusal("Sender", "Invalid XML")


def violation() -> Refusal:
    """A value does not have the form of its declared type."""
    return Refusal("SOAP-ENV:Server", "SOAP-ERROR: Encoding: Violation of encoding rules")


def too_complex() -> Refusal:
    """More elements, attributes or levels than any call needs."""
    return Refusal("SOAP-ENV:Client", "The request is too complex")


def too_large() -> Refusal:
    """More bytes than the server reads."""
    return Refusal("SOAP-ENV:Client", "The request is too large", 413)


def encoded_body() -> Refusal:
    """A compressed body: as small as it arrives, it may unpack to anything."""
    return Refusal("SOAP-ENV:Client", "Content-Encoding is not supported", 415)
