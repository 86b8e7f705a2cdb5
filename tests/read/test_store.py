"""The contracts of a store, from its address alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from mahogen.errors import Diagnostics, InputError
from mahogen.read.address import Address
from mahogen.read.held import Held
from mahogen.read.http import Web
from mahogen.read.settings import Settings
from mahogen.read.store import is_document, read_store
from mahogen.read.xml import source_of
from support.web_server import Answer, Reply, Site, serving

SHIPPED = Path(__file__).parents[2] / "wsdl"
V2, WSI, V1 = (Reply((SHIPPED / f"{name}.wsdl").read_bytes()) for name in ("v2", "wsi", "v1"))
ALL = ("v2", "wsi", "v1")


def read(
    address: str, diagnostics: Diagnostics | None = None, wanted: tuple[str, ...] = ALL
) -> Held:
    with closing(Web(Settings(), {})) as web:
        return read_store(Address.of(address), wanted, web, diagnostics or Diagnostics())


def said(site: Site, wanted: tuple[str, ...] = ALL) -> str:
    with pytest.raises(InputError) as caught:
        read(f"{site.url}/", wanted=wanted)
    [problem] = caught.value.problems
    return f"{problem.source}: {problem.what}".replace(site.url, "SITE")


@pytest.mark.parametrize(
    "below",
    [
        *("", "/", "/api/", "/api/v2_soap", "/api/v2_soap/", "/api/soap/", "/api/v2_soap/index/"),
        *("/index.php", "/index.php/", "/index.php/api/soap/", "/api.php?type=v2_soap"),
    ],
)
def test_the_shop_is_found_from_anywhere_in_it(below: str) -> None:
    answers = {"/api/v2_soap/?wsdl": V2, "/api/soap/?wsdl": V1}
    with serving(answers) as site:
        held = read(site.url + below)
        assert list(held.wsdls) == ["v2", "v1"]
        assert site.paths == list(answers)
        name = f"{site.url}/api/v2_soap/?wsdl"
        assert (held.wsdls["v2"].name, source_of(held.wsdls["v2"].root).file) == (name, name)


@pytest.mark.parametrize("below", ["/shop/de/", "/shop/de/index.php/", "/shop/de/api/v2_soap/"])
def test_a_shop_below_a_path(below: str) -> None:
    with serving({"/shop/de/api/v2_soap/?wsdl": WSI}) as site:
        assert list(read(site.url + below).wsdls) == ["wsi"]


@pytest.mark.parametrize(
    ("at", "asked"),
    [("/index.php/api/v2_soap/?wsdl", 2), ("/api.php?type=v2_soap&wsdl", 3)],
)
def test_other_ways_in_where_the_first_is_not_there(at: str, asked: int) -> None:
    with serving({at: V2}) as site:
        read(f"{site.url}/", wanted=("v2",))
        assert len(site.asked) == asked
        assert site.paths[-1] == at


def test_what_was_found_is_noted() -> None:
    diagnostics = Diagnostics()
    with serving({"/api/v2_soap/?wsdl": WSI}) as site:
        read(f"{site.url}/", diagnostics)
    assert [note.replace(site.url, "SITE") for note in diagnostics.notes] == [
        "SITE/ has wsi at SITE/api/v2_soap/?wsdl",
        "SITE/ has no contract of v1",
    ]


def test_only_what_is_wanted_is_asked_for() -> None:
    with serving({"/api/soap/?wsdl": V1}) as site:
        assert list(read(f"{site.url}/", wanted=("v1",)).wsdls) == ["v1"]
        assert site.paths == ["/api/soap/?wsdl"]
        assert read(f"{site.url}/", wanted=("catalog",)).wsdls == {}


def test_no_store() -> None:
    with serving({}) as site:
        text = said(site)
        tried = text.partition("404 at ")[2]
        assert text.startswith("SITE/: has no contract of v2 or wsi or v1: 404 at SITE/api/v2_soap")
        assert tried.split(", ") == [
            "SITE/api/v2_soap/?wsdl",
            "SITE/index.php/api/v2_soap/?wsdl",
            "SITE/api.php?type=v2_soap&wsdl",
        ]
        assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (
            Reply(b"<!DOCTYPE html><title>Shop</title>"),
            ':1: is an HTML page titled "Shop", not XML',
        ),
        (Reply(b""), ": is empty"),
        (Reply(b"{}"), ":1: is JSON, not XML"),
        (Reply(b"<a>"), ":1: is cut off: <a> of line 1 is never closed"),
        (Reply(b"<project/>"), ":1: has the root element project, not a WSDL 1.1 contract"),
        (Reply(status=503), ": is down for maintenance (503)"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v2_soap/?wsdl", "/api/soap/?wsdl"])
def test_half_a_store_is_none(path: str, answer: Answer, text: str) -> None:
    """What fails today may be there tomorrow: the output must not depend on that."""
    answers = {"/api/v2_soap/?wsdl": V2, "/api/soap/?wsdl": V1, path: answer}
    with serving(answers) as site:
        assert said(site) == f"SITE{path}{text}"


def test_one_contract_in_place_of_another() -> None:
    diagnostics = Diagnostics()
    with serving({"/api/v2_soap/?wsdl": V1, "/api/soap/?wsdl": V1}) as site:
        read(f"{site.url}/", diagnostics)
    [problem] = diagnostics.errors
    text = "/api/v2_soap/?wsdl: serves a contract of v1, where v2 or wsi was expected"
    assert f"{problem.source}: {problem.what}" == site.url + text


@pytest.mark.parametrize(
    ("address", "document"),
    [
        ("https://shop/", False),
        ("https://shop/api/v2_soap/", False),
        ("https://shop/api.php?type=v2_soap", False),
        ("https://shop/api/v2_soap/?wsdl", True),
        ("https://shop/api/v2_soap/?WSDL=1", True),
        ("https://shop/files/shop.wsdl", True),
        ("https://shop/files/api.xml?raw=1", True),
    ],
)
def test_an_address_is_of_a_store_or_of_a_document(address: str, document: bool) -> None:
    assert is_document(Address.of(address)) is document
