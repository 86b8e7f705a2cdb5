"""How many examples hypothesis tries: all where slow tests run as well, as in CI, else a fifth."""

from __future__ import annotations

from hypothesis import settings

_COUNT = 100


def load(*, few: bool, times: int) -> None:
    """Have all tests try their number `times` over, or a fifth of that if they are to try `few`."""
    count = _COUNT * times // (5 if few else 1)
    # How fast this machine is says nothing about the code.
    settings.register_profile("examples", deadline=None, max_examples=count)
    settings.load_profile("examples")


def examples(number: int) -> settings:
    """For a test that tries another number than most do; by a default run a fifth, at least five.

    To be called while tests are collected: the profile is loaded by then.
    """
    share = settings.default.max_examples / _COUNT if settings.default else 1
    return settings(max_examples=max(min(number, 5), int(number * share)))
