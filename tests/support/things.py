"""A small contract, written by hand as the generator would, with a field of every kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from mahogen.runtime.answer import Answer
from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import BOOLEAN, DOUBLE, INT, STRING
from mahogen.runtime.codec.struct import Field, Struct
from mahogen.runtime.dialects import dialect_named
from mahogen.runtime.entity import Entity
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.exchange import Exchange
from mahogen.runtime.operation import Message, Operation, Parameter, Path

from .stub_store import NAMESPACE, answer

T = TypeVar("T")


@dataclass(slots=True, kw_only=True, repr=False)
class Part(Entity):
    sku: str | None = None
    qty: float | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Thing(Entity):
    id: int | None = None
    name: str | None = None
    price: float | None = None
    active: bool | None = None
    tags: list[str] | None = None
    parts: list[Part] | None = None
    options: dict[str, str] | None = None
    main: Part | None = None
    children: list[Thing] | None = None
    anything: Any = None


@dataclass(slots=True, kw_only=True, repr=False)
class Strict(Entity):
    code: str | None = None
    part: Part | None = None
    tags: list[str] | None = None


PART = Struct("partEntity", Part, (Field("sku", "sku", STRING), Field("qty", "qty", DOUBLE)))
PARTS = Array("partEntityArray", PART)
TAGS = Array("ArrayOfString", STRING)
OPTIONS = Map("associativeArray", "associativeEntity", STRING)
THING = Struct(
    "thingEntity",
    Thing,
    (
        Field("id", "id", INT),
        Field("name", "name", STRING),
        Field("price", "price", DOUBLE),
        Field("active", "active", BOOLEAN),
        Field("tags", "tags", TAGS),
        Field("parts", "parts", PARTS),
        Field("options", "options", OPTIONS),
        Field("main", "main", PART),
        Field("children", "children", lambda: THINGS),
        Field("anything", "anything", ANYTHING),
    ),
)
THINGS: Array[Thing] = Array("thingEntityArray", THING)
STRICT = Struct(
    "strictEntity",
    Strict,
    (
        Field("code", "code", STRING, required=True),
        Field("part", "part", PART, required=True),
        Field("tags", "tags", TAGS, required=True),
    ),
)


class SessionExpired(MahoFault):
    code, tag, default_message = "5", "session_expired", "Session expired"


class ThingNotExists(MahoFault):
    code, tag, default_message = "101", "thing_not_exists", "No such thing"


GLOBAL_FAULTS = {"5": SessionExpired}
EXCHANGE = Exchange(GLOBAL_FAULTS, exact_text=False)
EXACT = Exchange(GLOBAL_FAULTS, exact_text=True)


def operation(result: Codec[T] | None, *parameters: Parameter) -> Operation[T]:
    """A call `get` with these parameters, whose parts are named as they are."""
    parts = ("sessionId", *(parameter.name for parameter in parameters))
    return Operation(
        name="get",
        resource="thing",
        method="get",
        function="get",
        parameters=parameters,
        result=result,
        v2=Message("get", parts, "getResponse", "result"),
        wsi=Message("getRequestParam", parts, "getResponseParam", "result"),
        v1=Path("thing.get"),
        faults={"101": ThingNotExists},
    )


def read(codec: Codec[T], element: str, dialect: str = "v2") -> T:
    """What an answer with this element as its result is read as."""
    exchange = EXACT if dialect == "v1" else EXCHANGE
    return exchange.result(operation(codec), Answer(200, "", answer("get", element)))


def request(codec: Codec[Any], value: Any, dialect: str = "v2") -> bytes:
    """The request of a call `get` with this value as its only argument, called `x`."""
    spoken = dialect_named(dialect)(NAMESPACE)  # a new one: it knows operations by their name
    return spoken.request(
        operation(None, Parameter("x", codec, required=False)), "s", (value,)
    ).body


def write(codec: Codec[Any], value: Any, dialect: str = "v2") -> str:
    """The argument as it stands in a request: the part `x`, in V1 the item of `args`."""
    rest = request(codec, value, dialect).decode().partition("</sessionId>")[2]
    if dialect == "v1":
        rest = rest.partition("</resourcePath>")[2].partition(">")[2].rpartition("</args>")[0]
    return re.split(r"</ns1:(?:getRequestParam|get|call)>", rest)[0]
