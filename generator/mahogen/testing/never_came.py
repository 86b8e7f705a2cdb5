"""What a test is told that waited for a failure in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mahogen.fake_store import Mishaps


class MishapNeverCame(pytest.PytestWarning):
    """A mishap of a test's store met no call, so that the test is green without what it is about.

    `maho_store.mishaps.clear()` in the test takes back what need not come.
    """

    __module__ = "mahogen.testing"


def warn_of(mishaps: Mishaps, item: pytest.Item) -> None:
    """Warn of those that never came; where warnings are errors, with no trace through this."""
    if missed := mishaps.never_came():
        what = ", ".join(map(str, missed))
        try:
            item.warn(MishapNeverCame(f"no call of the test met a mishap of its store: {what}"))
        except MishapNeverCame as error:
            raise pytest.fail.Exception(str(error), pytrace=False) from None
