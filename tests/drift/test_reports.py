"""Reports say what was found in each format, and no text from a contract becomes part of one."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from drift_shop import SHOP, both, changes, fields, parts, text, without
from jsonschema import Draft202012Validator

from mahogen.drift.baseline import Accepted, Weighed, weigh
from mahogen.drift.finding import Finding
from mahogen.drift.judge import Question, judge
from mahogen.drift.outcome import Outcome
from mahogen.drift.report import FORMATS, render
from mahogen.drift.rules import Severity, Side
from mahogen.errors import Source

ROOT = Path(__file__).parents[2]
EDIT = both(
    fields("order", without("paid")),
    parts("shopAdd", without("comment")),
    text("101", "102", "catalog"),
    text("https://shop", "https://other"),
)
HOSTILE = (
    "::error file=x::y",
    "%0A::error::z",
    "a\n::error::b\r\nc",
    "a|b\\|c",
    "<script>alert(1)</script>",
    "<!-- x --> ]]> -->",
    "\x1b[31mred\x1b]0;title\x07",
    "```\n# title\n```",
    "[link](javascript:alert(1)) @somebody #1 &lt;",
    "{{ 7 * 7 }}{% raw %}",
    'quote " and \\ and \x00',
    "\u202eevil\u2066 \u2028 \u0085 \U000e0041",
)


@cache
def findings() -> list[Finding]:
    old, new = SHOP, EDIT(SHOP)
    return judge(changes(old, new), [old.api(), new.api()], Question(tuple(Side)))


def outcome() -> Outcome:
    entry = Accepted("0" * 12, "EL005", "x.y", "old", None, Source("base.toml", 3))
    first = findings()[0].change
    over = Accepted(
        first.fingerprint, first.rule, first.path, "y", date(2025, 5, 1), Source("bl.toml", 4)
    )
    weighed = weigh(findings(), [entry, over], date(2026, 1, 1))
    return Outcome(
        "wsdl",
        "https://shop.example/",
        weighed,
        tuple(Side),
        remarks=("v1 is new",),
        baseline="bl.toml",
    )


def hostile(word: str) -> Outcome:
    """An outcome made of `word` wherever a contract or a user has a say."""
    found = findings()[0]
    change = replace(
        found.change,
        path=word,
        old=word,
        new=word,
        operation=word,
        resource=word,
        new_source=Source(word, 7),
    )
    finding = replace(found, change=change, operations=(word,))
    entry = Accepted(word, word, word, word, date(2026, 1, 1), Source(word, 1))
    return Outcome(word, word, Weighed((finding,), (finding,), (entry,), (entry,)), remarks=(word,))


# -- what is said ----------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_tells_every_finding(format_: str) -> None:
    report = render(format_, outcome())
    assert report.endswith("\n")
    for finding in findings():
        assert finding.rule.id in report
    assert re.search("shopAdd.{0,5}comment", report)


def test_the_text_says_where_what_it_means_and_how_to_accept_it() -> None:
    report = render("text", outcome())
    [found] = [f for f in findings() if f.rule.id == "PT001"]
    accept = f'{found.change.fingerprint} = {{ rule = "PT001", path = "shopAdd.comment"'
    for words in (
        "shopAdd\n  error PT001: part of a request removed (v2, wsi)\n",
        "    shopAdd.comment: was string\n",
        "    old: v2.wsdl:",
        "    new: v2.wsdl:",
        "    used by shopInfo\n",
        "    what to do: ",
        accept,
        "note: v1 is new\n",
        "base.toml:3: 000000000000 (EL005 x.y) is no more\n",
    ):
        assert words in report
    assert report.endswith("wsdl -> https://shop.example/: 2 errors, 1 warning, 1 info\n")


def words(format_: str) -> str:
    """A report as a reader sees it."""
    report = render(format_, outcome())
    if format_ == "sarif":
        return " ".join(re.findall(r'"text": (".*")', report)).replace('\\"', '"')
    return unescape(report) if format_ in ("markdown", "html") else report


@pytest.mark.parametrize("format_", [f for f in FORMATS if f != "json"])
def test_every_format_has_the_lines_that_accept_what_has_none_yet(format_: str) -> None:
    report = words(format_)
    first, *others = (finding.change.fingerprint for finding in findings())
    assert len(others) >= 3
    assert all(f"{fingerprint} = {{ rule" in report for fingerprint in others)
    assert f"{first} = {{ rule" not in report
    assert "bl.toml" in report
    assert "mahogen-baseline.toml" not in report


@pytest.mark.parametrize("format_", [f for f in FORMATS if f != "json"])
def test_every_format_tells_what_a_baseline_has_in_vain(format_: str) -> None:
    report = words(format_)
    for said in (
        "000000000000 (EL005 x.y) is no more",
        "--update-baseline removes the line",
        "was accepted until 2025-05-01, and counts again",
        "change its day, or delete the line",
    ):
        assert said in report


def test_sarif_names_files_as_addresses() -> None:
    found = findings()[0]
    moved = replace(found, change=replace(found.change, new_source=Source("a b/\u00fc#.wsdl", 7)))
    run = json.loads(render("sarif", Outcome("a", "b", Weighed((moved,)))))["runs"][0]
    [place] = run["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/%C3%BC%23.wsdl"


def test_what_concerns_an_operation_stands_together_the_worst_first() -> None:
    groups = outcome().groups()
    assert [name for name, _ in groups] == ["order", "shopAdd", "shop", ""]
    worst = [max(f.severity for f in found) for _, found in groups]
    assert worst == sorted(worst, reverse=True)


def test_json_is_as_its_schema_says() -> None:
    schema = json.loads((ROOT / "docs" / "drift-report.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    data = json.loads(render("json", outcome()))
    validator.validate(data)
    assert data["findings"][0].keys() == schema["$defs"]["finding"]["properties"].keys()
    assert data.keys() == schema["properties"].keys()


def test_sarif_points_at_files_and_suppresses_what_is_accepted() -> None:
    found = findings()
    run = json.loads(
        render("sarif", Outcome("a", "b", Weighed(tuple(found[:1]), tuple(found[1:]))))
    )
    assert run["version"] == "2.1.0"
    [tool] = [run["runs"][0]["tool"]["driver"]]
    results = run["runs"][0]["results"]
    for result in results:
        assert tool["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        [place] = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"]
        assert place["physicalLocation"]["region"]["startLine"] >= 1
    assert ["suppressions" in result for result in results] == [False, *[True] * (len(found) - 1)]


def test_nothing_found_is_said_as_well() -> None:
    nothing = Outcome("a", "b", Weighed(()))
    assert render("text", nothing) == "a -> b: no change\n"
    assert json.loads(render("json", nothing))["findings"] == []
    assert "no change" in render("html", nothing)
    assert not nothing.failed


@pytest.mark.parametrize(
    ("limit", "failed"),
    [(Severity.ERROR, True), (Severity.WARNING, True), (Severity.INFO, True), (None, False)],
)
def test_when_a_run_fails(limit: Severity | None, failed: bool) -> None:
    assert replace(outcome(), fail_on=limit).failed is failed
    accepted = Weighed((), tuple(findings()))
    assert not replace(outcome(), weighed=accepted, fail_on=limit).failed
    mild = [f for f in findings() if f.severity == Severity.INFO]
    expected = limit == Severity.INFO
    assert replace(outcome(), weighed=Weighed(tuple(mild)), fail_on=limit).failed is expected


# -- what stays text -------------------------------------------------------------------------------


@pytest.mark.parametrize("word", HOSTILE)
@pytest.mark.parametrize("format_", FORMATS)
def test_g35_nothing_unprintable_leaves(format_: str, word: str) -> None:
    report = render(format_, hostile(word))
    assert [c for c in report if not c.isprintable() and c != "\n"] == []


@pytest.mark.parametrize("word", HOSTILE)
def test_g35_a_line_stays_one_line(word: str) -> None:
    plain = hostile("word")
    for format_ in ("text", "github", "markdown"):
        lines = render(format_, hostile(word)).splitlines()
        assert len(lines) == len(render(format_, plain).splitlines())


@pytest.mark.parametrize("word", HOSTILE)
def test_g35_no_other_command_is_given_to_github(word: str) -> None:
    for line in render("github", hostile(word)).splitlines():
        command, _, message = line.removeprefix("::").partition("::")
        assert re.fullmatch(r"(error|warning|notice)( [\w]+=[^,]*(,\w+=[^,]*)*)?", command)
        assert not re.search(r"%(?!25|0[AD]|3A|2C)", command + message)


@pytest.mark.parametrize("word", HOSTILE)
def test_g35_markdown_has_no_more_than_our_own_marks(word: str) -> None:
    report = render("markdown", hostile(word))
    outside = re.sub(r"(?m)^    .*$", "", report)  # indented lines are code
    assert outside.count("|") == render("markdown", hostile("word")).count("|")
    for mark in ("<script", "](", "@somebody", "`", "<!--"):
        assert mark not in outside


class Tags(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("word", HOSTILE)
def test_g35_html_has_no_more_than_our_own_tags(word: str) -> None:
    page = Tags(render("html", hostile(word)))
    assert page.tags == Tags(render("html", hostile("word"))).tags
    assert not {"script", "img", "link", "iframe"} & set(page.tags)


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = render("html", outcome())
    assert not re.findall(r"(?:src|href)=|@import|url\(", page)
    assert "prefers-color-scheme: dark" in page
