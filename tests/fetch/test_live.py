"""What a store tells of itself: the recorded answers of a real one, and all that can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import httpx
import pytest

from mahogen.errors import Diagnostics, InputError
from mahogen.fetch.live import LiveStore, dialect_to_ask
from mahogen.fetch.report import Report
from mahogen.fetch.told import Told, catalog_of
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.api_xml import parse_catalog
from mahogen.read.catalog import Catalog
from mahogen.read.wsdl import parse_wsdl
from support.recordings import recording
from support.stub_store import answer, fault, operation_of

SHIPPED = Path(__file__).parents[2] / "wsdl"
NAME = "https://shop.example/api/soap/?wsdl"
KEY = "key-9&<'"
NUMBERS = {
    "v1": {"login": 1, "resources": 105, "globalFaults": 106, "resourceFaults": 109},
    "v2": {"login": 1, "resources": 83, "globalFaults": 84, "resourceFaults": 87},
}

Answer = Callable[[bytes], httpx.Response]


def shipped(*dialects: Dialect) -> Api:
    found = {
        d: parse_wsdl((SHIPPED / f"{d}.wsdl").read_bytes(), "x", Diagnostics()) for d in dialects
    }
    return build(found, None, None, Diagnostics())


class Store:
    """Answers as the recorded store did; of resourceFaults, those of cart_customer alone."""

    def __init__(self, dialect: Dialect = Dialect.V1, /, **other: Answer) -> None:
        self.dialect = dialect
        self.other = other
        self.asked: list[str] = []

    def handle(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        name = operation_of(body)
        self.asked.append(name)
        if name in self.other:
            return self.other[name](body)
        if name == "endSession":
            return httpx.Response(
                200, content=answer(name, "<endSessionReturn>true</endSessionReturn>")
            )
        if name == "resourceFaults" and b">cart_customer<" not in body:
            return httpx.Response(200, content=answer(name, "<resourceFaultsReturn/>"))
        return self.recorded(name)

    def recorded(self, name: str) -> httpx.Response:
        content = recording(self.dialect, NUMBERS[self.dialect][name]).response
        return httpx.Response(200, content=content)

    def report(self, diagnostics: Diagnostics | None = None, api: Api | None = None) -> Report:
        client = httpx.Client(transport=httpx.MockTransport(self.handle))
        api = api or shipped(self.dialect)
        url = "https://web:pass@shop.example/api/v2_soap/?wsdl"
        if self.dialect is Dialect.V1:
            url = url.replace("v2_soap", "soap")
        store = LiveStore(api, self.dialect, NAME, url, "apiUser", KEY, client, 5.0)
        return store.report(diagnostics or Diagnostics())


def told(report: Report, pinned: Catalog | None = None) -> Told:
    operations = {o.name for r in shipped(Dialect.V2).resources for o in r.operations}
    return catalog_of(report, operations, pinned, _catalog().faults[0].source)


def _catalog() -> Catalog:
    return parse_catalog((SHIPPED / "api.xml").read_bytes(), "api.xml", Diagnostics())


@pytest.mark.parametrize("dialect", [Dialect.V1, Dialect.V2])
def test_the_recorded_store_tells_what_the_shipped_catalog_says(dialect: Dialect) -> None:
    found = told(Store(dialect).report()).catalog
    known = {resource.key: resource for resource in found.resources}
    shipped = _catalog()
    assert len(known) == 32
    for resource in shipped.resources:
        told_of = known[resource.key]
        assert told_of.title == resource.title
        assert [(m.name, m.title) for m in told_of.methods] == [
            (m.name, m.title) for m in resource.methods
        ]
    keys = {resource.key for resource in shipped.resources}
    aliases = {(alias.name, alias.resource) for alias in shipped.aliases}
    assert {(a.name, a.resource) for a in found.aliases} - {("magento", "core_magento")} <= aliases
    assert {a for a in aliases if a[1] in keys} <= {(a.name, a.resource) for a in found.aliases}
    [customer] = [r for r in shipped.resources if r.key == "cart_customer"]
    assert [(f.tag, f.code, f.message) for f in known["cart_customer"].faults] == [
        (f.tag, f.code, f.message) for f in customer.faults
    ]
    assert [(f.tag, f.code, f.message) for f in found.faults] == [
        (f.tag, f.code, f.message) for f in shipped.faults
    ]
    named = dict(aliases)
    prefixes = {named.get(p.key, p.key): p.prefix for p in shipped.prefixes}
    assert {
        p.key: p.prefix for p in found.prefixes if p.key != "core_magento"
    }.items() <= prefixes.items()


def test_both_dialects_tell_the_same() -> None:
    assert Store(Dialect.V1).report() == Store(Dialect.V2).report()


def test_the_session_goes_first_whatever_the_parts_are_called() -> None:
    bodies: list[bytes] = []

    def faults(body: bytes) -> httpx.Response:
        bodies.append(body)
        return httpx.Response(200, content=fault("3"))

    store = Store(Dialect.V2, resourceFaults=faults)
    store.report()
    [[_, session]] = [[*_parts(recording("v2", 1).response)]]
    first, second = _parts(bodies[0])
    assert first == ("resourceName", session[1])
    assert second == ("sessionId", "core_store")


def _parts(body: bytes) -> list[tuple[str, str | None]]:
    from lxml import etree

    [wrapper] = etree.fromstring(body).iterfind("{*}Body/*")
    found = [(str(child.tag), child.text) for child in wrapper]
    return found if len(found) > 1 else [("", None), *found]


def test_the_session_is_ended() -> None:
    store = Store()
    store.report()
    assert store.asked[0] == "login"
    assert store.asked[-1] == "endSession"
    assert store.asked.count("login") == 1


def test_names_of_an_earlier_catalog_are_kept() -> None:
    earlier = parse_catalog(
        b"<config><api><resources><cart_customer><faults><mine><code>1042</code></mine></faults>"
        b"</cart_customer></resources><v2><resources_function_prefix><cart>basket</cart>"
        b"</resources_function_prefix></v2></api></config>",
        "api.xml",
        Diagnostics(),
    )
    found = told(Store().report(), earlier).catalog
    [customer] = [r for r in found.resources if r.key == "cart_customer"]
    assert [f.tag for f in customer.faults if f.code == "1042"] == ["mine"]
    assert {p.prefix for p in found.prefixes if p.key == "cart"} == {"basket"}


def refused(store: Store, api: Api | None = None) -> str:
    with pytest.raises(InputError) as error:
        store.report(api=api)
    text = str(error.value)
    assert KEY not in text
    assert "pass" not in text
    assert "\n" not in text.replace("\n  hint: ", " ")
    return text


def status(code: int, content: bytes = b"", **headers: str) -> Answer:
    return lambda _: httpx.Response(code, content=content, headers=headers)


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("login", status(200, fault("2", "Access denied.")), 'refuses the login of "apiUser"'),
        ("login", status(200, fault("2", f"no {escape(KEY)}")), 'refuses the login of "apiUser"'),
        ("login", status(500, fault("SOAP-ENV:Server", "x")), "login with fault SOAP-ENV:Server"),
        ("resources", status(200, fault("2")), 'denies resources to "apiUser"'),
        ("resources", status(200, fault("5")), "ended the session at resources, twice"),
        ("resourceFaults", status(200, fault("5")), "ended the session at resourceFaults, twice"),
        ("globalFaults", status(200, fault("1", "SQL")), 'globalFaults with fault 1: "SQL"'),
        ("resources", status(302, location="https://u:p@else.example/"), "HTTP 302"),
        ("resources", status(503, b"<html>down"), "resources: HTTP 503"),
        ("resources", status(200, b"<!doctype html><title>x"), "resources: the answer is not XML"),
        ("resources", status(200), "resources: the answer is empty"),
        ("login", status(200, answer("login", "<loginReturn/>")), "login: "),
    ],
)
def test_what_can_go_wrong_is_said_in_a_line(name: str, given: Answer, said: str) -> None:
    text = refused(Store(**{name: given}))
    assert text.startswith(f"{NAME}: ")
    assert said in text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (httpx.ConnectError("refused"), "does not answer resources: the store was not reached"),
        (httpx.ReadTimeout("timed out"), "does not answer resources: sent, but no answer came"),
    ],
)
def test_no_answer(error: Exception, said: str) -> None:
    def fail(_: bytes) -> httpx.Response:
        raise error

    assert said in refused(Store(resources=fail))


def test_a_contract_without_the_calls() -> None:
    api = shipped(Dialect.V1)
    without = [o for o in api.operations if o.name != "globalFaults"]
    from dataclasses import replace

    text = refused(Store(), replace(api, operations=tuple(without)))
    assert "declares no globalFaults" in text


def test_a_resource_whose_faults_are_not_told_is_one_without() -> None:
    diagnostics = Diagnostics()
    report = Store(resourceFaults=status(200, fault("3", "?"))).report(diagnostics)
    assert report.faults == {}
    assert len(diagnostics.warnings) == 32
    assert "does not tell the faults of core_store: fault 3" in diagnostics.warnings[0].what


MAP = 'xsi:type="ns2:Map"'


def of(*pairs: str) -> str:
    items = (
        f"<item><key>{k}</key>{v}</item>" for k, v in zip(pairs[::2], pairs[1::2], strict=True)
    )
    return f"<item {MAP}>{''.join(items)}</item>"


def text(value: str) -> str:
    return f'<value xsi:type="xsd:string">{value}</value>'


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (of("title", text("x")), 'a resource is called "None", which is not a name'),
        (of("name", text("a b")), 'a resource is called "a b", which is not a name'),
        (of("name", text("../x")), 'a resource is called "../x", which is not a name'),
        (of("name", text("x" * 201)), "which is not a name"),
        ('<item xsi:type="xsd:string">cart</item>', 'resources: "cart" is no struct'),
        (of("name", text("a"), "methods", text("b")), 'the methods of a: "b" is no struct'),
        (
            of("name", text("a"), "aliases", f'<value xsi:type="ns1:Array">{text("b c")}</value>'),
            'an alias of a is called "b c", which is not a name',
        ),
    ],
)
def test_answers_that_make_no_sense(items: str, said: str) -> None:
    result = f'<r xsi:type="SOAP-ENC:Array">{items}</r>'
    diagnostics = Diagnostics()
    Store(resources=status(200, answer("resources", result))).report(diagnostics)
    assert [problem.what for problem in diagnostics.errors if said in problem.what]


def test_faults_that_make_no_sense() -> None:
    result = f'<r xsi:type="SOAP-ENC:Array">{of("code", text("a b"))}</r>'
    diagnostics = Diagnostics()
    Store(globalFaults=status(200, answer("globalFaults", result))).report(diagnostics)
    [problem] = diagnostics.errors
    assert problem.what == 'a fault of every resource has the code "a b", which is none'


def test_which_dialect_is_asked() -> None:
    assert dialect_to_ask([*Dialect]) is Dialect.V1
    assert dialect_to_ask([Dialect.WSI, Dialect.V2]) is Dialect.V2
    assert dialect_to_ask([Dialect.WSI]) is None
