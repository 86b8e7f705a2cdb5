"""What a change does to whom, with PHP on the side that has the new contract.

Beside each rule stands what was seen: `works`, the error, or what went astray without one. The
severities in rules.toml are held against it: what breaks is an error, what goes astray an error or
a warning, what works an info or nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pytest
from drift_play import Packages, Play, Played, client_called, open_shop
from drift_servers import Servers, old_servers, server_called
from drift_shop import Edit, fields, of_struct, one, parts, result, without
from php_peer import HERE, PhpServer, php_server
from rule_cases import CASES, bound, same

from mahogen.drift.rules import Severity, Side, rules
from mahogen.model.api import Dialect
from support.contracts import Value
from support.php import php

pytestmark = [pytest.mark.peer, pytest.mark.slow]

V2, WSI = Dialect.V2, Dialect.WSI
WORKS: Final = "works"
ABSENT: Final = "StoreFailure: Procedure '{}' not present (nothing done)"
UNKNOWN: Final = "SOAP-ENV:Server: Procedure '{}' not present (nothing done)"
REQUIRED: Final = "6: Required parameter is missing. (nothing done)"
REFUSED: Final = "SOAP-ENV:Server: SOAP-ERROR: Encoding: Violation of encoding rules (nothing done)"
VIOLATED: Final = "StoreFailure: SOAP-ERROR: Encoding: Violation of encoding rules (nothing done)"


@dataclass(frozen=True)
class Row:
    """A call of `name` across the change of a rule, and what was seen in each dialect.

    `edit` is another change that the rule is told of, of a shop made so by `first`.
    """

    rule: str
    name: str
    seen: dict[Dialect, str]
    edit: Edit | None = None
    first: Edit = same
    sparse: bool = False
    nil: str = ""


def both(rule: str, name: str, seen: str, **more: Any) -> Row:
    """A row where both dialects do the same."""
    return Row(rule, name, {V2: seen, WSI: seen}, **more)


HEADER: Final = bound(
    "shopInfo",
    '<soap:header message="m:loginRequest" part="username" use="encoded" namespace="urn:Shop"'
    ' encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/>',
)

CLIENT: Final = (
    Row("ST001", "shopInfo", {V2: ABSENT.format("login")}),
    Row("NS001", "shopInfo", {V2: WORKS, WSI: ABSENT.format("loginRequestParam")}),
    Row("NS002", "shopInfo", {V2: WORKS, WSI: ABSENT.format("loginRequestParam")}),
    Row("BI001", "shopInfo", {V2: WORKS}),
    Row(
        "BI004",
        "shopInfo",
        {V2: "StoreFailure: SOAP-ERROR: Parsing WSDL: Unspecified encodingStyle (nothing done)"},
    ),
    both("BI005", "shopInfo", WORKS),
    both("BI006", "shopInfo", WORKS),
    both("BI009", "shopInfo", WORKS),
    Row(
        "OP001",
        "shopMove",
        {V2: ABSENT.format("shopMove"), WSI: ABSENT.format("shopMoveRequestParam")},
    ),
    both("OP002", "shopInfo", WORKS),
    Row(
        "OP003",
        "shopInfo",
        {V2: ABSENT.format("shopInfo"), WSI: ABSENT.format("shopInfoRequestParam")},
    ),
    both("OP007", "shopInfo", WORKS),
    # PHP's server does not insist on a header that the contract declares.
    Row("MS001", "shopInfo", {V2: WORKS}, edit=HEADER),
    both("PT001", "shopAdd", "comment lost"),
    both("PT002", "shopMove", "note missing"),
    both("PT003", "shopMove", "note missing"),
    both("PT004", "shopMove", "address.street lost; address.city lost; to.street missing"),
    both("PT005", "shopAdd", WORKS),
    both("PT008", "shopMove", "ProtocolError: the result is no boolean"),
    both("PT009", "shopMove", WORKS),
    Row("PT010", "shopAdd", {V2: WORKS}),
    Row("PT011", "shopAdd", {V2: WORKS}),
    Row("PT013", "shopMove", {WSI: WORKS}),
    both("PT014", "shopMove", WORKS),
    both("TY001", "shopInfo", WORKS),
    # In V2 the client says that it sends a string, and PHP believes it.
    Row("TY002", "shopAdd", {V2: WORKS, WSI: VIOLATED}),
    both("TY003", "shopInfo", "ProtocolError: the result is no int"),
    both("TY004", "shopInfo", WORKS),
    both("TY005", "shopInfo", "ProtocolError: the result is no int"),
    both("TY006", "shopInfo", "result.paid missing"),
    both(
        "TY006",
        "shopMove",
        "ProtocolError: the result is no boolean",
        edit=result("shopMove", "xsd:string"),
    ),
    Row("TY007", "shopMove", {V2: "address in another shape", WSI: VIOLATED}),
    Row("TY008", "shopMove", {WSI: WORKS}),
    # PHP loads a contract with a hole in it.
    both("TY009", "shopMove", WORKS),
    both("TY009", "shopInfo", WORKS, edit=of_struct("order", lambda _: None)),
    both("TY010", "shopInfo", WORKS),
    both("TY013", "shopInfo", WORKS),
    # What a store does with anyType is up to it: here a text has become a struct.
    both(
        "TY013",
        "shopInfo",
        "result.created_at missing",
        edit=fields("order", one("created_at", type="xsd:anyType")),
    ),
    Row(
        "TY014",
        "shopMove",
        {WSI: "address.street lost; address.city lost; address.order_id missing"},
    ),
    both("TY015", "shopInfo", WORKS),
    Row("AR001", "shopAdd", {V2: WORKS, WSI: VIOLATED}),
    Row("AR004", "shopAdd", {WSI: "items[0].item_id lost; items[1].item_id lost"}, sparse=True),
    both("EL001", "shopMove", WORKS),
    both("EL002", "shopMove", "address.note missing"),
    both("EL003", "shopMove", "address.city lost"),
    both("EL004", "shopInfo", WORKS),
    both("EL005", "shopInfo", "result.created_at missing"),
    both("EL006", "shopInfo", "result.order_id missing"),
    both("EL007", "shopInfo", "result.created_at missing"),
    both(
        "EL007",
        "shopMove",
        "address.street lost; address.street1 missing",
        edit=fields("address", one("street", name="street1")),
    ),
    both("EL008", "shopInfo", WORKS),
    both("EL009", "shopInfo", WORKS),
    Row("EL011", "shopInfo", {WSI: WORKS}),
    both("OC001", "shopMove", "address.city missing", sparse=True),
    both("OC002", "shopMove", WORKS),
    both("OC003", "shopInfo", "result.order_id missing", sparse=True),
    both("OC004", "shopInfo", WORKS, sparse=True),
    both("OC005", "shopInfo", "result.created_at missing"),
    Row(
        "OC006",
        "shopItemList",
        {
            V2: "result.item_id lost; result[1].item_id missing",
            WSI: "result.item_id lost; result[1].item_id missing",
        },
        sparse=True,
    ),
    Row("OC006", "shopItemList", {WSI: "ProtocolError: the result is no items"}),
    both("OC007", "shopInfo", "result.order_id missing", nil="order_id"),
    both("OC008", "shopMove", WORKS, nil="city"),
    both("EN001", "shopAdd", WORKS),
    both("EN002", "shopAdd", WORKS),
    both("EN003", "shopInfo", WORKS),
    both("EN004", "shopInfo", WORKS),
    Row(
        "RS001",
        "shopItemList",
        {V2: ABSENT.format("shopItemList"), WSI: ABSENT.format("shopItemListRequestParam")},
    ),
    both("RS002", "shopInfo", WORKS),
)

SERVER: Final = (
    Row("NS001", "shopInfo", {V2: WORKS, WSI: UNKNOWN.format("loginRequestParam")}),
    Row("NS002", "shopInfo", {V2: WORKS, WSI: UNKNOWN.format("loginRequestParam")}),
    Row("BI001", "shopInfo", {V2: WORKS}),
    Row(
        "BI004",
        "shopInfo",
        {V2: "WSDL: SOAP-ERROR: Parsing WSDL: Unspecified encodingStyle (nothing done)"},
    ),
    both("BI005", "shopInfo", WORKS),
    both("BI006", "shopInfo", WORKS),
    both("OP001", "shopInfo", WORKS),
    Row(
        "OP002",
        "shopClose",
        {V2: UNKNOWN.format("shopClose"), WSI: UNKNOWN.format("shopCloseRequestParam")},
    ),
    Row(
        "OP003",
        "shopInformation",
        {
            V2: UNKNOWN.format("shopInformation"),
            WSI: UNKNOWN.format("shopInformationRequestParam"),
        },
    ),
    both("PT001", "shopMove", REQUIRED, edit=parts("shopMove", without("address"))),
    both("PT002", "shopMove", "note lost"),
    both("PT003", "shopMove", "note lost"),
    both("PT004", "shopMove", REQUIRED),
    both("PT005", "shopAdd", WORKS),
    both("PT008", "shopMove", WORKS),
    both("PT009", "shopMove", "result missing"),
    Row("PT013", "shopMove", {WSI: "note lost"}),
    # PHP's caller goes by the name that the contract has.
    Row("PT014", "shopMove", {V2: WORKS, WSI: "result lost"}),
    both("TY001", "shopInfo", REFUSED),
    both("TY002", "shopAdd", WORKS),
    both("TY003", "shopInfo", WORKS),
    Row(
        "TY004",
        "shopInfo",
        {V2: WORKS, WSI: "Client: SOAP-ERROR: Encoding: Violation of encoding rules"},
        edit=fields("order", one("created_at", type="xsd:int")),
    ),
    both("TY005", "shopInfo", REFUSED, edit=parts("shopInfo", one("id", type="xsd:double"))),
    Row("TY006", "shopInfo", {V2: WORKS, WSI: "result.paid became 'true'"}),
    both("TY007", "shopMove", REFUSED),
    Row("TY008", "shopMove", {WSI: WORKS}),
    Row(
        "AR001",
        "shopInfo",
        {V2: WORKS, WSI: "Client: SOAP-ERROR: Encoding: Violation of encoding rules"},
    ),
    both("EL001", "shopMove", "address.note lost"),
    both("EL002", "shopMove", "address.note lost"),
    both("EL003", "shopMove", "address.street missing", edit=fields("address", without("street"))),
    both("EL004", "shopInfo", WORKS),
    both("EL005", "shopInfo", WORKS),
    both("EL006", "shopInfo", WORKS),
    both(
        "EL007",
        "shopInfo",
        "result.orderId missing",
        edit=fields("order", one("order_id", name="orderId")),
    ),
    both("EL008", "shopInfo", WORKS),
    both("EL009", "shopInfo", WORKS),
    both("OC001", "shopMove", WORKS),
    both("OC002", "shopMove", "address.street missing", sparse=True),
    both("OC003", "shopInfo", WORKS),
    both("OC004", "shopInfo", "result.paid missing", sparse=True),
    both(
        "OC005",
        "shopInfo",
        "result.order_id[0] missing; result.order_id[1] missing",
        edit=fields("order", one("order_id", type="t:strings")),
    ),
    both("OC006", "shopItemList", "result.item_id missing"),
)

BEYOND_PHP: Final = {
    (Side.CLIENT, "TY013"): "it depends on what the store does with anyType",
    (Side.SERVER, "EL008"): "other callers than PHP read a sequence in its order",
    (Side.SERVER, "EL009"): "other callers than PHP read a sequence in its order",
}
"""Severities that say more than a call with PHP shows, each with the reason."""

UNSEEN: Final = {
    "AD": "clients are given their address; that of a contract is read by people",
    "SC": "a call needs no import; who loads the contract does",
    "RS": "V1's paths are the store's own code, which PHP knows nothing of",
    "FT": "see the tests of faults",
    "ST004": "where a dialect is no longer served, nobody is there to be called",
}
"""Rules of which a call with PHP shows nothing, by their ids or the beginning of them."""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Packages]:
    folder = tmp_path_factory.mktemp("played")
    sys.path.insert(0, str(folder))
    yield Packages(folder)
    sys.path.remove(str(folder))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhpServer]:
    """One process for all contracts; the path says which."""
    folder = tmp_path_factory.mktemp("store")
    with php_server(folder, "v2", script=HERE / "drift_store.php") as server:
        yield server


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    php()
    with old_servers() as running:
        yield running


def each(rows: tuple[Row, ...]) -> pytest.MarkDecorator:
    """A test for each row and dialect."""
    found = [(row, dialect, seen) for row in rows for dialect, seen in row.seen.items()]
    names = [f"{row.rule}-{row.name}-{dialect}" for row, dialect, _ in found]
    return pytest.mark.parametrize(("row", "dialect", "seen"), found, ids=names)


def play(row: Row, dialect: Dialect) -> Play:
    first = CASES[row.rule].first if row.edit is None else row.first
    old = first(open_shop())
    new = (row.edit or CASES[row.rule].edit)(old)
    return Play(old, new, dialect, row.name, row.sparse, row.nil)


def called(packages: Packages, store: PhpServer, tmp_path: Path, played: Play) -> Played:
    """What came of a call of the store, which has a folder of its own for it."""
    folder = store.folder / tmp_path.name
    folder.mkdir()
    spoken = played.new.dialects
    serves = played.dialect if played.dialect in spoken else spoken[0]
    url = f"{store.url.partition('/api/')[0]}/{folder.name}/{serves}/api/v2_soap/"
    return client_called(packages, played, url, folder)


@each(CLIENT)
def test_an_old_client_and_a_store_on_the_new_contract(
    packages: Packages, store: PhpServer, tmp_path: Path, row: Row, dialect: Dialect, seen: str
) -> None:
    assert str(called(packages, store, tmp_path, play(row, dialect))) == seen


@pytest.mark.parametrize("dialect", [V2, WSI])
@pytest.mark.parametrize(
    ("rule", "code", "raised"),
    [
        ("FT003", "999", "MahoFault"),  # instead of the one that went away
        ("FT004", "102", "MahoFault"),
        ("FT005", "201", "MahoFault"),  # it was Gone with 101
        ("FT006", "0", "Unknown"),
    ],
)
def test_an_old_client_and_a_fault_of_the_new_catalog(
    packages: Packages,
    store: PhpServer,
    tmp_path: Path,
    dialect: Dialect,
    rule: str,
    code: str,
    raised: str,
) -> None:
    played = replace(play(Row(rule, "shopInfo", {}), dialect), fault=code)
    assert called(packages, store, tmp_path, played).error == f"{raised}: Something else"


@pytest.mark.parametrize(
    ("names", "got"),
    [
        (("user", "key"), ["user 100", "key 200"]),  # it knows none: by position
        (("user", "apiKey"), [None, "api_key 200"]),  # it knows one: by name
        (("apiKey", "username"), ["username 200", "api_key 100"]),
    ],
)
def test_how_php_takes_parts(
    packages: Packages, store: PhpServer, tmp_path: Path, names: tuple[str, str], got: list[str]
) -> None:
    old = replace(open_shop(), dialects=(V2,))
    sent = tuple(Value(name, "xsd:string") for name in names)
    old = parts("login", lambda _: sent)(old)
    called(packages, store, tmp_path, Play(old, open_shop(), V2, "login"))
    [line] = (store.folder / tmp_path.name / "seen.jsonl").read_text().splitlines()
    assert json.loads(line) == ["login", got]


@each(SERVER)
def test_an_old_server_and_callers_of_the_new_contract(
    packages: Packages, servers: Servers, tmp_path: Path, row: Row, dialect: Dialect, seen: str
) -> None:
    assert str(server_called(packages, play(row, dialect), servers, tmp_path)) == seen


LEVELS: Final = {
    "breaks": {Severity.ERROR},
    "loses": {Severity.ERROR, Severity.WARNING},
    WORKS: {Severity.INFO, Severity.NONE},
}


def outcome(row: Row) -> str:
    """The worst that was seen: `breaks` is an error, `loses` is what went astray without one."""
    if any(": " in seen for seen in row.seen.values()):
        return "breaks"
    return WORKS if {*row.seen.values()} == {WORKS} else "loses"


@pytest.mark.parametrize(("side", "rows"), [(Side.CLIENT, CLIENT), (Side.SERVER, SERVER)])
def test_a_severity_is_what_was_seen(side: Side, rows: tuple[Row, ...]) -> None:
    worst: dict[str, str] = {}
    for row in rows:
        worst[row.rule] = min(worst.get(row.rule, WORKS), outcome(row), key=[*LEVELS].index)
    wrong = [
        f"{rule} {found}, which is not {rules()[rule].severities[side].name}"
        for rule, found in worst.items()
        if rules()[rule].severities[side] not in LEVELS[found] and (side, rule) not in BEYOND_PHP
    ]
    assert wrong == [], "\n".join(wrong)


def test_every_rule_of_which_a_call_can_show_anything_is_played() -> None:
    played = {row.rule for row in CLIENT}
    assert [r for r in rules() if not {r, r[:2]} & {*played, *UNSEEN}] == []
    severities = [rules()[rule].severities[Side.CLIENT] for rule in played]
    assert sum(s in (Severity.ERROR, Severity.INFO) for s in severities) >= 20
