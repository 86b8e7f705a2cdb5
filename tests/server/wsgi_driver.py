"""Talks to a WSGI application in this process, as an HTTP server that follows PEP 3333 would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from asgi_driver import HttpAnswer


def wsgi(
    application: Callable[..., Any],
    body: bytes = b"",
    *,
    method: str = "POST",
    path: str = "/api/v2_soap/",
    root: str = "",
    query: str = "",
    length: str | None = None,
    variables: Mapping[str, Any] | None = None,
) -> HttpAnswer:
    """One HTTP exchange; `length` is said in place of the body's own, nothing if it is empty."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": root.encode().decode("latin-1"),
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "CONTENT_LENGTH": str(len(body)) if length is None else length,
        "CONTENT_TYPE": "text/xml; charset=utf-8",
        "wsgi.input": BytesIO(body),
        **(variables or {}),
    }
    if not environ["CONTENT_LENGTH"]:
        del environ["CONTENT_LENGTH"]
    setup_testing_defaults(environ)
    started: list[Any] = []

    def start_response(*said: Any) -> Callable[[bytes], object]:
        started.append(said)
        return lambda _: None

    answer: Any = validator(application)(environ, start_response)
    content = b"".join(answer)
    answer.close()
    [(status, headers, *_)] = started
    return HttpAnswer(
        int(status.split()[0]), {name.lower(): value for name, value in headers}, content
    )
