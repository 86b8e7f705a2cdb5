"""SOAP V1: one untyped `call` for all methods, arguments by position, entities as Apache Maps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from mahogen.runtime import envelope
from mahogen.runtime.codec.array import common_type
from mahogen.runtime.codec.base import array_tags, renamed, within
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import STRING
from mahogen.runtime.codec.spell import write_plain
from mahogen.runtime.codec.style import Style
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.dialects.base import Dialect, Request
from mahogen.runtime.operation import Message, Operation, Path

ACTION: Final = "urn:Action"

_session = STRING.writer(Style.ENCODED, "sessionId")
_path = STRING.writer(Style.ENCODED, "resourcePath")


class V1(Dialect):
    """The dialect at /api/soap/."""

    name = "v1"
    title = "V1"
    path = "/api/soap/"
    style = Style.MAPPED
    exact_text = True

    def declares(self, operation: Operation[Any]) -> bool:
        return operation.v1 is not None

    def _request(
        self, operation: Operation[Any], session: str, arguments: Sequence[Any]
    ) -> Request:
        spelled = operation.v1
        if isinstance(spelled, Message):  # login and its like are operations of their own
            inner = self._inner(operation, spelled, session, arguments)
            body = envelope.mapped(self.namespace, spelled.request, inner)
            return Request(operation.name, spelled.action, body)
        args = self.arguments("args", operation, arguments)
        inner = _session(session) + _path(_path_of(operation).path) + args
        body = envelope.mapped(self.namespace, "call", inner)
        return Request(operation.name, ACTION, body)

    def arguments(self, tag: str, operation: Operation[Any], arguments: Sequence[Any]) -> str:
        """The array of arguments: without those that V1 does not have, and without trailing Nones.

        Raises:
            TypeError, UnsendableValue: an argument that cannot be sent.
        """
        places = _path_of(operation).arguments
        if places is None:
            places = tuple(range(len(arguments)))
        for index, value in enumerate(arguments):
            if value is not None and index not in places:
                name = operation.parameters[index].name
                raise UnsendableValue(f"{name}: V1 has no such parameter")
        last = max((n for n, i in enumerate(places) if arguments[i] is not None), default=-1)
        items, types = [], []
        for index in places[: last + 1]:
            value, parameter = arguments[index], operation.parameters[index]
            codec = ANYTHING if value is None else parameter.type
            try:
                items.append(codec.writer(Style.MAPPED, "item")(value))
            except (TypeError, UnsendableValue) as error:
                raise renamed("item", parameter.name, error) from None
            types.append(codec.mapped_type_of(value))
        return array_tags(Style.MAPPED, tag, common_type(types), "SOAP-ENC:Array", items)

    def plain_request(
        self, name: str, session: str, args: Sequence[Any], parts: Mapping[str, Any]
    ) -> Request:
        """The message of any method: `name` is its path (store.list), arguments by position."""
        if parts:
            raise TypeError(f"{name}: V1 takes arguments by position, not by name")
        try:
            inner = _session(session) + _path(name) + write_plain(Style.MAPPED, "args", list(args))
        except (TypeError, UnsendableValue) as error:
            raise within(name, error) from None
        return Request(name, ACTION, envelope.mapped(self.namespace, "call", inner))

    def multi_request(
        self, session: str, calls: Sequence[tuple[Operation[Any], Sequence[Any]]], stop: bool
    ) -> Request:
        """The message of several calls at once; with `stop`, the first fault ends them.

        Raises:
            TypeError, ValueError: an argument that cannot be sent, a call that V1 does not have.
        """
        members = []
        for operation, arguments in calls:
            if not isinstance(operation.v1, Path):
                raise ValueError(f"{operation.name}: cannot be one of several calls")
            path = write_plain(Style.MAPPED, "item", operation.v1.path)
            try:
                member = path + self.arguments("item", operation, arguments)
            except (TypeError, UnsendableValue) as error:
                raise within(operation.name, error) from None
            kind = 'SOAP-ENC:arrayType="xsd:ur-type[2]" xsi:type="SOAP-ENC:Array"'
            members.append(f"<item {kind}>{member}</item>")
        inner = _session(session)
        inner += array_tags(Style.MAPPED, "calls", "xsd:ur-type", "ns1:FixedArray", members)
        inner += write_plain(Style.MAPPED, "options", {"break": 1} if stop else None)
        return Request("multiCall", ACTION, envelope.mapped(self.namespace, "multiCall", inner))


def _path_of(operation: Operation[Any]) -> Path:
    assert isinstance(operation.v1, Path)
    return operation.v1
