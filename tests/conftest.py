"""Options of the whole test run."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

from support import examples

pytest_plugins = [
    "support.hostile.fixtures",
    "support.modes",
    "support.corpus_package",
    "support.fake_stores",
    "support.wheel",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="rewrite golden files, and fail where that changed any, so that the diff is reviewed",
    )
    parser.addoption(
        "--fail-on-skip",
        action="store_true",
        help="turn every skip into a failure: CI has all that the tests need",
    )
    parser.addoption(
        "--thorough",
        type=int,
        default=1,
        metavar="N",
        help="let hypothesis try N times as many examples",
    )


def pytest_configure(config: pytest.Config) -> None:
    few = "not slow" in config.getoption("markexpr")
    examples.load(few=few, times=config.getoption("--thorough"))
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("--update-golden is for people: CI compares")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _fail(report, item.config)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        _fail(report, collector.config)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport, config: pytest.Config) -> None:
    if config.getoption("--fail-on-skip"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason} (skipped tests fail with --fail-on-skip)"
