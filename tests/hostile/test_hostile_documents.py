"""G17 to G21: documents that are too much, or no contract at all."""

from __future__ import annotations

import codecs
import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from cProfile import Profile
from pathlib import Path

import pytest

from golden import run
from mahogen.read.scan import Limits
from mahogen.read.source import MAX_BYTES
from support.hostile.crossed import few
from support.hostile.oracle import Shop
from support.hostile.store import CONFIG, catalog, element, files, line_of, operations, struct, v2

MEGABYTE = 1_000_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NARROW = """
import resource, sys
import mahogen.__main__, mahogen.cli, mahogen.pipeline
taken = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (taken + int(sys.argv[1]),) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]),) * 2)
"""
GENERATE = 'sys.argv = ["mahogen", "generate"]\nmahogen.__main__.main()\n'


def limited(
    code: str, megabytes: int, seconds: int, folder: Path
) -> subprocess.CompletedProcess[str]:
    """Run code in a process that gets no more memory above what its imports took, and no more time.

    Memory is address space: what is asked for counts, whether it is touched or not.
    """
    return subprocess.run(
        [sys.executable, "-c", NARROW + code, str(megabytes * MEGABYTE), str(seconds)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def narrowly(shop: Shop, megabytes: int, seconds: int = 60) -> tuple[int, str]:
    """Generate in a process that gets no more memory and time; how it ended, and what it said.

    What refuses without a look at the rest needs little of either, whatever the input.
    """
    before = shop.snapshot()
    done = limited(GENERATE, megabytes, seconds, shop.project)
    assert "Traceback" not in done.stderr, done.stderr
    if done.returncode:
        assert shop.snapshot() == before
    return done.returncode, done.stderr


def test_memory_is_limited_here(tmp_path: Path) -> None:
    """Else the tests below would say nothing."""
    assert limited("bytes(90 * 10**6)", 100, 20, tmp_path).returncode == 0
    assert "MemoryError" in limited("bytes(101 * 10**6)", 100, 20, tmp_path).stderr


# -- G17: size -------------------------------------------------------------------------------------


def test_g17_a_file_over_the_cap(shop: Shop) -> None:
    with (shop.project / "v2.wsdl").open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # a hole: nothing is written
    code, said = narrowly(shop, 600)
    assert (code, f"v2.wsdl: is larger than the limit of {MAX_BYTES:,} bytes" in said) == (3, True)


@pytest.mark.parametrize("what", few(["/dev/zero", "/dev/full", "/proc/self/mem"], 1))
def test_g17_a_file_without_an_end(shop: Shop, what: str) -> None:
    """A device is read up to the limit, and no further."""
    (shop.project / "v2.wsdl").unlink()
    (shop.project / "v2.wsdl").symlink_to(what)
    code, said = narrowly(shop, 800)
    assert code == 3, said
    assert "v2.wsdl: " in said


def repeated(attribute: str, count: int) -> str:
    """An element with so many attributes."""
    return f"<a {' '.join(attribute.format(n) for n in range(count))}/>"


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("<a>" * 65, "levels of elements"),
        ("<a>" * 100_000, "levels of elements"),
        (repeated('a{}=""', 65), "attributes on one element"),
        (repeated('a{}=""', 100_000), "attributes on one element"),
        (repeated('xmlns:a{}="urn:x"', 10_000), ""),
        ("".join(f'<a xmlns="urn:{n}"/>' for n in range(65)), "namespace declarations"),
    ],
    ids=["depth", "depth_100k", "attributes", "attributes_100k", "namespaces", "namespaces_spread"],
)
def test_g17_too_much_of_something(shop: Shop, inside: str, what: str) -> None:
    text = v2(types=inside)
    shop.refuses(files(text), "v2.wsdl:", f"has more than 64 {what}")
    shop.refuses(files(api_xml=catalog(resources=inside)), "api.xml:", f"has more than 64 {what}")


def test_g17_too_many_elements(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Limits, "__init__", lambda self, **_: _fewer(self))
    text = v2(types="<a/>" * 1_001)
    line = line_of(text, "<a/>")
    shop.refuses(files(text), f"v2.wsdl:{line}: has more than 1,000 elements")


