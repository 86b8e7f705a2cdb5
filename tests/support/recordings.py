"""The recorded exchanges of a real store: what PHP's client sent, what came back, what PHP made
of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

TRANSCRIPTS: Final = Path(__file__).parent.parent / "transcripts"

NAMESPACE: Final = "urn:OpenMage"
"""The target namespace of the store that was recorded."""

SESSION: Final = "68131b52d194b7f999f38e074f2183b8"
"""The session that the calls were made with; `sid` where meta.json shortens it."""

_CALL: Final = re.compile(r"(?P<operation>\w+)\((?P<arguments>.*?)\)(?: +\([\w ]+\))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PhpCall:
    """A call of PHP's client: the wire name, and all arguments with the session id first."""

    operation: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class PhpFault:
    """The SoapFault that PHP raised."""

    code: str
    message: str


@dataclass(frozen=True)
class Recording:
    """One exchange. `call` is None where the request was written by hand."""

    name: str
    call: PhpCall | None
    request: bytes
    response: bytes
    status: int
    headers: Mapping[str, str]
    result: Any
    fault: PhpFault | None

    def __str__(self) -> str:
        return self.name


@cache
def recordings(dialect: str) -> tuple[Recording, ...]:
    """All exchanges of a dialect (`v2`), in the order in which they happened."""
    folder = TRANSCRIPTS / dialect
    return tuple(_load(path) for path in sorted(folder.glob("*.meta.json")))


def recording(dialect: str, number: int) -> Recording:
    """The exchange with this number."""
    [found] = [r for r in recordings(dialect) if r.name.startswith(f"{number:03}-")]
    return found


def parse_call(text: str) -> PhpCall:
    """`php_call` of a meta.json: PHP's json_encode of each argument between the brackets."""
    match = _CALL.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"no call: {text!r}")
    arguments = re.sub(r"(?<![\w\"])sid(?![\w\"])", f'"{SESSION}"', match["arguments"])
    return PhpCall(match["operation"], tuple(json.loads(f"[{arguments}]")))


def _load(path: Path) -> Recording:
    meta = json.loads(path.read_text("utf-8"))
    name = path.name.removesuffix(".meta.json")
    fault = meta.get("php_exception")
    return Recording(
        name=name,
        call=parse_call(meta["php_call"]) if "php_call" in meta else None,
        request=path.with_name(f"{name}.request.xml").read_bytes(),
        response=path.with_name(f"{name}.response.xml").read_bytes(),
        status=meta.get("http_status", 0),
        headers=_headers(meta.get("response_headers", "")),
        result=meta.get("php_result"),
        fault=PhpFault(fault["faultcode"], fault["message"]) if fault else None,
    )


def _headers(text: str) -> dict[str, str]:
    lines = (line.partition(":") for line in text.splitlines()[1:] if ":" in line)
    return {name.strip(): value.strip() for name, _, value in lines}
