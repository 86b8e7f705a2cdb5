"""Requests that never become a call; the ids of hostile inputs are in the names."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import pytest
from asgi_driver import ENVELOPE, HttpAnswer, call, envelope, http, login
from shop import Carts, make_app

from mahogen.runtime.server.limits import check_tree
from mahogen.runtime.xml import parse

INVALID = ("Sender", "Invalid XML")
COMPLEX = ("SOAP-ENV:Client", "The request is too complex")
GOOD = envelope("<n:startSession/>")


def send(body: bytes, **headers: str) -> HttpAnswer:
    started = perf_counter()
    answer = http(make_app(Carts()), body, headers=headers)
    assert perf_counter() - started < 1
    return answer


def refused(body: bytes) -> tuple[str, str]:
    answer = send(body)
    assert answer.status == 500
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    return answer.fault.code, answer.fault.message


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"this is not xml",
        b"{}",
        GOOD[:-5],
        b"\n<?xml version='1.0'?>" + GOOD,
        GOOD + b"<a/>",
        b"\x1f\x8b\x08\x00",
        GOOD.replace(b"start", b"\0"),
        GOOD.replace(b"startSession/", b'startSession a="1" a="2"/'),
        b'<?xml version="1.0" encoding="UTF-7"?>' + GOOD,
        b'<?xml version="1.0" encoding="EBCDIC-CP-US"?>' + GOOD,
        b'<?xml version="1.0" encoding="nonsense"?>' + GOOD,
    ],
)
def test_s3_what_is_not_xml(body: bytes) -> None:
    assert refused(body) == INVALID


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + GOOD,
        b'<?xml version="1.0" encoding="ISO-8859-1"?>' + GOOD,
        GOOD.decode().encode("utf-16"),
        b'<?xml version="1.0" encoding="us-ascii"?><?php echo 1; ?>' + GOOD,
    ],
    ids=["BOM", "latin-1", "utf-16", "processing instruction"],
)
def test_encodings_that_a_store_reads(body: bytes) -> None:
    assert send(body).status == 200


DTD = ("SOAP-ENV:Server", "DTD are not supported by SOAP")
ENTITY = ("Sender", "Detected use of ENTITY in XML, disabled to prevent XXE/XEE attacks")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("doctype", "expected"),
    [
        ("<!DOCTYPE a>", DTD),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">', DTD),
        ('<!DOCTYPE a [<!ENTITY e "x">]>', ENTITY),
        ('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>', ENTITY),
        ('<!DOCTYPE a [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x">%e;]>', ENTITY),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_s3_document_types(doctype: str, expected: tuple[str, str], encoding: str) -> None:
    assert refused((doctype + GOOD.decode()).encode(encoding)) == expected


@pytest.mark.parametrize(
    "body",
    [
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l11;</a>',
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a b="&l11;"/>',
        f'<!DOCTYPE a [<!ENTITY e "{"x" * 100_000}">]><a b="{"&e;" * 100_000}"/>',
    ],
    ids=["laughs", "attribute laughs", "quadratic"],
)
def test_s3_entities_that_explode(body: str) -> None:
    assert refused(body.encode()) in (INVALID, ENTITY)


def wide(elements: int) -> bytes:
    return envelope(f"<n:cartInfo>{'<a/>' * elements}</n:cartInfo>")


ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(100_000))
NAMESPACES = " ".join(f'xmlns:p{n}="urn:{n}"' for n in range(10_000))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (envelope("<a>" * 10_000 + "</a>" * 10_000), INVALID),
        (envelope("<a>" * 63 + "</a>" * 63), COMPLEX),
        (wide(1_000_000), COMPLEX),
        (wide(150_000), COMPLEX),
        (envelope(f"<a {ATTRIBUTES}/>"), COMPLEX),
        (envelope(f"<a {NAMESPACES}/>"), COMPLEX),
        (envelope(f"<p9:a {NAMESPACES}>{'<p9999:b/>' * 90_000}</p9:a>"), COMPLEX),
        (envelope(f"<a {NAMESPACES}/>").decode().encode("utf-16"), COMPLEX),
    ],
    ids=[
        "10000 deep",
        "65 deep",
        "1000000 siblings",
        "150000 siblings",
        "100000 attributes",
        "10000 namespaces",
        "namespaces and siblings",
        "namespaces in utf-16",
    ],
)
def test_s4_shapes_that_cost_too_much(body: bytes, expected: tuple[str, str]) -> None:
    assert refused(body) == expected


def test_s4_declarations_in_scope_are_not_counted_again_for_every_element() -> None:
    prefixes = " ".join(f'xmlns:p{n}="urn:{n}"' for n in range(60))
    siblings = "<b/>" * 20_000
    nested = f"<a {prefixes}>" * 50 + siblings + "</a>" * 50
    plain = "<a>" * 50 + siblings + "</a>" * 50

    def seconds(inner: str) -> float:
        body = envelope(inner)
        root = parse(body)
        started = perf_counter()
        check_tree(root, body)
        return perf_counter() - started

    # The walk that a count of namespaces in scope takes is some two thousand times as long.
    assert min(seconds(nested) for _ in range(3)) < 100 * min(seconds(plain) for _ in range(3))


def test_s4_what_is_within_the_bounds() -> None:
    deep = "<a>" * 60 + "</a>" * 60
    declared = '<a xmlns="urn:a"/>' * 1000
    app = make_app(Carts())
    session = f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>"
    assert call(app, "cartInfo", f"{session}{deep}{declared}").status == 200


def test_s5_names_that_nobody_declared_cost_little() -> None:
    names = "".join(f"<n{n}/>" for n in range(90_000))
    assert refused(envelope(f"<n:cartInfo>{names}</n:cartInfo>"))[0] == "SOAP-ENV:Client"
    app = make_app(Carts())
    parts = f"<sessionId>{login(app)}</sessionId><quoteId>1</quoteId>{names}"
    started = perf_counter()
    assert call(app, "cartInfo", parts).status == 200
    assert perf_counter() - started < 1


@pytest.mark.parametrize(
    "name",
    ["nothing", "call", "info", "_value", "__class__", "login.__init__", "LOGIN", "loginResponse"],
)
def test_s8_operations_that_the_contract_lacks(name: str) -> None:
    assert refused(envelope(f"<n:{name}/>")) == (
        "SOAP-ENV:Server",
        f"Procedure '{name}' not present",
    )


def test_s8_a_name_is_cut_off() -> None:
    assert len(refused(envelope(f"<n:{'x' * 5000}/>"))[1]) < 200


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<html/>", ("SOAP-ENV:VersionMismatch", "Wrong Version")),
        (
            GOOD.replace(b"schemas.xmlsoap.org/soap/envelope", b"example.org"),
            ("SOAP-ENV:VersionMismatch", "Wrong Version"),
        ),
        (
            f"{ENVELOPE}</e:Envelope>".encode(),
            ("SOAP-ENV:Client", "Body must be present in a SOAP envelope"),
        ),
        (envelope(""), ("SOAP-ENV:Client", 'looks like we got "Body" without function call')),
        (
            envelope("text<!-- and a comment -->"),
            ("SOAP-ENV:Client", 'looks like we got "Body" without function call'),
        ),
        (
            envelope("<n:startSession/>", '<e:Header><a e:mustUnderstand="1"/></e:Header>'),
            ("SOAP-ENV:MustUnderstand", "Header not understood"),
        ),
    ],
)
def test_envelopes_without_a_call(body: bytes, expected: tuple[str, str]) -> None:
    assert refused(body) == expected


@pytest.mark.parametrize(
    "header",
    [
        "<e:Header/>",
        "<e:Header><a/><b>1</b></e:Header>",
        '<e:Header><a e:mustUnderstand="0"/></e:Header>',
        '<e:Header><a mustUnderstand="1"/></e:Header>',
        '<e:Header><a e:mustUnderstand="1" e:actor="urn:somebody-else"/></e:Header>',
    ],
)
def test_headers_that_may_be_ignored(header: str) -> None:
    assert send(envelope("<n:startSession/>", header)).status == 200


def test_soap_12_is_answered_in_soap_11() -> None:
    body = GOOD.replace(
        b"http://schemas.xmlsoap.org/soap/envelope/", b"http://www.w3.org/2003/05/soap-envelope"
    )
    answer = send(body)
    assert answer.status == 200
    assert b"http://schemas.xmlsoap.org/soap/envelope/" in answer.body


@pytest.mark.parametrize("method", ["GET", "DELETE", "OPTIONS", "TRACE"])
def test_a_request_without_a_body_is_told_so(method: str) -> None:
    answer = http(make_app(), method=method)
    assert (answer.status, answer.fault.code, answer.fault.message) == (500, *INVALID)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip", "zstd"])
def test_s2_compressed_bodies(encoding: str) -> None:
    answer = send(GOOD, **{"Content-Encoding": encoding})
    assert (answer.status, answer.fault.code) == (415, "SOAP-ENV:Client")
    assert send(GOOD, **{"Content-Encoding": "Identity"}).status == 200


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({"Content-Length": "100000000"}, 0), ({"Content-Length": "10"}, 11), ({}, 11)],
    ids=["honest", "lying", "chunked"],
)
def test_s1_a_body_is_read_up_to_the_limit(headers: dict[str, str], expected: int) -> None:
    read = 0

    def pieces() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 1000

    answer = http(make_app(max_body=10_000), pieces(), headers=headers)
    assert (answer.status, answer.fault.code) == (413, "SOAP-ENV:Client")
    assert read == expected


def test_s1_a_body_in_pieces_within_the_limit() -> None:
    pieces = [GOOD[:10], b"", GOOD[10:]]
    assert http(make_app(max_body=len(GOOD)), pieces).status == 200
