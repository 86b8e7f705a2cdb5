"""A baseline accepts single changes, keeps reasons, and says what it has in vain."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from drift_shop import SHOP, Edit, both, changes, fields, parts, without

from mahogen.drift.baseline import (
    TO_DO,
    Accepted,
    entry_line,
    read_baseline,
    updated,
    weigh,
)
from mahogen.drift.finding import Finding
from mahogen.drift.judge import Question, judge
from mahogen.errors import ConfigError, Source
from mahogen.read.source import Origin

TODAY = date(2026, 3, 1)
EDIT = both(fields("order", without("paid")), parts("shopAdd", without("comment")))


def findings(edit: Edit = EDIT) -> list[Finding]:
    old, new = SHOP, edit(SHOP)
    return judge(changes(old, new), [old.api(), new.api()], Question())


def written(tmp_path: Path, text: str) -> tuple[Accepted, ...]:
    path = tmp_path / "base.toml"
    path.write_text(text)
    return read_baseline(Origin("base.toml", path))


def test_what_update_writes_accepts_everything(tmp_path: Path) -> None:
    found = findings()
    entries = written(tmp_path, updated(found, (), TODAY))
    assert [e.reason for e in entries] == [TO_DO, TO_DO]
    weighed = weigh(found, entries, TODAY)
    assert (weighed.open, len(weighed.accepted), weighed.stale) == ((), 2, ())


def test_an_update_keeps_reasons_and_days_and_drops_what_is_no_more(tmp_path: Path) -> None:
    first, second = findings()
    text = "[accept]\n" + entry_line(first).replace(TO_DO, 'we \\"know\\"') + "\n"
    text = text.replace(" }", ", expires = 2027-01-31 }")
    text += '000000000000 = { rule = "EL005", path = "gone", reason = "was" }\n'
    entries = written(tmp_path, text)
    again = written(tmp_path, updated([first, second], entries, TODAY))
    assert {(e.fingerprint, e.reason, e.expires) for e in again} == {
        (first.change.fingerprint, 'we "know"', date(2027, 1, 31)),
        (second.change.fingerprint, TO_DO, None),
    }
    assert [e.fingerprint for e in weigh([first, second], entries, TODAY).stale] == ["0" * 12]


def test_an_entry_counts_up_to_its_last_day(tmp_path: Path) -> None:
    found = findings()
    lines = [entry_line(f).replace(" }", ", expires = 2026-03-01 }") for f in found]
    entries = written(tmp_path, "[accept]\n" + "\n".join(lines))
    assert weigh(found, entries, TODAY).open == ()
    after = weigh(found, entries, date(2026, 3, 2))
    assert (list(after.open), after.stale) == (found, ())
    assert [entry.fingerprint for entry in after.expired] == [f.change.fingerprint for f in found]


def test_a_fingerprint_stays_when_lines_move_and_words_change() -> None:
    old, new = SHOP.api(), EDIT(SHOP).api()
    assert old != new
    first = [f.change.fingerprint for f in findings()]
    assert first == [f.change.fingerprint for f in findings()]
    assert len(set(first)) == 2


def test_no_file_accepts_nothing(tmp_path: Path) -> None:
    assert read_baseline(Origin("base.toml", tmp_path / "base.toml")) == ()


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("accept = 1", 1, '"accept" is not a table'),
        ("[accept]\nx = 1", 2, '"x" is not a table'),
        ("[accepted]", 1, '"accepted" is not a known key'),
        ("\n[accept]\nx = { reason = 'y', reasons = 'y' }", 3, '"reasons" is not a known key'),
        ("[accept]\nx = { reason = 1 }", 2, '"reason" is not a string'),
        ("[accept]\nx = { reason = 'y', expires = 'May' }", 2, '"expires" is not a day'),
        (
            "[accept]\nx = { reason = 'y', expires = 2027-01-31T10:00:00 }",
            2,
            '"expires" is not a day',
        ),
        ("[accept]\n\nx = {}", 3, '"x" has no reason'),
        ("[accept]\nx = { reason = '  ' }", 2, '"reason" is empty'),
        ("[accept", 1, "is not TOML: expected ']' at the end of a table declaration"),
        ("[accept]\nx = !!python/object 1", 2, "is not TOML: invalid value"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    tmp_path: Path, text: str, line: int, what: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        written(tmp_path, text)
    assert [(p.source, p.what) for p in caught.value.problems] == [
        (Source("base.toml", line), what)
    ]
