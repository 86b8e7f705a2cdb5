"""Remarks as text, as JSON, and as annotations on GitHub."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from mahogen.errors import Problem, Source
from mahogen.lint.run import LEVELS, Remark
from mahogen.report import Report, plural, printable
from mahogen.workflow import command


def render(format_: str, remarks: Sequence[Remark], report: Report) -> str:
    """`remarks` in one of FORMATS."""
    return FORMATS[format_](remarks, report)


def _text(remarks: Sequence[Remark], report: Report) -> str:
    lines = [
        str(
            Problem(
                Source(report.name(remark.source.file), remark.source.line),
                f"{remark.level}: {printable(remark.what)}",
                printable(remark.hint),
            )
        )
        for remark in remarks
    ]
    return "\n".join([*lines, _summary(remarks)]) + "\n"


def _summary(remarks: Sequence[Remark]) -> str:
    counts = Counter(remark.level for remark in remarks)
    said = [plural(counts[level], level) for level in LEVELS if counts[level]]
    return ", ".join(said) or "nothing to remark"


def _json(remarks: Sequence[Remark], report: Report) -> str:
    data = [
        {
            "level": remark.level,
            "file": remark.source.file,
            "line": remark.source.line,
            "what": remark.what,
            "hint": remark.hint,
        }
        for remark in remarks
    ]
    return json.dumps(data, indent=2) + "\n"


def _github(remarks: Sequence[Remark], report: Report) -> str:
    return "".join(
        command(
            remark.level,
            "mahogen lint",
            f"{remark.what}. {remark.hint}".strip(),
            Source(report.name(remark.source.file), remark.source.line),
        )
        + "\n"
        for remark in remarks
    )


FORMATS: Final[Mapping[str, Callable[[Sequence[Remark], Report], str]]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}
