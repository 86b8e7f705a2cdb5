"""Addresses: how they are spelled where people read them, and what is on the same server."""

from __future__ import annotations

import pytest

from mahogen.errors import Source
from mahogen.read.address import Address, is_address, without_credentials


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://shop.example/", "https://shop.example/"),
        ("https://me:secret@shop.example:8443/a?wsdl", "https://shop.example:8443/a?wsdl"),
        ("https://me@shop.example/?wsdl=1#part", "https://shop.example/?wsdl=1"),
        ("http://[::1]:80/?type=v2_soap&wsdl", "http://[::1]:80/?type=v2_soap&wsdl"),
        ("https://s/?wsdl&key=secret&___store=de", "https://s/?wsdl&key=...&___store=de"),
        ("https://s/?a%5Fkey=secret&wsdl", "https://s/?a%5Fkey=...&wsdl"),
        ("https://s/?key=&secret", "https://s/?key=&secret"),
    ],
)
def test_no_secret_is_in_the_name(text: str, name: str) -> None:
    address = Address.of(text)
    assert address.name == name
    assert "secret" not in repr(address).replace("&secret", "")


def test_credentials_are_kept_apart() -> None:
    address = Address.of("https://me:p%40ss@shop.example/a")
    assert (address.user, address.password) == ("me", "p@ss")
    assert address.url == "https://shop.example/a"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ftp://shop.example/", "is not of http or https"),
        ("file:///etc/passwd", "is not of http or https"),
        ("https://", "names no host"),
        ("https:///path", "names no host"),
        ("https://shop:port/", "has a host or port that cannot be"),
        ("https://shop:99999/", "has a host or port that cannot be"),
        ("https://shop:0/", "has a host or port that cannot be"),
        ("https://[::1/", "has a host or port that cannot be"),
        ("https://shop/a b", "has characters that no address has"),
        ("https://shop\\@evil/", "has characters that no address has"),
        ("https://shop/\r\nX: y", "has characters that no address has"),
    ],
)
def test_what_cannot_be_one(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        Address.of(text)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("https://shop/a", "https://shop:443/b", True),
        ("http://shop/a", "https://shop/b", True),
        ("http://SHOP/a", "http://shop/b", True),
        ("http://shop:8000/", "http://shop:8001/", False),
        ("http://shop:8000/", "https://shop:8443/", False),
        ("https://shop/", "https://www.shop/", False),
        ("https://shop/", "https://shop.evil.example/", False),
        ("http://127.0.0.1/", "http://[::ffff:127.0.0.1]/", False),
        ("http://127.0.0.1/", "http://2130706433/", False),
    ],
)
def test_the_same_server(first: str, second: str, same: bool) -> None:
    assert Address.of(first).is_served_with(Address.of(second)) is same


def test_credentials_go_nowhere_else() -> None:
    address = Address.of("https://me:secret@shop/a/b", Source("m", 2))
    there = address.at("c?wsdl")
    assert (there.url, there.user, there.asked) == ("https://shop/a/c?wsdl", "me", Source("m", 2))
    assert address.at("//other/").user == ""
    assert address.at("//you:word@shop/").user == "you"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("https://shop/", True),
        ("HTTP://shop/", True),
        ("file:/etc/passwd", True),
        ("php://filter", True),
        ("wsdl/v2.wsdl", False),
        ("./a:b", False),
        ("/a://b", False),
        ("C:/wsdl", False),
    ],
)
def test_what_is_meant_as_an_address(text: str, meant: bool) -> None:
    assert is_address(text) is meant


def test_what_is_no_address_keeps_no_credentials_either() -> None:
    assert without_credentials("ftp://me:p/w@rd@shop/") == "ftp://shop/"
