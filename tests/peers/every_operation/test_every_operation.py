"""The client of a whole Maho against PHP's SoapServer on the same contract, call by call.

What PHP saw and what came back is compared with what was passed and prepared, by types that are
read from the modules without mahogen. `operations.txt` says what was called, and what is odd.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from php_peer import PhpServer, php_server

from every_operation.calls import SESSION, Call, Way, call_of
from every_operation.report import DIALECTS, report
from mahogen.model.api import Dialect
from mahogen.runtime.contract import ResourceInfo
from mahogen.runtime.operation import Operation
from support.corpus import merged
from support.corpus_package import part_of

pytestmark = [pytest.mark.peer, pytest.mark.slow]

HERE = Path(__file__).parent
GOLDEN = HERE / "operations.txt"
PAIRS = [
    (dialect, way) for dialect in DIALECTS for way in Way if dialect == "v1" or way is not Way.TEXTS
]

Found = dict[tuple[str, Way], dict[str, str]]
"""What was wrong with the call of each operation, nothing where it is empty, by dialect and way."""


@pytest.fixture(scope="module")
def resources(whole_maho: Path) -> tuple[ResourceInfo, ...]:
    found: tuple[ResourceInfo, ...] = part_of(whole_maho, "contract").CONTRACT.resources
    return found


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, PhpServer]]:
    """PHP's server on each contract, as a store would serve it."""
    with ExitStack() as stack:
        found = {}
        for dialect in DIALECTS:
            folder = tmp_path_factory.mktemp(dialect)
            for inner in ("answers", "seen"):
                (folder / inner).mkdir()
            (folder / "answers" / "login.json").write_text(f'"{SESSION}"')
            (folder / "answers" / "endSession.json").write_text("true")
            wsdl = folder / "contract.wsdl"
            wsdl.write_bytes(merged(Dialect(dialect)))
            running = php_server(folder, dialect, wsdl=wsdl, script=HERE / "store.php")
            found[dialect] = stack.enter_context(running)
        yield found


@pytest.fixture(scope="module")
def found(
    servers: dict[str, PhpServer], whole_maho: Path, resources: tuple[ResourceInfo, ...]
) -> Found:
    """The outcome of every call."""
    operations = [operation for resource in resources for operation in resource.operations]
    package = part_of(whole_maho)
    return {
        (dialect, way): _call_all(servers[dialect], package, operations, way)
        for dialect, way in PAIRS
    }


def _call_all(
    running: PhpServer, package: Any, operations: list[Operation[Any]], way: Way
) -> dict[str, str]:
    calls = [
        call_of(operation, running.dialect, way, number)
        for number, operation in enumerate(operations, 1)
        if getattr(operation, running.dialect)
    ]
    for call in calls:
        call.prepare(running.folder)
    arguments = (running.url, "apiUser", "apiKey")
    if way is Way.AWAITED:
        store = package.AsyncMaho(*arguments, dialect=running.dialect)
        came = asyncio.run(_gathered(store, calls))
    else:
        with package.Maho(*arguments, dialect=running.dialect) as store:
            came = [_made(store, call) for call in calls]
    return {
        call.operation.name: f"{type(result).__name__}: {result}"
        if isinstance(result, Exception)
        else call.wrong(running.folder, result)
        for call, result in zip(calls, came, strict=True)
    }


def _made(store: Any, call: Call) -> Any:
    try:
        return call.make(store)
    except Exception as error:
        return error


async def _gathered(store: Any, calls: list[Call]) -> list[Any]:
    async with store:
        made = (call.make(store) for call in calls)
        return await asyncio.gather(*made, return_exceptions=True)


@pytest.mark.parametrize(("dialect", "way"), PAIRS, ids=str)
def test_every_operation(found: Found, dialect: str, way: Way) -> None:
    wrong = {name: said for name, said in found[dialect, way].items() if said}
    assert not wrong, "\n".join(f"{name}: {said}" for name, said in wrong.items())


def test_what_is_refused(servers: dict[str, PhpServer], whole_maho: Path) -> None:
    """As the report says; PHP sees no call."""
    package = part_of(whole_maho)
    data = package.CatalogProductCreateEntity(
        additional_attributes=package.CatalogProductAdditionalAttributesEntity()
    )
    running = servers["wsi"]
    seen = running.folder / "seen" / "catalogProductUpdate.json"
    seen.unlink(missing_ok=True)
    with package.Maho(running.url, "apiUser", "apiKey", dialect="wsi") as store:
        refused = "additional_attributes: WS-I has no place for this field"
        with pytest.raises(ValueError, match=refused):
            store.catalog_product.update("1", data)
    assert not seen.exists()


def test_the_report(
    found: Found, resources: tuple[ResourceInfo, ...], pytestconfig: pytest.Config
) -> None:
    called: dict[tuple[str, str], list[Way]] = {}
    for (dialect, way), outcomes in found.items():
        for name in (name for name, said in outcomes.items() if not said):
            called.setdefault((name, dialect), []).append(way)
    text = report(resources, called)
    known = GOLDEN.read_text(encoding="utf-8")
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert known == text
