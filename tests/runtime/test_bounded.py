"""Waiting for a call no longer than one wants to."""

from __future__ import annotations

from threading import Event, current_thread

import pytest

from mahogen.runtime.bounded import TooLate, bounded


def test_what_the_call_returns() -> None:
    assert bounded(60, lambda: 7) == 7
    assert bounded(60, lambda: current_thread().daemon) is True  # it keeps no program from ending


@pytest.mark.parametrize("error", [ValueError("no"), TimeoutError("its own"), KeyboardInterrupt()])
def test_what_the_call_raises(error: BaseException) -> None:
    def fail() -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        bounded(60, fail)
    assert raised.value is error


def test_the_time_is_up() -> None:
    release = Event()
    with pytest.raises(TooLate):
        bounded(0.01, release.wait)
    release.set()
