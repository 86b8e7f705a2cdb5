"""SOAP's href/id: the same element used in several places (multiRef)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar, cast

from lxml.etree import _Element

from mahogen.runtime.errors import ProtocolError

if TYPE_CHECKING:
    from mahogen.runtime.codec.base import Codec

T = TypeVar("T")

MAX_DEPTH: Final = 100
"""How deep values may be nested once references are followed; Python's own stack ends later."""
FREE_READS: Final = 100_000
MAX_GROWTH: Final = 16
"""How often each element may count, past the free reads, in what the references expand to."""


class References:
    """Resolves the href of one document.

    A target is read once per codec, so that references upon references cannot multiply the work,
    and the value is shared as PHP shares it. A value counts each time it is shared all the same:
    whoever walks the result meets it as often. Only ids of the document itself are followed.
    """

    exact_text = False
    """Whether a text that is one line feed is just that, and not a store's empty string."""

    def __init__(self, root: _Element) -> None:
        self._targets: dict[str, _Element] = {}
        size = 0
        for element in root.iter():
            size += 1
            if (identifier := element.get("id")) is not None:
                self._targets[identifier] = element
        self._known: dict[tuple[str, int], tuple[object, int]] = {}
        self._open: set[tuple[str, int]] = set()
        self._left = FREE_READS + MAX_GROWTH * size
        self._depth = 0

    @classmethod
    def of(cls, root: _Element, raw: bytes, *, exact_text: bool = False) -> References | None:
        """The references of a document, None for the usual one that has none to be followed."""
        if b"href" in raw or b"h\0r\0e\0f" in raw:
            references = cls(root)
            references.exact_text = exact_text
            return references
        return _NoReferences() if exact_text else None

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
        """Read what `element` means, once per target and codec.

        Raises:
            ProtocolError: a bad href, or references that nest or multiply beyond reason.
            Misfit: the element holds something else.
        """
        self._left -= 1
        self._depth += 1
        try:
            if self._left < 0 or self._depth > MAX_DEPTH:
                raise ProtocolError("the references of the message expand beyond reason")
            target = self.follow(element)
            return codec.read(target, self) if target is element else self._once(codec, target)
        finally:
            self._depth -= 1

    def _once(self, codec: Codec[T], target: _Element) -> T | None:
        key = (str(target.get("id")), id(codec))
        if key in self._open:
            raise ProtocolError(f"href '#{key[0][:80]}' refers to itself")
        if key in self._known:
            value, cost = self._known[key]
            self._left -= cost
            return cast("T | None", value)
        self._open.add(key)
        before = self._left
        try:
            read = codec.read(target, self)
        finally:
            self._open.discard(key)
        self._known[key] = (read, before - self._left)
        return read


class _NoReferences(References):
    """A document without any, whose texts are exact."""

    exact_text = True

    def __init__(self) -> None:
        pass

    def follow(self, element: _Element) -> _Element:
        return element

    def read(self, codec: Codec[T], element: _Element) -> T | None:
        return codec.read(element, self)
