"""Plays a change of a contract: a client that was generated for the old one, PHP on the new one.

PHP takes the parts of an encoded request by name, and by position only if it knows none of the
names; a session id is always known. It looks at no namespace in there, and at one in WS-I. Where
the text of a message says its type (V2), that goes before the contract's.
"""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import httpx
from drift_shop import SHOP, Shop, operation
from drift_values import arguments, astray, filled, of_parts, result
from samples import plain

from mahogen.emit.folder import Folder
from mahogen.emit.render import render
from mahogen.emit.tree import write
from mahogen.model.api import Dialect
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import Anything
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


@dataclass(frozen=True)
class Played:
    """What came of one call: the error, if there was one, and what went astray on the way."""

    error: str = ""
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "; ".join([*([self.error] if self.error else []), *self.lines]) or "works"


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
