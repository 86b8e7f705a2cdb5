"""The page of a report in a browser: seen in light and in dark, and doing nothing by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_reports import HOSTILE, findings, hostile, outcome

from mahogen.drift.baseline import Weighed
from mahogen.drift.outcome import Outcome
from mahogen.drift.report import render
from mahogen.report import printable
from support.browser import Page, browser, chromium

pytestmark = pytest.mark.slow

COLOURS = """(() => {
  const probe = document.body.appendChild(document.createElement('div'));
  probe.style.backgroundColor = 'Canvas';
  const found = {background: getComputedStyle(probe).backgroundColor};
  probe.remove();
  for (const name of ['body', 'h1', '.quiet', '.error strong', '.warning strong',
                      '.info strong', 'code'])
    found[name] = getComputedStyle(document.querySelector(name)).color;
  return JSON.stringify(found);
})()"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    chromium()
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


def shown(page: Page, tmp_path: Path, report: Outcome, **how: Any) -> Path:
    file = tmp_path / "report.html"
    file.write_text(render("html", report), encoding="utf-8")
    page.open(file, **how)
    return file


def complaints(page: Page, file: Path) -> list[object]:
    """Errors, what was logged, dialogs, and requests for anything but the page itself."""
    bad = {"Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.javascriptDialogOpening"}
    found: list[object] = [event for event in page.events if event[0] in bad]
    found += [told["entry"]["text"] for name, told in page.events if name == "Log.entryAdded"]
    for name, told in page.events:
        if name == "Network.requestWillBeSent" and told["request"]["url"] != file.as_uri():
            found.append(told["request"]["url"])
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_read_without_a_complaint(page: Page, tmp_path: Path, scheme: str) -> None:
    file = shown(page, tmp_path, outcome(), scheme=scheme)
    text = page.value("document.body.innerText")
    for finding in findings():
        assert finding.rule.id in text
        assert finding.rule.title in text
        assert finding.rule.advice in text
    assert "2 errors, 1 warning, 1 info" in page.value("document.title")
    assert ("Network.requestWillBeSent", file.as_uri()) in [
        (name, told.get("request", {}).get("url")) for name, told in page.events
    ]
    assert complaints(page, file) == []


def test_its_colours_are_others_in_the_dark_and_stand_out_in_both(
    page: Page, tmp_path: Path
) -> None:
    found = {}
    for scheme in ("light", "dark"):
        shown(page, tmp_path, outcome(), scheme=scheme)
        found[scheme] = json.loads(page.value(COLOURS))
    for name, colour in found["light"].items():
        assert found["dark"][name] != colour, name
    for colours in found.values():
        behind = luminance(colours.pop("background"))
        for name, colour in colours.items():
            darker, lighter = sorted((behind, luminance(colour)))
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (name, colours)


def luminance(colour: str) -> float:
    """How light `rgb(r, g, b)` is, from 0 to 1, as WCAG reckons it."""
    channels = [int(c) / 255 for c in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("width", [320, 1400])
def test_nothing_stands_out_of_the_window(page: Page, tmp_path: Path, width: int) -> None:
    shown(page, tmp_path, hostile("long" * 100), width=width)
    assert page.value("document.documentElement.scrollWidth") <= width


def test_the_line_for_the_baseline_unfolds(page: Page, tmp_path: Path) -> None:
    shown(page, tmp_path, outcome())
    [found] = [f for f in findings() if f.rule.id == "PT001"]
    line = f"{found.change.fingerprint} = "
    assert line not in page.value("document.body.innerText")
    page.value("document.querySelectorAll('summary').forEach(s => s.click())")
    assert line in page.value("document.body.innerText")


def test_nothing_found_is_a_page_as_well(page: Page, tmp_path: Path) -> None:
    file = shown(page, tmp_path, Outcome("a", "b", Weighed(())))
    assert "no change" in page.value("document.body.innerText")
    assert complaints(page, file) == []


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_g35_hostile_text_stays_text(page: Page, tmp_path: Path, number: int) -> None:
    file = shown(page, tmp_path, hostile(HOSTILE[number]))
    assert complaints(page, file) == []
    assert page.value("document.querySelectorAll('script, img, a, iframe').length") == 0
    path = "[...document.querySelectorAll('code')].map(c => c.textContent).join('\\n')"
    assert printable(HOSTILE[number]) in page.value(path)
