"""An outcome as one page that needs nothing else: no script, no font, no picture."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from mahogen.drift.outcome import Outcome
from mahogen.drift.report.places import dialects, places, reached_by
from mahogen.report import printable


def render(outcome: Outcome) -> str:
    """HTML5, for light and dark."""
    environment = Environment(
        loader=PackageLoader("mahogen.drift.report", "."),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: printable(value) if isinstance(value, str) else value,
    )
    groups = [
        {
            "name": name or "the contract",
            "findings": [
                {
                    "finding": finding,
                    "dialects": dialects(finding.change),
                    "used": reached_by(finding.operations, 10),
                    "places": places(finding.change),
                    "line": outcome.line(finding),
                }
                for finding in findings
            ],
        }
        for name, findings in outcome.groups()
    ]
    template = environment.get_template("page.html.jinja")
    return template.render(outcome=outcome, groups=groups)
