"""The verb `diff`: what it compares, how it ends, what it prints where."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
import trustme
from drift_shop import (
    CATALOG,
    SHOP,
    Shop,
    both,
    fields,
    of_operation,
    parts,
    swapped,
    text,
    with_,
    without,
)
from rule_cases import NOTE

from golden import Ended, run
from mahogen.drift.report import FORMATS
from mahogen.model.api import Dialect
from mahogen.read.source_toml import Entry, rendered
from support.contracts import rpc, untyped
from support.trees import W, X, grow
from support.web_server import Answer, Reply, Site, serving

V2, WSI = Dialect.V2, Dialect.WSI
NEWER = both(
    fields("order", without("paid")),  # EL005: a warning for clients
    fields("order", with_(NOTE)),  # EL004: info
)
BROKEN = both(NEWER, of_operation("shopMove", lambda _: None))  # OP001: an error
GONE = both(
    NEWER,
    *(
        of_operation(name, lambda _: None)
        for name in ("shopInfo", "shopAdd", "shopMove", "shopItemList")
    ),
)
SUMMARY = "1 error, 1 warning, 1 info\n"


def place(folder: str, shop: Shop, dialect: Dialect = V2) -> None:
    """A contract with its catalog, as `fetch` pins them."""
    root = Path(folder)
    root.mkdir(parents=True, exist_ok=True)
    (root / f"{dialect}.wsdl").write_text(shop.wsdl(dialect))
    (root / "api.xml").write_text(CATALOG)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place("old", SHOP)
    place("newer", NEWER(SHOP))
    place("broken", BROKEN(SHOP))


def config(drift: str = "", contract: str = 'wsdl = "old"') -> None:
    Path("mahogen.toml").write_text(
        f'[contract]\n{contract}\n[targets.shop_api]\noutput = "shop_api"\n{drift}'
    )


def diff(*arguments: str) -> Ended:
    return run("diff", *arguments)


def rules(*arguments: str) -> list[str]:
    """The rules of all that is found, each as often."""
    ended = diff(*arguments, "--format", "json")
    assert ended.exit_code in (0, 1), ended.stderr
    return sorted(finding["rule"] for finding in json.loads(ended.stdout)["findings"])


# -- what is compared ------------------------------------------------------------------------------


def test_a_file_with_a_file() -> None:
    ended = diff("old/v2.wsdl", "broken/v2.wsdl")
    assert ended.exit_code == 1
    assert ended.stdout.endswith(f"old/v2.wsdl -> broken/v2.wsdl: {SUMMARY}")
    assert "broken/v2.wsdl:" in ended.stdout


def test_a_folder_with_a_folder() -> None:
    ended = diff("old", "broken")
    assert (ended.exit_code, ended.stderr) == (1, "")
    assert ended.stdout.endswith(f"old -> broken: {SUMMARY}")


def test_nothing_changed() -> None:
    ended = diff("old", "old")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "old -> old: no change\n", "")


def test_no_configuration_is_needed_for_two_places_and_one_is_for_one() -> None:
    ended = diff("newer")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "mahogen.toml" in ended.stderr


@pytest.mark.parametrize("arguments", [("", "old"), ("old", ""), ("",), ("", ""), (" ", "old")])
def test_a_place_that_is_empty_is_a_mistake(arguments: tuple[str, ...]) -> None:
    config()
    ended = diff(*arguments)
    assert (ended.exit_code, ended.stdout) == (2, "")
    which = "OLD" if not arguments[0].strip() else "NEW"
    assert f"Invalid value for {which}: is empty" in ended.stderr


def tree(root: str, *fields_: str) -> None:
    """The sources of a store with one module."""
    field = '<element name="{}" type="xsd:string"/>'
    struct = "".join(map(field.format, fields_))
    prefixes = (
        'xmlns:typens="urn:{{var wsdl.name}}" xmlns:xsd="http://www.w3.org/2001/XMLSchema" '
        'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"'
    )
    body = (
        '<soap:body namespace="urn:{{var wsdl.name}}" use="encoded" '
        'encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/>'
    )
    wsdl = f"""<definitions {prefixes} {W} name="Shop" targetNamespace="urn:{{{{var wsdl.name}}}}">
