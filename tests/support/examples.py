"""How many examples hypothesis tries: all where slow tests run as well, as in CI, else a fifth."""

from __future__ import annotations

from hypothesis import settings

ALL, FEW = "all examples", "a fifth of them"
COUNT = 100

# How fast this machine is says nothing about the code.
settings.register_profile(ALL, deadline=None, max_examples=COUNT)
settings.register_profile(FEW, deadline=None, max_examples=COUNT // 5)


def examples(number: int) -> settings:
    """For a test that tries another number than most do; by a default run a fifth, at least five.

    To be called while tests are collected: the profile is loaded by then.
    """
    share = settings.default.max_examples / COUNT if settings.default else 1
    return settings(max_examples=number if share == 1 else max(5, int(number * share)))
