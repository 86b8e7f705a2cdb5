"""Root may write anywhere; here the permissions of files count for it as for anybody."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

VERSION = 0x20080522
"""Of the structs below: _LINUX_CAPABILITY_VERSION_3."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def permissions_count() -> Iterator[None]:
    """Within the block this thread has no right but those that the modes of files give."""
    if os.geteuid() != 0:
        yield
        return
    assert sys.platform == "linux", "run as root, these tests need Linux and its capabilities"
    libc = ctypes.CDLL(None, use_errno=True)
    before, without = (_Capabilities * 2)(), (_Capabilities * 2)()
    _call(libc.capget, before)
    _call(libc.capget, without)
    for half in without:
        half.effective = 0
    _call(libc.capset, without)
    try:
        yield
    finally:
        _call(libc.capset, before)


def _call(function: Callable[..., int], capabilities: object) -> None:
    header = _Header(VERSION, 0)
    if function(ctypes.byref(header), capabilities) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
