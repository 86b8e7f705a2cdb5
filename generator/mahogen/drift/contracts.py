"""Changes of what a WSDL says of itself as a whole: namespaces, binding, address, imports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from mahogen.drift.change import Change
from mahogen.drift.values import WORDS_OF_STRAY
from mahogen.drift.view import View
from mahogen.model.api import Contract
from mahogen.model.noted import SECRET
from mahogen.read.address import PORTS, Address, is_address, masked, without_credentials

SESSIONS: Final = ("___sid", "phpsessid", "sessionid", "sid")
"""What stores call a session in an address, in small letters."""
_SECRETS: Final = (*SESSIONS, *map(str.lower, SECRET), "api[_-]key", "*token*")


def contract_changes(old: View, new: View) -> Iterator[Change]:
    """What changed for all operations of a dialect at once."""
    before, after = old.contract, new.contract
    yield from _namespaces(before, after)
    for what in ("service", "port", "binding", "port_type"):
        was, became = getattr(before, what), getattr(after, what)
        if was != became:
            name = {"port_type": "portType"}.get(what, what)
            yield _change("BI009", name, was, became, before, after)
    at = (before.address_source, after.address_source)
    for change in _addresses(before, after):
        yield replace(change, old_source=at[0], new_source=at[1])
    yield from _actions(old, new)
    yield from _encodings(old, new)
    yield from _lists(before, after)
    yield from _locations(before, after)
    for added in sorted(set(after.imports) - set(before.imports)):
        location = dict(after.locations).get(added, "")
        became = f"{added} from {_place(location)}" if location else added
        yield _change("SC002", "import", "", became, before, after)
    for gone in sorted(set(before.imports) - set(after.imports)):
        yield _change("SC001", "import", gone, "", before, after)


def _namespaces(before: Contract, after: Contract) -> Iterator[Change]:
    if before.target_namespace != after.target_namespace:
        old, new = before.target_namespace, after.target_namespace
        yield _change("NS001", "targetNamespace", old, new, before, after)
    if _types_apart(before, after):
        old, new = before.schema_namespace, after.schema_namespace
        was = "" if old == new else old
        yield _change("NS002", "schema.targetNamespace", was, new, before, after)


def _types_apart(before: Contract, after: Contract) -> bool:
    """Whether types left the namespace of the contract, came back to it, or moved without it."""
    one, other = (c.target_namespace == c.schema_namespace for c in (before, after))
    moved = before.schema_namespace != after.schema_namespace
    return one != other or (not one and moved)


def _addresses(before: Contract, after: Contract) -> Iterator[Change]:
    old, new = urlsplit(before.address), urlsplit(after.address)
    told = before.exposed or _tells(old)
    if (after.exposed or _tells(new)) and not told:
        yield _change("AD005", "address", _shown(old), _shown(new), before, after)
    for rule, same in (
        ("AD003", not (old.scheme == "https" and new.scheme == "http")),
        ("AD004", not (old.scheme == "http" and new.scheme == "https")),
        ("AD002", _server(old) == _server(new)),
        ("AD001", _inside(old) == _inside(new)),
    ):
        if not same:
            yield _change(rule, "address", _shown(old), _shown(new), before, after)


def _shown(address: SplitResult) -> str:
    """An address without what should not be read."""
    host, port = _server(address)
    host = f"[{host}]" if ":" in host else host
    bare = address._replace(netloc=host + port, query=urlencode(_query(address)), fragment="")
    return masked(bare)


def _server(address: SplitResult) -> tuple[str, str]:
    """Its host, and its port where that is not the usual one."""
    usual = address.port in (None, PORTS.get(address.scheme))
    return address.hostname or "", "" if usual else f":{address.port}"


def _inside(address: SplitResult) -> tuple[str, list[tuple[str, str]]]:
    """Where on its server it leads."""
    return address.path.rstrip("/"), _query(address)


def _query(address: SplitResult) -> list[tuple[str, str]]:
    pairs = parse_qsl(address.query, keep_blank_values=True)
    return [(key, value) for key, value in pairs if key.lower() not in SESSIONS]


def _tells(address: SplitResult) -> bool:
    """Whether it holds the id of somebody's session, or a key."""
    keys = [key.lower() for key, _ in parse_qsl(address.query)]
    return any(fnmatchcase(key, secret) for key in keys for secret in _SECRETS)


def _actions(old: View, new: View) -> Iterator[Change]:
    """soapAction, and that operations share one, unless theirs have changed anyway."""
    told = list(_alike("BI005", "soapAction", "soap_action", old, new))
    yield from told
    if not told and not _shared(old):
        for action in sorted(_shared(new)):
            yield _change("BI006", "soapAction", "", action, old.contract, new.contract)


def _alike(rule: str, path: str, attribute: str, old: View, new: View) -> Iterator[Change]:
    """What bindings say of operations: one finding for those that changed alike, however many."""
    alike: dict[tuple[str, str], list[str]] = {}
    for name, (_, wire) in old.operations.items():
        if name in new.operations:
            pair = (getattr(wire, attribute), getattr(new.operations[name][1], attribute))
            alike.setdefault(pair, []).append(name)
    for (was, became), names in alike.items():
        if was == became:
            continue
        change = _change(rule, path, was, became, old.contract, new.contract)
        if len(names) == 1:
            [name] = names
            change = replace(
                change,
                path=f"{name}.{path}",
                operation=name,
                old_source=old.operations[name][0].source,
                new_source=new.operations[name][0].source,
            )
        yield change


def _shared(view: View) -> frozenset[str]:
    """The actions that several operations have."""
    counted = Counter(wire.soap_action for _, wire in view.operations.values())
    return frozenset(action for action, count in counted.items() if count > 1)


def _encodings(old: View, new: View) -> Iterator[Change]:
    """Namespace and encodingStyle of bodies."""
    yield from _alike("BI001", "body.namespace", "namespace", old, new)
    yield from _alike("BI004", "body.encodingStyle", "encoding_style", old, new)


def _lists(before: Contract, after: Contract) -> Iterator[Change]:
    """What lists of WS-I repeat."""
    old, new = dict(before.items), dict(after.items)
    for name in (name for name in old if name in new):
        if old[name] != new[name]:
            yield replace(_change("AR004", name, old[name], new[name], before, after), entity=name)
        if (name in before.stray) != (name in after.stray):
            was, became = (WORDS_OF_STRAY[name in c.stray] for c in (before, after))
            yield replace(_change("EL011", name, was, became, before, after), entity=name)


def _locations(before: Contract, after: Contract) -> Iterator[Change]:
    """From where an import is to be loaded, which mahogen does not do."""
    old, new = dict(before.locations), dict(after.locations)
    for namespace in old:
        if namespace in new and old[namespace] != new[namespace]:
            was, became = _place(old[namespace]), _place(new[namespace])
            yield _change("SC003", "import", was, became, before, after)


def _place(location: str) -> str:
    """A location, which may be no address at all, without what should not be read."""
    try:
        return Address.of(location).name if is_address(location) else location
    except ValueError:
        return without_credentials(location)


def _change(
    rule: str, path: str, was: str, became: str, before: Contract, after: Contract
) -> Change:
    return Change(rule, path, was, became, old_source=before.source, new_source=after.source)
