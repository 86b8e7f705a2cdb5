"""Waiting for something no longer than one wants to."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from threading import Thread
from typing import TypeVar

R = TypeVar("R")


class TooLate(Exception):
    """The time is up; what was waited for goes on by itself."""


def bounded(seconds: float, call: Callable[[], R]) -> R:
    """What `call` returns or raises, if it does so in time.

    It runs in a thread of its own: sockets know how long to wait for a piece, but an answer can
    come in any number of pieces, a name can have many addresses, and looking it up has no limit.

    Raises:
        TooLate: it does not.
    """
    future: Future[R] = Future()

    def run() -> None:
        try:
            result = call()
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    Thread(target=copy_context().run, args=(run,), daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:
        if future.done():  # just now, or that error is the call's own
            return future.result()
    raise TooLate
