"""What the calls of all operations came to, as a text that the repository holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from every_operation import disagreements
from every_operation.calls import ADDED_UP, NOT_IN_V1, REFUSED, Way
from every_operation.converted import LISTED, PAIRS, SPREAD
from every_operation.declared import declared
from mahogen.runtime.contract import ResourceInfo
from mahogen.runtime.operation import Operation
from support.corpus import CORPUS

DIALECTS = ("v2", "wsi", "v1")
TITLES = {"v2": "V2", "wsi": "WS-I", "v1": "V1"}

# Why something is not as everywhere, though the contract has it.
REFUSED_BECAUSE = (
    "it is another kind of thing there than in V2. PHP would read nothing of it, and a store could"
    " do nothing with the other kind, so the client refuses to send it."
)
ADDED_UP_BECAUSE = (
    "V1 has one list for this field and those before it. The client adds them up, and PHP sees all;"
    " a server cannot tell which name was in which, so PHP's client does not send it to ours."
)
NO_METHOD_BECAUSE = "the stores' class behind V1 has no such method, says mahogen's stock note"
NO_PARAMETER_BECAUSE = (
    "the method of the stores' class behind V1 has no such parameter, says mahogen's stock note"
)
UNDECLARED_BECAUSE = (
    "PHP sends it with types of its own, as in V1, and the client reads it as it does there."
)

Called = Mapping[tuple[str, str], Sequence[Way]]
"""The ways in which an operation was called and was right, by its name and the dialect."""


def report(resources: Sequence[ResourceInfo], called: Called) -> str:
    """The whole text."""
    operations = [operation for resource in resources for operation in resource.operations]
    names = [operation.name for operation in operations]
    sections = [
        f"{len(names)} operations of {len(resources)} resources, called with PHP on the other side",
        _section("Calls that were right", _counts(called)),
        _section("Operations", _listed(resources, called)),
        *(
            _section(f"Not in {TITLES[dialect]}", _without(operations, dialect))
            for dialect in DIALECTS
        ),
        _section("Results that V2 and WS-I type differently", disagreements.of_results(names)),
        _section("Parts that V2 and WS-I type differently", disagreements.of_parts(names)),
        _section("Parts that V2 and WS-I name differently", disagreements.of_names(names)),
        _section("Entities and fields that differ in V2 and WS-I", disagreements.of_fields()),
        *(
            _section(
                f"Entities of {TITLES[dialect]} that no operation of a resource has",
                disagreements.unreached(dialect, names),
            )
            for dialect in ("v2", "wsi")
        ),
        _section("What V1 has in another form than V2", _forms()),
        _section("Excepted", _excepted(names)),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _section(title: str, lines: Iterable[str]) -> str:
    found = list(lines)
    return "\n".join([f"{title}:", *(f"  {line}" for line in found)]) if found else ""


def _counts(called: Called) -> Iterator[str]:
    for dialect in DIALECTS:
        for way in Way:
            count = sum(way in ways for (_, of), ways in called.items() if of == dialect)
            if count:
                yield f"{TITLES[dialect]}: {count} with {way}"


def _listed(resources: Sequence[ResourceInfo], called: Called) -> Iterator[str]:
    for resource in resources:
        aliases = f" ({', '.join(resource.aliases)})" if resource.aliases else ""
        yield f"{resource.key}{aliases}"
        for operation in resource.operations:
            spoken = [dialect for dialect in DIALECTS if called.get((operation.name, dialect))]
            yield f"  {operation.function:30} {operation.name:45} {' '.join(spoken)}"


def _without(operations: Sequence[Operation[Any]], dialect: str) -> Iterator[str]:
    for one in operations:
        if getattr(one, dialect) is None:
            yield f"{one.name}: {NO_METHOD_BECAUSE if dialect == 'v1' else _alone(one.name)}"
    if dialect == "v1":
        for name, parts in NOT_IN_V1.items():
            yield f"{name}, {', '.join(parts)}: {NO_PARAMETER_BECAUSE}"


def _alone(name: str) -> str:
    """Why WS-I has no such operation: where V2 has it, and in which file it would be."""
    where = declared("v2").declared_at[name]
    file = (CORPUS / where.partition(":")[0]).with_name("wsi.xml")
    assert file.is_file()
    assert name not in declared("wsi").operations
    return f"V2 alone declares it ({where}); {file.relative_to(CORPUS)} has none of this name"


def _forms() -> Iterator[str]:
    yield from (
        f"{entity}, {field}: its entries in the array around it" for entity, field in SPREAD
    )
    yield from (f"{entity}: one list of all that its fields hold" for entity in LISTED)
    for entity, (key, value) in PAIRS.items():
        yield f"{entity}: a list of them is an array from {key} to {value}"


def _excepted(names: Sequence[str]) -> Iterator[str]:
    for dialect, fields in REFUSED.items():
        for entity, field in sorted(fields):
            yield f"{TITLES[dialect]}, {entity}, {field}: {REFUSED_BECAUSE}"
    for dialect, fields in ADDED_UP.items():
        for entity, field in sorted(fields):
            yield f"{TITLES[dialect]}, {entity}, {field}: {ADDED_UP_BECAUSE}"
    for dialect in ("v2", "wsi"):
        for lacking in disagreements.undeclared(dialect, names):
            yield f"{TITLES[dialect]}, {lacking}, which is declared nowhere: {UNDECLARED_BECAUSE}"
