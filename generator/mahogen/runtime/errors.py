"""What a call can raise.

MahoApiError
 ├── TransportError        no answer was received
 │    ├── NotSent          the request never left: trying again is safe
 │    └── OutcomeUnknown   it may have been carried out: look before trying again
 ├── ProtocolError         an answer was received, but not one that SOAP allows
 │    ├── UnexpectedStatus an HTTP status without a SOAP fault in the body (502, 404, 503, ...)
 │    ├── Redirected       a 3xx; never followed
 │    ├── EmptyAnswer      nothing in the body
 │    ├── NotXml           HTML, PHP's own messages, something cut off
 │    ├── NotSoap          XML, but no SOAP envelope with a body
 │    └── AnswerTooLarge   more bytes than the client accepts
 └── MahoFault             the store's own fault; every code of the contract has a class below it
      ├── StoreFailure     PHP itself failed in the store (SOAP-ENV:Server, Receiver, WSDL)
      └── RequestRefused   the store could not read the request (SOAP-ENV:Client, Sender, ...)
"""

from __future__ import annotations

EXCERPT = 200
"""How many characters of an answer a message quotes."""


class MahoApiError(Exception):
    """Base of all that a call raises once its arguments are in order.

    `operation` is the wire name of the call, `raw` the answer's bytes if there was one, `request`
    the message that was sent or was to be sent, its secrets masked. A pickled error has neither.
    """

    def __init__(self, message: str = "", *, operation: str = "", raw: bytes | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.operation = operation
        self.raw = raw
        self.request: bytes | None = None

    def __reduce__(self) -> tuple[object, ...]:
        state = {**self.__dict__, "raw": None, "request": None}
        return _revived, (type(self), self.message), state

    def __str__(self) -> str:
        return f"{self.operation}: {self.message}" if self.operation else self.message


def _revived(cls: type[MahoApiError], message: str) -> MahoApiError:
    return cls(message)


class TransportError(MahoApiError):
    """No answer was received."""


class NotSent(TransportError):
    """The request never reached the store: nothing happened there."""


class OutcomeUnknown(TransportError):
    """The request was sent and no answer came: the store may have carried it out."""


class ProtocolError(MahoApiError):
    """An answer was received that is not what SOAP or the contract allows."""


class UnexpectedStatus(ProtocolError):
    """An HTTP status that says failure, and no SOAP fault in the body.

    `status` is the number; `retry_after` the seconds that the answer asked to wait, if it did, from
    0 to 3600 whatever it said.
    """

    def __init__(
        self,
        message: str = "",
        *,
        status: int = 0,
        retry_after: float | None = None,
        operation: str = "",
        raw: bytes | None = None,
    ) -> None:
        super().__init__(message, operation=operation, raw=raw)
        self.status = status
        self.retry_after = retry_after


class Redirected(UnexpectedStatus):
    """The store answered with a redirect. It is not followed: the request carries credentials."""


class EmptyAnswer(ProtocolError):
    """The answer has no body."""


class NotXml(ProtocolError):
    """The body is not well-formed XML, or XML of a kind that is refused (DTD, odd encoding)."""


class NotSoap(ProtocolError):
    """The body is XML, but not a SOAP envelope with something in its Body."""


class AnswerTooLarge(ProtocolError):
    """The answer is larger than the client accepts."""


class MahoFault(MahoApiError):
    """A SOAP fault.

    `code` is the faultcode as it was sent: the bare number of a Magento fault ("1042") or a name
    ("SOAP-ENV:Server"). Subclasses of the contract fix `code`, `tag` (its name in api.xml) and the
    message that is used where a service raises the class without one.
    """

    code: str = ""
    tag: str = ""
    default_message: str = ""

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        operation: str = "",
        raw: bytes | None = None,
    ) -> None:
        super().__init__(
            self.default_message if message is None else message, operation=operation, raw=raw
        )
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        text = f"[{self.code}] {self.message}" if self.code else self.message
        return f"{self.operation}: {text}" if self.operation else text


class StoreFailure(MahoFault):
    """PHP failed inside the store; the message is PHP's and may name files of the store."""

    code = "SOAP-ENV:Server"


class RequestRefused(MahoFault):
    """The store did not understand the request as SOAP."""

    code = "SOAP-ENV:Client"


STORE_FAILURES = frozenset({"Server", "Receiver", "WSDL"})
REQUEST_REFUSALS = frozenset({"Client", "Sender", "VersionMismatch", "MustUnderstand"})


def unnamed_fault(code: str) -> type[MahoFault]:
    """The class for a faultcode that no api.xml names, prefix or not."""
    local = code.rpartition(":")[2]
    if local in STORE_FAILURES:
        return StoreFailure
    if local in REQUEST_REFUSALS:
        return RequestRefused
    return MahoFault


def excerpt(raw: bytes) -> str:
    """The start of an answer, on one line and printable, for a message."""
    text = raw[: EXCERPT * 4].decode("utf-8", "replace")
    line = "".join(c if c.isprintable() else " " for c in " ".join(text.split()))
    return line[:EXCERPT] + ("..." if len(line) > EXCERPT or len(raw) > EXCERPT * 4 else "")
