"""The sync client that generated code builds on."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from threading import Lock
from types import TracebackType
from typing import Any, ParamSpec, TypeVar, Unpack

import httpx

from mahogen.runtime import http
from mahogen.runtime.answer import Answer
from mahogen.runtime.batch import Batch, Call, recorded
from mahogen.runtime.bounded import TooLate, bounded
from mahogen.runtime.core import Core
from mahogen.runtime.dialects import DialectName
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.errors import MahoApiError, NotSent
from mahogen.runtime.flow import Flow, Pause, Send, Session
from mahogen.runtime.multicall import batching
from mahogen.runtime.operation import Operation
from mahogen.runtime.options import Deadline, OptionArguments, Options
from mahogen.runtime.rawresponse import RawResponse, Watched
from mahogen.runtime.session import SessionState

R = TypeVar("R")
P = ParamSpec("P")
C = TypeVar("C", bound="Client")

log = logging.getLogger("mahogen")


class _Shared:
    """What a client and its `with_options` views have in common."""

    def __init__(self, http_client: httpx.Client | None) -> None:
        self.http = http_client
        self.owns_http = http_client is None
        self.lock = Lock()
        self.session = SessionState()


class Client(Core):
    """A store's API.

    Args:
        url: the shop, its SOAP endpoint, or the address of its WSDL; with a user name and a
            password before the host where a web server asks for them.
        username: name of the API user.
        api_key: that user's key.
        dialect: what the store speaks: "v2", "wsi" (V2 in WS-I mode) or "v1"; by default the first
            of these that the package has.
        namespace: the store's target namespace (urn:Maho, urn:OpenMage, urn:Magento); by default
            the one of the contract that the package was generated from.
        http_client: an httpx client of yours (proxy, TLS, authentication); it is not closed.
        **options: timeout, deadline, retries, backoff, store, max_answer: see `Options`.

    It logs in at the first call, once however many threads call, logs in again and repeats the call
    when the store says that the session expired (such a call was refused before it ran), and ends
    the session on `close`.
    """

    def __init__(
        self,
        url: str,
        username: str,
        api_key: str,
        *,
        dialect: DialectName | None = None,
        namespace: str | None = None,
        http_client: httpx.Client | None = None,
        **options: Unpack[OptionArguments],
    ) -> None:
        super().__init__(url, username, api_key, dialect, namespace, Options(**options))
        if http_client is not None and "timeout" not in options:
            self._post = replace(self._post, timeout=http_client.timeout)
        self._shared = _Shared(http_client)

    def __enter__(self: C) -> C:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def login(self) -> None:
        """Log in now, where that is better than at the first call.

        Raises:
            MahoApiError: AccessDenied of the contract's faults if user or key are wrong.
        """
        self._session_id(None, Deadline(self._options.deadline))

    def close(self) -> None:
        """End the session, if there is one, and the connections.

        A session that cannot be ended is left to expire: the reason is logged, not raised.
        """
        shared = self._shared
        with shared.lock:
            session, shared.session.id, shared.session.closed = shared.session.id, None, True
        try:
            if session is not None:
                self._run(self._ending(session))
        except Exception as error:  # in a `with` it would hide what went wrong inside
            log.warning("the session was not ended: %s", type(error).__name__)
        finally:
            if shared.owns_http and shared.http is not None:
                shared.http.close()

    def call(self, name: str, /, *args: Any, **parts: Any) -> Any:
        """Call what the contract does not declare.

        Args:
            name: in V2 and WS-I the operation (storeList), in V1 the path (store.list).
            *args: in V1 its arguments by position.
            **parts: in V2 and WS-I its parts after the session id, by wire name, in the order of
                the store's own WSDL. All are str, int, float, bool, None, lists and dicts of these.

        Returns:
            plain Python data: the result by its xsi:types, as text where it has none.
        """
        return self._run(self._calling(name, args, parts))

    def multi_call(self, calls: Sequence[Call[Any]], *, stop: bool = False) -> Batch:
        """Make several calls in one request; V1 only.

        Args:
            calls: made with `prepare` of the package: `prepare(store.cart.info, quote_id)`.
            stop: whether the first fault ends them; what follows is then not carried out.

        Returns:
            the results: `batch[call]` is a call's own, or raises its own fault.
        """
        return self._run(batching(self, calls, stop))

    def with_raw_response(
        self, method: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs
    ) -> RawResponse[R]:
        """Make a call and keep what went over the wire.

        `store.with_raw_response(store.cart.info, 15)` is `store.cart.info(15)` with its messages.
        """
        call = recorded(method, *args, **kwargs)
        watched = Watched()
        value = self._run(self._invoking(call.operation, self._arguments_of(call)), watched)
        return watched.response(value)

    def invoke(self, operation: Operation[R], *arguments: Any) -> R:
        """Call an operation of the contract; generated methods are one line over this."""
        return self._run(self._invoking(operation, arguments))

    # -- the steps of a flow -----------------------------------------------------------------------

    def _run(
        self, flow: Flow[R], watched: Watched | None = None, deadline: Deadline | None = None
    ) -> R:
        deadline = deadline or Deadline(self._options.deadline)
        try:
            step = next(flow)
            while True:
                try:
                    match step:
                        case Session(expired):
                            outcome: Any = self._session_id(expired, deadline)
                        case Send(request):
                            outcome = self._send(request, deadline, watched)
                        case Pause(seconds):
                            outcome = deadline.allows(seconds)
                            if outcome:
                                time.sleep(seconds)
                except Exception as error:
                    step = flow.throw(error)
                else:
                    step = flow.send(outcome)
        except StopIteration as done:
            result: R = done.value
            return result

    @property
    def _known_session(self) -> str | None:
        return self._shared.session.id

    def _session_id(self, expired: str | None, deadline: Deadline) -> str:
        """The session to use: a new one if there is none or it is the one that expired."""
        shared = self._shared
        failures, left = shared.session.failures, deadline.left()
        if not shared.lock.acquire(timeout=-1 if left is None else left):
            raise NotSent("the deadline passed while another thread did", operation="login")
        try:
            session = shared.session.current(expired)
            if session is None:
                shared.session.check(failures, self._options)
                session = shared.session.id = self._log_in(deadline)
            return session
        finally:
            shared.lock.release()

    def _log_in(self, deadline: Deadline) -> str:
        self._shared.session.id = None
        try:
            return self._run(self._logging_in(), deadline=deadline)
        except MahoApiError as error:
            if not deadline.passed:  # somebody else may have more time
                self._shared.session.failed(error, self._options)
            raise

    def _send(self, request: Request, deadline: Deadline, watched: Watched | None) -> Answer:
        if self._shared.http is None:
            self._shared.http = httpx.Client(timeout=self._options.timeout)
        begun = time.perf_counter()
        send = partial(http.send, self._shared.http, self._post, request, self._options, deadline)
        left = deadline.left()
        try:
            answer = send() if left is None else bounded(left, send)
        except TooLate:
            raise http.late(request) from None
        if watched is not None:
            watched.saw(request, answer)
        return self._hiding(answer, request, time.perf_counter() - begun)


class Resource:
    """Base of the generated resources: the calls of one resource on a client."""

    __slots__ = ("_client",)

    def __init__(self, client: Client) -> None:
        self._client = client
