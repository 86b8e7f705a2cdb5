"""Plays a change of a contract: servers generated for the old one, PHP's client on the new one."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from drift_play import Packages, Play, Played, operations
from drift_values import arguments, astray, filled, flat, of_parts, result
from php_peer import run_php

from mahogen.model.api import Dialect
from mahogen.runtime.operation import Operation
from support.php import PATIENCE


@contextmanager
def old_servers() -> Iterator[Servers]:
    """A port for the servers of many packages within the block."""
    servers = Servers()
    httpd = make_server("127.0.0.1", 0, servers, handler_class=_Quiet)
    servers.base = f"http://127.0.0.1:{httpd.server_port}"
    thread = Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    try:
        yield servers
    finally:
        httpd.shutdown()
        thread.join(PATIENCE)
        httpd.server_close()


class Servers:
    """Applications by the first folder of the path."""

    def __init__(self) -> None:
        self.base = ""
        self._known: dict[str, Any] = {}

    def add(self, package: ModuleType, got: list[dict[str, Any]], *, sparse: bool) -> str:
        """Serve a package whose services note their arguments in `got` and answer with every field
        filled, or with those that are required; the address of its V2."""
        name = f"app{len(self._known)}"
        server = importlib.import_module(f"{package.__name__}.server")
        users = server.api_users({"apiUser": "apiKey"})
        self._known[name] = server.soap_app(_services(package, got, sparse), users).wsgi
        return f"{self.base}/{name}/api/v2_soap/"

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        name, _, rest = environ["PATH_INFO"].lstrip("/").partition("/")
        return self._known[name]({**environ, "PATH_INFO": f"/{rest}"}, start_response)


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def _services(package: ModuleType, got: list[dict[str, Any]], sparse: bool) -> list[Any]:
    """An implementation of every service."""
    module = importlib.import_module(f"{package.__name__}.services")
    contract = importlib.import_module(f"{package.__name__}.contract").CONTRACT
    classes = {found.resource: found for found in (getattr(module, n) for n in module.__all__)}
    made = []
    for resource in contract.resources:
        methods = {call.function: _method(call, got, sparse) for call in resource.operations}
        made.append(type("Made", (classes[resource.key],), methods)())
    return made


def _method(call: Operation[Any], got: list[dict[str, Any]], sparse: bool) -> Any:
    names = [parameter.name for parameter in call.parameters]

    def method(self: Any, *values: Any, **named: Any) -> Any:
        got.append(dict(zip(names, values, strict=False)) | named)
        return None if call.result is None else filled(call.result, "result", sparse=sparse)

    return method


def server_called(packages: Packages, play: Play, servers: Servers, folder: Path) -> Played:
    """PHP's SoapClient on the new contract calls the old server."""
    dialect = play.dialect
    wsdl = folder / "contract.wsdl"
    wsdl.write_text(play.new.wsdl(dialect), encoding="utf-8")
    package = packages.of(play.old)
    got: list[dict[str, Any]] = []
    location = servers.add(package, got, sparse=play.sparse)
    new = operations(packages.of(play.new))[play.name]
    old = operations(package).get(play.name)
    given = of_parts(new, dialect, arguments(new, sparse=play.sparse))
    sent = [name for name in getattr(new, dialect).parts if name != "sessionId"]
    asked = given if dialect is Dialect.WSI else [given.get(name) for name in sent]
    answer = run_php(
        "drift_caller.php",
        stdin={
            "wsdl": str(wsdl),
            "location": location,
            "dialect": str(dialect),
            "name": play.name,
            "arguments": asked,
        },
    )
    error = ": ".join(answer["fault"]) if "fault" in answer else ""
    if not got or old is None:
        return Played(f"{error} (nothing done)")
    arrived = {k: v for k, v in got[0].items() if v is not None}
    due = of_parts(old, dialect, arguments(old, sparse=True))
    lines = astray(given, of_parts(old, dialect, arrived), due)
    if error or new.result is None:
        return Played(error, lines)
    read = {"result": answer["result"]}
    answered = flat({"result": next(iter(result(old, dialect, sparse=play.sparse).values()), None)})
    wanted = {"result": next(iter(result(new, dialect, sparse=True).values()), None)}
    # What a caller does not know, he does not miss.
    known = {"result": next(iter(result(new, dialect).values()), None)}
    given = {key: value for key, value in answered.items() if key in flat(known)}
    return Played("", lines + astray(given, read, wanted))
