"""A store of which a test says what it answers; requests never leave the process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import httpx
from lxml import etree

from maho_api import Maho

URL = "https://shop.example/api/v2_soap/"
NAMESPACE = "urn:OpenMage"
USERNAME = "apiUser"
API_KEY = "apiKey-123"


@dataclass(frozen=True, slots=True)
class Call:
    """A request as the stub got it; `number` counts the calls of this operation from 1."""

    operation: str
    number: int
    body: bytes
    request: httpx.Request

    def part(self, name: str) -> str | None:
        """The text of a part."""
        return etree.fromstring(self.body).findtext(f"{{*}}Body/*/{name}")


Answers = Callable[[Call], httpx.Response]


class StubStore:
    """Counts and answers calls.

    A login gives the sessions `session-1`, `session-2`, ... and endSession true, unless `answers`
    has its own answer for them; what it has no answer for at all fails the test.
    """

    def __init__(self, **answers: Answers | bytes) -> None:
        self.answers = answers
        self.calls: list[Call] = []
        self._lock = Lock()

    def client(self, **settings: Any) -> Maho:
        """A client of this store."""
        settings.setdefault("namespace", NAMESPACE)
        settings.setdefault("http_client", self.http())
        return Maho(URL, USERNAME, API_KEY, **settings)

    def http(self) -> httpx.Client:
        """An httpx client whose every request ends here."""
        return httpx.Client(transport=httpx.MockTransport(self.handle))

    def called(self) -> list[str]:
        """The operations in the order in which they were called."""
        return [call.operation for call in self.calls]

    def handle(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        operation = operation_of(body)
        with self._lock:
            number = self.called().count(operation) + 1
            call = Call(operation, number, body, request)
            self.calls.append(call)
        answer = self.answers.get(operation)
        if answer is None:
            return httpx.Response(200, content=DEFAULTS[operation](call))
        return httpx.Response(200, content=answer) if isinstance(answer, bytes) else answer(call)


def operation_of(body: bytes) -> str:
    """The local name of the first child of Body."""
    [wrapper] = etree.fromstring(body).iterfind("{*}Body/*")
    return str(etree.QName(wrapper).localname)


def envelope(inner: str) -> bytes:
    """A SOAP 1.1 envelope around what is to stand in its Body."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"'
        f' xmlns:ns1="{NAMESPACE}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xmlns:ns2="http://xml.apache.org/xml-soap"'
        ' xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/">'
        f"<SOAP-ENV:Body>{inner}</SOAP-ENV:Body></SOAP-ENV:Envelope>"
    ).encode()


def answer(operation: str, result: str) -> bytes:
    """An answer whose first child is `result`, an element."""
    return envelope(f"<ns1:{operation}Response>{result}</ns1:{operation}Response>")


def fault(code: str, message: str = "it went wrong") -> bytes:
    """A fault as a store sends it."""
    return envelope(
        f"<SOAP-ENV:Fault><faultcode>{code}</faultcode>"
        f"<faultstring>{message}</faultstring></SOAP-ENV:Fault>"
    )


def _login(call: Call) -> bytes:
    return answer(
        "login", f'<loginReturn xsi:type="xsd:string">session-{call.number}</loginReturn>'
    )


def _end_session(call: Call) -> bytes:
    return answer("endSession", '<endSessionReturn xsi:type="xsd:boolean">true</endSessionReturn>')


DEFAULTS: dict[str, Callable[[Call], bytes]] = {"login": _login, "endSession": _end_session}
