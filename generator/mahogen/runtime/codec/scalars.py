"""Codecs of the built-in XSD types."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from lxml.etree import _Element

from mahogen.runtime.codec import text
from mahogen.runtime.codec.base import (
    Codec,
    Misfit,
    T,
    Writer,
    is_collection,
    is_nil,
    opening_tag,
    within,
    wrong_type,
)
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.style import Style


class String(Codec[str]):
    """Text. An empty string may arrive as one line feed: stores put one between all tags."""

    typed_nil = False
    mapped_type = "xsd:string"

    def __init__(self, name: str = "string") -> None:
        self.xsi_type = f"xsd:{name}"

    def writer(self, style: Style, tag: str) -> Writer:
        opening = opening_tag(tag, style, self.type_in(style))
        closing = f"</{tag}>"
        escape = text.escape

        def write(value: object) -> str:
            if not isinstance(value, str):
                raise wrong_type(tag, "str", value)
            try:
                return opening + escape(value) + closing
            except text.UnsendableValue as error:
                raise within(tag, error) from None

        return write

    def read(self, element: _Element, references: References | None) -> str | None:
        value = element.text
        if len(element):
            raise Misfit
        if value is None or (value == "\n" and not (references and references.exact_text)):
            if is_nil(element):
                return None
            if is_collection(element):
                raise Misfit
            return ""
        return value


class _Parsed(Codec[T]):
    """A type whose text has to be understood; nothing but blanks counts as None."""

    typed_nil = False
    parse: Callable[[str], T | None]

    def read(self, element: _Element, references: References | None) -> T | None:
        value = element.text
        if len(element):
            raise Misfit
        if value is None or not value.strip():
            if is_collection(element) and not is_nil(element):
                raise Misfit
            return None
        parsed = self.parse(value)
        if parsed is None:
            raise Misfit
        return parsed


class Integer(_Parsed[int]):
    """A whole number of any size."""

    parse = staticmethod(text.parse_int)
    mapped_type = "xsd:int"

    def __init__(self, name: str = "int") -> None:
        self.xsi_type = f"xsd:{name}"

    def writer(self, style: Style, tag: str) -> Writer:
        opening = opening_tag(tag, style, self.type_in(style))
        closing = f"</{tag}>"

        def write(value: object) -> str:
            # A text here would become 0 on a PHP server without a word, so it is refused.
            if not isinstance(value, int) or isinstance(value, bool):
                raise wrong_type(tag, "int", value)
            return opening + text.format_int(value) + closing

        return write


class _Number(_Parsed[T]):
    """A number that may have a fraction; ints may be sent, and what else is among `kinds`."""

    mapped_type = "xsd:float"
    python_type: str
    kinds: tuple[type, ...]

    def __init__(self, name: str = "double") -> None:
        self.xsi_type = f"xsd:{name}"

    def spell(self, value: Any) -> str:
        """The text of a value that is no int."""
        raise NotImplementedError

    def writer(self, style: Style, tag: str) -> Writer:
        opening = opening_tag(tag, style, self.type_in(style))
        # V1 names the type of the value, which PHP has as an int then.
        whole = opening_tag(tag, style, "xsd:int") if style.is_v1 else opening
        closing = f"</{tag}>"
        kinds = self.kinds

        def write(value: object) -> str:
            if not isinstance(value, kinds) or isinstance(value, bool):
                raise wrong_type(tag, self.python_type, value)
            if isinstance(value, int):
                return whole + text.format_int(value) + closing
            try:
                return opening + self.spell(value) + closing
            except text.UnsendableValue as error:
                raise within(tag, error) from None

        return write

    def mapped_type_of(self, value: object) -> str:
        return "xsd:int" if isinstance(value, int) else self.mapped_type


class Double(_Number[float]):
    """A floating point number; ints and Decimals may be sent."""

    parse = staticmethod(text.parse_double)
    python_type = "float"
    kinds = (int, float, Decimal)

    def spell(self, value: float | Decimal) -> str:
        return text.format_double(value)


class Exact(_Number[Decimal]):
    """The same numbers, digit by digit: what was 8.2500 stays it. No floats, which are inexact."""

    parse = staticmethod(text.parse_decimal)
    python_type = "Decimal"
    kinds = (int, Decimal)

    def spell(self, value: Decimal) -> str:
        return text.format_decimal(value, in_full=self.xsi_type == "xsd:decimal")


class Boolean(_Parsed[bool]):
    """true or false; 1 and 0 are understood."""

    parse = staticmethod(text.parse_boolean)
    xsi_type = mapped_type = "xsd:boolean"

    def writer(self, style: Style, tag: str) -> Writer:
        opening = opening_tag(tag, style, "xsd:boolean")
        yes, no = f"{opening}true</{tag}>", f"{opening}false</{tag}>"

        def write(value: object) -> str:
            if not isinstance(value, bool):
                raise wrong_type(tag, "bool", value)
            return yes if value else no

        return write


STRING: Final = String()
INT: Final = Integer()
DOUBLE: Final = Double()
EXACT: Final = Exact()
BOOLEAN: Final = Boolean()
