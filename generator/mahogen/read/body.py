"""The body of an answer, unpacked here, so that no piece of it can become larger than the limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

import httpx

from mahogen.read.address import Address
from mahogen.read.http_words import cut_off
from mahogen.read.refuse import refuse

_PACKED: Final = ("gzip", "x-gzip", "deflate")
_NOT_PACKED: Final = ("", "identity")
_ZLIB_OR_GZIP: Final = 47


def body(response: httpx.Response, address: Address, limit: int) -> Iterator[bytes]:
    """The body that `address` answers with, in pieces, at most `limit` bytes in all.

    Raises:
        InputError: it is larger, not packed as it says, or ends too early.
    """
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in (*_NOT_PACKED, *_PACKED):
        what = f"is sent in the encoding {encoding[:20]}, which nobody asked for"
        refuse(address.name, 0, what, address.hint("save it with a browser, and name the file"))
    unpack = zlib.decompressobj(_ZLIB_OR_GZIP) if encoding in _PACKED else None
    size = 0
    for raw in response.iter_raw():
        try:
            piece = unpack.decompress(raw, limit + 1 - size) if unpack else raw
        except zlib.error:
            what = "is not packed as it says it is"
            refuse(address.name, 0, what, address.hint("does a proxy change it on the way?"))
        size += len(piece)
        if size > limit:
            what = f"is larger than the limit of {limit:,} bytes"
            hint = "is this the contract, and not something larger?"
            refuse(address.name, 0, what, address.hint(hint))
        yield piece
    if unpack and size and not unpack.eof:
        cut_off(address)
