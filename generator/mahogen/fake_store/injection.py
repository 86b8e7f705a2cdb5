"""A mishap as JSON has it: {"path": "cart.order", "kind": "fault", "code": "1008", "times": 2}.

Kinds are the methods of Mishaps, and what they take is named as there. The answer of kind `answer`
is an object with `status` and perhaps `body` and `content_type`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from inspect import Parameter, signature
from math import inf
from typing import Any, Final

from lxml.etree import QName

from mahogen.fake_store.mishaps import Mishaps
from mahogen.fake_store.paths import near
from mahogen.runtime.server.answer import Answer

LONGEST: Final = 3600
"""Seconds of a delay: more waits for nobody."""

_TYPES: Final[Mapping[type, str]] = {
    str: "text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    Answer: "an object",
}


@cache
def kinds() -> Mapping[str, Mapping[str, Parameter]]:
    """What each kind takes, by name."""
    methods = {name: value for name, value in vars(Mishaps).items() if not name.startswith("_")}
    taken = {name: signature(value, eval_str=True).parameters for name, value in methods.items()}
    return {
        kind: {name: parameter for name, parameter in parameters.items() if name != "self"}
        for kind, parameters in taken.items()
    }


def inject(mishaps: Mishaps, body: bytes) -> None:
    """Add the mishap that a body describes.

    Raises:
        ValueError: it describes none.
    """
    said = _object(body)
    kind = said.pop("kind", None)
    if not isinstance(kind, str):
        raise ValueError(f"kind is missing or no text; {near('', kinds())}")
    if kind not in kinds():
        raise ValueError(f"there is no mishap {kind!r}; {near(kind, kinds())}")
    taken = kinds()[kind]
    for name, parameter in taken.items():
        if name not in said and parameter.default is parameter.empty:
            raise ValueError(f"{kind} needs {name}, which is {_TYPES[parameter.annotation]}")
    values = {name: _value(kind, taken, name, value) for name, value in said.items()}
    getattr(mishaps, kind)(**values)


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise ValueError("the body is not JSON") from None
    if not isinstance(said, dict):
        raise ValueError("the body is not an object of JSON")
    return said


def _value(kind: str, taken: Mapping[str, Parameter], name: str, value: Any) -> Any:
    if name not in taken:
        raise ValueError(f"{kind} takes no {name!r}; {near(name, taken)}")
    wanted = taken[name].annotation
    if wanted is Answer and isinstance(value, dict):
        return _answer(**_known(value))
    if wanted is float and type(value) is int:
        value = float(value) if abs(value) <= LONGEST else inf
    if type(value) is not wanted:
        raise ValueError(f"{name} of {kind} is {_TYPES[wanted]}, not {value!r}")
    if wanted is float and not 0 <= value <= LONGEST:
        raise ValueError(f"{name} of {kind} is a number from 0 to {LONGEST}")
    if name == "name" and not _is_tag(value):
        raise ValueError(f"{name} of {kind} is the name of an element, not {value!r}")
    return value


def _is_tag(name: str) -> bool:
    try:
        return QName(name).localname == name
    except ValueError:
        return False


def _known(said: dict[str, Any]) -> dict[str, Any]:
    types = {"status": int, "body": str, "content_type": str}
    for name, value in said.items():
        if name not in types:
            raise ValueError(f"an answer has no {name!r}; {near(name, types)}")
        if type(value) is not types[name]:
            raise ValueError(f"{name} of an answer is {_TYPES[types[name]]}, not {value!r}")
    return said


def _answer(status: int = 0, body: str = "", content_type: str = "text/html") -> Answer:
    if not 200 <= status <= 599:
        raise ValueError("status of an answer is a number from 200 to 599")
    if status in (204, 304) and body:
        raise ValueError(f"an answer of status {status} has no body")
    if not (content_type.isascii() and content_type.isprintable()):
        raise ValueError("content_type of an answer is printable ASCII")
    return Answer(status, body.encode("utf-8", "surrogatepass"), content_type)
