"""SOAP V2: rpc/encoded, every part sent, None as nil."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mahogen.runtime import envelope
from mahogen.runtime.codec.style import Style
from mahogen.runtime.dialects.base import NamedParts, Request
from mahogen.runtime.operation import Operation


class V2(NamedParts):
    """The dialect at /api/v2_soap/ of most stores."""

    name = "v2"
    title = "V2"
    path = "/api/v2_soap/"
    style = Style.ENCODED

    def declares(self, operation: Operation[Any]) -> bool:
        return operation.v2 is not None

    def _request(
        self, operation: Operation[Any], session: str, arguments: Sequence[Any]
    ) -> Request:
        assert operation.v2 is not None
        inner = self._inner(operation, operation.v2, session, arguments)
        body = envelope.encoded(self.namespace, operation.v2.request, inner)
        return Request(operation.name, operation.v2.action, body)

    def _plain_envelope(self, name: str, inner: str) -> bytes:
        return envelope.encoded(self.namespace, name, inner)