def _fewer(limits: Limits) -> None:
    for name, value in {"depth": 64, "attributes": 64, "namespaces": 64, "elements": 1_000}.items():
        object.__setattr__(limits, name, value)


@pytest.mark.slow
def test_g17_a_million_elements(shop: Shop) -> None:
    shop.write(files(v2(types="<a/>" * 1_000_001)))
    code, said = narrowly(shop, 2_000)
    assert code == 3, said
    assert "has more than 1,000,000 elements" in said


@pytest.mark.slow
def test_g17_twenty_thousand_operations(shop: Shop) -> None:
    """Under the cap, however large: it works, in memory that everybody has."""
    names = [f"shopItemDo{n}" for n in range(20_000)]
    shop.write(files(v2(**operations(*names)), api_xml=None, mahogen_toml=WITHOUT_CATALOG))
    code, said = narrowly(shop, 1_500, 600)
    assert code == 0, said
    text = (shop.output / "resources" / "operations.py").read_text()
    assert text.count("def shop_item_do") == 40_000


WITHOUT_CATALOG = CONFIG.replace('catalog = "api.xml"\n', "")


def test_g17_many_operations(shop: Shop) -> None:
    names = [f"shopItemDo{n}" for n in range(60)]
    wsdl = v2(**operations(*names))
    texts = shop.accepts(files(wsdl, api_xml=None, mahogen_toml=WITHOUT_CATALOG))
    assert texts["resources/operations.py"].count("def shop_item_do") == 120


def calls_of(shop: Shop, inputs: dict[str, bytes]) -> int:
    """How many functions a run calls, of Python and of C."""
    shop.write(inputs)
    profile = Profile()
    assert profile.runcall(run, "generate").exit_code == 0
    return sum(entry.callcount for entry in profile.getstats())


def of_operations(count: int) -> dict[str, bytes]:
    more = operations(*(f"shopItemDo{n}" for n in range(count)))
    return files(v2(**more), api_xml=None, mahogen_toml=WITHOUT_CATALOG)


def of_fields(count: int) -> dict[str, bytes]:
    return files(v2(fields="".join(element(f"f{n}", "xsd:string") for n in range(count))))


def of_types(count: int) -> dict[str, bytes]:
    structs = (struct(f"e{n}", element("x", "xsd:int")) for n in range(count))
    used = "".join(element(f"f{n}", f"t:e{n}") for n in range(count))
    return files(v2(types="".join(structs), fields=used))


@pytest.mark.parametrize("of", [of_operations, of_fields, of_types])
def test_g17_twice_the_size_takes_twice_the_time(
    shop: Shop, of: Callable[[int], dict[str, bytes]]
) -> None:
    """In calls, which are the same on every machine; each with a number more than the last."""
    calls_of(shop, of(3))  # what is imported and cached once
    first, second = (calls_of(shop, of(count)) for count in (50, 100))
    assert first < second < 2.5 * first


@pytest.mark.slow
def test_g17_a_contract_just_under_the_cap(shop: Shop) -> None:
    """Words make it large, in places that are read, checked and documented."""
    words = "word " * 1_000
    count = (MAX_BYTES - 200_000) // (len(words) + 200)
    fields = [element(f"f{n}", "xsd:string", doc=words) for n in range(count)]
    text = v2(types=struct("other", *fields), fields=element("other", "t:other"))
    assert 0.95 * MAX_BYTES < len(text) < MAX_BYTES
    shop.write(files(text))
    code, said = narrowly(shop, 4_000, 300)
    assert code == 0, said
    assert f"f{count - 1}: str" in (shop.output / "entities" / "shop_item.py").read_text()


def test_g17_many_fields(shop: Shop) -> None:
    fields = "".join(element(f"f{n}", "xsd:string") for n in range(300))
    texts = shop.accepts(files(v2(fields=fields, types=struct("other", fields))))
    assert "f299: str | None" in texts["entities/shop_item.py"]


