"""Bytes to text, for the few encodings that XML from a store may have.

libxml2 would also decode UTF-7, in which markup can hide from every check on bytes; so the text is
decoded here, and the parser only ever sees UTF-8.
"""

from __future__ import annotations

import codecs
import re

from mahogen.errors import Diagnostics, Source
from mahogen.read.refuse import refuse, shown

# Declared name -> Python's codec.
_ALLOWED = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "latin-1",
}
# UTF-32 before UTF-16: its little-endian mark starts with the other's.
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, b"<\0\0\0", b"\0\0\0<")
_UTF16 = {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_EBCDIC = b"\x4c\x6f\xa7\x94"
_DECLARATION = re.compile(r"""<\?xml\s[^>]*?\?>""")
_ENCODING = re.compile(r"""\sencoding\s*=\s*["']\s*([^"']*?)\s*["']""")
_VERSION = re.compile(r"""\sversion\s*=\s*["']\s*([^"']*?)\s*["']""")
_HINT = "save it as UTF-8 and say so in its first line"


def loosely(data: bytes, file: str) -> str:
    """The text for a first look, with a sign in place of each byte that makes no sense.

    Raises:
        InputError: the first bytes are those of an encoding that no contract has.
    """
    if data.startswith(_UTF32) or data.startswith(_EBCDIC):
        refuse(file, 1, "is encoded in UTF-32 or EBCDIC, which is not supported", _HINT)
    codec = next((codec for mark, codec in _UTF16.items() if data.startswith(mark)), "utf-8")
    return data.decode(codec, "replace")


def decode(data: bytes, file: str, diagnostics: Diagnostics) -> str:
    """The text of an XML file: line ends as line feeds, its XML declaration blanked out.

    A byte order mark wins over the declaration. White space before the declaration is tolerated.

    Raises:
        InputError: another encoding, or bytes that are not in the declared one.
    """
    sniffed, text = _sniff(data, file, diagnostics)
    declaration = _DECLARATION.match(text.lstrip(" \t\r\n"))
    head = declaration.group() if declaration else ""
    declared = _declared(head, file)
    if sniffed is None:
        if declared == "utf-16":
            refuse(file, 1, "says that it is UTF-16, but its bytes are not", _HINT)
        text = _strictly(data, declared, file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not declaration:
        return text
    start = text.index("<?xml")
    if start:
        what = "there is white space before the XML declaration"
        diagnostics.warn(Source(file, 1), what, "delete it: not every reader accepts it")
    end = text.index("?>", start) + 2
    return "\n" * text.count("\n", 0, end) + text[end:]


def _sniff(data: bytes, file: str, diagnostics: Diagnostics) -> tuple[str | None, str]:
    """The encoding that the first bytes give away, and the text as far as the declaration needs."""
    if data.startswith(codecs.BOM_UTF8):
        what = "starts with a byte order mark"
        diagnostics.warn(Source(file, 1), what, "save it without: not every reader accepts it")
        return "utf-8", _strictly(data[len(codecs.BOM_UTF8) :], "utf-8", file)
    for mark, codec in _UTF16.items():
        if data.startswith(mark):
            return codec, _strictly(data, codec, file).removeprefix("\ufeff")
    return None, data.decode("latin-1")


def _declared(head: str, file: str) -> str:
    """The codec that the XML declaration asks for."""
    version = _VERSION.search(head)
    if version and version.group(1) != "1.0":
        what = f"declares XML version {shown(version.group(1))}, which is not supported"
        refuse(file, 1, what, 'say version="1.0"')
    named = _ENCODING.search(head)
    name = named.group(1) if named else "utf-8"
    codec = _ALLOWED.get(name.lower())
    if codec is None:
        refuse(file, 1, f"declares the encoding {shown(name)}, which is not supported", _HINT)
    return codec


def _strictly(data: bytes, codec: str, file: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        refuse(file, line, f"holds bytes that are not {codec}", _HINT)
