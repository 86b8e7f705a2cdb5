"""The npm package `soap`, on the WSDLs of the generated server, gets what the services return."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from peer_shop import Shop, serving
from php_peer import HERE
from php_script import SESSION, samples_for
from samples import Samples, plain

from maho_api.contract import CONTRACT
from maho_api.faults import CustomerNotExists
from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Codec
from mahogen.runtime.codec.struct import Struct
from support.php import PATIENCE

pytestmark = pytest.mark.peer

NODE = HERE / "node"
OPERATIONS = {operation.name: operation for r in CONTRACT.resources for operation in r.operations}
DIALECTS = pytest.mark.parametrize("dialect", ["v2", "wsi"])
LOGIN = ["login", {"username": "apiUser", "apiKey": "apiKey"}]
MEMBERS = {"v2": "item", "wsi": "complexObjectArray"}


@pytest.fixture(scope="module")
def node() -> str:
    """The command; the test is skipped where it or the package is missing."""
    command = shutil.which("node")
    if command is None:
        pytest.skip("node is not installed")
    if not (NODE / "node_modules" / "soap").is_dir():
        pytest.skip(f"the npm package soap is not installed: npm ci in {NODE.name}/ of tests/peers")
    return command


@pytest.fixture(scope="module")
def running(node: str) -> Iterator[Shop]:
    with serving() as shop:
        yield shop


@pytest.fixture
def shop(running: Shop) -> Shop:
    running.forget()
    return running


def calls(node: str, shop: Shop, dialect: str, *script: Any) -> list[Any]:
    """What node got for each call, after a login."""
    result = subprocess.run(
        [node, NODE / "client.js", shop.wsdl(dialect)],
        input=json.dumps([LOGIN, *script]),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    answers: list[Any] = json.loads(result.stdout)
    assert "result" in answers[0], answers[0]
    return answers[1:]


def call(dialect: str, name: str, *values: Any) -> list[Any]:
    """A call of an operation: the values are those of its first parameters."""
    operation = OPERATIONS[name]
    message = operation.v2 if dialect == "v2" else operation.wsi
    assert message is not None
    codecs = [parameter.type for parameter in operation.parameters]
    given = [wrapped(dialect, *pair) for pair in zip(codecs, values, strict=False)]
    return [name, dict(zip(message.parts, [SESSION, *given], strict=False))]


def wrapped(dialect: str, codec: Codec[Any], value: Any) -> Any:
    """A value as `soap` takes it: the members of an array under the name of their element."""
    if isinstance(codec, Array):
        return {MEMBERS[dialect]: [plain(codec.item, member) for member in value]}
    return plain(codec, value)


def unwrapped(dialect: str, codec: Codec[Any], value: Any) -> Any:
    """A result without what `soap` makes of arrays: of one member without the array around it."""
    match codec, value:
        case Array(), dict() | None | "":
            members = (value or {}).get(MEMBERS[dialect], [])
            members = members if isinstance(members, list) else [members]
            return [unwrapped(dialect, codec.item, member) for member in members]
        case Struct(), dict():
            fields = {field.tag: field.codec for field in codec.fields}
            return {tag: unwrapped(dialect, fields[tag], item) for tag, item in value.items()}
        case _, {}:  # an empty text that has a type
            return ""
        case _:
            return value


def alike(value: Any) -> Any:
    """A value without what `soap` loses: it trims texts."""
    match value:
        case dict():
            return {key: alike(item) for key, item in value.items()}
        case list():
            return [alike(item) for item in value]
        case str():
            return value.strip()
        case _:
            return value


@DIALECTS
@pytest.mark.parametrize("name", ["shoppingCartInfo", "shoppingCartTotals", "shoppingCartLicense"])
def test_results(node: str, shop: Shop, dialect: str, name: str) -> None:
    codec = OPERATIONS[name].result
    assert codec is not None
    shop.answers[name] = Samples().full(codec)
    [answer] = calls(node, shop, dialect, call(dialect, name, 15, "de"))
    got = unwrapped(dialect, codec, answer["result"])
    assert alike(got) == alike(plain(codec, shop.answers[name]))
    assert shop.seen == [(name, {"quote_id": 15, "store": "de"})]


@DIALECTS
@pytest.mark.parametrize("name", ["shoppingCartCustomerSet", "shoppingCartCustomerAddresses"])
def test_entities(node: str, shop: Shop, dialect: str, name: str) -> None:
    sent = samples_for(OPERATIONS[name])
    shop.answers[name] = True
    [answer] = calls(node, shop, dialect, call(dialect, name, *sent.values()))
    assert answer == {"result": True}
    assert shop.seen == [(name, sent)]


@DIALECTS
def test_faults_and_what_is_left_out(node: str, shop: Shop, dialect: str) -> None:
    shop.answers["shoppingCartInfo"] = CustomerNotExists("nobody")
    info = call(dialect, "shoppingCartInfo", 15)
    end = ["endSession", {"sessionId": SESSION}]
    wrong = ["login", {"username": "apiUser", "apiKey": "wrong"}]
    fault, refused, ended, expired = calls(node, shop, dialect, info, wrong, end, info)
    assert fault == {"fault": ["1042", "nobody"]}
    assert refused == {"fault": ["2", "Access denied."]}
    assert ended == {"result": True}
    assert expired["fault"][0] == "5"
    assert shop.seen == [("shoppingCartInfo", {"quote_id": 15, "store": None})]
