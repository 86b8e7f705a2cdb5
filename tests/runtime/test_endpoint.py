"""The address of a store's API, from whatever address its owner has at hand."""

from __future__ import annotations

import pytest

from maho_api import AsyncMaho, Maho
from mahogen.runtime.dialects import DialectName
from mahogen.runtime.endpoint import basic_auth, endpoint


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.example", "https://shop.example/api/v2_soap/"),
        ("https://shop.example/", "https://shop.example/api/v2_soap/"),
        ("http://shop.example:8080", "http://shop.example:8080/api/v2_soap/"),
        ("http://[::1]:8080/", "http://[::1]:8080/api/v2_soap/"),
        ("https://shop.example/api", "https://shop.example/api/v2_soap/"),
        ("https://shop.example/api/", "https://shop.example/api/v2_soap/"),
        ("https://shop.example/api/v2_soap/?wsdl&wsi=1", "https://shop.example/api/v2_soap/"),
        ("https://shop.example/de/", "https://shop.example/de/api/v2_soap/"),
        ("https://shop.example/index.php", "https://shop.example/index.php/api/v2_soap/"),
        ("https://shop.example/index.php/", "https://shop.example/index.php/api/v2_soap/"),
        ("https://shop.example/#top", "https://shop.example/api/v2_soap/"),
        ("https://shop.example/apiary", "https://shop.example/apiary/api/v2_soap/"),
        ("https://shop.example/api/v2_soap/", "https://shop.example/api/v2_soap/"),
        ("https://shop.example/api/v2_soap", "https://shop.example/api/v2_soap"),
        ("https://shop.example/api/v2_soap/?wsdl", "https://shop.example/api/v2_soap/"),
        ("https://shop.example/api/v2_soap/?wsdl=1", "https://shop.example/api/v2_soap/"),
        ("https://shop.example/api/v2_soap/index/?wsdl", "https://shop.example/api/v2_soap/index/"),
        (
            "https://shop.example/index.php/api/v2_soap/?wsdl",
            "https://shop.example/index.php/api/v2_soap/",
        ),
        (
            "https://shop.example/api/v2_soap/?SID=a%26b&wsdl",
            "https://shop.example/api/v2_soap/?SID=a%26b",
        ),
        (
            "https://shop.example/api.php?type=v2_soap",
            "https://shop.example/api.php?type=v2_soap",
        ),
        (
            "https://shop.example/api.php?type=v2_soap&wsdl",
            "https://shop.example/api.php?type=v2_soap",
        ),
        ("https://me:pass@shop.example:1", "https://shop.example:1/api/v2_soap/"),
        ("HTTPS://Shop.Example", "https://Shop.Example/api/v2_soap/"),
    ],
)
def test_endpoints(url: str, expected: str) -> None:
    assert endpoint(url) == expected
    assert endpoint(expected) == expected
    with Maho(url, "apiUser", "apiKey-123") as store:
        assert store.url == expected


@pytest.mark.parametrize("kind", [Maho, AsyncMaho])
@pytest.mark.parametrize(
    ("url", "dialect", "expected"),
    [
        ("https://shop.example", "v1", "https://shop.example/api/soap/"),
        ("https://shop.example", "wsi", "https://shop.example/api/v2_soap/"),
        ("https://shop.example/de", "v1", "https://shop.example/de/api/soap/"),
        ("https://shop.example/index.php/", "v1", "https://shop.example/index.php/api/soap/"),
        ("https://shop.example/api/soap?wsdl", "v1", "https://shop.example/api/soap"),
        ("https://shop.example/api/?wsdl", "v1", "https://shop.example/api/soap/"),
        ("https://shop.example/api.php?type=soap", "v1", "https://shop.example/api.php?type=soap"),
        (
            "https://shop.example/api/v2_soap/?wsdl&a=1",
            "wsi",
            "https://shop.example/api/v2_soap/?a=1",
        ),
    ],
)
def test_endpoints_of_a_dialect(
    kind: type[Maho | AsyncMaho], url: str, dialect: DialectName, expected: str
) -> None:
    assert kind(url, "apiUser", "apiKey-123", dialect=dialect).url == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "shop.example",
        "shop.example:443/x",
        "//shop.example",
        "https://",
        "https:///api/v2_soap/",
        "ftp://shop.example",
        "file:///etc/passwd",
        "https://me:pass@:1",
        "https://me:pass@shop.example:port",
        "https://me:pass@shop.example:70000",
        "https://me:pass@[::1",
    ],
)
def test_what_is_no_address(url: str) -> None:
    message = "^the store's address must be an http or https URL$"
    with pytest.raises(ValueError, match=message):
        endpoint(url)
    with pytest.raises(ValueError, match=message):
        Maho(url, "apiUser", "apiKey-123")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.example", None),
        ("https://me:pass@shop.example", ("me", "pass")),
        ("https://me%40here:p%3A%2Fss@shop.example", ("me@here", "p:/ss")),
        ("https://me@shop.example", ("me", "")),
        ("https://:pass@shop.example", ("", "pass")),
    ],
)
def test_a_user_of_the_web_server(url: str, expected: tuple[str, str] | None) -> None:
    assert basic_auth(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/api/soap/?wsdl",
        "https://shop.example/index.php/api/soap",
        "https://shop.example/api/xmlrpc/",
        "https://shop.example/api.php?type=soap",
    ],
)
def test_the_endpoint_of_another_dialect_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"another dialect's$"):
        endpoint(url)


def test_v1_has_its_own_endpoint() -> None:
    assert endpoint("https://shop.example/api/soap/?wsdl", "/api/soap/").endswith("/api/soap/")
    assert endpoint("https://shop.example", "/api/soap/") == "https://shop.example/api/soap/"
    with pytest.raises(ValueError, match=r"another dialect's$"):
        endpoint("https://shop.example/api/v2_soap/", "/api/soap/")


@pytest.mark.parametrize("url", ["http://xn--/", "http://a..b\x00/", "https://shop/\x07"])
def test_an_address_that_cannot_be_called_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="address"):
        endpoint(url)
