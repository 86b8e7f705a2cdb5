"""Errors that are the server's own: told to the log, not to the caller."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import fields
from textwrap import indent
from traceback import TracebackException
from typing import Any, Final
from uuid import uuid4

from mahogen.runtime.entity import REDACTED, Entity
from mahogen.runtime.envelope import SoapFault
from mahogen.runtime.server.call import Call

log = logging.getLogger("mahogen.server")

_SHORTEST_SECRET: Final = 4


def report(error: BaseException, operation: str, secrets: Iterable[str] = ()) -> SoapFault:
    """Log an error with its traceback and return the fault that stands for it.

    The fault holds a random id by which the log entry is found, and nothing of the error. The log
    holds no argument of the call but what the error's own text quotes; `secrets` are cut out of
    that as well, and whatever it holds cannot look like another log entry.
    """
    reference = uuid4().hex
    text = "".join(TracebackException.from_exception(error).format())
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            text = text.replace(secret, REDACTED)
    log.error("%s failed [%s]\n%s", printable(operation), reference, quoted(text))
    return SoapFault("SOAP-ENV:Server", f"Internal error, reference {reference}")


def secrets_of(call: Call, arguments: dict[str, Any]) -> Iterator[str]:
    """The texts among a call's arguments that must not be seen; all that a login holds are."""
    yield call.session_id
    login = call.operation.name == "login"
    for parameter in call.operation.parameters:
        yield from _texts(arguments.get(parameter.name), login or parameter.secret)


def _texts(value: Any, secret: bool) -> Iterator[str]:
    match value:
        case str() if secret:
            yield value
        case list():
            for item in value:
                yield from _texts(item, secret)
        case dict():
            for item in value.values():
                yield from _texts(item, secret)
        case Entity():
            for field in fields(value):
                yield from _texts(getattr(value, field.name), secret or not field.repr)


def printable(text: str) -> str:
    """Text on one line: line breaks and all else that a terminal might act on are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def quoted(text: str) -> str:
    """Several lines, each marked as belonging to the entry above."""
    lines = (printable(line) for line in text.rstrip("\n").split("\n"))
    return indent("\n".join(lines), "  | ", lambda line: True)