# -- G18, G19: document types and entities ---------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
DOCTYPES = {
    "empty": "<!DOCTYPE definitions>",
    "internal": '<!DOCTYPE definitions [<!ENTITY x "text">]>',
    "external": '<!DOCTYPE definitions [<!ENTITY x SYSTEM "file://{canary}">]>',
    "passwd": '<!DOCTYPE definitions [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "http": '<!DOCTYPE definitions [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
    "php": '<!DOCTYPE definitions [<!ENTITY x SYSTEM "php://filter/read=x/resource=/etc/passwd">]>',
    "jar": '<!DOCTYPE definitions [<!ENTITY x SYSTEM "jar:http://127.0.0.1!/x">]>',
    "parameter": '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>',
    "system": '<!DOCTYPE definitions SYSTEM "http://127.0.0.1:9/x.dtd">',
    "public": '<!DOCTYPE definitions PUBLIC "-//W3C//DTD" "file:///etc/passwd">',
    "attlist": '<!DOCTYPE d [<!ATTLIST definitions name CDATA "x">]>',
    "notation": '<!DOCTYPE d [<!NOTATION n SYSTEM "x"><!ENTITY e SYSTEM "y" NDATA n>]>',
    "unparsed_html_name": '<!DOCTYPE htmlx [<!ENTITY x "text">]>',
}
BOMBS = {
    "billion_laughs": f'<!DOCTYPE d [<!ENTITY l0 "lol">{LAUGHS}]>',
    "quadratic": f'<!DOCTYPE d [<!ENTITY x "{"a" * 100_000}">]>',
    "parameter_laughs": '<!DOCTYPE d [<!ENTITY % a "x"><!ENTITY % b "%a;%a;">%b;]>',
    "attribute_laughs": f'<!DOCTYPE d [<!ENTITY l0 "lol">{LAUGHS}<!ATTLIST definitions name CDATA '
    '"&l9;">]>',
}


def at_its_head(doctype: str, text: str = "&x;") -> str:
    """The contract with a document type, and something of it used in a documentation."""
    return v2(head=HEAD + doctype).replace("Tell of", text)


@pytest.mark.parametrize("name", DOCTYPES)
def test_g18_document_types(shop: Shop, name: str) -> None:
    text = at_its_head(DOCTYPES[name].replace("{canary}", str(shop.canary)))
    shop.refuses(files(text), "v2.wsdl:2: has a DOCTYPE, which is refused")


@pytest.mark.parametrize("name", few([*DOCTYPES], 4))
def test_g18_document_types_of_the_catalog(shop: Shop, name: str) -> None:
    shop.refuses(
        files(api_xml=f"{HEAD}{DOCTYPES[name]}{catalog(title='x')}"),
        "api.xml:2: has a DOCTYPE, which is refused",
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_g18_a_document_type_in_another_encoding(shop: Shop, encoding: str) -> None:
    declared = "utf-8" if "sig" in encoding else encoding
    text = at_its_head(DOCTYPES["passwd"]).replace("UTF-8", declared, 1)
    shop.refuses(files(text.encode(encoding)), "has a DOCTYPE, which is refused")


def test_g18_an_entity_that_nothing_declares(shop: Shop) -> None:
    shop.refuses(files(v2().replace("Tell of", "&x;")), "v2.wsdl:29: is not well-formed XML")


def test_g18_an_inclusion_is_left_alone(shop: Shop) -> None:
    include = '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'
    wsdl = v2(messages=include)
    texts = shop.accepts(files(wsdl), "is not read, nor served")
    assert "root:" not in "".join(texts.values())


def test_g18_a_stylesheet_is_left_alone(shop: Shop) -> None:
    shop.accepts(files(v2(head=f'{HEAD}<?xml-stylesheet href="http://127.0.0.1:9/x"?><?php x ?>')))


@pytest.mark.parametrize("name", BOMBS)
def test_g19_bombs(shop: Shop, name: str) -> None:
    text = at_its_head(BOMBS[name], "&l9;" if "laughs" in name else "&x;" * 10_000)
    shop.refuses(files(text), "v2.wsdl:2: has a DOCTYPE, which is refused")


@pytest.mark.parametrize("name", few(["billion_laughs", "quadratic", "attribute_laughs"], 1))
def test_g19_bombs_take_no_memory(shop: Shop, name: str) -> None:
    """There is room for what is imported late, and for nothing that expansion would make."""
    shop.write(files(at_its_head(BOMBS[name], "&l9;" if "laughs" in name else "&x;" * 10_000)))
    code, said = narrowly(shop, 100, 20)
    assert code == 3, said
    assert "has a DOCTYPE, which is refused" in said


# -- G20: encodings --------------------------------------------------------------------------------


def encoded(encoding: str, declared: str = "", mark: bytes = b"") -> bytes:
    """The contract in an encoding, and with another one declared."""
    text = v2(doc="Größe").replace("UTF-8", declared or encoding, 1)
    return mark + text.encode(encoding)


GOOD_ENCODINGS = {
    "utf-8": encoded("utf-8"),
    "UTF-8": encoded("utf-8", "UTF-8"),
    "utf-16": encoded("utf-16"),
    "utf-16-le": encoded("utf-16-le", "utf-16", codecs.BOM_UTF16_LE),
    "utf-16-be": encoded("utf-16-be", "utf-16", codecs.BOM_UTF16_BE),
    "iso-8859-1": encoded("iso-8859-1"),
    "us-ascii": v2(doc="Size").replace("UTF-8", "us-ascii", 1).encode("ascii"),
}


@pytest.mark.parametrize("name", few([*GOOD_ENCODINGS], 5))
def test_g20_encodings_that_are_allowed(shop: Shop, name: str) -> None:
    texts = shop.accepts(files(GOOD_ENCODINGS[name]))
    said = "Size" if name == "us-ascii" else "Größe"
    assert f'"""{said}.' in texts["resources/shop_item.py"]


BAD_ENCODINGS = {
    "utf-7": (encoded("utf-7"), "declares the encoding"),
    "utf-7_hidden": (
        v2(doc="+ADwAIQ-DOCTYPE+AD4-").replace("UTF-8", "UTF-7", 1).encode(),
        "declares the encoding",
    ),
    "utf-32": (encoded("utf-32"), "is encoded in UTF-32 or EBCDIC"),
    "utf-32-le": (encoded("utf-32-le", "utf-32", codecs.BOM_UTF32_LE), "is encoded in UTF-32"),
    "utf-32-be": (encoded("utf-32-be", "utf-32"), "is encoded in UTF-32 or EBCDIC"),
    "utf-32-le without a mark": (encoded("utf-32-le", "utf-32"), "is encoded in UTF-32 or EBCDIC"),
    "ebcdic": (encoded("cp037"), "is encoded in UTF-32 or EBCDIC"),
    "cp1252": (encoded("cp1252"), "declares the encoding"),
    "latin-1 as utf-8": (encoded("iso-8859-1", "utf-8"), "holds bytes that are not utf-8"),
    "latin-1 as ascii": (encoded("iso-8859-1", "us-ascii"), "holds bytes that are not ascii"),
    "utf-8 as utf-16": (encoded("utf-8", "utf-16"), "says that it is UTF-16, but its bytes are"),
    "truncated utf-16": (encoded("utf-16")[:-1], "holds bytes that are not utf-16"),
    "overlong": (v2().encode().replace(b"Tell", b"\xc0\xbc"), "holds bytes that are not utf-8"),
    "surrogate": (v2().encode().replace(b"Tell", b"\xed\xa0\x80"), "holds bytes that are not"),
    "invented": (encoded("utf-8", "x-user-defined"), "declares the encoding"),
    "empty": (encoded("utf-8", " "), "declares the encoding"),
    "python": (encoded("utf-8", "idna"), "declares the encoding"),
    "base64": (encoded("utf-8", "base64"), "declares the encoding"),
    "version": (v2().replace('version="1.0"', 'version="1.1"').encode(), "declares XML version"),
}


@pytest.mark.parametrize("name", BAD_ENCODINGS)
def test_g20_encodings_that_are_refused(shop: Shop, name: str) -> None:
    data, what = BAD_ENCODINGS[name]
    shop.refuses(files(data), "v2.wsdl", what)


@pytest.mark.parametrize(
    ("mark", "encoding", "declared"),
    [
        (codecs.BOM_UTF8, "utf-8", "iso-8859-1"),
        (codecs.BOM_UTF8, "utf-8", "utf-16"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-8"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "iso-8859-1"),
    ],
)
def test_g20_a_mark_wins(shop: Shop, mark: bytes, encoding: str, declared: str) -> None:
    shop.write(files(encoded(encoding, declared, mark)))
    warnings = ["starts with a byte order mark"] if mark == codecs.BOM_UTF8 else []
    texts = shop.accepts({}, *warnings)
    assert '"""Größe.' in texts["resources/shop_item.py"]


# -- G21: other things -----------------------------------------------------------------------------

GOOD = v2().encode()
OTHERS = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n", "is empty"),
    "truncated": (GOOD[: len(GOOD) // 2], "is cut off"),
    "truncated_tag": (GOOD[:300], "holds no element"),
    "truncated_end": (GOOD[:-5], "is cut off"),
    "two_roots": (GOOD + GOOD.split(b"?>", 1)[1], "has a second root element"),
    "text_after": (GOOD + b"\nWarning: x", "has text after its end"),
    "html": (b"<!DOCTYPE html><html><title>Shop</title></html>", "is an HTML page"),
    "html_upper": (b"<HTML><BODY>x", "is an HTML page"),
    "xhtml": (HEAD.encode() + b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "is an HTML page"),
    "json": (json.dumps({"wsdl": v2()}).encode(), "is JSON, not XML"),
    "json_list": (b"[]", "is JSON, not XML"),
    "php_warning": (b"<br />\n<b>Warning</b>: x in y\n" + GOOD, "there is text before the XML"),
    "php_notice": (b"PHP Notice: x\n" + GOOD, "there is text before the XML"),
    "php_source": (b"<?php echo 1;", "holds no element"),
    "gzip": (gzip.compress(GOOD), "is compressed with gzip"),
    "gzip_bomb": (gzip.compress(bytes(5_000_000)), "is compressed with gzip"),
    "zip": (b"PK\x03\x04" + bytes(100), "v2.wsdl"),
    "nul": (bytes(1_000), "v2.wsdl"),
    "random": (bytes(range(256)), "v2.wsdl"),
    "text": (b"Service Temporarily Unavailable", "is not XML"),
    "soap_fault": (
        b'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"/>',
        "is a SOAP message",
    ),
    "schema": (b'<schema xmlns="http://www.w3.org/2001/XMLSchema"/>', "is an XML schema"),
    "rss": (b"<rss/>", "has the root element rss"),
    "no_namespace": (b"<definitions/>", "has the root element definitions of no namespace"),
    "config": (catalog().encode(), "is a configuration file of a store"),
    "comment": (b"<!-- nothing -->", "holds no element"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_g21_other_things(shop: Shop, name: str) -> None:
    data, what = OTHERS[name]
    shop.refuses(files(data), "v2.wsdl", what)


def test_g21_blanks_before_the_contract_are_tolerated(shop: Shop) -> None:
    shop.accepts(files(b"\n\n \t" + GOOD), "there is white space before the XML declaration")
    shop.accepts(files(codecs.BOM_UTF8 + GOOD), "v2.wsdl:1: starts with a byte order mark")


@pytest.mark.parametrize("name", ["wsi_wsdl", "v1_wsdl"])
def test_g21_every_contract_is_looked_at(shop: Shop, name: str) -> None:
    key = name.removesuffix("_wsdl")
    config = CONFIG.replace('v2 = "v2.wsdl"', f'v2 = "v2.wsdl"\n{key} = "{key}.wsdl"')
    shop.refuses(
        files(b"", **{name: b"{}"}, mahogen_toml=config),
        "v2.wsdl: is empty",
        f"{key}.wsdl:1: is JSON",
    )


@pytest.mark.parametrize("kind", ["folder", "missing", "loop"])
def test_g21_no_file_at_all(shop: Shop, kind: str, tmp_path: Path) -> None:
    place = shop.project / "v2.wsdl"
    place.unlink()
    if kind == "folder":
        place.mkdir()
    elif kind == "loop":
        place.symlink_to(place)
    inputs = {path: data for path, data in files().items() if path != "v2.wsdl"}
    shop.refuses(inputs, "v2.wsdl")
