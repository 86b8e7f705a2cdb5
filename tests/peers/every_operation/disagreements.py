"""Where the contracts of V2 and WS-I say different things of one operation or entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from every_operation.declared import Declared, Element, declared


def of_results(operations: Iterable[str]) -> Iterator[str]:
    """Results of other types."""
    for name in _in_both(operations):
        v2, wsi = (declared(dialect).result(name) for dialect in ("v2", "wsi"))
        if differ(v2, wsi):
            yield f"{name}: {_both(v2, wsi)}"


def of_parts(operations: Iterable[str]) -> Iterator[str]:
    """Parts of other types, and parts that one dialect does not have."""
    for name in _in_both(operations):
        for v2, wsi in pairs(name):
            if v2 is None or wsi is None:
                alone, of = (wsi, "WS-I") if wsi else (v2, "V2")
                assert alone is not None
                yield f"{name}, {alone.name}: in {of} alone ({alone.where})"
            elif differ(v2, wsi):
                yield f"{name}, {v2.name}: {_both(v2, wsi)}"


def of_names(operations: Iterable[str]) -> Iterator[str]:
    """Parts that go by other names."""
    for name in _in_both(operations):
        renamed = [f"{a.name} {b.name}" for a, b in pairs(name) if a and b and a.name != b.name]
        if renamed:
            yield f"{name}: {', '.join(renamed)}"


def of_fields() -> Iterator[str]:
    """Fields of other types, and entities and fields that one dialect does not have."""
    v2, wsi = declared("v2"), declared("wsi")
    wrappers = _wrappers(wsi)
    for name in dict.fromkeys([*v2.structs, *wsi.structs]):
        if name in wrappers:
            continue
        if name not in v2.structs or name not in wsi.structs:
            yield f"{name}: in {'V2' if name in v2.structs else 'WS-I'} alone"
            continue
        ours, theirs = v2.structs[name], wsi.structs[name]
        for field in dict.fromkeys([*ours, *theirs]):
            if field not in ours or field not in theirs:
                yield f"{name}, {field}: in {'V2' if field in ours else 'WS-I'} alone"
            elif differ(ours[field], theirs[field]):
                yield f"{name}, {field}: {_both(ours[field], theirs[field])}"


def undeclared(dialect: str, operations: Iterable[str]) -> Iterator[str]:
    """Results and parts of a type that is declared nowhere."""
    contract = declared(dialect)
    for name in operations:
        if name in contract.operations:
            for element in (*contract.parts(name).values(), contract.result(name)):
                if not contract.knows(element.type):
                    yield f"{name}, {element.name}: {element.type} ({element.where})"


def unreached(dialect: str, operations: Iterable[str]) -> Iterator[str]:
    """Structs that no part or result leads to, wrappers aside."""
    contract = declared(dialect)
    waiting: list[str] = []
    for name in (name for name in operations if name in contract.operations):
        elements = (*contract.parts(name).values(), contract.result(name))
        waiting += [element.type for element in elements]
    seen: set[str] = set()
    while waiting:
        kind = waiting.pop()
        if kind not in seen:
            seen.add(kind)
            waiting += [field.type for field in contract.structs.get(kind, {}).values()]
            waiting += [contract.lists[kind]] if kind in contract.lists else []
    return (name for name in contract.structs if name not in seen | _wrappers(contract))


def _wrappers(contract: Declared) -> set[str]:
    messages = (contract.messages[name] for pair in contract.operations.values() for name in pair)
    return {part.type for parts in messages for part in parts.values() if part.name == "parameters"}


def pairs(operation: str) -> list[tuple[Element | None, Element | None]]:
    """The parts of V2 and WS-I that mean the same: by name where all agree, else by their place.

    One that is left over belongs to one of the dialects; the session id is not among them.
    """
    v2, wsi = (declared(dialect).parts(operation) for dialect in ("v2", "wsi"))
    found: list[tuple[Element | None, Element | None]]
    if set(v2) == set(wsi):
        found = [(part, wsi[name]) for name, part in v2.items()]
    else:
        found = [*zip_longest(v2.values(), wsi.values())]
    return [
        pair for pair in found if all(part is None or part.name != "sessionId" for part in pair)
    ]


def differ(v2: Element, wsi: Element) -> bool:
    """Whether two types are not the same, but for how lists are called."""
    return _shape("v2", v2.type) != _shape("wsi", wsi.type)


def _shape(dialect: str, kind: str) -> str:
    item = declared(dialect).lists.get(kind)
    return kind if item is None else f"[{_shape(dialect, item)}]"


def _in_both(operations: Iterable[str]) -> Iterator[str]:
    contracts = declared("v2"), declared("wsi")
    return (name for name in operations if all(name in one.operations for one in contracts))


def _both(v2: Element, wsi: Element) -> str:
    return f"{_said(v2)}, {_said(wsi)}"


def _said(element: Element) -> str:
    return f"{element.type.removeprefix('xsd:')} ({element.where})"
