"""What a report shows of addresses, and what it keeps to itself."""

from __future__ import annotations

import pytest
from drift_shop import SHOP, changes, text

from mahogen.drift.change import Change

SOAPENC = "http://schemas.xmlsoap.org/soap/encoding/"
AT = 'location="https://shop.example/api/"'


def found(old: str, new: str) -> list[Change]:
    """What a move from one address to another is."""
    before, after = (text(AT, f'location="{at}"')(SHOP) for at in (old, new))
    return changes(before, after)


def rules(old: str, new: str) -> list[str]:
    return [change.rule for change in found(old, new)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://localhost/api/", "http://localhost:80/api/"),
        ("https://shop.example/api/", "https://shop.example:443/api/"),
        ("http://[::1]/api/", "http://[::1]:80/api/"),
    ],
)
def test_the_usual_port_is_no_change(one: str, other: str) -> None:
    assert rules(one, other) == rules(other, one) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("http://localhost/api/", "http://localhost:8080/api/", ["AD002"]),
        ("http://localhost/api/", "http://localhost:443/api/", ["AD002"]),
        ("https://localhost/api/", "http://localhost:80/api/", ["AD003"]),
        ("http://localhost:80/api/", "https://localhost:443/api/", ["AD004"]),
    ],
)
def test_another_port_is_one(one: str, other: str, expected: list[str]) -> None:
    assert rules(one, other) == expected


@pytest.mark.parametrize(
    "key", ["apiKey", "apikey", "API_KEY", "api-key", "password", "newPassword", "access_token"]
)
def test_a_key_in_the_query_is_told_and_not_shown(key: str) -> None:
    new = f"https://shop.example/api/?type=soap&amp;{key}=s3cret"
    told = found("https://shop.example/api/", new)
    assert [change.rule for change in told] == ["AD005", "AD001"]
    assert {change.new for change in told} == {f"https://shop.example/api/?type=soap&{key}=..."}


def test_values_of_a_query_are_not_shown_whatever_they_are() -> None:
    [change] = found("https://shop.example/api/?q=one", "https://shop.example/api/?q=two")
    assert (change.rule, change.old, change.new) == (
        "AD001",
        *["https://shop.example/api/?q=..."] * 2,
    )


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("", ""),
        ("x.xsd", " from x.xsd"),
        ("https://a:b@elsewhere.example/x?k=v", " from https://elsewhere.example/x?k=..."),
    ],
)
def test_an_import_is_shown_with_where_it_is_from(location: str, shown: str) -> None:
    at = f' schemaLocation="{location}"' if location else ""
    schema = 'schema targetNamespace="urn:Shop">'
    told = changes(
        SHOP, text(schema, f'{schema}<xsd:import namespace="{SOAPENC}"{at}/>', "v2")(SHOP)
    )
    assert [(c.rule, c.new) for c in told] == [("SC002", SOAPENC + shown)]
