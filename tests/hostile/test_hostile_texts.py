"""G1 to G6: texts of a contract that would be code, a comment or a line if they got out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from support.hostile.crossed import crossed, few
from support.hostile.oracle import Shop, documentation, served, strings
from support.hostile.payloads import IMPOSSIBLE, INVISIBLE, LINES, QUOTED, TEMPLATED, armed
from support.hostile.store import CONFIG, catalog, element, files, line_of, v2, wsi

SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"
MODULE_FILE = "is a template variable"
SHOWN = {**QUOTED, **TEMPLATED}

each_text = pytest.mark.parametrize("text", few(SHOWN, 8))
each_quoted = pytest.mark.parametrize("text", few(QUOTED, 6))


# -- G1, G2: literals ------------------------------------------------------------------------------


@each_quoted
def test_g01_soap_action(shop: Shop, text: str) -> None:
    action = armed(text, shop.canary)
    texts = shop.accepts(files(v2(action=action)))
    [operation, *_] = served(texts).iter(f"{SOAP}operation")
    assert operation.get("soapAction") == action


@pytest.mark.parametrize("text", few({**LINES, **INVISIBLE}, 6))
def test_g01_soap_action_that_is_no_header(shop: Shop, text: str) -> None:
    contract = v2(action=text)
    place = f"v2.wsdl:{line_of(contract, 'soapAction')}"
    shop.refuses(files(contract), f"{place}: the operation shopItemInfo has the soapAction")


@each_quoted
def test_g02_address(shop: Shop, text: str) -> None:
    address = "https://shop.example/api/" + armed(text, shop.canary).replace(" ", "+")
    texts = shop.accepts(files(v2(address=address)))
    assert not any(address in value for value in strings(texts))  # no client calls it unasked
    [served_address] = served(texts).iter(f"{SOAP}address")
    assert served_address.get("location") == address


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://shop.example/", "javascript:alert(1)", "data:text/xml,x"),
        *("php://filter/x", "jar:http://x!/y", "gopher://x/", "unix:/run/x", "//shop.example/"),
        *("", "shop", "/etc/passwd", "\\\\server\\share", "http://", "https:///x", "http:shop"),
        *(
            "https://shop.example/a b",
            "https://shop.example/\n",
            "https://[::1/",
            "https://x/\u202e",
        ),
        *("HTTP+unix://x/", "https://shop.example:port/", "https://sh\u200bop.example/"),
    ],
    ids=ascii,
)
def test_g02_address_of_another_kind(shop: Shop, address: str) -> None:
    if address == "https://shop.example/\n":  # blanks around it are no part of it
        shop.accepts(files(v2(address=address)))
    else:
        contract = v2(address=address)
        place = f"v2.wsdl:{line_of(contract, 'soap:address')}"
        shop.refuses(files(contract), f"{place}: the address ", " is not one of HTTP")


@pytest.mark.parametrize("text", TEMPLATED.values(), ids=TEMPLATED)
def test_g02_template_of_an_address(shop: Shop, text: str) -> None:
    address = "https://shop.example/" + text.replace(" ", "")
    if "{{" in address:
        shop.refuses(files(v2(address=address)), MODULE_FILE)
    else:
        shop.accepts(files(v2(address=address)))


# -- G3: namespaces --------------------------------------------------------------------------------

NO_URI = [
    *('urn:x"y', "urn:x'y", "urn:a b", "urn:a\nb", "Shop", "", "urn:", "urn:{{x}}", "urn:\u202ex"),
    *("urn:<x>", "urn:a\\b", "urn:größe", "1:x", ":x", "urn:`x`", "urn:x\u200b"),
]


@pytest.mark.parametrize(("uri", "write"), crossed(NO_URI, [v2, wsi]))
def test_g03_namespace(shop: Shop, uri: str, write: Callable[..., str]) -> None:
    name = f"{write.__name__}.wsdl"
    config = CONFIG.replace('v2 = "v2.wsdl"', f'{write.__name__} = "{name}"')
    text = write(namespace=uri)
    place = f"{name}:2: "
    shop.refuses(files(None, **{f"{write.__name__}_wsdl": text}, mahogen_toml=config), place)


@pytest.mark.parametrize("uri", ["urn:x;y=(z)*!$&+,", "http://[::1]/a?b#c%20@~", "tag:x,2026:y"])
def test_g03_odd_namespaces(shop: Shop, uri: str) -> None:
    texts = shop.accepts(files(v2(namespace=uri)))
    assert uri in strings(texts)
    assert served(texts).get("targetNamespace") == uri


@pytest.mark.parametrize(
    "name", ['t:a"b', "t:a b", "t:a\nb", "t::a", "a:b:c", "t:", ":a", "", "t:\u202ea"]
)
def test_g03_qname(shop: Shop, name: str) -> None:
    contract = v2(field_type=name)
    place = f"v2.wsdl:{line_of(contract, '<xsd:element')}: "
    shop.refuses(files(contract), place)


@pytest.mark.parametrize("prefix", ['a"', "a b", "1a", "a\u202e", "<", "a;", "xmlns"])
def test_g03_prefix(shop: Shop, prefix: str) -> None:
    text = v2().replace("xmlns:t=", f"xmlns:{prefix}=").replace('"t:', f'"{prefix}:')
    shop.refuses(files(text), "v2.wsdl:")


SLOTS = ("field", "part", "operation", "entity", "message", "service", "port", "definitions")


# -- G4 to G6: documentation -----------------------------------------------------------------------


def documented(shop: Shop, text: str) -> dict[str, str]:
    """Generate with `text` wherever a contract, a catalog or notes may say something."""
    fields = element("qty", "xsd:int", doc=f"qty: {text}")
    said = {slot: f"{slot}: {text}" for slot in ("doc", "entity_doc", "field_doc", "part_doc")}
    told = catalog(title=text, method_title=text, message=text)
    return shop.accepts(files(v2(**said, fields=fields), api_xml=told))


def flat(text: str) -> str:
    return " ".join(text.split())


@each_text
def test_g04_documentation(shop: Shop, text: str) -> None:
    text = armed(text, shop.canary)
    texts = documented(shop, text)
    said = documentation(texts)
    for slot in ("doc", "entity_doc", "field_doc", "part_doc", "qty"):
        assert f"{slot}: {flat(text)}" in said
    assert text in strings(texts)  # the message of the fault, as it stands


@each_text
def test_g04_notes(shop: Shop, text: str) -> None:
    text = armed(text, shop.canary)
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    notes = (
        f"[operations.shopItemInfo]\ndoc = {quoted}\nreturns = {quoted}\n"
        f"[operations.shopItemInfo.parameters]\nitem = {{ doc = {quoted} }}\n"
        f"[entities.itemEntity.fields]\nsku = {{ doc = {quoted}, values = [{quoted}] }}\n"
    )
    config = CONFIG.replace('v2 = "v2.wsdl"', 'v2 = "v2.wsdl"\nnotes = "notes.toml"')
    texts = shop.accepts(files(mahogen_toml=config, notes_toml=notes))
    assert documentation(texts).count(flat(text)) >= 4


@pytest.mark.parametrize("text", few(LINES, 3))
def test_g05_lines(shop: Shop, text: str) -> None:
    texts = documented(shop, text)
    assert f"doc: {flat(text)}" in documentation(texts)
    assert text in strings(texts)


@pytest.mark.parametrize("text", few(LINES, 3))
def test_g05_lines_of_names(shop: Shop, text: str) -> None:
    for slot in ("field", "operation", "entity"):
        shop.refuses(files(v2(**{slot: text})), "which XML does not allow as a name")


@pytest.mark.parametrize(
    ("char", "spelled"), crossed([*IMPOSSIBLE.values()], ["{}", "&#{:d};", "&#x{:x};"])
)
def test_g05_what_xml_cannot_hold(shop: Shop, char: str, spelled: str) -> None:
    text = spelled.format(char if spelled == "{}" else ord(char))
    contract = v2().replace("Tell of", text)
    place = f"v2.wsdl:{line_of(contract, '<operation ') + 1}: "
    shop.refuses(files(contract), f"{place}is not well-formed XML")


@pytest.mark.parametrize("text", few(INVISIBLE, 4))
def test_g06_invisible_documentation(shop: Shop, text: str) -> None:
    texts = documented(shop, text)
    assert f"doc: {text}" in documentation(texts)
    assert text in strings(texts)


@pytest.mark.parametrize(("slot", "text"), crossed(SLOTS, [*INVISIBLE.values()]))
def test_g06_invisible_names(shop: Shop, text: str, slot: str) -> None:
    shop.refuses(files(v2(**{slot: f"a{text}"})), "which XML does not allow as a name")


def test_g06_an_invisible_file_name(shop: Shop) -> None:
    name = "v2\u202e.wsdl"
    config = CONFIG.replace("v2.wsdl", name)
    shop.write({name: v2().encode()})
    texts = shop.accepts(files(None, mahogen_toml=config))
    assert "# Generated by mahogen from v2?.wsdl." in texts["__init__.py"]
