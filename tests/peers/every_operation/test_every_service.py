"""PHP's SoapClient on the server of a whole Maho: what services were passed, and what PHP got."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from php_peer import run_php_file
from samples import strict

from every_operation.calls import Call, Way, call_of, exact
from every_operation.converted import without_nulls
from every_operation.declared import declared
from mahogen.runtime.contract import ResourceInfo
from support.corpus_package import part_of
from support.listener import Listener

pytestmark = [pytest.mark.peer, pytest.mark.slow]

HERE = Path(__file__).parent
WSDL = {"v1": "api/soap/?wsdl", "v2": "api/v2_soap/?wsdl", "wsi": "api/v2_soap/?wsdl&wsi=1"}


class Shop:
    """What the services return, and what they were passed, by operation."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.results: dict[str, Any] = {}
        self.seen: dict[str, dict[str, Any]] = {}


@pytest.fixture(scope="module")
def resources(whole_maho: Path) -> tuple[ResourceInfo, ...]:
    found: tuple[ResourceInfo, ...] = part_of(whole_maho, "contract").CONTRACT.resources
    return found


@pytest.fixture(scope="module", params=["php", "strict"])
def shop(
    request: pytest.FixtureRequest, whole_maho: Path, resources: tuple[ResourceInfo, ...]
) -> Iterator[Shop]:
    """The whole server; PHP's client does as the contract says, and notices no strictness."""
    listener = Listener()
    shop = Shop(listener.address.removesuffix("api/v2_soap/"))
    services = part_of(whole_maho, "services")
    known = [getattr(services, name) for name in dir(services) if name.endswith("Service")]
    bases = {base.resource: base for base in known}
    server = part_of(whole_maho, "server")
    app = server.soap_app(
        [_service(bases[resource.key], resource, shop) for resource in resources],
        server.api_users({"apiUser": "apiKey"}),
        address=shop.address.rstrip("/"),
        mode=request.param,
    )
    with listener.serving(app):
        yield shop


def _service(base: type[Any], resource: ResourceInfo, shop: Shop) -> Any:
    """An implementation that returns what the shop is told."""
    methods = {
        operation.function: _method(getattr(base, operation.function), operation.name, shop)
        for operation in resource.operations
    }
    return type(f"Some{base.__name__}", (base,), methods)()


def _method(declared: Any, name: str, shop: Shop) -> Any:
    signature = inspect.signature(declared)

    def method(*args: Any, **kwargs: Any) -> Any:
        bound = signature.bind(*args, **kwargs)
        bound.apply_defaults()
        shop.seen[name] = {k: v for k, v in bound.arguments.items() if k != "self"}
        return shop.results[name]

    method.__signature__ = signature  # type: ignore[attr-defined]
    return method


@pytest.mark.parametrize("way", [Way.EVERYTHING, Way.REQUIRED], ids=str)
@pytest.mark.parametrize("dialect", ["v2", "wsi", "v1"])
def test_every_operation(
    shop: Shop, resources: tuple[ResourceInfo, ...], dialect: str, way: Way
) -> None:
    operations = [operation for resource in resources for operation in resource.operations]
    calls = [
        call_of(operation, dialect, way, number, to_us=True)
        for number, operation in enumerate(operations, 1)
        if getattr(operation, dialect)
    ]
    shop.results = {call.operation.name: call.result for call in calls}
    shop.seen.clear()
    # The client puts its own session there.
    script = [[call.wire_name, call.written[dialect != "wsi" :]] for call in calls]
    said = run_php_file(
        HERE / "buyer.php", shop.address + WSDL[dialect], dialect, stdin=json.dumps(script)
    )
    got = json.loads(said)
    if dialect != "v1":
        assert set(got["functions"]) == set(declared(dialect).operations)
    wrong = {
        call.operation.name: said
        for call, answer in zip(calls, got["answers"], strict=True)
        if (said := _wrong(call, answer, shop.seen.get(call.operation.name)))
    }
    assert not wrong, "\n".join(f"{name}: {said}" for name, said in wrong.items())


def _wrong(call: Call, answer: dict[str, Any], passed: dict[str, Any] | None) -> str:
    """What is not as it should be, empty if all is."""
    expected = {p.name: call.arguments.get(p.name) for p in call.operation.parameters}
    if exact(passed) != exact(expected):
        return f"the service was passed {exact(passed)}\n  instead of {exact(expected)}: {answer}"
    # In V1 every field is there, as in the rows of a store's database.
    if strict(without_nulls(answer.get("result"))) != strict(without_nulls(call.received)):
        return f"PHP got {answer}\n  instead of {call.received}"
    return ""
