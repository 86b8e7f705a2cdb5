"""Python values to XML text and back, the way PHP's SOAP extension writes and reads them."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Final

# One search decides whether a text can go out as it is: markup to escape, or what XML 1.0 forbids.
_SPECIAL: Final = re.compile(r"[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

LARGEST_EXPONENT: Final = 9999
"""Of a Decimal; numbers beyond say nothing of money or weight, and can be very long in full."""

_NUMBER: Final = re.compile(
    r"[+-]?(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?|(?i:inf(?:inity)?|nan))"
)
_WHOLE: Final = re.compile(r"\s*([+-]?[0-9]{1,40})\.0*\s*")


class UnsendableValue(ValueError):
    """A value that XML cannot carry or that the dialect has no place for; nothing was sent."""


def escape(text: str) -> str:
    """Text ready to stand between tags.

    Raises:
        UnsendableValue: a character that XML 1.0 forbids (NUL, control codes, lone surrogates).
    """
    if _SPECIAL.search(text) is None:
        return text if type(text) is str else str.__str__(text)  # an enum prints its own name
    if forbidden := _FORBIDDEN.search(text):
        raise UnsendableValue(f"character U+{ord(forbidden[0]):04X} cannot be sent in XML")
    return text.translate(_ESCAPES)


def format_int(value: int) -> str:
    """The digits of a number, of an enum's member too."""
    return int.__repr__(value)


def format_double(value: float | Decimal) -> str:
    """An xsd:double as PHP prints it (2, 0.1, 1.0E+25, -0), but with every digit."""
    if isinstance(value, Decimal):
        value = float(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"
    mantissa, _, exponent = float.__repr__(value).partition("e")  # numpy's own says more
    if exponent:
        mantissa = mantissa if "." in mantissa else f"{mantissa}.0"
        return f"{mantissa}E{exponent[0] if exponent[0] in '+-' else '+'}{exponent.lstrip('+-0')}"
    return mantissa.removesuffix(".0")


def format_decimal(value: Decimal, *, in_full: bool = False) -> str:
    """A Decimal with every digit that it has (8.2500, 1.0E+25, NaN, INF); `in_full` without E.

    Raises:
        UnsendableValue: in full, it would be too long.
    """
    if not value.is_finite():
        return "NaN" if value.is_nan() else "INF" if value > 0 else "-INF"
    if not in_full:
        return Decimal.__str__(value)
    if abs(value.adjusted()) > LARGEST_EXPONENT:
        raise UnsendableValue("a Decimal is too large or too small to be written in full")
    return Decimal.__format__(value, "f")


def parse_int(text: str) -> int | None:
    """A whole number, also where it was printed as a decimal ("1.0000"); None if it is not one."""
    if not text.isascii() or "_" in text:
        return None
    try:
        return int(text)
    except ValueError:
        if whole := _WHOLE.fullmatch(text):  # a float has too few digits for some
            return int(whole[1])
        number = parse_double(text)
    return int(number) if number is not None and number.is_integer() else None


def parse_double(text: str) -> float | None:
    """A number, with XSD's INF and NaN; None if it is not one."""
    if not text.isascii() or "_" in text:
        return None
    try:
        return float(text)
    except ValueError:
        return None


def parse_decimal(text: str) -> Decimal | None:
    """A number, digit by digit, with XSD's INF and NaN; None if it is not one."""
    number = text.strip()
    return Decimal(number) if _NUMBER.fullmatch(number) else None


def parse_boolean(text: str) -> bool | None:
    """XSD's four spellings; None for anything else."""
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip())
