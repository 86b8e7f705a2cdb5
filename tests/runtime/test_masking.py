"""What errors keep of a message: all of it but the secrets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from mahogen.runtime.codec.array import Array, Map
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import INT, STRING
from mahogen.runtime.codec.struct import Field, Struct
from mahogen.runtime.entity import Entity
from mahogen.runtime.errors import MahoApiError
from mahogen.runtime.masking import masked_arguments, masked_plain, secret_texts
from mahogen.runtime.operation import Message, Operation, Parameter
from support.stub_store import Mode, StubStore, fault


@dataclass(slots=True, kw_only=True, repr=False)
class Key(Entity):
    name: str | None = None
    secret: str | None = field(default=None, repr=False)
    pin: int | None = field(default=None, repr=False)
    more: dict[str, list[str]] | None = field(default=None, repr=False)
    keys: list[Key] | None = None
    named: dict[str, Key] | None = None


KEY: Struct[Key] = Struct(
    "keyEntity",
    Key,
    (
        Field("name", "name", STRING),
        Field("secret", "secret", STRING),
        Field("pin", "pin", INT),
        Field("more", "more", ANYTHING),
        Field("keys", "keys", lambda: Array("keys", KEY)),
        Field("named", "named", lambda: Map("named", "entry", KEY)),
    ),
)


def asking(*types: Codec[Any], secret: bool = False) -> Operation[None]:
    parameters = tuple(
        Parameter(f"p{n}", codec, required=False, secret=secret) for n, codec in enumerate(types)
    )
    return Operation("get", "thing", "get", "get", parameters, None)


def key(**more: Any) -> Key:
    return Key(name="front", secret="one", pin=1234, more={"a": ["two", "three"]}, **more)


BARE = Key(name="front", secret="***")


@pytest.mark.parametrize(
    ("codec", "value", "masked", "secrets"),
    [
        (STRING, "open", "open", []),
        (STRING, None, None, []),
        (KEY, key(), BARE, ["one", "two", "three"]),
        (Array("keys", KEY), [key(), None], [BARE, None], ["one", "two", "three"]),
        (Array("keys", KEY), (key(),), [BARE], ["one", "two", "three"]),
        (Map("named", "entry", KEY), {"a": key()}, {"a": BARE}, ["one", "two", "three"]),
        (
            KEY,
            Key(keys=[key()], named={"a": Key(secret="four")}),
            Key(keys=[BARE], named={"a": Key(secret="***")}),
            ["one", "two", "three", "four"],
        ),
        (
            KEY,
            Key(extras={"a": "five", "b": [{"c": ("six",)}], "d": 7, "e": None}),
            Key(extras={"a": "***", "b": "***", "d": "***", "e": "***"}),
            ["five", "six"],
        ),
    ],
)
def test_secrets_of_entities(
    codec: Codec[Any], value: Any, masked: Any, secrets: list[str]
) -> None:
    call = asking(codec)
    assert masked_arguments(call, [value]) == [masked]
    assert secret_texts(call, [value]) == secrets


@pytest.mark.parametrize(
    ("codec", "value", "masked", "secrets"),
    [
        (STRING, "one", "***", ["one"]),
        (INT, 1234, None, []),
        (Array("a", STRING), ["one", "two"], None, ["one", "two"]),
        (KEY, key(), None, ["front", "one", "two", "three"]),
        (ANYTHING, {"a": ("one", [2, "two"])}, None, ["one", "two"]),
    ],
)
def test_secret_parameters(codec: Codec[Any], value: Any, masked: Any, secrets: list[str]) -> None:
    call = asking(codec, secret=True)
    assert masked_arguments(call, [value]) == [masked]
    assert sorted(secret_texts(call, [value])) == sorted(secrets)


def test_nothing_of_the_caller_is_changed() -> None:
    value = key(extras={"a": "b"})
    masked_arguments(asking(KEY), [value])
    assert value == key(extras={"a": "b"})


def test_plain_data_has_no_texts_left() -> None:
    plain = {"a": ["x", 1, None, True, 1.5, ("y",)], "b": {"c": "z"}}
    assert masked_plain(plain) == {"a": ["***", 1, None, True, 1.5, ["***"]], "b": {"c": "***"}}


def test_a_message_that_needs_a_secret_which_is_no_text_is_not_kept(mode: Mode) -> None:
    message = Message("get", ("sessionId", "pin"), "getResponse", None)
    pin = (Parameter("pin", INT, secret=True),)
    call: Operation[None] = Operation("get", "thing", "get", "get", pin, None, v2=message)
    with pytest.raises(MahoApiError) as raised:
        StubStore(get=fault("1")).client(mode).invoke(call, 1234)
    assert raised.value.request is None
