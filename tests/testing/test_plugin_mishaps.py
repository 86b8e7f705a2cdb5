"""What a test is told of mishaps that never came."""

from __future__ import annotations

from typing import Final

import pytest

pytest_plugins = ["pytester", "shop_fixtures"]

MISSED: Final = """
import pytest

from mahogen.runtime.errors import OutcomeUnknown


@pytest.mark.parametrize("wanted", [
    pytest.param("maho", id="in process"),
    pytest.param("maho", marks=pytest.mark.maho(http=True), id="over HTTP"),
    pytest.param("maho_async", id="awaited"),
    pytest.param("maho_store", id="store alone"),
])
def test_missed(request, maho_store, wanted):
    request.getfixturevalue(wanted)
    maho_store.mishaps.dropped("cart.order")
    maho_store.mishaps.bad_gateway("cart_*", done=True, times=2)
"""

MET: Final = """
import pytest

from mahogen.runtime.errors import OutcomeUnknown


def test_met(maho, maho_store):
    maho_store.mishaps.dropped("cart.create", times=9)
    with pytest.raises(OutcomeUnknown):
        maho.cart.create()


def test_taken_back(maho, maho_store):
    maho_store.mishaps.dropped("cart.create")
    maho_store.mishaps.clear()
    maho.cart.create()


@pytest.fixture
def later(maho, maho_store):
    yield
    with pytest.raises(OutcomeUnknown):
        maho.cart.create()


def test_met_in_the_end(later, maho_store):
    maho_store.mishaps.dropped("cart.create")


def test_no_mishap(maho):
    maho.cart.create()


def test_no_store():
    pass
"""

OTHERWISE: Final = """
import pytest


@pytest.fixture(autouse=True)
def waiting(maho, maho_store):
    maho_store.mishaps.dropped("cart.order")


@pytest.fixture
def broken(waiting):
    raise RuntimeError


@pytest.fixture
def broken_later(waiting):
    yield
    raise RuntimeError


def test_failed(maho):
    assert False


def test_not_begun(broken):
    pass


def test_failed_in_the_end(broken_later):
    pass


@pytest.mark.xfail
def test_as_expected():
    assert False


def test_skipped():
    pytest.skip("by itself")
"""

SAID: Final = (
    "no call of the test met a mishap of its store: dropped('cart.order'), bad_gateway('cart_*')"
)


def test_each_test_is_warned_of_once(bare: pytest.Pytester) -> None:
    bare.makepyfile(MISSED)
    result = bare.runpytest_inprocess("-W", "default")
    result.assert_outcomes(passed=4, warnings=4)
    told = result.stdout.str()
    assert f"MishapNeverCame: {SAID}" in told
    assert "test_each_test_is_warned_of_once.py" in told


def test_a_project_can_have_it_fail(bare: pytest.Pytester) -> None:
    bare.makepyfile(MISSED)
    options = ("-W", "default", "-W", "error::mahogen.testing.MishapNeverCame")
    result = bare.runpytest_inprocess(*options)
    result.assert_outcomes(passed=4, errors=4)
    told = result.stdout.str()
    assert f"\n{SAID}\n" in told
    assert "never_came.py" not in told


def test_a_project_can_hear_nothing(bare: pytest.Pytester) -> None:
    bare.makepyfile(MISSED)
    ignored = "ignore::mahogen.testing.MishapNeverCame"
    result = bare.runpytest_inprocess("-o", f"filterwarnings={ignored}")
    result.assert_outcomes(passed=4, warnings=0)


def test_what_came_or_was_taken_back(bare: pytest.Pytester) -> None:
    bare.makepyfile(MET)
    bare.runpytest_inprocess("-W", "error").assert_outcomes(passed=5)


def test_tests_that_did_not_pass(bare: pytest.Pytester) -> None:
    bare.makepyfile(OTHERWISE)
    result = bare.runpytest_inprocess("-W", "error")
    result.assert_outcomes(passed=1, failed=1, errors=2, xfailed=1, skipped=1)
    result.stdout.no_fnmatch_line("*met a mishap*")


@pytest.mark.slow
def test_in_several_processes(bare: pytest.Pytester) -> None:
    bare.makepyfile(MISSED)
    result = bare.runpytest_subprocess("-n", "2", "-W", "default")
    result.assert_outcomes(passed=4, warnings=4)
    assert f"MishapNeverCame: {SAID}" in result.stdout.str()
