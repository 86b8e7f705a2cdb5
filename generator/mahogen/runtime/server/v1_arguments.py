"""The arguments of V1's `call`: what PHP takes for a list of them, in all its forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lxml.etree import _Element

from mahogen.runtime.codec.base import Misfit
from mahogen.runtime.codec.names import ARRAY_TYPE
from mahogen.runtime.codec.plain import declared_type, pairs, read_plain
from mahogen.runtime.codec.references import References
from mahogen.runtime.codec.scalars import Integer
from mahogen.runtime.errors import MahoFault, ProtocolError
from mahogen.runtime.operation import Operation, Parameter, Path
from mahogen.runtime.server.answer import not_as_declared, violation
from mahogen.runtime.server.call import or_absent
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.php_coercion import coerced
from mahogen.runtime.server.php_values import converted


def arguments(
    operation: Operation[Any],
    args: _Element | None,
    references: References,
    mode: Mode,
    objects_are_one: bool = False,
    overlooked: list[str] | None = None,
) -> dict[str, Any]:
    """The arguments by their Python names.

    A list gives them by position, a Map by the names that they have in PHP or, where its keys are
    numbers, by position as well; anything else is the one argument. More than the method has are
    ignored (but not in mode `strict`). A value of another type becomes one of the declared type, if
    need be as PHP would make it (but not in mode `strict`, unless nothing is lost).

    With `objects_are_one` also what is dangerous: structs are objects to PHP, and so are lists that
    do not say that they are some; an object where a number is due is the number 1.

    What is ignored, and what becomes another value, is told in `overlooked`, in sentences.

    Raises:
        ParameterMissing: nil for a required one, lists aside; in mode `strict`, too few.
        MahoFault: too few, or a name that the method does not have, in the words of PHP.
        Refusal: a value of which nothing can be made; in mode `strict`, too many.
    """
    names = _php_names(operation)
    try:
        positional, by_name = given(args, references)
        if objects_are_one and _is_object(args, references):
            positional, by_name = [_Object()], {}
    except (ProtocolError, RecursionError):
        raise violation() from None
    said = [] if overlooked is None else overlooked
    if len(positional) > len(names):
        said.append(f"there are {len(positional)} arguments, and {len(names)} are looked at")
    places = dict(zip(names, positional, strict=False))
    strict = mode == "strict"
    if strict and (len(positional) > len(names) or not by_name.keys() <= names.keys()):
        raise not_as_declared()
    for name, value in by_name.items():
        if name not in names:
            raise _php_error(f"Unknown named parameter ${name[:100]}")
        if name in places:
            raise _php_error(f"Named parameter ${name} overwrites previous argument")
        places[name] = value
    values: dict[str, Any] = {parameter.name: None for parameter in operation.parameters}
    required = sum(parameter.required for parameter in names.values())
    for name, parameter in names.items():
        if name not in places and parameter.required and not strict:
            function = f"{operation.resource}.{operation.method}"
            raise _php_error(
                f"Too few arguments to function {function}(), {len(places)} passed and at least"
                f" {required} expected"
            )
        value = places.get(name)
        if isinstance(value, _Object):
            value = {}
            if isinstance(parameter.type, Integer):
                said.append(f"a struct stands where {name} is due, and PHP takes it for 1")
                value = 1
        value = _typed(name, parameter, value, strict, said)
        values[parameter.name] = or_absent(parameter, value)
    return values


class _Object:
    """What PHP has for a struct."""


def _is_object(args: _Element | None, references: References) -> bool:
    if args is None or not len(references.follow(args)):
        return False
    args = references.follow(args)
    said = declared_type(args)
    return said == "Struct" or (not said and args.get(ARRAY_TYPE) is None)


def given(args: _Element | None, references: References) -> tuple[Sequence[Any], dict[str, Any]]:
    """The arguments by position and by name, as plain data.

    Raises:
        ProtocolError: a reference that leads nowhere.
    """
    if args is None:
        return [], {}
    args = references.follow(args)
    value = read_plain(args, references)
    if isinstance(value, list):
        return value, {}
    if isinstance(value, dict) and declared_type(args) == "Map":
        numbered = [item for key, item in value.items() if _is_number(key)]
        return numbered, {key: item for key, item in value.items() if not _is_number(key)}
    return [value], {}


def members(element: _Element | None, references: References) -> Iterator[_Element]:
    """The elements of the members of a list or a Map, in their order."""
    if element is None:
        return
    element = references.follow(element)
    if declared_type(element) == "Map":
        yield from (value for _, value in pairs(element, references) if value is not None)
    else:
        yield from element


def _php_names(operation: Operation[Any]) -> dict[str, Parameter]:
    """The parameters that V1 has, by their names in PHP: WS-I's, where it has the operation."""
    assert isinstance(operation.v1, Path)
    message = operation.wsi or operation.v2
    parts = message.parts[1:] if message else ()
    count = len(operation.parameters)
    places = range(count) if operation.v1.arguments is None else operation.v1.arguments
    spelled = [*parts, *[None] * count]
    return {
        spelled[place] or operation.parameters[place].name: operation.parameters[place]
        for place in places
    }


def _typed(name: str, parameter: Parameter, value: Any, strict: bool, overlooked: list[str]) -> Any:
    try:
        return converted(parameter.type, value)
    except Misfit:
        if strict:
            raise not_as_declared() from None
    try:
        made = coerced(parameter.type, value)
    except Misfit:
        raise violation() from None
    becomes = f"takes it for {made}" if isinstance(made, int | float) else "makes nothing of it"
    overlooked.append(f"{name} has not the type that is due, and PHP {becomes}")
    return made


def _is_number(key: str) -> bool:
    return key.removeprefix("-").isdecimal() and key.isascii()


def _php_error(message: str) -> MahoFault:
    return MahoFault(message, code="SOAP-ENV:Server")
