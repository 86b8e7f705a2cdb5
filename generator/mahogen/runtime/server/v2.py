"""V2 as a server sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mahogen.runtime import envelope
from mahogen.runtime.codec.style import Style
from mahogen.runtime.contract import ContractInfo, Declared
from mahogen.runtime.operation import Message, Operation
from mahogen.runtime.server.rpc import Rpc


class V2(Rpc):
    """The dialect of most stores at /api/v2_soap/."""

    name = "v2"
    style = Style.ENCODED
    envelope = staticmethod(envelope.encoded)

    def _table(self, contract: ContractInfo) -> Mapping[str, Declared]:
        return contract.by_request_v2

    def _message(self, operation: Operation[Any]) -> Message:
        assert operation.v2 is not None
        return operation.v2
