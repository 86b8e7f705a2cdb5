"""G22 to G24: what a contract would have fetched, and what an address gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Event

import pytest

from support.hostile.crossed import crossed, few
from support.hostile.oracle import Shop
from support.hostile.store import CONFIG, files, v2, wsi
from support.web_server import Reply, Send, Site, serving

XSD = "http://www.w3.org/2001/XMLSchema"
SCHEMA = (
    f'<schema xmlns="{XSD}" targetNamespace="{{uri}}"><complexType name="otherEntity"><all>'
    '<element name="x" type="xsd:int" xmlns:xsd="http://www.w3.org/2001/XMLSchema"/>'
    "</all></complexType></schema>"
)
LOCATIONS = [
    *("file:///etc/passwd", "file://localhost/etc/passwd", "file:v2.wsdl", "FILE:///etc/passwd"),
    *("/etc/passwd", "../../../../etc/passwd", "..", "../beside", "./../beside", "%2e%2e/beside"),
    *("\\\\server\\share\\x.xsd", "//server/share/x.xsd", "C:\\x.xsd", "..\\beside"),
    *("http://127.0.0.1:9/x", "http://localhost/x", "http://[::1]/x", "http://[::ffff:127.0.0.1]/"),
    *("http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://0/"),
    *("http://2130706433/", "http://0x7f.1/", "https://shop.example/x", "ftp://shop.example/x"),
    *(
        "gopher://127.0.0.1/",
        "php://filter/resource=x",
        "jar:http://127.0.0.1!/x",
        "data:text/xml,x",
    ),
    *("x\u202e.xsd", "link.xsd", "http://shop.example@127.0.0.1/", "http:127.0.0.1", "?x", "#x"),
]
KINDS = {
    "import": '<xsd:import namespace="urn:Other" schemaLocation="{}"/>',
    "include": '<xsd:include schemaLocation="{}"/>',
    "redefine": '<xsd:redefine schemaLocation="{}"/>',
}


def attr(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def wanting(location: str, kind: str = "import") -> str:
    """A contract that would have something else read."""
    if kind == "wsdl":
        return v2(messages=f'<import namespace="urn:Other" location="{attr(location)}"/>')
    schema = '<xsd:complexType name="itemEntity">'
    return v2().replace(schema, KINDS[kind].format(attr(location)) + schema, 1)


def allowing(*names: str, contract: str = '"v2.wsdl"', more: str = "") -> str:
    """A configuration that has imports followed."""
    quoted = ", ".join(f"'{name}'" for name in names)
    config = CONFIG.replace('v2 = "v2.wsdl"', f"v2 = {contract}\nallow_imports = [{quoted}]")
    return config + more


# -- G22: imports ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*KINDS, "wsdl"])
@pytest.mark.parametrize("location", [LOCATIONS[0], LOCATIONS[14], LOCATIONS[18]])
def test_g22_nothing_is_followed(shop: Shop, location: str, kind: str) -> None:
    wants = "is not supported" if kind == "redefine" else "imports "
    shop.refuses(files(wanting(location, kind)), "v2.wsdl:", wants)


@pytest.mark.parametrize("location", few(LOCATIONS, 14))
def test_g22_nowhere_else_though_allowed(shop: Shop, location: str) -> None:
    """The namespace is allowed; the location is the contract's, and stays beside it."""
    (shop.project / "link.xsd").symlink_to("/etc/passwd")
    inputs = files(wanting(location), mahogen_toml=allowing("urn:Other", location.strip("'")))
    said = shop.refuses(inputs, "v2.wsdl")
    assert "root:" not in said


def test_g22_what_is_allowed_is_read(shop: Shop) -> None:
    (shop.project / "other.xsd").write_text(SCHEMA.format(uri="urn:Shop"))
    inputs = files(wanting("other.xsd", "include"), mahogen_toml=allowing("other.xsd"))
    texts = shop.accepts(inputs)
    assert "other.xsd" not in "".join(texts.values())


@pytest.fixture
def inside() -> Iterator[Site]:
    """A server that nobody may be sent to; it notes who came."""
    with serving({"/secret": Reply(SCHEMA.format(uri="urn:Other").encode())}) as site:
        yield site


@pytest.mark.parametrize("status", few([301, 302, 303, 307, 308], 2))
def test_g22_a_redirect_elsewhere(shop: Shop, inside: Site, status: int) -> None:
    target = f"{inside.url}/secret".replace("127.0.0.1", "localhost")
    answers = {"/api?wsdl": Reply(b"", status, {"Location": target})}
    with serving(answers) as site:
        config = allowing(contract=f'"{site.url}/api?wsdl"')
        shop.refuses(files(None, mahogen_toml=config), "redirects to another server")
    assert inside.asked == []


@pytest.mark.parametrize("where", ["/secret", "http://169.254.169.254/", "file:///etc/passwd"])
def test_g22_an_import_of_a_served_contract(shop: Shop, inside: Site, where: str) -> None:
    location = f"{inside.url}{where}" if where == "/secret" else where
    with serving({"/api?wsdl": Reply(wanting(location).encode())}) as site:
        config = allowing("urn:Other", location, contract=f'"{site.url}/api?wsdl"')
        shop.refuses(files(None, mahogen_toml=config), "imports ")
    assert inside.asked == []


def test_g22_a_redirect_of_an_import(shop: Shop, inside: Site) -> None:
    target = f"{inside.url}/secret"
    answers = {
        "/api?wsdl": Reply(wanting("other.xsd").encode()),
        "/other.xsd": Reply(b"", 302, {"Location": target}),
    }
    with serving(answers) as site:
        config = allowing("urn:Other", contract=f'"{site.url}/api?wsdl"')
        shop.refuses(files(None, mahogen_toml=config), "redirects to another server")
    assert inside.asked == []


