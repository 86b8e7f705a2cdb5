"""The addresses at which a store answers, and those at which it does not."""

from __future__ import annotations

import pytest
from asgi_driver import HttpAnswer, envelope, http
from shop import make_app

APP = make_app()
# Only V1 takes `call` for an operation, and only V2 knows cartInfo by that name.
CALL = envelope("<n:call/>")
INFO = envelope("<n:cartInfo/>")


def answered(answer: HttpAnswer) -> str:
    return "404" if answer.status == 404 else answer.fault.code


def endpoint(path: str, query: str = "", root: str = "") -> str | None:
    """Which endpoint answers at an address."""
    call = answered(http(APP, CALL, path=path, root=root, query=query.encode()))
    info = answered(http(APP, INFO, path=path, root=root, query=query.encode()))
    return {("5", "SOAP-ENV:Server"): "v1", ("SOAP-ENV:Server", "5"): "v2", ("404", "404"): None}[
        call, info
    ]


@pytest.mark.parametrize("prefix", ["", "/index.php"])
@pytest.mark.parametrize("slash", ["", "/", "//"])
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api", "v1"),
        ("/api/index", "v1"),
        ("/api/soap", "v1"),
        ("/api/soap/index", "v1"),
        ("/api/v2_soap", "v2"),
        ("/api/v2_soap/index", "v2"),
    ],
)
def test_the_paths_of_a_store(prefix: str, path: str, slash: str, expected: str) -> None:
    assert endpoint(f"{prefix}{path}{slash}") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "v1"),
        ("type=soap", "v1"),
        ("type=", "v1"),
        ("type=v2_soap", "v2"),
        ("type=soap_v2", "v2"),
        ("a=b&type=soap_wsi", "v2"),
        ("type=xmlrpc&type=v2_soap", "v2"),
        ("type=xmlrpc", None),
        ("type=../soap", None),
    ],
)
def test_api_php(query: str, expected: str | None) -> None:
    assert endpoint("/api.php", query) == expected


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/index.php",
        "/api/nosuch/",
        "/api/xmlrpc/",
        "/api/rest/",
        "/api/SOAP/",
        "/api/soap/call/",
        "/api/soap/index/wsdl/",
        "/soap/",
        "/v2_soap/",
        "/shop/api/soap/",
        "/index.php/index.php/api/soap/",
        "/api/__class__/",
        "/api/../api/soap/",
        "/api/soap\0/",
    ],
)
def test_elsewhere_there_is_nothing(path: str) -> None:
    answer = http(APP, CALL, path=path)
    assert (answer.status, answer.headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert http(APP, path=path, method="GET", query=b"wsdl").status == 404


@pytest.mark.parametrize(
    ("root", "path", "expected"),
    [
        ("/shop", "/shop/api/soap/", "v1"),
        ("/shop", "/shop/index.php/api/v2_soap", "v2"),
        ("/a/b", "/a/b/api/v2_soap/", "v2"),
        ("/shop", "/api/v2_soap/", "v2"),  # a server that takes the prefix away
        ("/api", "/api/soap/", "v1"),
        ("/shop/api", "/shop/api/v2_soap/", "v2"),
        ("/api/v2_soap", "/api/v2_soap", "v2"),
        ("/api/v2_soap", "/api/v2_soap/", "v2"),
        ("/api.php", "/api.php", "v1"),
        ("/shop", "/shopping/api/soap/", None),
        ("/shop", "/shop/", None),
    ],
)
def test_below_a_prefix(root: str, path: str, expected: str | None) -> None:
    assert endpoint(path, root=root) == expected
