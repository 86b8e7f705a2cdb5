"""What notes are, and what two of them say together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TypeVar

from mahogen.errors import Source

Note = TypeVar("Note", "ValueNote", "OperationNote", "EntityNote")


@dataclass(frozen=True, slots=True)
class ValueNote:
    """A field or parameter: its documented name, its documentation, its known values.

    `optional` says whether it may be left out, `v1` whether a parameter exists in V1, `spread`
    whether what a field holds stands in its owner there. None leaves that to the contract.
    """

    source: Source
    doc: str = ""
    name: str = ""
    optional: bool | None = None
    values: tuple[str, ...] = ()
    v1: bool | None = None
    spread: bool | None = None


@dataclass(frozen=True, slots=True)
class OperationNote:
    """An operation; `parameters` by the part that carries each: that of V2, where V2 has it.

    `v1` says whether the method exists in V1, if the catalog does not tell.
    """

    source: Source
    doc: str = ""
    returns: str = ""
    parameters: Mapping[str, ValueNote] = field(default_factory=dict)
    v1: bool | None = None


@dataclass(frozen=True, slots=True)
class EntityNote:
    """An entity; `fields` by wire name.

    `pair` names two fields that are key and value where V1 has a Map for a list of such entities,
    `listed` is set where V1 has one list of all that the fields hold.
    """

    source: Source
    doc: str = ""
    fields: Mapping[str, ValueNote] = field(default_factory=dict)
    pair: tuple[str, ...] | None = None
    listed: bool | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes; `secret` are fnmatch patterns on wire names of fields and parameters.

    `parameters` are for every operation that has a parameter of such a name, on the wire or in
    documentation; what is noted at an operation itself comes before them. `beneath` holds what is
    known of every store: it fills what these notes leave open, and nobody is told if it fits
    nothing.
    """

    secret: tuple[str, ...] = ()
    parameters: Mapping[str, ValueNote] = field(default_factory=dict)
    operations: Mapping[str, OperationNote] = field(default_factory=dict)
    entities: Mapping[str, EntityNote] = field(default_factory=dict)
    beneath: Notes | None = None


def over(upper: Notes, lower: Notes) -> Notes:
    """Both, key by key; where both say something it is `upper` that counts. Secrets add up."""
    return Notes(
        secret=(*lower.secret, *upper.secret),
        parameters=_each(upper.parameters, lower.parameters, filled),
        operations=_each(upper.operations, lower.operations, _operation),
        entities=_each(upper.entities, lower.entities, entity_filled),
        beneath=upper.beneath or lower.beneath,
    )


def filled(upper: Note, lower: Note) -> Note:
    """`upper`, and what `lower` says where it is silent."""
    silent = {
        f.name: getattr(lower, f.name)
        for f in fields(upper)
        if getattr(upper, f.name) in (("", None) if f.name == "pair" else ("", (), None))
    }
    return replace(upper, **silent)


def _operation(upper: OperationNote, lower: OperationNote) -> OperationNote:
    parameters = _each(upper.parameters, lower.parameters, filled)
    return replace(filled(upper, lower), parameters=parameters)


def entity_filled(upper: EntityNote, lower: EntityNote) -> EntityNote:
    """The same of an entity and its fields."""
    return replace(filled(upper, lower), fields=_each(upper.fields, lower.fields, filled))


def _each(
    upper: Mapping[str, Note], lower: Mapping[str, Note], join: Callable[[Note, Note], Note]
) -> dict[str, Note]:
    """All of both, those that are in both joined."""
    joined = {name: join(note, lower[name]) for name, note in upper.items() if name in lower}
    return {**lower, **upper, **joined}
