"""The client that generated code builds on: sessions, calls, closing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from types import TracebackType
from typing import Any, ClassVar, TypeVar

import httpx

from mahogen.runtime import http
from mahogen.runtime.answer import Answer
from mahogen.runtime.endpoint import basic_auth, endpoint
from mahogen.runtime.errors import MahoFault, ProtocolError
from mahogen.runtime.exchange import SESSION_EXPIRED, Exchange, Profile
from mahogen.runtime.operation import Operation

R = TypeVar("R")
C = TypeVar("C", bound="Client")

DEFAULT_TIMEOUT = 30.0

log = logging.getLogger("mahogen")


class Client:
    """A store's API over SOAP V2.

    Args:
        url: the shop, its SOAP endpoint, or the address of its WSDL; with a user name and a
            password before the host where a web server asks for them.
        username: name of the API user.
        api_key: that user's key.
        namespace: the store's target namespace (urn:Maho, urn:OpenMage, urn:Magento); by default
            the one of the contract that the package was generated from.
        timeout: seconds to wait for a connection, and for each piece of an answer.
        max_answer: bytes of an answer that are accepted.
        http_client: an httpx client of yours (proxy, TLS, authentication); it is not closed.

    It logs in at the first call, once however many threads call, logs in again and repeats the call
    when the store says that the session expired (such a call was refused before it ran), and ends
    the session on `close`.
    """

    _profile: ClassVar[Profile]

    def __init__(
        self,
        url: str,
        username: str,
        api_key: str,
        *,
        namespace: str | None = None,
        timeout: float = DEFAULT_TIMEOUT,
        max_answer: int = http.MAX_ANSWER,
        http_client: httpx.Client | None = None,
    ) -> None:
        self.url = endpoint(url)
        self._auth = basic_auth(url)
        self.username = username
        self._api_key = api_key
        self._timeout = timeout
        self._max_answer = max_answer
        self._http = http_client
        self._owns_http = http_client is None
        self._exchange = Exchange(namespace or self._profile.namespace, self._profile.faults)
        self._session: str | None = None
        self._lock = Lock()
        self._closed = False

    @property
    def namespace(self) -> str:
        """The target namespace that requests are written in."""
        return self._exchange.namespace

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url!r}, {self.username!r})"

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
        self._session_id(None)

    def close(self) -> None:
        """End the session, if there is one, and the connections.

        A session that cannot be ended is left to expire: the reason is logged, not raised.
        """
        with self._lock:
            session, self._session, self._closed = self._session, None, True
        try:
            if session is not None and self._profile.end_session is not None:
                self._send(self._profile.end_session, session, ())
        except Exception as error:  # in a `with` it would hide what went wrong inside
            log.warning("the session was not ended: %s", type(error).__name__)
        finally:
            if self._owns_http and self._http is not None:
                self._http.close()

    def call(self, operation: str, /, **parts: Any) -> Any:
        """Call an operation that the contract does not declare.

        Args:
            operation: its wire name, as in `storeList`.
            **parts: its parts after the session id, by wire name, in the order of the store's own
                WSDL: str, int, float, bool, None, lists and dicts of these.

        Returns:
            plain Python data: the result by its xsi:types, as text where it has none.
        """
        return self._with_session(
            lambda session: self._exchange.plain_result(
                operation,
                self._post(
                    operation, "", self._exchange.plain_request(operation, session, parts), session
                ),
            )
        )

    def invoke(self, operation: Operation[R], *arguments: Any) -> R:
        """Call an operation of the contract; generated methods are one line over this."""
        if not operation.session:
            return self._send(operation, "", arguments)
        return self._with_session(lambda session: self._send(operation, session, arguments))

    def _with_session(self, send: Callable[[str], R]) -> R:
        session = self._session_id(None)
        try:
            return send(session)
        except MahoFault as fault:
            if fault.code != SESSION_EXPIRED:
                raise
        # The store refused the call before it ran, so that repeating it is safe; once only.
        return send(self._session_id(session))

    def _session_id(self, expired: str | None) -> str:
        """The session to use: a new one if there is none or it is the one that expired."""
        with self._lock:
            if self._closed:
                raise RuntimeError("the client is closed")
            if self._session is None or self._session == expired:
                self._session = None
                self._session = self._log_in()
            return self._session

    def _log_in(self) -> str:
        operation = self._profile.login
        if operation is None:
            raise ProtocolError("the contract declares no login")
        session = self._send(operation, "", (self.username, self._api_key))
        if not isinstance(session, str) or not session:
            raise ProtocolError("the store gave no session id", operation=operation.name)
        return session

    def _send(self, operation: Operation[R], session: str, arguments: tuple[Any, ...]) -> R:
        body = self._exchange.request(operation, session, arguments)
        action = operation.v2.action if operation.v2 else ""
        return self._exchange.result(operation, self._post(operation.name, action, body, session))

    def _post(self, operation: str, action: str, body: bytes, session: str) -> Answer:
        if self._http is None:
            self._http = httpx.Client(timeout=self._timeout)
        answer = http.post(
            self._http,
            self.url,
            action,
            body,
            operation=operation,
            max_answer=self._max_answer,
            auth=self._auth,
        )
        return answer.hiding(self._api_key, session)


class Resource:
    """Base of the generated resources: the calls of one resource on a client."""

    __slots__ = ("_client",)

    def __init__(self, client: Client) -> None:
        self._client = client
