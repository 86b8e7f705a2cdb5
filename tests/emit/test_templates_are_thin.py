"""Templates loop and print; whether they do more is read from the files themselves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from mahogen.emit import template_files

FOLDER = template_files.directory()
SERVER = ("server", "service_stub", "services_init", "test_server", "unfinished")
TEMPLATES = sorted(
    [
        *(path for path in FOLDER.iterdir() if path.is_file()),
        # The other files of a new project print names that were looked at, and no contract's text.
        *(FOLDER / "scaffold" / f"{name}.py.jinja" for name in SERVER),
    ]
)
DECISIONS = (
    nodes.Compare,
    nodes.Concat,
    nodes.Add,
    nodes.Mod,
    nodes.CondExpr,
    nodes.Getitem,
    nodes.Assign,
)
FILTERS = {"xml"}


EVERY = sorted(path for path in FOLDER.rglob("*") if path.is_file())


@pytest.mark.parametrize("template", EVERY, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_it_decides_nothing(template: Path) -> None:
    assert template.suffix == ".jinja"
    tree = Environment(autoescape=False).parse(template.read_text())
    assert [type(node).__name__ for node in tree.find_all(DECISIONS)] == []
    assert {node.name for node in tree.find_all(nodes.Filter)} <= FILTERS


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: path.relative_to(FOLDER).as_posix()
)
class TestTemplate:
    """One template."""

    def test_it_says_what_it_prints(self, template: Path) -> None:
        assert re.fullmatch(r"\{# .+ #\}", template.read_text().partition("\n")[0])

    def test_it_is_short(self, template: Path) -> None:
        limit = 100 if template.name.endswith((".wsdl.jinja", "server.py.jinja")) else 60
        assert len(template.read_text().splitlines()) <= limit

    def test_no_quote_stands_next_to_a_value(self, template: Path) -> None:
        if not template.name.endswith(".wsdl.jinja"):
            assert not re.search(r"[\"']\{\{|\}\}[\"']", template.read_text())

    def test_every_value_in_xml_is_escaped(self, template: Path) -> None:
        if template.name.endswith(".wsdl.jinja"):
            values = re.findall(r"\{\{(.*?)\}\}", template.read_text())
            assert values
            assert [value for value in values if not value.strip().endswith("| xml")] == []
