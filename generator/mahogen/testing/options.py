"""What a run and its tests may say of their stores: options, the marker."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("maho", "stores to test against (mahogen)")
    group.addoption(
        "--maho-http",
        action="store_true",
        help="call the stores over HTTP on loopback, where no marker says otherwise",
    )
    group.addoption(
        "--maho-dialect",
        choices=("v1", "v2", "wsi"),
        help="the dialect of clients, where no marker says otherwise",
    )
    group.addoption(
        "--maho-strict",
        action="store_true",
        help="have the stores refuse what nobody wants, where no marker says otherwise",
    )
    parser.addini("maho_package", "the generated package that tests call", default="")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "maho(*, http, dialect, strict, seed, user): how the store of a test is made and called:"
        " over HTTP or not; 'v1', 'v2' or 'wsi'; refusing what nobody wants; a seed's path from the"
        " rootdir on, its tables or a State; a user of that seed.",
    )
