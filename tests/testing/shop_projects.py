"""What projects of users have in them."""

from __future__ import annotations

from typing import Final

import pytest

CONFIG: Final = """\
[contract]
wsdl = "wsdl"

[targets.shop_api]
output = "src/shop_api"
client = "Shop"

[targets.own_api]
output = "src/acme/own_api"
runtime = "vendor"

[targets.server_api]
output = "src/server_api"
emit = "server"

[targets.v2_api]
output = "src/v2_api"
"""

INI: Final = """\
[pytest]
pythonpath = src
addopts = --strict-markers --strict-config -p no:cacheprovider
asyncio_default_fixture_loop_scope = function
filterwarnings = error
"""


def configure(pytester: pytest.Pytester, *targets: str) -> None:
    """Write a configuration that has these targets of CONFIG."""
    head, *tables = CONFIG.split("\n\n")
    chosen = [table for table in tables if table.split("]")[0].removeprefix("[targets.") in targets]
    (pytester.path / "mahogen.toml").write_text("\n\n".join([head, *chosen]).rstrip() + "\n")


def told_at_setup(result: pytest.RunResult) -> str:
    """All that the one test of a run is told that cannot have its fixtures."""
    result.assert_outcomes(errors=1)
    lines = result.outlines
    begin = next(i for i, line in enumerate(lines) if "ERROR at setup of test_it" in line)
    end = next(i for i, line in enumerate(lines) if "short test summary" in line)
    return "\n".join(lines[begin + 1 : end])
