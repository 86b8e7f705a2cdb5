"""What is told of the store of a test once it has run."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Final

import pytest

from mahogen.testing.never_came import warn_of

if TYPE_CHECKING:
    from mahogen.fake_store import FakeStore

STORE: Final[pytest.StashKey[FakeStore]] = pytest.StashKey()
"""The store of a test that has one."""
_PASSED: Final = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when != "teardown":
        item.stash[_PASSED] = report.when == "call" and report.passed
    store = item.stash.get(STORE, None)
    if report.failed and store is not None and (len(store.journal) or report.when != "setup"):
        report.sections.append(("calls of the store", store.journal.shown()))
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    result = yield
    store = item.stash.get(STORE, None)
    if store is not None and item.stash.get(_PASSED, False):
        warn_of(store.mishaps, item)
    return result
