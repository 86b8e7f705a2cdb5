"""What sync and async clients have in common: everything but waiting."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar, NoReturn, TypeVar, Unpack

from mahogen.runtime.answer import Answer
from mahogen.runtime.batch import Call
from mahogen.runtime.dialects import PREFERRED, DialectName, dialect_named
from mahogen.runtime.dialects.base import Request
from mahogen.runtime.endpoint import basic_auth, endpoint
from mahogen.runtime.entity import REDACTED
from mahogen.runtime.errors import ProtocolError
from mahogen.runtime.exchange import Exchange, Profile
from mahogen.runtime.flow import Flow, asking, calling, sending, showing
from mahogen.runtime.http import Post
from mahogen.runtime.masking import masked_arguments, masked_plain, secret_texts
from mahogen.runtime.operation import Operation
from mahogen.runtime.options import OptionArguments, Options

R = TypeVar("R")
C = TypeVar("C", bound="Core")

STORE_PARAMETER = "store"
LONGEST_SESSION_ID = 512

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[A-Za-z0-9\-._~:/?#\[\]@!$&()*+,;=%]+")

log = logging.getLogger("mahogen")


class Core:
    """Address, dialect, options and the way of a call, without I/O."""

    _profile: ClassVar[Profile]

    def __init__(
        self,
        url: str,
        username: str,
        api_key: str,
        dialect: DialectName | None,
        namespace: str | None,
        options: Options,
    ) -> None:
        login = self._profile.login
        kind = dialect_named(dialect or next(iter(self.dialects()), PREFERRED[0]))
        if namespace is not None and _URI.fullmatch(namespace) is None:
            raise ValueError(f"a namespace is a URI such as urn:Maho, not {namespace[:80]!r}")
        self._dialect = kind(namespace or self._profile.namespace)
        if login is None or not self._dialect.declares(login):
            raise ValueError(
                f"this package was generated without a {kind.name} contract that has a login;"
                f" give mahogen the store's {kind.name} WSDL and generate again"
            )
        self._login: Operation[Any] = login
        self.url = endpoint(url, kind.path)
        self.username = username
        self._api_key = api_key
        self._post = Post(self.url, basic_auth(url))
        self._exchange = Exchange(self._profile.faults, exact_text=kind.exact_text)
        self._options = options

    @classmethod
    def dialects(cls) -> tuple[DialectName, ...]:
        """Those that the package speaks, the one first that is spoken where none is named."""
        login = cls._profile.login
        return tuple(name for name in PREFERRED if login and getattr(login, name))

    @property
    def dialect(self) -> str:
        """The dialect that is spoken: v1, v2 or wsi."""
        return self._dialect.name

    @property
    def namespace(self) -> str:
        """The target namespace that requests are written in."""
        return self._dialect.namespace

    @property
    def options(self) -> Options:
        """How calls are made."""
        return self._options

    def __repr__(self) -> str:
        if "_options" not in vars(self):  # its arguments were refused
            return f"<{type(self).__name__} that was not made>"
        return f"{type(self).__name__}({self.url!r}, {self.username!r}, dialect={self.dialect!r})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a client holds an API key and connections and cannot be pickled")

    def with_options(self: C, **changes: Unpack[OptionArguments]) -> C:
        """The same client, session and connections, with other options (see `Options`)."""
        clone = object.__new__(type(self))
        for name, value in self.__dict__.items():
            if not isinstance(getattr(type(self), name, None), cached_property):
                clone.__dict__[name] = value  # what is not: the resources, which know their client
        clone._options = replace(self._options, **changes)
        if "timeout" in changes:
            clone._post = replace(self._post, timeout=None)
        return clone

    # -- flows -------------------------------------------------------------------------------------

    def _invoking(self, operation: Operation[R], arguments: Sequence[Any]) -> Flow[R]:
        """A call of the contract."""
        arguments = self._defaulted(operation, arguments)
        secrets = secret_texts(operation, arguments)

        def write(session: str) -> Request:
            return self._dialect.request(operation, session, arguments)

        def read(answer: Answer) -> R:
            return self._exchange.result(operation, answer.hiding(*secrets))

        def shown() -> Request:
            return self._dialect.request(
                operation, REDACTED, masked_arguments(operation, arguments)
            )

        if operation.session:
            flow = calling(write, read, self._known_session, self._options)
        else:
            flow = asking(write(""), read, self._options)
        return (yield from showing(flow, shown))

    def _calling(self, name: str, args: Sequence[Any], parts: dict[str, Any]) -> Flow[Any]:
        """A call outside the contract."""

        def write(session: str) -> Request:
            return self._dialect.plain_request(name, session, args, parts)

        def read(answer: Answer) -> Any:
            return self._exchange.plain_result(name, answer)

        def shown() -> Request:
            masked = masked_plain(list(args)), masked_plain(parts)
            return self._dialect.plain_request(name, REDACTED, *masked)

        flow = calling(write, read, self._known_session, self._options)
        return (yield from showing(flow, shown))

    def _logging_in(self) -> Flow[str]:
        """A login; returns the session id."""
        session = yield from self._invoking(self._login, (self.username, self._api_key))
        usable = isinstance(session, str) and session.isprintable()
        if not usable or not 0 < len(session) <= LONGEST_SESSION_ID:
            raise ProtocolError("the store gave no usable session id", operation="login")
        return str(session)

    def _ending(self, session: str) -> Flow[None]:
        """The end of a session."""
        operation = self._profile.end_session
        if operation is not None and self._dialect.declares(operation):
            request = self._dialect.request(operation, session, ())
            answer = yield from sending(request, self._options)
            self._exchange.result(operation, answer.hiding(session))

    # -- parts of them -----------------------------------------------------------------------------

    @property
    def _known_session(self) -> str | None:
        raise NotImplementedError

    def _arguments_of(self, call: Call[Any]) -> Sequence[Any]:
        """The arguments of a prepared call, with the store view of the client it was prepared on.

        Raises:
            ValueError: that is another client, which may be another store.
        """
        owner = call.client
        if not isinstance(owner, Core) or vars(owner)["_shared"] is not vars(self)["_shared"]:
            raise ValueError(f"{call.operation.name}: the call was prepared on another client")
        return owner._defaulted(call.operation, call.arguments)

    def _defaulted(self, operation: Operation[Any], arguments: Sequence[Any]) -> Sequence[Any]:
        """The arguments, the client's own store view where the call names none."""
        if self._options.store is None:
            return arguments
        return [
            self._options.store
            if value is None and parameter.name == STORE_PARAMETER and not parameter.required
            else value
            for parameter, value in zip(operation.parameters, arguments, strict=True)
        ]

    def _hiding(self, answer: Answer, request: Request, seconds: float) -> Answer:
        """Log the exchange; messages about the answer will not repeat the API key."""
        size, status = len(request.body), answer.status
        detail = (request.operation, size, status, len(answer.raw), seconds * 1000)
        log.debug("%s: %d bytes sent, status %d, %d bytes received, %.1f ms", *detail)
        return answer.hiding(self._api_key, tokens=request.operation == self._login.name)
