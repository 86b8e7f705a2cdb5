"""What a codec is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from lxml.etree import _Element

from mahogen.runtime.codec.names import ARRAY_TYPE, XML_NAME, XSI_NIL, XSI_TYPE
from mahogen.runtime.codec.style import Style
from mahogen.runtime.codec.text import UnsendableValue

if TYPE_CHECKING:
    from mahogen.runtime.codec.references import References

T = TypeVar("T")

Writer = Callable[[Any], str]
"""Turns one value, never None, into an element."""


Entries: TypeAlias = Sequence[tuple[str, _Element]]
"""Entries of a Map of V1: each key with the element of its value."""

EMPTY_MAP = "SOAP-ENC:Array"
"""The type that V1 gives to a map that holds nothing: PHP's arrays do not tell it from a list."""


class Misfit(Exception):
    """An element does not hold what its codec is for."""


class Codec(ABC, Generic[T]):
    """One type of the contract.

    `xsi_type` is the type's name on the wire in V2, and `mapped_type` in V1, with the prefixes
    `xsd`, `ns1` (the contract's namespace) and `ns2` (Apache's Map) that our envelopes declare.
    """

    xsi_type: str
    mapped_type: str
    typed_nil = True
    """Whether PHP names the type on a nil in V2 (structs and arrays) or not (scalars)."""

    @abstractmethod
    def writer(self, style: Style, tag: str) -> Writer:
        """A function that writes values as an element `tag`.

        The function raises TypeError for a value of another type and UnsendableValue for one that
        XML or the dialect cannot carry, before anything is sent; the messages say where, `tag`
        first, and do not hold the value.
        """

    @abstractmethod
    def read(self, element: _Element, references: References | None) -> T | None:
        """The element's value, in any dialect; None for nil.

        Raises:
            Misfit: it holds something else.
        """

    def absent(self) -> T:
        """What a result is that was left out or nil.

        Raises:
            Misfit: the type has no value that says so.
        """
        raise Misfit

    def parts(self, style: Style, value: Any) -> Iterable[Any]:
        """The values that a map writes for one value, each with its key again; None among them."""
        return (value,)

    def joined(self, known: T, value: T) -> T:
        """What two values are that a map has for one key: the later one, if nothing else."""
        return value

    def nil(self, style: Style, tag: str) -> str:
        """What stands for None: PHP's nil in V1 and V2, nothing in WS-I."""
        if style is Style.LITERAL:
            return ""
        typed = self.typed_nil and style is Style.ENCODED
        kind = f' xsi:type="{self.xsi_type}"' if typed else ""
        return f'<{tag} xsi:nil="true"{kind}/>'

    def mapped_type_of(self, value: object) -> str:
        """The name of the type that V1 gives to a value; None has one that fits no other."""
        return "xsd:anyType" if value is None else self.mapped_type

    def type_in(self, style: Style) -> str:
        """The name of the type in a style that names types."""
        return self.mapped_type if style.is_v1 else self.xsi_type


class Keyed(Codec[T]):
    """A type that V1 has as a Map, the entries of which may stand in another Map instead."""

    @abstractmethod
    def entries(self, style: Style, tag: str) -> Writer:
        """A function that writes the fields or entries alone, without an element around them.

        In V1 each is an `<item>` with its key. The function raises what that of `writer` does; the
        messages call the whole `tag`.
        """

    @abstractmethod
    def gather(self, entries: Entries, references: References | None) -> tuple[T | None, Entries]:
        """What some entries of a Map hold of this type, None if nothing, and the other entries."""


def opening_tag(tag: str, style: Style, kind: str) -> str:
    """`<tag xsi:type="kind">`, or without the type where the style names none."""
    return f"<{tag}>" if style is Style.LITERAL else f'<{tag} xsi:type="{kind}">'


def array_tags(style: Style, tag: str, kind: str, array: str, members: Sequence[str]) -> str:
    """An array around its members: `kind` is their type, `array` the type of the whole."""
    head = tag
    if style is not Style.LITERAL:
        head = f'{tag} SOAP-ENC:arrayType="{kind}[{len(members)}]" xsi:type="{array}"'
    return f"<{head}>{''.join(members)}</{tag}>" if members else f"<{head}/>"


def map_tags(tag: str, entries: str) -> str:
    """An Apache Map around its entries. PHP sends an empty one as an array and reads it as null."""
    if not entries:
        return array_tags(Style.MAPPED, tag, "xsd:ur-type", EMPTY_MAP, [])
    return f'<{tag} xsi:type="ns2:Map">{entries}</{tag}>'


def is_nil(element: _Element) -> bool:
    """Whether the element says of itself that it has no value."""
    return element.get(XSI_NIL) in ("true", "1")


def is_collection(element: _Element) -> bool:
    """Whether the element says of itself that it holds an array or a map, if only an empty one."""
    kind = (element.get(XSI_TYPE) or "").rpartition(":")[2]
    return kind in ("Array", "Map") or element.get(ARRAY_TYPE) is not None


def within(tag: str, error: TypeError | UnsendableValue) -> TypeError | UnsendableValue:
    """The same error, said to be somewhere inside of `tag`."""
    return type(error)(f"{tag}: {error}")


def renamed(tag: str, name: str, error: TypeError | UnsendableValue) -> TypeError | UnsendableValue:
    """The same error where an element `tag` stands for what a caller knows as `name`."""
    return type(error)(f"{name}: {str(error).removeprefix(f'{tag}: ')}")


def in_entry(key: object, error: TypeError | UnsendableValue) -> TypeError | UnsendableValue:
    """The same error, said to be in the entry of a map for `key`, unless that may be a secret: it
    is told where it is a name.
    """
    named = isinstance(key, str) and XML_NAME.fullmatch(key)
    return renamed("value", str(key), error) if named else error


def wrong_type(tag: str, expected: str, value: object) -> TypeError:
    """The error for an argument of another type; names the type, never the value."""
    return TypeError(f"{tag}: expected {expected}, got {type(value).__name__}")
