"""Text as a TOML string."""

from __future__ import annotations

_ESCAPES = {'"': '\\"', "\\": "\\\\"}


def quoted(text: str) -> str:
    """A basic string, on one line, with nothing invisible in it; what is no Unicode becomes `?`."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return f'"{"".join(_ESCAPES.get(char) or _visible(char) for char in text)}"'


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
