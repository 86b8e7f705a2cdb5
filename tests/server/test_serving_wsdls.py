"""The WSDLs that are shown, and the addresses in them."""

from __future__ import annotations

from typing import Any

import pytest
from asgi_driver import envelope, http
from lxml import etree
from shop import CONTRACT, WSDLS, make_app, wsdl

from mahogen.runtime.contract import ContractInfo
from mahogen.runtime.operation import Operation
from mahogen.runtime.server import SoapApp, api_users, soap_app

LOCATION = "{http://schemas.xmlsoap.org/wsdl/soap/}address"
V1, V2 = "/api/soap/", "/api/v2_soap/"


def shown(app: SoapApp, path: str, query: str = "wsdl") -> str | None:
    """Which WSDL is shown."""
    answer = http(app, method="GET", path=path, query=query.encode())
    return etree.fromstring(answer.body).get("name") if answer.status == 200 else None


def location(app: SoapApp, path: str) -> str | None:
    [address] = etree.fromstring(http(app, path=path, query=b"wsdl").body).iter(LOCATION)
    return address.get("location")


@pytest.mark.parametrize("query", ["wsdl", "wsdl=1", "a=b&wsdl", "wsd%6C", "wsdl=0"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_s10_the_wsdl_has_the_configured_address(query: str, method: str) -> None:
    app = make_app(address="https://shop.example")
    headers = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    body = envelope("<n:startSession/>")
    answer = http(app, body, method=method, query=query.encode(), headers=headers)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8")
    assert b'location="https://shop.example/api/v2_soap/"' in answer.body
    assert b"evil" not in answer.body


@pytest.mark.parametrize("query", [b"", b"nowsdl", b"a=wsdl", b"WSDL", b"%"])
def test_other_queries_are_none_for_the_wsdl(query: bytes) -> None:
    assert http(make_app(), method="GET", query=query).status == 500


@pytest.mark.parametrize(
    ("wsi", "path", "query", "expected"),
    [
        (False, V1, "wsdl", "v1"),
        (True, V1, "wsdl", "v1"),
        (True, V1, "wsdl&wsi=1", "v1"),
        (False, V2, "wsdl", "v2"),
        (True, V2, "wsdl", "wsi"),
        (False, V2, "wsdl&wsi=1", "wsi"),
        (False, V2, "wsi=yes&wsdl=1", "wsi"),
        (True, V2, "wsdl&wsi=1", "wsi"),
        (False, V2, "wsdl&wsi=0", "v2"),
        (True, V2, "wsdl&wsi=0", "v2"),
        (True, V2, "wsdl&wsi", "v2"),
    ],
)
def test_which_wsdl_is_shown(wsi: bool, path: str, query: str, expected: str) -> None:
    assert shown(make_app(wsi=wsi), path, query) == expected


def only(dialect: str, **settings: Any) -> SoapApp:
    """An application over a contract that has one dialect."""

    def narrowed(operation: Operation[Any]) -> Operation[Any]:
        others = {name: None for name in ("v1", "v2", "wsi") if name != dialect}
        fields = {name: getattr(operation, name) for name in Operation.__dataclass_fields__}
        return Operation(**(fields | others))

    contract = ContractInfo(
        namespace=CONTRACT.namespace,
        resources=(),
        operations=tuple(map(narrowed, CONTRACT.operations)),
        faults=CONTRACT.faults,
    )
    wsdls = {dialect: WSDLS[dialect]}
    users = api_users({})
    return soap_app(contract, [], users, wsdls=wsdls, address="https://shop.example", **settings)


@pytest.mark.parametrize("wsi", [False, True])
def test_a_dialect_that_the_contract_lacks_is_not_there(wsi: bool) -> None:
    assert shown(only("v1", wsi=wsi), V1) == "v1"
    assert shown(only("v1", wsi=wsi), V2) is None
    assert shown(only("v2", wsi=wsi), V1) is None
    assert shown(only("v2", wsi=wsi), V2) == "v2"
    assert shown(only("v2", wsi=wsi), V2, "wsdl&wsi=1") == "v2"
    assert shown(only("wsi", wsi=wsi), V2) == "wsi"


def test_a_wsdl_that_was_not_given_is_not_shown() -> None:
    app = make_app(wsdls={"v2": WSDLS["v2"]})
    assert shown(app, V1) is None
    assert shown(app, V2, "wsdl&wsi=1") is None
    assert http(app, envelope("<n:startSession/>"), path=V1).status == 200


@pytest.mark.parametrize(
    ("address", "v1", "v2"),
    [
        (
            "https://shop.example",
            "https://shop.example/api/soap/",
            "https://shop.example/api/v2_soap/",
        ),
        (
            "http://127.0.0.1:8000/de/",
            "http://127.0.0.1:8000/de/api/soap/",
            "http://127.0.0.1:8000/de/api/v2_soap/",
        ),
        (
            "https://shop.example/api/v2_soap/?a=1&b=2",
            "https://shop.example/api/soap/",
            "https://shop.example/api/v2_soap/?a=1&b=2",
        ),
        (
            "https://shop.example/index.php/api/soap",
            "https://shop.example/index.php/api/soap",
            "https://shop.example/index.php/api/v2_soap/",
        ),
        (
            "https://shop.example/api.php?type=v2_soap",
            "https://shop.example/api/soap/",
            "https://shop.example/api.php?type=v2_soap",
        ),
        (
            "https://shop.example/api.php",
            "https://shop.example/api.php",
            "https://shop.example/api/v2_soap/",
        ),
    ],
)
def test_the_addresses_follow_from_one(address: str, v1: str, v2: str) -> None:
    app = make_app(address=address)
    assert (location(app, V1), location(app, V2)) == (v1, v2)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/api/v2_soap/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https:///x",
        "https://[::1",
        'https://shop.example/"',
        "https://shop.example/\n",
    ],
)
def test_an_address_that_is_no_url_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address must be"):
        make_app(address=address)


def test_a_namespace_that_was_set_is_in_the_wsdl() -> None:
    answer = http(make_app(namespace="urn:Magento?a&b"), query=b"wsdl")
    root = etree.fromstring(answer.body)
    assert root.get("targetNamespace") == "urn:Magento?a&b"
    assert root.nsmap["typens"] == "urn:Magento?a&b"


@pytest.mark.parametrize("namespace", ["", "urn: Shop", 'urn:"Shop"', "urn:<Shop>"])
def test_a_namespace_that_is_no_uri_is_refused(namespace: str) -> None:
    with pytest.raises(ValueError, match="namespace must be"):
        make_app(namespace=namespace)


def test_a_wsdl_may_come_from_a_function() -> None:
    assert shown(make_app(wsdls={"v2": lambda: wsdl("made")}), V2) == "made"


@pytest.mark.parametrize(
    ("wsdls", "match"),
    [
        ({"v2": "<a>"}, "well-formed"),
        ({"v1": "<a/>"}, "soap:address"),
        ({"v3": WSDLS["v1"]}, "no dialect v3"),
    ],
)
def test_a_text_that_is_no_wsdl_is_refused(wsdls: dict[str, str], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        make_app(wsdls=wsdls)


def test_a_mode_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="php or strict"):
        make_app(mode="lenient")
