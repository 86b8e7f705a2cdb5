"""Plays a change of a contract: what was generated for the old one meets PHP on the new one.

PHP takes the parts of an encoded request by name, and by position only if it knows none of the
names; a session id is always known. It looks at no namespace in there, and at one in WS-I. Where
the text of a message says its type (V2), that goes before the contract's.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, make_server

import httpx
from drift_shop import SHOP, Shop, operation
from php_peer import PATIENCE, run_php
from samples import plain

from mahogen.emit.folder import Folder
from mahogen.emit.render import render
from mahogen.emit.tree import write
from mahogen.model.api import Dialect
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import Anything
from mahogen.runtime.codec.scalars import Boolean, Double, Integer
from mahogen.runtime.codec.struct import Struct
from mahogen.runtime.entity import Entity
from mahogen.runtime.errors import MahoApiError
from mahogen.runtime.operation import Operation
from support.contracts import Value

LOGIN: Final = replace(
    operation("login", (), "xsd:string"),
    parts=(Value("username", "xsd:string"), Value("apiKey", "xsd:string")),
)


def open_shop() -> Shop:
    """The shop that rules are tried on, with a login that a client can use."""
    operations = tuple(LOGIN if o.name == "login" else o for o in SHOP.operations)
    return replace(SHOP, operations=operations)


class Packages:
    """Packages of shops, generated below a folder that Python imports from, each once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[Shop, ModuleType] = {}

    def of(self, shop: Shop) -> ModuleType:
        """The package of a shop."""
        if shop not in self._known:
            name = f"played_shop_{len(self._known)}"
            write(Folder(name, self._folder / name), render(shop.api()))
            importlib.invalidate_caches()
            self._known[shop] = importlib.import_module(name)
        return self._known[shop]


def operations(package: ModuleType) -> dict[str, Operation[Any]]:
    """The operations of a package, by wire name."""
    contract = importlib.import_module(f"{package.__name__}.contract").CONTRACT
    found = [*contract.operations, *(o for r in contract.resources for o in r.operations)]
    return {o.name: o for o in found}


# -- values ----------------------------------------------------------------------------------------


def filled(codec: Codec[Any], name: str, *, sparse: bool = False, start: int = 7) -> Any:
    """A value with two items in every list, no two texts alike.

    Every field of every entity is set; if `sparse`, only those that the contract requires.
    """
    return _filled(codec, name, count(start), sparse)


def _filled(codec: Codec[Any], name: str, numbers: Iterator[int], sparse: bool) -> Any:
    number = next(numbers)
    match codec:
        case Struct():
            fields = (f for f in codec.fields if f.required or not sparse)
            return codec.cls(**{f.name: _filled(f.codec, f.tag, numbers, sparse) for f in fields})
        case Array():
            return [_filled(codec.item, name, numbers, sparse) for _ in range(2)]
        case Integer():
            return number
        case Double():
            return number + 0.5
        case Boolean():
            return True
        case Anything():
            return None if sparse else {"any": "thing"}
        case _:
            return f"{name} {number}"


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Plain data as a path for each leaf; what WS-I puts around members is left out."""
    match value:
        case {"complexObjectArray": members}:
            return flat(members, path)
        case dict():
            found = [flat(v, f"{path}.{k}" if path else k) for k, v in value.items()]
        case list():
            found = [flat(v, f"{path}[{n}]") for n, v in enumerate(value)]
        case _:
            return {} if value is None else {path: value}
    return {key: leaf for one in found for key, leaf in one.items()}


def astray(given: Any, taken: Any, wanted: Any) -> tuple[str, ...]:
    """What went wrong between two sides: a line for each leaf of `given` that did not arrive, or
    not with its text, and for each leaf of `wanted` that the other side did not get."""
    before, after, due = flat(given), flat(taken), flat(wanted)
    lines = [
        f"{key} became {after[key]!r}" if key in after else f"{key} lost"
        for key, value in before.items()
        if key not in after or _text(after[key]) != _text(value)
    ]
    lines += [f"{key} missing" for key in due if key not in before and not _within(key, after)]
    return (*lines, *(f"{key} in another shape" for key in due if _parts_of(key, after)))


def _within(key: str, leaves: Mapping[str, Any]) -> bool:
    """Whether there is anything for `key`, whatever its shape."""
    return key in leaves or _parts_of(key, leaves)


def _parts_of(key: str, leaves: Mapping[str, Any]) -> bool:
    return any(leaf.startswith((f"{key}.", f"{key}[")) for leaf in leaves)


def _text(value: Any) -> str:
    """A number is the same as its text, for PHP as in XML; a truth value is not."""
    return f"truth {value}" if isinstance(value, bool) else str(value)


def of_parts(call: Operation[Any], dialect: Dialect, values: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments, by Python name, under the names of the parts of a dialect."""
    parts = [part for part in getattr(call, dialect).parts if part != "sessionId"]
    return {
        part: plain(p.type, values[p.name], pairs=True)
        for part, p in zip(parts, call.parameters, strict=True)
        if part and p.name in values
    }


