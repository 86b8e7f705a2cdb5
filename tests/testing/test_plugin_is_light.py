"""What a run of pytest loads for the plugin, and what the plugin can do without."""

from __future__ import annotations

from typing import Final

import pytest

pytest_plugins = ["pytester", "shop_fixtures"]

LOADED: Final = """
import sys

def pytest_unconfigure(config):
    print("loaded:", *sorted(sys.modules))
"""

BLOCKED: Final = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"click", "jinja2", "xsdata"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())
assert not {"click", "jinja2", "xsdata"} & sys.modules.keys()
"""


def loaded(result: pytest.RunResult) -> set[str]:
    [line] = [line for line in result.outlines if line.startswith("loaded: ")]
    return set(line.split()[1:])


def test_a_run_without_a_store_loads_next_to_nothing(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(LOADED)
    modules = loaded(pytester.runpytest_subprocess("--co"))
    ours = {name for name in modules if name.partition(".")[0] in ("mahogen", "maho_api")}
    room = {
        f"mahogen.testing.{name}" for name in ("login", "never_came", "options", "plugin", "report")
    }
    assert ours == {"mahogen", "mahogen.testing", *room}
    heavy = ("lxml", "httpx", "xsdata", "click", "jinja2")
    # hypothesis has a plugin as well, and so have others: they load none of these either
    assert not [name for name in modules if name.partition(".")[0] in heavy]


def test_it_does_without_the_generator(shop: pytest.Pytester) -> None:
    shop.makeconftest(BLOCKED + LOADED)
    shop.makepyfile(
        """
        import asyncio

        import pytest

        @pytest.mark.maho(strict=True)
        def test_it(maho, maho_async, maho_store):
            assert maho.cart.create("default")
            assert asyncio.run(maho_async.cart.create("default"))
            assert type(maho).__name__ == "Shop"

        @pytest.mark.maho(http=True)
        def test_over_http(maho, maho_login):
            assert maho.cart.create("default")
        """
    )
    result = shop.runpytest_subprocess()
    result.assert_outcomes(passed=2)
    assert {"mahogen.config", "shop_api.client"} < loaded(result)


@pytest.mark.slow
def test_it_works_in_several_processes(shop: pytest.Pytester) -> None:
    shop.makepyfile(
        """
        import pytest

        @pytest.mark.parametrize("time", range(4))
        def test_it(maho, maho_store, time):
            assert maho.cart.create("default") == 1
            if time == 3:
                maho_store.journal.never("cart.create")
        """
    )
    result = shop.runpytest_subprocess("-n", "2", "--maho-http")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*- calls of the store -*", "<1 v2 nobody: login(*"])
