"""Random names, documentation, addresses, actions and namespaces, held to the same oracle.

A text that XML cannot hold, or that cannot be what it stands for, is refused with a place; any
other comes out as it went in, and never as code.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mahogen.emit import naming
from mahogen.read import xmlns
from support.examples import examples
from support.hostile.oracle import Shop, documentation, served, strings
from support.hostile.payloads import INVISIBLE, LINES, QUOTED, TEMPLATED, armed
from support.hostile.store import catalog, element, files, operations, v2

SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"
PIECES = [*QUOTED.values(), *TEMPLATED.values(), *LINES.values(), *INVISIBLE.values()]
SPECIAL = [*"\\'\"#x\n\r\u2028\x85\u202e", '"""', "{{", "}}", "{%", "N{"]
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.sampled_from(SPECIAL) | st.text(CHARACTERS, max_size=8), max_size=6
).map("".join)
NAMES = (
    st.text(st.sampled_from("abAB_-.19\u00e9\u0436\ufb01\u212a"), min_size=1, max_size=8)
    | st.text(CHARACTERS, min_size=1, max_size=6)
    | st.sampled_from(["class", "None", "self", "__init__", "print", "match", "Any", "extras"])
)

# The same few in a default run, and many more in a slow one; the folder is the same for all.
few, many = (
    settings(examples(number), suppress_health_check=[HealthCheck.function_scoped_fixture])
    for number in (40, 500)
)


def tried(shop: Shop, inputs: Mapping[str, bytes]) -> dict[str, str] | None:
    """The texts of the package, None where the run refused."""
    shop.write(inputs)
    before = shop.snapshot()
    ended = shop.ended()
    if ended.exit_code == 0:
        return shop.hold_output()
    assert ended.exit_code == 3, ended.stderr
    assert "v2.wsdl:" in ended.stderr or "api.xml:" in ended.stderr
    assert shop.snapshot() == before
    return None


def documented(shop: Shop, text: str) -> None:
    text = armed(text, shop.canary)
    slots = {slot: f"{slot}: {text}" for slot in ("doc", "entity_doc", "field_doc", "part_doc")}
    told = catalog(title=text, method_title=text, message=text)
    texts = tried(shop, files(v2(**slots), api_xml=told))
    assert texts is not None
    said = documentation(texts)
    for slot in slots:
        assert " ".join(f"{slot}: {text}".split()) in said
    assert text in strings(texts)


@few
@given(TEXTS)
@example('\\"""')
@example('"""')
@example("\\")
@example("\\N{x}\\")
def test_g04_random_documentation(shop: Shop, text: str) -> None:
    documented(shop, text)


@pytest.mark.slow
@many
@given(TEXTS)
def test_g04_much_random_documentation(shop: Shop, text: str) -> None:
    documented(shop, text)


def acted(shop: Shop, text: str) -> None:
    texts = tried(shop, files(v2(action=text)))
    assert (texts is not None) == (text.isprintable() and "{{" not in text)
    if texts:
        [operation, *_] = served(texts).iter(f"{SOAP}operation")
        assert operation.get("soapAction") == text


@few
@given(TEXTS)
def test_g01_random_actions(shop: Shop, text: str) -> None:
    acted(shop, text)


@pytest.mark.slow
@many
@given(TEXTS)
def test_g01_many_random_actions(shop: Shop, text: str) -> None:
    acted(shop, text)


ADDRESSES = (
    st.builds("{}://{}{}{}".format, st.sampled_from(["http", "https", "HTTPS", "ftp", "file", ""]),
              st.sampled_from(["", "u:s3cret@", "s3cret@", "a:s3cret@@"]),
              st.sampled_from(["shop.example", "[::1]:80", "", "x:y", "127.0.0.1:65536", "sh op"]),
              TEXTS | st.just("/api/"))
    | TEXTS
)  # fmt: skip


def addressed(shop: Shop, text: str) -> None:
    shop.write(files(v2(address=text)))
    before = shop.snapshot()
    ended = shop.ended()
    assert "s3cret" not in ended.stderr
    if ended.exit_code:
        assert ended.exit_code == 3
        assert shop.snapshot() == before
        return
    texts = shop.hold_output()
    assert "s3cret" not in "".join(texts.values())
    [address] = served(texts).iter(f"{SOAP}address")
    parts = urlsplit(address.get("location") or "")
    assert parts.scheme in ("http", "https")
    assert parts.hostname
    assert "@" not in parts.netloc


@few
@given(ADDRESSES)
def test_g02_random_addresses(shop: Shop, text: str) -> None:
    addressed(shop, text)


@pytest.mark.slow
@many
@given(ADDRESSES)
def test_g24_many_random_addresses(shop: Shop, text: str) -> None:
    addressed(shop, text)


def spaced(shop: Shop, text: str) -> None:
    texts = tried(shop, files(v2(namespace=text)))
    if texts:
        assert served(texts).get("targetNamespace") == text
        assert text.isascii()
        assert text.isprintable()
        assert not set(text) & set("\"'<>\\`{}^| ")


@few
@given(TEXTS | TEXTS.map("urn:{}".format) | st.from_regex(r"(urn|http):[!-~]{1,9}", fullmatch=True))
def test_g03_random_namespaces(shop: Shop, text: str) -> None:
    spaced(shop, text)


@pytest.mark.slow
@many
@given(TEXTS | st.from_regex(r"(urn|http):[!-~]{1,9}", fullmatch=True))
def test_g03_many_random_namespaces(shop: Shop, text: str) -> None:
    spaced(shop, text)


def named(shop: Shop, names: list[str]) -> None:
    """Fields, parts and operations by these names: refused, or each there under its wire name."""
    fields = "".join(element(name, "xsd:string") for name in names[:3])
    parts = names[3]
    told = operations(*(f"shopItem{name}" for name in names[4:]))
    wsdl = v2(fields=fields, part=parts, entity=f"e{names[0]}", **told)
    texts = tried(shop, files(wsdl))
    tags = [*names[:4], *(f"shopItem{name}" for name in names[4:])]
    if texts is None:
        mangled = [naming.snake(name) for name in names]
        odd = not all(map(xmlns.is_name, tags)) or not xmlns.is_token(f"e{names[0]}")
        assert odd or len(set(mangled)) < len(names) or set(mangled) & {"sku", "info"}
        return
    assert strings(texts).issuperset(tags)
    assert all(map(str.isascii, texts))


@few
@given(st.lists(NAMES, min_size=6, max_size=6, unique=True))
def test_g07_random_names(shop: Shop, names: list[str]) -> None:
    named(shop, names)


@pytest.mark.slow
@many
@given(st.lists(NAMES, min_size=6, max_size=6, unique=True))
def test_g08_many_random_names(shop: Shop, names: list[str]) -> None:
    named(shop, names)