def arguments(call: Operation[Any], *, sparse: bool) -> dict[str, Any]:
    """A value for every parameter, or for those that are required."""
    return {
        p.name: filled(p.type, p.name, sparse=sparse, start=n * 100)
        for n, p in enumerate(call.parameters, 1)
        if p.required or not sparse
    }


def result(call: Operation[Any], dialect: Dialect, *, sparse: bool = False) -> dict[str, Any]:
    """What is answered to a call, under the name that it has."""
    name = getattr(call, dialect).result
    if call.result is None or name is None:
        return {}
    return {name: plain(call.result, filled(call.result, name, sparse=sparse), pairs=True)}


@dataclass(frozen=True)
class Played:
    """What came of one call: the error, if there was one, and what went astray on the way."""

    error: str = ""
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "; ".join([*([self.error] if self.error else []), *self.lines]) or "works"


# -- our old client, PHP on the new contract -------------------------------------------------------


@dataclass(frozen=True)
class Play:
    """A call of `name` in a dialect across a change of the contract.

    If `sparse`, both sides send only what their own contract requires. `nil` is a field that is
    null in what the old client and the store send. `fault` is a code with which the store refuses.
    """

    old: Shop
    new: Shop
    dialect: Dialect
    name: str
    sparse: bool = False
    nil: str = ""
    fault: str = ""


def client_called(packages: Packages, play: Play, url: str, folder: Path) -> Played:
    """The old client calls PHP's SoapServer on the new contract.

    `folder` is the store's; `url` is where it serves that folder.
    """
    dialect = play.dialect
    serves = dialect if dialect in play.new.dialects else play.new.dialects[0]
    (folder / "contract.wsdl").write_text(play.new.wsdl(serves), encoding="utf-8")
    became = operations(packages.of(play.new))
    answers: dict[str, Any] = {
        o.name: result(o, serves, sparse=play.sparse)
        for o in became.values()
        if getattr(o, serves) is not None
    }
    package = packages.of(play.old)
    call = operations(package)[play.name]
    if play.name in became and isinstance(became[play.name].result, Anything):
        answers[play.name] = result(call, dialect)  # the store does as before
    if play.fault:
        answers[play.name] = {"fault": [play.fault, "Something else"]}
    for answer in answers.values():
        _empty(answer, play.nil)
    if "login" in answers:
        answers["login"] = {"result": "the session"}
    (folder / "answers.json").write_text(json.dumps(answers))

    given = arguments(call, sparse=play.sparse)
    for entity in given.values():
        if play.nil and hasattr(entity, play.nil):
            setattr(entity, play.nil, None)
    error, read = "", None
    with httpx.Client() as http:
        client = package.Maho(url, "apiUser", "apiKey", dialect=str(dialect), http_client=http)
        try:
            read = client.invoke(call, *(given.get(p.name) for p in call.parameters))
        except MahoApiError as raised:
            error = f"{type(raised).__name__}: {raised.message.partition(': <?xml')[0]}"
    log = folder / "seen.jsonl"
    seen = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    got = next((values for name, values in seen if name == play.name), None)
    if got is None:
        return Played(f"{error} (nothing done)")
    new = became[play.name]
    parts = getattr(new, dialect).parts
    taken = got[0] if dialect is Dialect.WSI else dict(zip(parts, got, strict=True))
    taken = {part: value for part, value in taken.items() if part != "sessionId"}
    due = of_parts(new, dialect, arguments(new, sparse=True))
    lines = astray(of_parts(call, dialect, given), taken, due)
    if error or call.result is None:
        return Played(error, lines)
    answered = {"result": next(iter(answers[play.name].values()), None)}
    wanted = {"result": plain(call.result, filled(call.result, "", sparse=play.sparse), pairs=True)}
    kept = {"result": _kept(call.result, read)}
    extra = {"result": _kept(call.result, read, extras=True)}
    lines += astray(answered, extra, {})
    return Played("", lines + astray({}, kept, wanted))


def _empty(answer: Any, name: str) -> None:
    """Make null what is called `name`, wherever it is in an answer."""
    match answer:
        case dict():
            for key, value in answer.items():
                if key == name:
                    answer[key] = None
                _empty(value, name)
        case list():
            for value in answer:
                _empty(value, name)


def _kept(codec: Codec[Any], value: Any, *, extras: bool = False) -> Any:
    """What a client returned, under wire names, with or without what is in extras."""
    match codec:
        case Struct():
            assert isinstance(value, Entity)
            fields = {
                f.tag: _kept(f.codec, v, extras=extras)
                for f in codec.fields
                if (v := getattr(value, f.name)) is not None
            }
            return fields | (value.extras if extras else {})
        case Array():
            return [_kept(codec.item, item, extras=extras) for item in value]
        case _:
            return value


# -- our old server, PHP on the new contract -------------------------------------------------------


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
