"""A store of which a test says what it answers; requests never leave the process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Literal, cast

import httpx
from lxml import etree

from maho_api import AsyncMaho, Maho
from maho_api.contract import CONTRACT

from .awaited import Awaited

Mode = Literal["sync", "async"]

URL = "https://shop.example"
NAMESPACE = "urn:OpenMage"
USERNAME = "apiUser"
API_KEY = "apiKey-123"
LOGIN = {"url": URL, "username": USERNAME, "api_key": API_KEY}


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

    def argument(self, name: str) -> str:
        """The text of the part of this name, in V1 of the first of `args`."""
        first = self.part(name) or self.part("args/item")
        assert first is not None
        return first


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

    def client(self, mode: Mode = "sync", **settings: Any) -> Maho:
        """A client of this store; in mode `async` an AsyncMaho that is called like a Maho."""
        settings = {"namespace": NAMESPACE, "http_client": self.http(mode)} | settings
        login = [settings.pop(name, given) for name, given in LOGIN.items()]
        kind = settings.pop("kind", Maho if mode == "sync" else AsyncMaho)
        client = kind(*login, **settings)
        return cast("Maho", client if mode == "sync" else Awaited(client))

    def async_client(self, **settings: Any) -> AsyncMaho:
        """A client to be awaited."""
        settings = {"namespace": NAMESPACE, "http_client": self.http("async")} | settings
        return AsyncMaho(URL, USERNAME, API_KEY, **settings)

    def http(self, mode: Mode = "sync", **settings: Any) -> Any:
        """An httpx client whose every request ends here."""
        kind = httpx.Client if mode == "sync" else httpx.AsyncClient
        return kind(transport=httpx.MockTransport(self.handle), **settings)

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
    """The operation that is called, by its name in V2; in V1 the path where there is none."""
    [wrapper] = etree.fromstring(body).iterfind("{*}Body/*")
    name = str(etree.QName(wrapper).localname)
    if name == "call":
        path = wrapper.findtext("resourcePath") or ""
        found = CONTRACT.by_path_v1.get(path)
        return path if found is None else found[0].name
    return name.removesuffix("RequestParam").removesuffix("Param")


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


def login_answer(call: Call) -> bytes:
    return answer(
        "login", f'<loginReturn xsi:type="xsd:string">session-{call.number}</loginReturn>'
    )


def _end_session(call: Call) -> bytes:
    return answer("endSession", '<endSessionReturn xsi:type="xsd:boolean">true</endSessionReturn>')


DEFAULTS: dict[str, Callable[[Call], bytes]] = {"login": login_answer, "endSession": _end_session}
