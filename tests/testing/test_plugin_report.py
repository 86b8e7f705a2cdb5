"""What the report of a failed test says of the store."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester", "shop_fixtures"]


def test_the_calls_of_the_store(bare: pytest.Pytester) -> None:
    bare.makepyfile(
        """
        import pytest

        def test_fails(maho):
            maho.cart.create("default")
            assert False

        @pytest.fixture
        def broken(maho):
            maho.cart.create("german")
            yield
            raise RuntimeError

        def test_fails_in_the_end(broken):
            pass

        def test_no_call(maho_store):
            assert False

        def test_many_calls(maho):
            for _ in range(150):
                maho.cart.create()
            assert False

        def test_without_a_store():
            assert False

        @pytest.mark.xfail
        def test_as_expected(maho):
            maho.cart.info(99)

        def test_passes(maho):
            maho.cart.create("admin")
        """
    )
    result = bare.runpytest_inprocess("--tb=line", "-rN", "--show-capture=all")
    result.assert_outcomes(failed=4, passed=2, xfailed=1, errors=1)
    result = bare.runpytest_inprocess("--tb=short")
    told = result.stdout.str()
    section = "\n----- calls of the store -----\n".replace("-----", "-" * 30)
    assert told.count(section) == 4
    login = "<1 v2 nobody: login(username=***, api_key=***) ***>"
    assert f"{section}{login}\n<2 v2 apiUser: cart.create(store='default') 1>\n____" in told
    assert f"{section}{login}\n<2 v2 apiUser: cart.create(store='german') 1>\n" in told
    assert f"{section}<no calls>\n" in told
    assert f"{section}<51 earlier calls>\n<52 v2 apiUser: cart.create(store=None) 51>\n" in told
    assert "apiKey-123" not in told


def test_an_assertion_on_the_journal_is_told_at_the_line_of_the_test(
    bare: pytest.Pytester,
) -> None:
    bare.makepyfile(
        """
        def test_one(maho_store):
            maho_store.journal.one("cart.order")

        def test_never(maho, maho_store):
            maho.cart.create("default")
            maho_store.journal.never("cart.create")

        def test_in_order(maho_store):
            maho_store.journal.in_order("cart.create", "cart.order")
        """
    )
    result = bare.runpytest_inprocess("--tb=short")
    result.assert_outcomes(failed=3)
    told = result.stdout.str()
    for line in (2, 6, 9):
        assert f"{told_file(bare)}:{line}: in test_" in told
    assert "journal.py" not in told
    assert "E   AssertionError: expected one cart.order, and there are 0:\nE   <no calls>" in told


def told_file(pytester: pytest.Pytester) -> str:
    [file] = pytester.path.glob("test_*.py")
    return file.name
