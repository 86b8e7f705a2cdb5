"""Calls and mishaps as plain data, for JSON."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite
from typing import Any

from mahogen.fake_store.entry import Entry
from mahogen.fake_store.waiting import Mishap
from mahogen.runtime.entity import REDACTED, Entity, to_dict


def plain_entry(entry: Entry) -> dict[str, Any]:
    """A call with all that its repr shows: secrets are masked."""
    fault = entry.fault and {"code": entry.fault.code, "message": entry.fault.message}
    hidden = entry.result_is_secret and entry.ok
    return {
        "number": entry.number,
        "path": entry.path,
        "operation": entry.operation,
        "dialect": entry.dialect,
        "user": entry.user,
        "arguments": {
            name: REDACTED if name in entry.secret else _plain(value)
            for name, value in entry.arguments.items()
        },
        "result": REDACTED if hidden else _plain(entry.result),
        "fault": fault,
        "outcome": entry.outcome,
        "answer": entry.answer,
        "at": entry.at,
    }


def plain_mishap(mishap: Mishap) -> dict[str, Any]:
    """A mishap that waits: its call, its kind, how many calls before it and how often it comes."""
    return {
        "path": mishap.path,
        "kind": mishap.kind,
        "skip": mishap.skip,
        "times": mishap.times,
    }


def _plain(value: Any) -> Any:
    match value:
        case Entity():
            return _plain(to_dict(value, redact=True))
        case list():
            return [_plain(item) for item in value]
        case dict():
            return {name: _plain(item) for name, item in value.items()}
        case Decimal():
            return str(value)
        case float() if not isfinite(value):  # JSON has no such number
            return str(value)
        case _:
            return value
