"""The async client that generated code builds on: the same surface with `await`."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, ParamSpec, TypeVar, Unpack

import httpx

from mahogen.runtime import http
from mahogen.runtime.answer import Answer
from mahogen.runtime.batch import Batch, Call, recorded
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
C = TypeVar("C", bound="AsyncClient")

log = logging.getLogger("mahogen")


class _Shared:
    """What a client and its `with_options` views have in common."""

    def __init__(self, http_client: httpx.AsyncClient | None) -> None:
        self.http = http_client
        self.owns_http = http_client is None
        self.lock = asyncio.Lock()
        self.session = SessionState()


class AsyncClient(Core):
    """A store's API, to be awaited: the arguments are those of `Client`.

    One login however many tasks call. A client belongs to the event loop that it is first used in.
    """

    def __init__(
        self,
        url: str,
        username: str,
        api_key: str,
        *,
        dialect: DialectName | None = None,
        namespace: str | None = None,
        http_client: httpx.AsyncClient | None = None,
        **options: Unpack[OptionArguments],
    ) -> None:
        super().__init__(url, username, api_key, dialect, namespace, Options(**options))
        if http_client is not None and "timeout" not in options:
            self._post = replace(self._post, timeout=http_client.timeout)
        self._shared = _Shared(http_client)

    async def __aenter__(self: C) -> C:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def login(self) -> None:
        """Log in now, where that is better than at the first call."""
        await self._session_id(None, Deadline(self._options.deadline))

    async def close(self) -> None:
        """End the session, if there is one, and the connections.

        A session that cannot be ended is left to expire: the reason is logged, not raised.
        """
        shared = self._shared
        async with shared.lock:
            session, shared.session.id, shared.session.closed = shared.session.id, None, True
        try:
            if session is not None:
                await self._run(self._ending(session))
        except Exception as error:  # in an `async with` it would hide what went wrong inside
            log.warning("the session was not ended: %s", type(error).__name__)
        finally:
            if shared.owns_http and shared.http is not None:
                await shared.http.aclose()

    async def call(self, name: str, /, *args: Any, **parts: Any) -> Any:
        """Call what the contract does not declare: see `Client.call`."""
        return await self._run(self._calling(name, args, parts))

    async def multi_call(self, calls: Sequence[Call[Any]], *, stop: bool = False) -> Batch:
        """Make several calls in one request, V1 only: see `Client.multi_call`."""
        return await self._run(batching(self, calls, stop))

    async def with_raw_response(
        self, method: Callable[P, Awaitable[R]], /, *args: P.args, **kwargs: P.kwargs
    ) -> RawResponse[R]:
        """Make a call and keep what went over the wire: see `Client.with_raw_response`."""
        call = recorded(method, *args, **kwargs)
        watched = Watched()
        value: R = await self._run(
            self._invoking(call.operation, self._arguments_of(call)), watched
        )
        return watched.response(value)

    async def invoke(self, operation: Operation[R], *arguments: Any) -> R:
        """Call an operation of the contract; generated methods are one line over this."""
        return await self._run(self._invoking(operation, arguments))

    # -- the steps of a flow -----------------------------------------------------------------------

    async def _run(
        self, flow: Flow[R], watched: Watched | None = None, deadline: Deadline | None = None
    ) -> R:
        deadline = deadline or Deadline(self._options.deadline)
        try:
            step = next(flow)
            while True:
                try:
                    match step:
                        case Session(expired):
                            outcome: Any = await self._session_id(expired, deadline)
                        case Send(request):
                            outcome = await self._send(request, deadline, watched)
                        case Pause(seconds):
                            outcome = deadline.allows(seconds)
                            if outcome:
                                await asyncio.sleep(seconds)
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

    async def _session_id(self, expired: str | None, deadline: Deadline) -> str:
        """The session to use: a new one if there is none or it is the one that expired."""
        shared = self._shared
        failures = shared.session.failures
        try:
            async with asyncio.timeout(deadline.left()):
                await shared.lock.acquire()
        except TimeoutError:
            raise NotSent("the deadline passed while another task did", operation="login") from None
        try:
            session = shared.session.current(expired)
            if session is None:
                shared.session.check(failures, self._options)
                session = shared.session.id = await self._log_in(deadline)
            return session
        finally:
            shared.lock.release()

    async def _log_in(self, deadline: Deadline) -> str:
        self._shared.session.id = None
        try:
            return await self._run(self._logging_in(), deadline=deadline)
        except MahoApiError as error:
            if not deadline.passed:  # somebody else may have more time
                self._shared.session.failed(error, self._options)
            raise

    async def _send(self, request: Request, deadline: Deadline, watched: Watched | None) -> Answer:
        if self._shared.http is None:
            self._shared.http = httpx.AsyncClient(timeout=self._options.timeout)
        begun = time.perf_counter()
        try:
            async with asyncio.timeout(deadline.left()):
                answer = await http.send_async(
                    self._shared.http, self._post, request, self._options, deadline
                )
        except TimeoutError:
            raise http.late(request) from None
        if watched is not None:
            watched.saw(request, answer)
        return self._hiding(answer, request, time.perf_counter() - begun)


class AsyncResource:
    """Base of the generated async resources: the calls of one resource on a client."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncClient) -> None:
        self._client = client
