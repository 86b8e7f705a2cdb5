"""The recorded sequences, replayed from their first exchange to their last.

Compared are status, Content-Type and the whole message, as far as it can be the same at all. What
differs all the same stands in EXCEPTIONS with its reason; `pytest -s` prints the share.
"""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from functools import cache
from typing import Final

import pytest
from replay import Replayed, replay
from sameness import said

from support.recordings import DIALECTS

ELSEWHERE = "the resources order and store are not in the stock contract that is served"
MORE = "the recorded store had all resources of a store"
EXCEPTIONS: Final = {
    "v1-087-path-alias": ELSEWHERE,
    "v1-089-call-no-args-param": ELSEWHERE,
    "v1-090-call-null-args": ELSEWHERE,
    "v1-100-multicall-mixed": f"one of its seven calls: {ELSEWHERE}",
    "v1-105-resources": MORE,
    "v2-083-resources": MORE,
    "wsi-098-raw-empty-soap-body": "a store leaves out the session id that its WSDL says is there",
}
"""Exchanges that are answered otherwise, and why. None is of a resource that is served."""


@cache
def replayed(dialect: str) -> tuple[Replayed, ...]:
    return tuple(replay(dialect))


def difference(done: Replayed) -> list[str]:
    """What is not as recorded, as lines; none if all is."""
    recording = done.recording
    wanted = [f"{recording.status} {recording.headers['Content-Type'].lower()}"]
    got = [f"{done.status} {done.content_type.lower()}"]
    wanted += said(recording.response)
    got += said(done.body)
    return list(unified_diff(wanted, got, "recorded", "replayed", lineterm="", n=2))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_answers_are_the_recorded_ones(dialect: str) -> None:
    different = {str(done): difference(done) for done in replayed(dialect)}
    different = {name: lines for name, lines in different.items() if lines}
    report = "\n\n".join(f"{name}\n" + "\n".join(lines) for name, lines in different.items())
    expected = {name for name in EXCEPTIONS if name.startswith(f"{dialect}-")}
    assert set(different) == expected, report


def test_the_share_is_told() -> None:
    total: Counter[tuple[str, str]] = Counter()
    same: Counter[tuple[str, str]] = Counter()
    for dialect in DIALECTS:
        for done in replayed(dialect):
            resource = done.path.partition(".")[0] if "." in done.path else "(others)"
            for key in ((dialect, resource), (dialect, "(all)"), ("all", "(all)")):
                total[key] += 1
                same[key] += not difference(done)
    for key, count in sorted(total.items()):
        print(f"{' '.join(key)}: {same[key]} of {count}")
    assert total["all", "(all)"] - same["all", "(all)"] == len(EXCEPTIONS)
    for (dialect, resource), count in total.items():
        if resource.startswith("cart"):
            assert same[dialect, resource] == count