<types><schema {X} targetNamespace="urn:{{{{var wsdl.name}}}}">
<complexType name="order"><all>{struct}</all></complexType></schema></types>
<message name="in"><part name="sessionId" type="xsd:string"/></message>
<message name="out"><part name="result" type="typens:order"/></message>
<portType name="P"><operation name="shopInfo"><input message="typens:in"/>
<output message="typens:out"/></operation></portType>
<binding name="B" type="typens:P">
<soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
<operation name="shopInfo"><soap:operation soapAction="urn:Action"/>
<input>{body}</input><output>{body}</output></operation></binding>
<service name="S"><port name="Port" binding="typens:B">
<soap:address location="{{{{var wsdl.url}}}}"/></port></service></definitions>"""
    core = "app/code/core/Mage/Api/etc"
    grow(
        Path(root),
        {
            f"{core}/wsdl2.xml": wsdl,
            f"{core}/api.xml": CATALOG,
            "app/etc/modules/Mage_Api.xml": "<config><modules><Mage_Api><active>true</active>"
            "<codePool>core</codePool></Mage_Api></modules></config>",
        },
    )


def test_a_source_tree_with_a_source_tree() -> None:
    tree("one", "a", "b")
    tree("two", "a")
    ended = diff("one", "two")
    assert ended.stdout.endswith("one -> two: 1 error\n"), ended.stderr
    assert "EL006" in ended.stdout
    assert "    old: one/app/code/core/Mage/Api/etc/wsdl2.xml:" in ended.stdout


@pytest.fixture
def store() -> Iterator[Site]:
    """A store whose contract has changed."""
    with serving({"/api/v2_soap/?wsdl": Reply(BROKEN(SHOP).wsdl(V2).encode())}) as site:
        yield site


def test_a_folder_with_a_store_and_with_an_address_of_one_document(store: Site) -> None:
    for address in (f"{store.url}/", f"{store.url}/api/v2_soap/?wsdl"):
        ended = diff("old", address)
        assert ended.exit_code == 1
        assert ended.stdout.endswith(f"old -> {address}: {SUMMARY}"), ended.stderr
        assert "note: the new side has no catalog" in ended.stdout


def test_one_place_is_compared_with_what_is_configured(store: Site) -> None:
    config()
    assert rules("newer") == ["EL004", "EL005"]
    assert rules(f"{store.url}/") == ["EL004", "EL005", "OP001"]


def test_a_configuration_elsewhere_finds_what_is_beside_it_and_places_are_from_here() -> None:
    config()
    grow(Path("sub"), {"mahogen.toml": Path("mahogen.toml").read_text().replace("old", "../old")})
    Path("mahogen.toml").unlink()
    for arguments in (("newer",), ("old", "newer")):
        ended = run("--config", "sub/mahogen.toml", "diff", *arguments)
        assert ended.stdout.endswith("old -> newer: 1 warning, 1 info\n"), ended.stderr
        assert "    new: newer/v2.wsdl:" in ended.stdout


def pin(address: str, folder: str = "old", file: str = "v2.wsdl") -> None:
    """Let SOURCE.toml say that the contract is from `address`."""
    data = (Path(folder) / file).read_bytes()
    entry = Entry(address, datetime(2026, 1, 1, tzinfo=UTC), sha256(data).hexdigest())
    (Path(folder) / "SOURCE.toml").write_text(rendered({file: entry}))


@pytest.mark.parametrize(
    "contract", ['wsdl = "old"', 'v2 = "old/v2.wsdl"\ncatalog = "old/api.xml"']
)
def test_what_is_pinned_is_compared_with_where_it_is_from(contract: str, store: Site) -> None:
    config(contract=contract)
    pin(f"{store.url}/api/v2_soap/?wsdl")
    ended = diff()
    assert ended.exit_code == 1
    assert ended.stdout.endswith(f"-> {store.url}/api/v2_soap/?wsdl: {SUMMARY}"), ended.stderr
    assert store.paths == ["/api/v2_soap/?wsdl"]


@pytest.mark.parametrize("pinned", [False, True])
def test_what_is_pinned_by_nobody_has_no_store(pinned: bool) -> None:
    config()
    if pinned:
        pin("maho-2026/app/code")  # a source tree, which may be anywhere
    ended = diff()
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "names no contract that `mahogen fetch` pinned" in ended.stderr
    assert "  hint: name the store: mahogen diff https://YOUR.STORE/" in ended.stderr


def test_a_store_that_does_not_answer_is_no_change() -> None:
    config()
    with serving({}) as site:
        pin(f"{site.url}/api/v2_soap/?wsdl")
        ended = diff()
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "404" in ended.stderr


def test_notes_on_what_is_gone_are_no_mistake() -> None:
    config(contract='wsdl = "old"\nnotes = "notes.toml"')
    Path("notes.toml").write_text(
        '[operations.shopMove]\ndoc = "Moves"\n[entities.order.fields]\npaid = "Whether paid"\n'
    )
    assert rules("broken") == ["EL004", "EL005", "OP001"]


def test_dialects_that_no_longer_agree_with_each_other_are_compared_each_with_itself() -> None:
    edits = {V2: both(parts("shopMove", swapped(1, 2)), text("sessionId", "session")), WSI: NEWER}
    for dialect, edit in edits.items():
        place("both", SHOP, dialect)
        place("apart", edit(SHOP), dialect)
    ended = diff("both", "apart", "--format", "json")
    assert ended.exit_code == 1
    found = json.loads(ended.stdout)["findings"]
    told = {(finding["rule"], *finding["dialects"]) for finding in found}
    assert told == {("PT004", "v2"), ("PT005", "v2"), ("EL004", "wsi"), ("EL005", "wsi")}


def test_dialects_that_only_one_side_has_are_named() -> None:
    place("old", SHOP, WSI)
    ended = diff("old", "newer")
    assert (ended.stdout.count("ST004"), "only the" in ended.stdout) == (2, False)
    assert "note: only the new side has a contract of wsi\n" in diff("newer", "old").stdout
    assert rules("newer", "old").count("ST004") == 0
    ended = diff("old/wsi.wsdl", "newer")
    assert (ended.exit_code, ended.stdout.count("ST001")) == (1, 2)


def test_a_store_that_turned_to_another_dialect_is_told_whatever_v1_does() -> None:
    for folder, dialect in (("before", V2), ("after", WSI)):
        place(folder, SHOP, dialect)
        Path(folder, "v1.wsdl").write_text(rpc(untyped()))
    assert rules("before", "after") == rules("after", "before") == ["ST001"]
    assert diff("before", "after").exit_code == 1


def test_a_pinned_address_is_read_as_whatever_it_serves_by_now() -> None:
    config()
    with serving({"/api/v2_soap/?wsdl": Reply(SHOP.wsdl(WSI).encode())}) as site:
        pin(f"{site.url}/api/v2_soap/?wsdl")
        ended = diff()
    assert (ended.exit_code, ended.stderr) == (1, "")
    assert "ST001" in ended.stdout


# -- how it ends -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "arguments", "code"),
    [
        ("broken", (), 1),
        ("newer", (), 0),
        ("newer", ("--fail-on", "warning"), 1),
        ("newer", ("--fail-on", "info", "--severity", "EL005=none"), 1),
        ("newer", ("--fail-on", "warning", "--severity", "EL005=info"), 0),
        ("newer", ("--severity", "EL004=error"), 1),
        ("broken", ("--fail-on", "never"), 0),
        ("newer", ("--side", "source"), 1),
        ("newer", ("--side", "all"), 1),
        ("broken", ("--side", "server"), 0),
        ("newer", ("--resources", "shop_item", "--fail-on", "info"), 0),
        ("newer", ("--resources", "shop_item,store", "--fail-on", "info"), 1),
        ("newer", ("--resources", "nothing"), 2),
        ("newer", ("--resources", ","), 2),
        ("newer", ("--severity", "EL04=error"), 2),
        ("newer", ("--severity", "EL004=bad"), 2),
        ("newer", ("--side", "me"), 2),
        ("newer", ("--baseline", "."), 2),
        ("missing", (), 3),
    ],
)
def test_the_exit_code(new: str, arguments: tuple[str, ...], code: int) -> None:
    ended = diff("old", new, *arguments)
    assert ended.exit_code == code
    assert bool(ended.stderr) == (code > 1)
    assert bool(ended.stdout) == (code < 2)


def test_a_rule_that_there_is_not_is_refused_with_one_like_it() -> None:
    assert "did you mean EL004?" in diff("old", "newer", "--severity", "EL04=error").stderr
    assert "write EL004=error, warning" in diff("old", "newer", "--severity", "EL004").stderr


def test_a_contract_that_lost_almost_all_is_not_compared() -> None:
    place("gone", GONE(SHOP))
    ended = diff("old", "gone", "--fail-on", "never")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "gone/v2.wsdl: has 0 operations of resources, where there were 4" in ended.stderr
    assert "--allow-empty" in ended.stderr
    assert rules("old", "gone", "--allow-empty").count("OP001") == 4


def test_one_dialect_that_lost_almost_all_is_not_compared_either() -> None:
    place("old", SHOP, WSI)
    place("gone", GONE(SHOP))
    place("gone", SHOP, WSI)
    ended = diff("old", "gone")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "gone/v2.wsdl: has 0 operations of resources, where there were 4" in ended.stderr
    assert "gone/wsi.wsdl" not in ended.stderr
    assert rules("old", "gone", "--allow-empty").count("OP001") == 4


def test_a_place_that_there_is_not_is_told_without_options_that_there_are_not() -> None:
    assert diff("old", "nofile").stderr.splitlines() == [
        "nofile: there is no such file",
        "  hint: paths are relative to the current folder",
    ]
    assert "--wsdl" not in diff("old").stderr


def test_problems_of_both_sides_are_told_at_once() -> None:
    for folder in ("old", "newer"):
        Path(folder, "v2.wsdl").write_text("<html/>")
    ended = diff("old/v2.wsdl", "newer/v2.wsdl")
    assert ended.exit_code == 3
    assert "old/v2.wsdl:1: is an HTML page" in ended.stderr
    assert "newer/v2.wsdl:1: is an HTML page" in ended.stderr


def test_a_resource_that_there_is_not_is_told_with_where_it_was_named() -> None:
    ended = diff("old", "newer", "--resources", "shop,shop_itm")
    assert ended.stderr.splitlines() == [
        '--resources: the contract has no resource "shop_itm"',
        "  hint: did you mean shop_item or shop?",
    ]
    config('[drift]\n\nresources = ["stor"]\n')
    ended = diff("newer")
    assert ended.exit_code == 2
    assert ended.stderr.startswith('mahogen.toml:7: the contract has no resource "stor"\n')


# -- [drift] ---------------------------------------------------------------------------------------


def test_the_configuration_says_what_counts_and_options_go_before_it() -> None:
    config('[drift]\nside = "source"\nfail_on = "never"\nseverity = { EL004 = "none" }\n')
    assert diff("newer").exit_code == 0
    assert diff("newer").stdout.endswith("old -> newer: 1 error\n")
    assert diff("newer", "--fail-on", "error").exit_code == 1
    assert diff("newer", "--side", "client").stdout.endswith("old -> newer: 1 warning\n")
    assert rules("newer", "--severity", "EL004=info") == ["EL004", "EL005"]
    config('[drift]\nresources = ["shop_item"]\n')
    assert rules("newer") == []
    assert rules("newer", "--resource", "shop") == ["EL004", "EL005"]


@pytest.mark.parametrize(
    ("table", "line", "what"),
    [
        ('side = "me"', 6, '"side" is "me"'),
        ('fail_on = "all"', 6, '"fail_on" is "all"'),
        ("side = 1", 6, '"side" is not a string'),
        ('sides = "client"', 6, '"sides" is not a known key'),
        ('resources = "shop"', 6, '"resources" is not a list of strings'),
        ("resources = []", 6, '"resources" is empty'),
        ('severity = { EL04 = "none" }', 6, '"EL04" is no rule'),
        ('\n[drift.severity]\nEL004 = "bad"', 8, '"EL004" is "bad"'),
        ("severity = 1", 6, '"severity" is not a table'),
        ('baseline = ""', 6, '"baseline" is empty'),
    ],
)
def test_g33_what_is_wrong_with_it_is_told_with_its_line(table: str, line: int, what: str) -> None:
    config(f"[drift]\n{table}\n")
    for arguments in (("newer",), ("old", "newer")):
        ended = diff(*arguments)
        assert (ended.exit_code, ended.stdout) == (2, "")
        assert f"mahogen.toml:{line}: {what}" in ended.stderr
        assert "  hint: " in ended.stderr


# -- a baseline ------------------------------------------------------------------------------------


def test_a_baseline_from_its_first_line_to_its_last() -> None:
    baseline = Path("mahogen-baseline.toml")
    first = diff("old", "broken", "--update-baseline")
    assert first.exit_code == 0
    assert first.stdout == "mahogen-baseline.toml: 3 accepted, 3 of them new\n"
    ended = diff("old", "broken", "--fail-on", "info")
    assert (ended.exit_code, ended.stdout) == (0, "old -> broken: 3 accepted\n")
    baseline.write_text(baseline.read_text().replace("say why", "we know"))
    place("broken", parts("shopAdd", without("comment"))(NEWER(SHOP)))
    ended = diff("old", "broken", "--fail-on", "warning")
    assert ended.exit_code == 1
    [stale] = [line for line in ended.stdout.splitlines() if "is no more" in line]
    assert stale.startswith("mahogen-baseline.toml:")
    assert "OP001 shopMove" in stale
    again = diff("old", "broken", "--update-baseline")
    assert again.stdout == "mahogen-baseline.toml: 3 accepted, 1 of them new\n"
    assert "OP001 shopMove" in again.stderr
    kept = baseline.read_text()
    assert (kept.count("we know"), kept.count("say why"), "OP001" in kept) == (2, 1, False)


def test_the_line_to_add_is_one_that_accepts(tmp_path: Path) -> None:
    ended = diff("old", "broken")
    lines = [line for line in ended.stdout.splitlines() if ' = { rule = "OP001"' in line]
    [line] = lines
    accepted = line[line.index("accept") :].partition(": ")[2] if "accept" in line else line
    Path("own.toml").write_text(f"[accept]\n{accepted.strip()}\n")
    assert diff("old", "broken", "--baseline", "own.toml").exit_code == 0
    config('[drift]\nbaseline = "own.toml"\n')
    assert diff("broken").exit_code == 0


def test_what_was_not_asked_about_stays_accepted() -> None:
    baseline = Path("mahogen-baseline.toml")
    diff("old", "broken", "--update-baseline")
    whole = baseline.read_text()
    for asked in (
        ("--resources", "shop_item"),
        ("--severity", "OP001=none"),
        ("--side", "source", "--severity", "EL004=none"),
    ):
        ended = diff("old", "broken", *asked)
        assert (ended.exit_code, "is no more" in ended.stdout) == (0, False)
        ended = diff("old", "broken", *asked, "--update-baseline")
        assert ended.stdout == "mahogen-baseline.toml: 3 accepted, 0 of them new\n"
        assert (sorted(baseline.read_text()), ended.stderr) == (sorted(whole), "")


def test_an_update_accepts_again_what_was_accepted_up_to_a_day_that_is_over() -> None:
    baseline = Path("mahogen-baseline.toml")
    diff("old", "broken", "--update-baseline")
    lines = baseline.read_text().replace("say why", "till spring").splitlines()
    dated = [
        line.replace(" }", ", expires = 2020-03-01 }") if "OP001" in line else line
        for line in lines
    ]
    baseline.write_text("\n".join(dated))
    assert diff("old", "broken").exit_code == 1
    elsewhere = diff("old", "broken", "--resources", "shop_item", "--update-baseline")
    assert elsewhere.stdout == "mahogen-baseline.toml: 2 accepted, 0 of them new\n"
    assert diff("old", "broken").exit_code == 1
    ended = diff("old", "broken", "--update-baseline")
    assert ended.stdout == "mahogen-baseline.toml: 3 accepted, 0 of them new, 1 again\n"
    assert "(OP001 shopMove) was accepted up to 2020-03-01: now without a last day" in ended.stderr
    assert sorted(baseline.read_text().splitlines()) == sorted(lines)
    ended = diff("old", "broken", "--fail-on", "info")
    assert (ended.exit_code, ended.stdout) == (0, "old -> broken: 3 accepted\n")


def test_a_baseline_that_cannot_be_written() -> None:
    ended = diff("old", "broken", "--baseline", "missing/base.toml", "--update-baseline")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.startswith("missing/base.toml: cannot be written: No such file")


def test_a_baseline_that_is_wrong_is_told_with_its_line() -> None:
    Path("mahogen-baseline.toml").write_text("[accept]\n\nx = { why = 1 }\n")
    ended = diff("old", "broken")
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert "mahogen-baseline.toml:3: " in ended.stderr
    assert diff("old", "broken", "--update-baseline").exit_code == 2


# -- what it prints --------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_goes_to_stdout_alone(format_: str) -> None:
    ended = diff("old", "broken", "--format", format_)
    assert (ended.exit_code, ended.stderr) == (1, "")
    assert "OP001" in ended.stdout
    assert "shopMove" in ended.stdout


def test_further_reports_are_of_the_same_run() -> None:
    further = ("--report", "json=out.json", "--report", "markdown=a=b.md")
    ended = diff("old", "broken", *further)
    assert (ended.exit_code, ended.stdout) == (1, diff("old", "broken").stdout)
    assert Path("out.json").read_text() == diff("old", "broken", "--format", "json").stdout
    assert Path("a=b.md").read_text() == diff("old", "broken", "--format", "markdown").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--report", "pdf=x"), '"pdf=x" is not FORMAT=FILE with one of text, json'),
        (("--report", "json"), '"json" is not FORMAT=FILE'),
        (("--report", "json="), '"json=" is not FORMAT=FILE'),
        (("--report", "json=there/x"), "there/x: cannot be written: No such file"),
        (("--report", "json=x", "--update-baseline"), "choose one"),
    ],
)
def test_a_further_report_that_cannot_be(arguments: tuple[str, ...], said: str) -> None:
    ended = diff("old", "broken", *arguments)
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert said in ended.stderr
    assert not Path("mahogen-baseline.toml").exists()


def test_a_rule_may_be_written_in_small_letters() -> None:
    assert rules("old", "newer", "--severity", "el004=none") == ["EL005"]


def test_the_table_of_rules_has_a_heading() -> None:
    head, first, *_ = run("rules").stdout.splitlines()
    assert head.split() == ["rule", "client", "server", "source", "what", "it", "is"]
    assert head.index("client") == first.index(first.split()[1])


def test_warnings_are_named_after_the_files_of_both_sides() -> None:
    for folder, shop in (("old", SHOP), ("newer", NEWER(SHOP))):
        place(
            folder,
            text('<wsdl:part name="comment"', '<wsdl:part minOccurs="0" name="comment"')(shop),
        )
    ended = diff("old", "newer")
    warned = [line for line in ended.stderr.splitlines() if line.startswith("warning: ")]
    assert [line.split()[1].partition("/")[0] for line in warned] == ["newer", "old"]
    assert diff("old", "newer", "-q").stderr == ""
    assert diff("old", "newer", "-q").stdout == ended.stdout


def test_g25_an_address_that_lost_its_s_is_an_error() -> None:
    place("newer", text("https://shop.example", "http://shop.example")(SHOP))
    ended = diff("old", "newer")
    assert ended.exit_code == 1
    assert "AD003" in ended.stdout
    assert ended.stdout.endswith("old -> newer: 1 error\n")


def test_g25_a_store_that_was_pinned_over_https_is_not_asked_in_the_clear(store: Site) -> None:
    config()
    pin("https://127.0.0.1/api/v2_soap/?wsdl")
    ended = diff(f"{store.url}/")
    assert (ended.exit_code, ended.stdout, store.paths) == (2, "", [])
    assert f"{store.url}/: is asked over http, and what is pinned was" in ended.stderr
    pin("https://other.example/api/v2_soap/?wsdl")
    assert diff(f"{store.url}/").exit_code == 1


def test_g25_a_pinned_store_that_leads_into_the_clear_is_not_followed(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    answers: dict[str, Answer] = {}
    with serving(answers, tls) as site:
        clear = site.url.replace("https", "http")
        answers["/api/v2_soap/?wsdl"] = Reply(status=302, headers={"Location": f"{clear}/x?wsdl"})
        config('[http]\nca = "ca.pem"\n')
        pin(f"{site.url}/api/v2_soap/?wsdl")
        ended = diff()
        assert (ended.exit_code, ended.stdout) == (3, "")
        assert "redirects from https to http" in ended.stderr
        answers["/api/v2_soap/?wsdl"] = Reply(NEWER(SHOP).wsdl(V2).encode())
        assert rules() == ["EL004", "EL005"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("old", "broken"), 1), (("old", "old"), 0), (("old", "missing"), 3), (("--side", "x"), 2)],
)
def test_as_a_process(arguments: tuple[str, ...], code: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "mahogen", "diff", *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == code
    assert bool(ended.stdout) == (code < 2)
    assert bool(ended.stderr) == (code > 1)
    assert "Traceback" not in ended.stderr


def test_what_is_known_of_all_stores_is_no_warning() -> None:
    """resourceFaults of every store has the session id elsewhere than its name says."""
    shipped = str(Path(__file__).parents[2] / "wsdl")
    ended = run("diff", shipped, shipped)
    assert (ended.exit_code, ended.stderr) == (0, "")
    assert ended.stdout.endswith(": no change\n")
