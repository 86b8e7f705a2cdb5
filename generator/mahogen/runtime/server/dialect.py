"""What a dialect is to a server: it finds the call in a request and writes its answer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from lxml.etree import _Element

from mahogen.runtime.codec.base import Writer
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.spell import write_plain
from mahogen.runtime.codec.style import Style
from mahogen.runtime.contract import ContractInfo, Declared
from mahogen.runtime.operation import Message, Operation
from mahogen.runtime.server.answer import NoSuchProcedure, other_action
from mahogen.runtime.server.call import Call, MultiCall
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.php_results import PhpResult, declared
from mahogen.runtime.server.request import SoapRequest


class Dialect(ABC):
    """One dialect of a contract, in the contract's or another namespace."""

    name: ClassVar[str]
    """v1, v2 or wsi."""
    style: ClassVar[Style]
    envelope: Callable[[str, str, str], bytes]
    """Makes a message of a namespace, a wrapper's local name and what stands in it."""

    def __init__(self, contract: ContractInfo, namespace: str, mode: Mode) -> None:
        self.namespace = namespace
        self.mode = mode
        self.table = self._table(contract)
        self._writers: dict[tuple[str, str], Writer] = {}
        self._actions = Counter(message.action for message in self._messages())

    @abstractmethod
    def _table(self, contract: ContractInfo) -> Mapping[str, Declared]:
        """The operations by the wrapper elements of their requests."""

    @abstractmethod
    def _message(self, operation: Operation[Any]) -> Message:
        """How the dialect spells an operation of its table."""

    def _messages(self) -> Iterator[Message]:
        return (self._message(operation) for operation, _ in self.table.values())

    @property
    def declared(self) -> bool:
        """Whether the contract has anything in this dialect."""
        return bool(self.table)

    def claims(self, request: SoapRequest) -> bool:
        """Whether a request is one of this dialect."""
        return len(request.body) > 0 and local_name(request.wrapper.tag) in self.table

    @abstractmethod
    def open(self, request: SoapRequest) -> Call | MultiCall:
        """The call of a request that the dialect claims.

        Raises:
            Refusal: the parts cannot be told apart.
        """

    def _opened(self, request: SoapRequest) -> tuple[_Element, Declared, Message]:
        """The wrapper of a call, what it calls, and how that is spelled.

        Raises:
            Refusal: in mode `strict`, another namespace or the SOAPAction of another operation.
        """
        wrapper = request.wrapper
        found = self.table[local_name(wrapper.tag)]
        message = self._message(found[0])
        if self.mode == "strict":
            self._check_namespace(wrapper)
            action = request.action
            if action and action != message.action and self._actions[message.action] == 1:
                raise other_action()
        return wrapper, found, message

    def _check_namespace(self, wrapper: _Element) -> None:
        name = local_name(wrapper.tag)
        if wrapper.tag != f"{{{self.namespace}}}{name}":
            raise NoSuchProcedure(name)

    def _write(self, operation: Operation[Any], tag: str, value: Any) -> str:
        """The element of a result.

        Raises:
            TypeError, ValueError: the value is not of the declared type, or XML cannot carry it.
        """
        if operation.result is None:
            return ""
        if isinstance(value, PhpResult):
            if self.style.is_v1:
                return write_plain(self.style, tag, value.data)
            value = declared(operation.result, value.data)
        if value is None:
            raise TypeError(f"{tag}: None is no result")
        key = operation.name, tag
        writer = self._writers.get(key)
        if writer is None:
            writer = self._writers[key] = operation.result.writer(self.style, tag)
        return writer(value)
