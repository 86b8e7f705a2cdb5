"""The parts of a call: which element is which, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml.etree import _Element

from mahogen.runtime.codec.base import Codec, Misfit
from mahogen.runtime.codec.names import local_name
from mahogen.runtime.codec.references import References
from mahogen.runtime.errors import ProtocolError
from mahogen.runtime.server.answer import not_as_declared, too_many_parts, violation
from mahogen.runtime.server.fits import as_declared, fits
from mahogen.runtime.server.mode import Mode

Names = Sequence[str | None]
"""The wire names of parts; None for a parameter that the dialect does not have."""

Elements = list[_Element | None]


def by_name(names: Names, wrapper: _Element) -> Elements:
    """The elements of the declared parts: order and namespaces are free.

    What is missing is None, of two with one name the first counts, others are ignored.
    """
    named: dict[str, _Element] = {}
    for child in wrapper:
        name = local_name(child.tag)
        if name in names:
            named.setdefault(name, child)
    return [None if name is None else named.get(name) for name in names]


def overlooked(names: Names, wrapper: _Element) -> list[str]:
    """What `by_name` passes over, as sentences; an element's name is cut off if it is long."""
    wanted = [name for name in names if name is not None]
    said = []
    for child in wrapper:
        name = local_name(child.tag)
        if name in wanted:
            wanted.remove(name)
        else:
            what = "stands twice in" if name in names else "is no part of"
            said.append(f"{name[:100]} {what} {local_name(wrapper.tag)}")
    return said


def by_name_or_place(names: Names, wrapper: _Element) -> Elements:
    """The same, but by position where not one name is there.

    Raises:
        Refusal: by position, and there are more elements than parts.
    """
    named = by_name(names, wrapper)
    if any(element is not None for element in named):
        return named
    waiting = iter(wrapper)
    elements = [None if name is None else next(waiting, None) for name in names]
    if next(waiting, None) is not None:
        raise too_many_parts()
    return elements


def as_ordered(names: Names, wrapper: _Element) -> Elements:
    """The elements of the declared parts, in their order, unqualified, each at most once.

    Raises:
        Refusal: there is any other.
    """
    waiting = list(wrapper)
    elements: Elements = []
    for name in names:
        here = bool(waiting) and waiting[0].tag == name
        elements.append(waiting.pop(0) if here else None)
    if waiting:
        raise not_as_declared()
    return elements


def read(codec: Codec[Any], element: _Element, references: References, mode: Mode) -> Any:
    """What an element says; None for nil.

    Raises:
        Refusal: it does not have the form of its type, at any level; in mode `strict`, neither is
            anything undeclared in it, of another type than it says, or another number of members.
    """
    strict = mode == "strict"
    try:
        value = references.read(codec, element)
        fitting = value is None or fits(codec, value)
        if strict and fitting:
            fitting = as_declared(codec, element, references)
    except (Misfit, ProtocolError, RecursionError):
        fitting = False
    if not fitting:
        raise not_as_declared() if strict else violation()
    return value
