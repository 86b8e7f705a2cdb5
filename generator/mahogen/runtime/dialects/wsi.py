"""WS-I: document/literal wrapped, None left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mahogen.runtime import envelope
from mahogen.runtime.codec.style import Style
from mahogen.runtime.dialects.base import NamedParts, Request
from mahogen.runtime.operation import Operation


class WSI(NamedParts):
    """The dialect at /api/v2_soap/ of stores that are set to WS-I compliance."""

    name = "wsi"
    title = "WS-I"
    path = "/api/v2_soap/"
    style = Style.LITERAL

    def declares(self, operation: Operation[Any]) -> bool:
        return operation.wsi is not None

    def _request(
        self, operation: Operation[Any], session: str, arguments: Sequence[Any]
    ) -> Request:
        assert operation.wsi is not None
        inner = self._inner(operation, operation.wsi, session, arguments)
        body = envelope.literal(self.namespace, operation.wsi.request, inner)
        return Request(operation.name, operation.wsi.action, body)

    def _plain_envelope(self, name: str, inner: str) -> bytes:
        return envelope.literal(self.namespace, f"{name}RequestParam", inner)
