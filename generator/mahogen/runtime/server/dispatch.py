"""The server's core: a request in, an answer out, no HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from mahogen.runtime import envelope
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.envelope import SoapFault
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.server import failure, http_rules
from mahogen.runtime.server.answer import Answer, Headers, NoSuchProcedure, Refusal
from mahogen.runtime.server.call import Call, MultiCall
from mahogen.runtime.server.calls import Calls
from mahogen.runtime.server.endpoint import Endpoint
from mahogen.runtime.server.faults import speakable
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.request import Request, SoapRequest, open_request
from mahogen.runtime.server.routes import EndpointName, endpoint_of
from mahogen.runtime.server.soap12 import in_soap12
from mahogen.runtime.server.watch import AnsweredWith, Aside, Dropped, Served, Watch

NOT_FOUND = Answer(404, b"There is no SOAP API here.\n", "text/plain; charset=utf-8")


class Dispatcher:
    """Answers requests, by their address, with a WSDL or with what comes of their calls.

    `fault_status` is the HTTP status of faults that a call ends in; what is no call at all is
    always refused with 404, 405, 413, 415 or 500. `in_kind` says whether who speaks SOAP 1.2 is
    answered in it.
    """

    def __init__(
        self,
        endpoints: Mapping[EndpointName, Endpoint],
        calls: Calls,
        *,
        fault_status: int,
        mode: Mode,
        watch: Watch | None = None,
        aside: Aside | None = None,
        in_kind: bool = False,
    ) -> None:
        self._endpoints = endpoints
        self._calls = calls
        self._fault_status = fault_status
        self._mode = mode
        self._watch = watch or Watch()
        self._aside = aside
        self._in_kind = in_kind

    def answer_to_head(self, request: Request) -> Answer | None:
        """The answer to a request whose body does not matter; None where it has to be read."""
        endpoint = self._endpoint(request)
        if endpoint is None:
            answer = self._aside and self._aside(request)
            return None if callable(answer) else answer or NOT_FOUND
        if http_rules.asks_for_wsdl(request, self._mode):
            wsdl = endpoint.wsdl(request)
            return NOT_FOUND if wsdl is None else Answer(200, wsdl)
        try:
            http_rules.check(request, self._mode)
        except Refusal as refusal:
            return refused(refusal)
        return None

    async def answer(self, request: Request, body: bytes) -> Answer:
        """The answer to any request at all; nothing is raised but the cancelling of the task.

        Raises:
            Dropped: who looks on will have it so.
        """
        endpoint = self._endpoint(request)
        try:
            if endpoint is None:
                answer = self._aside and self._aside(request)
                return answer(body) if callable(answer) else answer or NOT_FOUND
            return await self._serve(endpoint, request, body)
        except Refusal as refusal:
            return refused(refusal)
        except Dropped:
            raise
        except Exception as error:
            return _fault(500, failure.report(error, "a request"))

    def _endpoint(self, request: Request) -> Endpoint | None:
        name = endpoint_of(request)
        return None if name is None else self._endpoints.get(name)

    async def _serve(self, endpoint: Endpoint, request: Request, body: bytes) -> Answer:
        message = open_request(request, body, self._mode)
        seen: list[Served] = []
        right: Answer | None = None
        sent: Answer | None = None
        try:
            right = await self._right(endpoint, message, seen)
            sent = self._watch.answering(seen, right)
        except AnsweredWith as instead:
            sent = instead.answer
        finally:
            self._watch.answered(seen, right, sent)
        return sent

    async def _right(self, endpoint: Endpoint, message: SoapRequest, seen: list[Served]) -> Answer:
        """What comes of the calls of a request; they are added to `seen`."""
        try:
            answer = await self._answer(self._opened(endpoint, message, seen), seen)
        except MahoFault as fault:
            answer = _fault(self._fault_status, speakable(fault.code, fault.message))
        except Refusal as refusal:
            answer = refused(refusal)
        return in_soap12(answer) if message.soap12 and self._in_kind else answer

    def _opened(
        self, endpoint: Endpoint, message: SoapRequest, seen: list[Served]
    ) -> Call | MultiCall:
        try:
            call = endpoint.open(message)
        except NoSuchProcedure as refusal:
            message.check_headers()
            self._watch.unknown(refusal.name)
            raise
        try:
            if message.headers:
                dialect = call.dialect if isinstance(call, Call) else "v1"
                self._watch.headed(dialect, [local_name(block.tag) for block in message.headers])
            message.check_headers()
        except (MahoFault, Refusal) as refusal:
            self._calls.refused(call, SoapFault(refusal.code, refusal.message), seen)
            raise
        return call

    async def _answer(self, call: Call | MultiCall, seen: list[Served]) -> Answer:
        if not isinstance(call, MultiCall):
            outcome = await self._calls.one(call, seen)
            if isinstance(outcome, SoapFault):
                return _fault(self._fault_status, outcome)
            return Answer(200, call.wrap(outcome))
        outcomes = await self._calls.several(call, seen)
        if isinstance(outcomes, SoapFault):
            return _fault(self._fault_status, outcomes)
        return Answer(200, call.wrap(outcomes))


def refused(refusal: Refusal) -> Answer:
    """The answer to a request that never became a call."""
    fault = SoapFault(refusal.code, refusal.message)
    return _fault(refusal.status, fault, refusal.headers)


def _fault(status: int, fault: SoapFault, headers: Headers = ()) -> Answer:
    return Answer(status, envelope.fault(fault.code, fault.message), headers=headers)