# -- G23: imports without an end -------------------------------------------------------------------


def including(location: str, uri: str = "urn:Shop") -> bytes:
    include = f'<include schemaLocation="{location}"/>'
    return f'<schema xmlns="{XSD}" targetNamespace="{uri}">{include}</schema>'.encode()


def test_g23_a_cycle(shop: Shop) -> None:
    names = ("a.xsd", "b.xsd", "./a.xsd", "v2.wsdl")
    (shop.project / "a.xsd").write_bytes(including("b.xsd"))
    (shop.project / "b.xsd").write_bytes(including("./a.xsd"))
    shop.accepts(files(wanting("a.xsd", "include"), mahogen_toml=allowing(*names)))


def test_g23_a_chain(shop: Shop) -> None:
    for number in range(1_000):
        (shop.project / f"{number}.xsd").write_bytes(including(f"{number + 1}.xsd"))
    names = (f"{number}.xsd" for number in range(1_001))
    inputs = files(wanting("0.xsd", "include"), mahogen_toml=allowing(*names))
    shop.refuses(inputs, '7.xsd:1: imports "8.xsd", and that makes more than 8 levels')


def endless(send: Send, over: Event) -> None:
    """A body that goes on for as long as anybody reads."""
    send(b"HTTP/1.1 200 x\r\nContent-Type: text/xml\r\n\r\n<?xml version='1.0'?><definitions>")
    while not over.is_set():
        send(b"<a/>" * 250_000)


def dripping(send: Send, over: Event) -> None:
    """A byte now and then."""
    send(b"HTTP/1.1 200 x\r\nContent-Type: text/xml\r\n\r\n")
    while not over.wait(0.05):
        send(b" ")


def dripping_headers(send: Send, over: Event) -> None:
    send(b"HTTP/1.1 200 x\r\n")
    while not over.wait(0.05):
        send(b"X: y\r\n")


@pytest.mark.parametrize("imported", [False, True])
def test_g23_an_endless_body(shop: Shop, imported: bool) -> None:
    answers = {"/api?wsdl": Reply(wanting("x").encode()) if imported else endless, "/x": endless}
    with serving(answers) as site:
        config = allowing("urn:Other", contract=f'"{site.url}/api?wsdl"')
        shop.refuses(files(None, mahogen_toml=config), "50,000,000 bytes")


@pytest.mark.parametrize(
    ("answer", "imported"), crossed([dripping, dripping_headers], [False, True])
)
def test_g23_a_drip(shop: Shop, imported: bool, answer: object) -> None:
    answers = {"/api?wsdl": Reply(wanting("x").encode()) if imported else answer, "/x": answer}
    with serving(answers) as site:  # type: ignore[arg-type]
        slow = "[http]\ntimeout = 0.3\ndeadline = 0.4\n"
        config = allowing("urn:Other", contract=f'"{site.url}/api?wsdl"', more=slow)
        shop.refuses(files(None, mahogen_toml=config), "has not been read whole within 0.4 seconds")


# -- G24: credentials ------------------------------------------------------------------------------

SECRETS = [
    "https://user:s3cret@shop.example/api/",
    "https://s3cret@shop.example/api/",
    "https://user:s3cret@@shop.example/",
    "https://us%40er:s3cret%2f@shop.example:8443/api/",
    "http://:s3cret@127.0.0.1/",
    "https://user:s3cret@[::1]:8080/api/",
]


@pytest.mark.parametrize("address", few(SECRETS, 3))
def test_g24_an_address_in_a_contract(shop: Shop, address: str) -> None:
    for write in (v2, wsi):
        key = write.__name__
        config = CONFIG.replace('v2 = "v2.wsdl"', f'{key} = "{key}.wsdl"')
        inputs = files(None, **{f"{key}_wsdl": write(address=address)}, mahogen_toml=config)
        shop.write(inputs)
        texts = shop.accepts({}, "the address holds a user name, which is left out")
        assert not [path for path, text in texts.items() if re.search("s3cret|user:", text)]


@pytest.mark.parametrize(
    "address", ["https://user:s3cret@", "ftp://user:s3cret@shop.example/", "https://u:s3cret@h:x/"]
)
def test_g24_an_address_in_a_message(shop: Shop, address: str) -> None:
    said = shop.refuses(files(v2(address=address)), "is not one of HTTP")
    assert "s3cret" not in said


def test_g24_the_address_of_a_store(shop: Shop) -> None:
    with serving({"/api?wsdl": Reply(v2().encode())}) as site:
        url = site.url.replace("//", "//user:s3cret@") + "/api?wsdl"
        shop.write(files(None, mahogen_toml=allowing(contract=f'"{url}"')))
        texts = shop.accepts({})
        assert "Authorization" in dict(site.asked[0][1])
    assert "s3cret" not in "".join(texts.values())
    with serving({}) as site:
        url = site.url.replace("//", "//user:s3cret@") + "/api?wsdl&key=s3cret"
        inputs = files(None, mahogen_toml=allowing(contract=f'"{url}"'))
        said = shop.refuses(inputs, "the server has nothing there (404)")
    assert "s3cret" not in said


def test_g24_an_import_with_credentials(shop: Shop) -> None:
    location = "https://user:s3cret@shop.example/x.xsd"
    for allowed in ((), ("urn:Other",)):
        inputs = files(wanting(location), mahogen_toml=allowing(*allowed))
        said = shop.refuses(inputs, "imports ")
        assert "s3cret" not in said
    said = shop.refuses(files(wanting(location, "include")), "imports ")
    assert "s3cret" not in said
