"""What a store tells of itself: the recorded answers of a real one, and all that can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from xml.sax.saxutils import escape

import httpx
import pytest
from lxml import etree
from words import hold_words

from mahogen.errors import ConfigError, Diagnostics, InputError
from mahogen.fetch.asking import Login
from mahogen.fetch.asking import told as catalog_told
from mahogen.fetch.live import LiveStore, dialect_to_ask
from mahogen.fetch.report import Report
from mahogen.fetch.told import Told, catalog_of
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.address import Address
from mahogen.read.api_xml import parse_catalog
from mahogen.read.catalog import Catalog
from mahogen.read.held import Held, Raw
from mahogen.read.http import Web
from mahogen.read.settings import Settings
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

    def report(
        self,
        diagnostics: Diagnostics | None = None,
        api: Api | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> Report:
        client = httpx.Client(transport=httpx.MockTransport(self.handle))
        api = api or shipped(self.dialect)
        url = "https://web:pass@shop.example/api/v2_soap/?wsdl"
        if self.dialect is Dialect.V1:
            url = url.replace("v2_soap", "soap")
        store = LiveStore(api, self.dialect, NAME, url, "apiUser", KEY, client, 5.0, clock)
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


def refused(store: Store, clock: Callable[[], float] = monotonic) -> str:
    """What is said of a store that cannot be asked: one problem."""
    with pytest.raises(InputError) as error:
        store.report(clock=clock)
    [problem] = error.value.problems
    text = f"{problem}\n"
    assert text.startswith(f"{NAME}: ")
    assert KEY not in text
    assert "pass" not in text
    assert "u:p" not in text
    return text


def status(code: int, content: bytes = b"", **headers: str) -> Answer:
    return lambda _: httpx.Response(code, content=content, headers=headers)


def raises(error: Exception) -> Answer:
    def fail(_: bytes) -> httpx.Response:
        raise error

    return fail


@pytest.mark.parametrize(
    ("name", "given"),
    [
        pytest.param(name, given, id=each)
        for each, name, given in (
            ("bad key", "login", status(200, fault("2", "Access denied."))),
            ("a key in the message", "login", status(200, fault("2", f"no {escape(KEY)}"))),
            ("failure at login", "login", status(500, fault("SOAP-ENV:Server", "in /var/x.php"))),
            ("denied", "resources", status(200, fault("2", "Access denied."))),
            ("expired", "resources", status(200, fault("5", "Session expired."))),
            ("expired later", "resourceFaults", status(200, fault("5", "Session expired."))),
            ("fault", "globalFaults", status(200, fault("1", "SQL"))),
            ("redirect", "resources", status(302, location="https://u:p@else.example/")),
            ("maintenance", "resources", status(503, b"<html>down")),
            ("HTML", "resources", status(200, b"<!doctype html><title>x")),
            ("nothing", "resources", status(200)),
            ("no session", "login", status(200, answer("login", "<loginReturn/>"))),
            ("not sent", "resources", raises(httpx.ConnectError("Connection refused"))),
            ("no answer", "resources", raises(httpx.ReadTimeout("timed out"))),
        )
    ],
)
def test_what_can_go_wrong(name: str, given: Answer, request: pytest.FixtureRequest) -> None:
    hold_words(request, refused(Store(**{name: given})))


def test_time_runs_out(request: pytest.FixtureRequest) -> None:
    """The store answers each call in time, but not all of them."""
    now = iter(range(1000))
    hold_words(request, refused(Store(), lambda: float(next(now))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('operation name="globalFaults"', 'operation name="other"', id="call"),
        pytest.param('<part name="resourceName" type="xsd:string"/>', "", id="part"),
    ],
)
def test_a_contract_without_the(old: str, new: str, request: pytest.FixtureRequest) -> None:
    text = (SHIPPED / "v1.wsdl").read_text("utf-8").replace(old, new)
    document = parse_wsdl(text.encode(), "v1.wsdl", Diagnostics())
    api = build({Dialect.V1: document}, None, None, Diagnostics())
    with pytest.raises(InputError) as error:
        Store().report(api=api)
    hold_words(request, f"{error.value}\n")


def test_a_resource_whose_faults_are_not_told(
    request: pytest.FixtureRequest,
) -> None:
    diagnostics = Diagnostics()
    report = Store(resourceFaults=status(200, fault("3", "?"))).report(diagnostics)
    assert report.faults == {}
    assert len(diagnostics.warnings) == 32
    hold_words(request, f"{diagnostics.warnings[0]}\n")


MAP = 'xsi:type="ns2:Map"'


def of(*pairs: str) -> str:
    items = (
        f"<item><key>{k}</key>{v}</item>" for k, v in zip(pairs[::2], pairs[1::2], strict=True)
    )
    return f"<item {MAP}>{''.join(items)}</item>"


def text(value: str) -> str:
    return f'<value xsi:type="xsd:string">{value}</value>'


def listed(items: str) -> str:
    return f'<value xsi:type="SOAP-ENC:Array">{items}</value>'


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(items, id=each)
        for each, items in (
            ("no name", of("title", text("x"))),
            ("blank", of("name", text("a b"))),
            ("path", of("name", text("../x"))),
            ("long", of("name", text("x" * 201))),
            ("text", '<item xsi:type="xsd:string">cart</item>'),
            ("methods", of("name", text("a"), "methods", text("b"))),
            ("method", of("name", text("a"), "methods", listed(of("name", text("b/c"))))),
            ("alias", of("name", text("a"), "aliases", listed(text("b c")))),
        )
    ],
)
def test_resources_that_make_no_sense(items: str, request: pytest.FixtureRequest) -> None:
    diagnostics = Diagnostics()
    other = {"resources": status(200, answer("resources", listed(items)))}
    Store(**other).report(diagnostics)
    [problem] = diagnostics.errors
    hold_words(request, f"{problem}\n")


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(of("code", text("a b")), id="code"),
        pytest.param('<item xsi:type="xsd:string">gone</item>', id="text"),
    ],
)
def test_faults_that_make_no_sense(items: str, request: pytest.FixtureRequest) -> None:
    diagnostics = Diagnostics()
    other = {"globalFaults": status(200, answer("globalFaults", listed(items)))}
    Store(**other).report(diagnostics)
    [problem] = diagnostics.errors
    hold_words(request, f"{problem}\n")


def test_which_dialect_is_asked() -> None:
    assert dialect_to_ask([*Dialect]) is Dialect.V1
    assert dialect_to_ask([Dialect.WSI, Dialect.V2]) is Dialect.V2
    assert dialect_to_ask([Dialect.WSI]) is None


class _Web(Web):
    """Connections that end at a store of ours."""

    def __init__(self, store: Store) -> None:
        super().__init__(Settings())
        self._client = httpx.Client(transport=httpx.MockTransport(store.handle))


def asked(address: str, store: Store, user: str = "apiUser") -> tuple[Catalog, Diagnostics]:
    document = parse_wsdl((SHIPPED / "v1.wsdl").read_bytes(), "v1.wsdl", Diagnostics())
    raw = Raw(address, etree.fromstring("<x/>"), Address.of(address))
    diagnostics = Diagnostics()
    catalog = catalog_told(
        Held({"v1": raw}),
        {Dialect.V1: document},
        Login(user, KEY),
        None,
        _Web(store),
        diagnostics,
    )
    return catalog, diagnostics


def test_a_key_in_the_clear(request: pytest.FixtureRequest) -> None:
    store = Store()
    with pytest.raises(ConfigError) as caught:
        asked("http://shop.example/api/soap/?wsdl", store)
    assert store.asked == []
    hold_words(request, f"{caught.value}\n")


@pytest.mark.parametrize(
    "base", ["https://shop.example", "http://127.8.0.1:1", "http://[::1]", "http://shop.localhost"]
)
def test_a_key_that_nobody_sees(base: str) -> None:
    assert asked(f"{base}/api/soap/?wsdl", Store())[1].warnings == []


@pytest.mark.parametrize(
    ("address", "user"),
    [
        pytest.param("https://shop.example/api/xmlrpc/?wsdl", "apiUser", id="endpoint"),
        pytest.param("https://shop.example/api/soap/?wsdl", "api\x01User", id="user"),
    ],
)
def test_what_cannot_be_asked(request: pytest.FixtureRequest, address: str, user: str) -> None:
    with pytest.raises(InputError) as error:
        asked(address, Store(), user)
    hold_words(request, f"{error.value}\n")


def test_a_user_without_rights(request: pytest.FixtureRequest) -> None:
    nothing = status(200, answer("resources", listed("")))
    catalog, diagnostics = asked("https://shop.example/api/soap/?wsdl", Store(resources=nothing))
    assert catalog.resources == ()
    [problem] = diagnostics.warnings
    hold_words(request, f"{problem}\n")
