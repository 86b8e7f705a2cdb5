"""SOAP's href/id: the same element used in several places (multiRef)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from lxml.etree import _Element

from mahogen.runtime.errors import ProtocolError

if TYPE_CHECKING:
    from mahogen.runtime.codec.base import Codec

T = TypeVar("T")


class References:
    """Resolves the href of one document.

    A target is read once per codec, so that references upon references cannot multiply the work,
    and the value is shared as PHP shares it. Only ids of the document itself are followed.
    """

    def __init__(self, root: _Element) -> None:
        self._targets = {i: e for e in root.iter() if (i := e.get("id")) is not None}
        self._known: dict[tuple[str, int], object] = {}
        self._open: set[tuple[str, int]] = set()

    @classmethod
    def of(cls, root: _Element, raw: bytes) -> References | None:
        """The references of a document, None for the usual one that has none."""
        return cls(root) if b"href" in raw or b"h\0r\0e\0f" in raw else None

    def follow(self, element: _Element) -> _Element:
        """The element that is meant: itself, or what its href names.

        Raises:
            ProtocolError: the href leaves the document, names no element, or runs in a circle.
        """
        seen: set[str] = set()
        while (href := element.get("href")) is not None:
            target = self._targets.get(href[1:]) if href.startswith("#") else None
            if target is None:
                raise ProtocolError(f"href {href[:80]!r} names no element of the message")
            if href in seen:
                raise ProtocolError(f"href {href[:80]!r} refers to itself")
            seen.add(href)
            element = target
        return element

    def read(self, codec: Codec[T], element: _Element) -> T | None:
        """Read what `element` means, once per target and codec."""
        target = self.follow(element)
        if target is element:
            return codec.read(element, self)
        key = (str(target.get("id")), id(codec))
        if key in self._open:
            raise ProtocolError(f"href '#{key[0][:80]}' refers to itself")
        if key not in self._known:
            self._open.add(key)
            try:
                self._known[key] = codec.read(target, self)
            finally:
                self._open.discard(key)
        return cast("T | None", self._known[key])
