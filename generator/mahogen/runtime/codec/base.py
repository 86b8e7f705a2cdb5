"""What a codec is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from lxml.etree import _Element

from mahogen.runtime.codec.names import XSI_NIL
from mahogen.runtime.codec.text import UnsendableValue

if TYPE_CHECKING:
    from mahogen.runtime.codec.references import References

T = TypeVar("T")

Writer = Callable[[Any], str]
"""Turns one value, never None, into an element."""


class Misfit(Exception):
    """An element does not hold what its codec is for."""


class Codec(ABC, Generic[T]):
    """One type of the contract.

    `xsi_type` is the type's name on the wire in V2, with the prefixes `xsd` and `ns1` (the
    contract's namespace) that every envelope of ours declares.
    """

    xsi_type: str
    typed_nil = True
    """Whether PHP names the type on a nil (structs and arrays) or not (scalars)."""

    @abstractmethod
    def v2_writer(self, tag: str) -> Writer:
        """A function that writes values as an element `tag` in V2's encoding.

        The function raises TypeError for a value of another type and UnsendableValue for one that
        XML cannot carry, before anything is sent; the messages say where, `tag` first, and do not
        hold the value.
        """

    @abstractmethod
    def read(self, element: _Element, references: References | None) -> T | None:
        """The element's value in V2 or WS-I; None for nil.

        Raises:
            Misfit: it holds something else.
        """

    def absent(self) -> T:
        """What a result is that was left out or nil.

        Raises:
            Misfit: the type has no value that says so.
        """
        raise Misfit

    def v2_nil(self, tag: str) -> str:
        """The element that says None in V2, as PHP's client sends it."""
        kind = f' xsi:type="{self.xsi_type}"' if self.typed_nil else ""
        return f'<{tag} xsi:nil="true"{kind}/>'


def is_nil(element: _Element) -> bool:
    """Whether the element says of itself that it has no value."""
    return element.get(XSI_NIL) in ("true", "1")


def within(tag: str, error: TypeError | UnsendableValue) -> TypeError | UnsendableValue:
    """The same error, said to be somewhere inside of `tag`."""
    return type(error)(f"{tag}: {error}")


def wrong_type(tag: str, expected: str, value: object) -> TypeError:
    """The error for an argument of another type; names the type, never the value."""
    return TypeError(f"{tag}: expected {expected}, got {type(value).__name__}")
