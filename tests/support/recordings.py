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

DIALECTS: Final = ("v1", "v2", "wsi")

NAMESPACE: Final = "urn:OpenMage"
"""The target namespace of the store that was recorded."""

SESSIONS: Final = {
    "v1": "e56013cbf8eddb026c67699f449235dc",
    "v2": "68131b52d194b7f999f38e074f2183b8",
    "wsi": "2cd4e77238f03c086f9e1bf33aa943e2",
}
"""The session that the calls of a dialect were made with; `sid` where meta.json shortens it."""

SESSION: Final = SESSIONS["v2"]

_CALL: Final = re.compile(r"(?P<operation>\w+)\((?P<arguments>.*?)\)(?: +\([\w ]+\))?", re.DOTALL)
_SHORT: Final = re.compile(r"(?<![\w\"])sid(?![\w\"])")


@dataclass(frozen=True, slots=True)
class PhpCall:
    """A call of PHP's client: the wire name, and all arguments with the session id first.

    In WS-I there is one argument, an object; `...` stands for arguments that were not noted.
    """

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

    dialect: str
    name: str
    call: PhpCall | None
    request: bytes
    response: bytes
    status: int
    headers: Mapping[str, str]
    action: str | None
    result: Any
    fault: PhpFault | None

    def __str__(self) -> str:
        return f"{self.dialect}-{self.name}"


@cache
def recordings(dialect: str) -> tuple[Recording, ...]:
    """All exchanges of a dialect, in the order in which they happened."""
    folder = TRANSCRIPTS / dialect
    return tuple(_load(dialect, path) for path in sorted(folder.glob("*.meta.json")))


def all_recordings() -> list[Recording]:
    """The exchanges of all dialects."""
    return [recording for dialect in DIALECTS for recording in recordings(dialect)]


def recording(dialect: str, number: int) -> Recording:
    """The exchange with this number."""
    [found] = [r for r in recordings(dialect) if r.name.startswith(f"{number:03}-")]
    return found


def parse_call(text: str, session: str) -> PhpCall:
    """`php_call` of a meta.json: PHP's json_encode of each argument between the brackets."""
    match = _CALL.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"no call: {text!r}")
    if match["arguments"].endswith(",..."):
        return PhpCall(match["operation"], (session, ...))
    arguments = json.loads(f"[{_SHORT.sub(json.dumps(session), match['arguments'])}]")
    if match["operation"] == "call" and len(arguments) == 1:  # noted as one list of them all
        [arguments] = arguments
    return PhpCall(match["operation"], tuple(arguments))


def _load(dialect: str, path: Path) -> Recording:
    meta = json.loads(path.read_text("utf-8"))
    name = path.name.removesuffix(".meta.json")
    fault = meta.get("php_exception")
    call = meta.get("php_call")
    return Recording(
        dialect=dialect,
        name=name,
        call=parse_call(call, SESSIONS[dialect]) if call else None,
        request=path.with_name(f"{name}.request.xml").read_bytes(),
        response=path.with_name(f"{name}.response.xml").read_bytes(),
        status=meta.get("http_status") or 0,
        headers=_headers(meta.get("response_headers") or ""),
        action=meta.get("request_soapaction"),
        result=meta.get("php_result"),
        fault=PhpFault(fault["faultcode"], fault["message"]) if fault else None,
    )


def _headers(text: str) -> dict[str, str]:
    lines = (line.partition(":") for line in text.splitlines()[1:] if ":" in line)
    return {name.strip(): value.strip() for name, _, value in lines}
