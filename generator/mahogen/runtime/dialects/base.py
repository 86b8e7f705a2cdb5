"""What a dialect is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from mahogen.runtime.codec.base import Writer, within
from mahogen.runtime.codec.names import XML_NAME
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.spell import write_plain
from mahogen.runtime.codec.style import Style
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.operation import Message, Operation

Part = tuple[Writer, str]
"""What writes a value of a part, and what stands for None."""


@dataclass(frozen=True, slots=True)
class Request:
    """A message that is ready to be sent: the operation's name, its SOAPAction, the body."""

    operation: str
    action: str
    body: bytes = field(repr=False)


class Dialect(ABC):
    """Writes the messages of one dialect; keeps the writers of each operation once made."""

    name: ClassVar[str]
    title: ClassVar[str]
    path: ClassVar[str]
    """Where a store answers, below its base URL."""
    style: ClassVar[Style]
    exact_text: ClassVar[bool] = False
    """Whether a text of one line feed is that, and not an empty string that a store sent."""

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace
        self._parts: dict[str, tuple[Part | None, ...]] = {}

    @abstractmethod
    def declares(self, operation: Operation[Any]) -> bool:
        """Whether the contract has the operation in this dialect."""

    def request(self, operation: Operation[Any], session: str, arguments: Sequence[Any]) -> Request:
        """The message of a call.

        Raises:
            TypeError, ValueError: an argument that the contract, the dialect or XML does not allow.
        """
        if not self.declares(operation):
            raise ValueError(
                f"{operation.name}: this package has no {self.title} contract of it;"
                f" give mahogen the store's {self.name} WSDL and generate again"
            )
        for parameter, value in zip(operation.parameters, arguments, strict=True):
            if value is None and parameter.required:
                raise TypeError(f"{operation.name}: {parameter.name} is None, but it is required")
        try:
            return self._request(operation, session, arguments)
        except (TypeError, UnsendableValue) as error:
            raise within(operation.name, error) from None

    @abstractmethod
    def _request(
        self, operation: Operation[Any], session: str, arguments: Sequence[Any]
    ) -> Request: ...

    @abstractmethod
    def plain_request(
        self, name: str, session: str, args: Sequence[Any], parts: Mapping[str, Any]
    ) -> Request:
        """The message of a call that no contract declares; types by Python's own.

        Raises:
            TypeError, ValueError: arguments of the wrong kind, a value that cannot be sent, a name
                that XML does not allow.
        """

    def _inner(
        self, operation: Operation[Any], message: Message, session: str, arguments: Sequence[Any]
    ) -> str:
        """The parts of a message, in order; what the dialect has no place for must be None."""
        parts = self._parts.get(operation.name)
        if parts is None:
            parts = self._parts[operation.name] = _parts(operation, message, self.style)
        values = (session, *arguments) if operation.session else arguments
        written: list[str] = []
        for index, (part, value) in enumerate(zip(parts, values, strict=True)):
            if part is not None:
                write, nil = part
                written.append(nil if value is None else write(value))
            elif value is not None:
                name = operation.parameters[index - operation.session].name
                raise UnsendableValue(f"{name}: {self.title} has no such parameter")
        return "".join(written)


class NamedParts(Dialect):
    """What V2 and WS-I share: a call outside the contract names its operation and its parts."""

    def plain_request(
        self, name: str, session: str, args: Sequence[Any], parts: Mapping[str, Any]
    ) -> Request:
        """The message of a call that no contract declares; types by Python's own.

        Raises:
            TypeError, ValueError: arguments of the wrong kind, a value that cannot be sent, a name
                that XML does not allow.
        """
        if args:
            raise TypeError(f"{name}: {self.title} takes parts by name, not by position")
        for tag in (name, *parts):
            if XML_NAME.fullmatch(tag) is None:
                raise ValueError(f"{tag[:80]!r} is no name of an operation or part")
        try:
            inner = [write_plain(self.style, part, value) for part, value in parts.items()]
            inner.insert(0, write_plain(self.style, "sessionId", session))
        except (TypeError, UnsendableValue) as error:
            raise within(name, error) from None
        return Request(name, "", self._plain_envelope(name, "".join(inner)))

    @abstractmethod
    def _plain_envelope(self, name: str, inner: str) -> bytes: ...


def _parts(operation: Operation[Any], message: Message, style: Style) -> tuple[Part | None, ...]:
    codecs = [parameter.type for parameter in operation.parameters]
    if operation.session:
        codecs.insert(0, STRING)
    return tuple(
        None if part is None else (codec.writer(style, part), codec.nil(style, part))
        for part, codec in zip(message.parts, codecs, strict=True)
    )
