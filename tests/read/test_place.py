"""Whatever the user may name: what is found there, and what is said where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from mahogen.errors import Diagnostics, InputError
from mahogen.read.address import Address
from mahogen.read.inputs import Inputs, read_inputs
from mahogen.read.place import Places
from mahogen.read.settings import Settings
from mahogen.read.source import Origin
from mahogen.read.sources import Place, Sources
from mahogen.read.web import OnDemand
from support.web_server import Reply, serving

SHIPPED = Path(__file__).parents[2] / "wsdl"
FILES = ("v2.wsdl", "wsi.wsdl", "v1.wsdl", "api.xml")


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def folder(name: str, *files: str) -> Origin:
    """A folder with some of the shipped files, each of which may be renamed: `new=old`."""
    Path(name).mkdir(parents=True, exist_ok=True)
    for file in files:
        new, _, old = file.partition("=")
        Path(name, new).write_bytes((SHIPPED / (old or new)).read_bytes())
    return Origin.of(name)


def read(*layers: Mapping[str, Place]) -> Inputs[str]:
    return read_inputs(Sources(layers, stock_notes=False), Diagnostics())


def said(*layers: Mapping[str, Place]) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(*layers)
    return [f"{p.source}: {p.what}" for p in caught.value.problems]


def files_of(inputs: Inputs[str]) -> dict[str, str]:
    found = {key: document.file for key, document in inputs.wsdls.items()}
    return found | ({"catalog": inputs.catalog.file} if inputs.catalog else {})


def test_a_folder_is_all_that_is_in_it() -> None:
    assert files_of(read({"wsdl": folder("shop/wsdl", *FILES)})) == {
        "v2": "shop/wsdl/v2.wsdl",
        "wsi": "shop/wsdl/wsi.wsdl",
        "v1": "shop/wsdl/v1.wsdl",
        "catalog": "shop/wsdl/api.xml",
    }


def test_files_are_known_by_their_content() -> None:
    place = folder("docs", "A.WSDL=wsi.wsdl", "b.xml=v2.wsdl", "c.xml=api.xml")
    Path("docs/pom.xml").write_text("<project/>")
    Path("docs/cut.xml").write_text("<project>")
    Path("docs/web.xml").write_text("<!DOCTYPE web><config/>")
    Path("docs/SOURCE.toml").write_text("not = 'ours'")
    Path("docs/inner.wsdl").mkdir()
    assert files_of(read({"wsdl": place})) == {
        "v2": "docs/b.xml",
        "wsi": "docs/A.WSDL",
        "catalog": "docs/c.xml",
    }


def test_the_current_folder() -> None:
    folder(".", "v2.wsdl")
    assert files_of(read({"wsdl": Origin.of(".")})) == {"v2": "v2.wsdl"}


@pytest.mark.parametrize("file", FILES[:3])
def test_a_file_is_of_the_dialect_that_it_speaks(file: str) -> None:
    folder("docs", f"shop.wsdl={file}")
    found = files_of(read({"wsdl": Origin.of("docs/shop.wsdl")}))
    assert found == {file.removesuffix(".wsdl"): "docs/shop.wsdl"}


def test_one_document_out_of_a_folder() -> None:
    place = folder("docs", *FILES)
    assert files_of(read({"wsi": place, "catalog": place})) == {
        "wsi": "docs/wsi.wsdl",
        "catalog": "docs/api.xml",
    }


def test_a_key_of_its_own_goes_before_what_is_found() -> None:
    place = folder("docs", *FILES)
    folder("mine", "shop.wsdl=wsi.wsdl", "api.xml")
    named = {"wsi": Origin.of("mine/shop.wsdl"), "catalog": Origin.of("mine/api.xml")}
    assert files_of(read({"wsdl": place, **named})) == {
        "v2": "docs/v2.wsdl",
        "wsi": "mine/shop.wsdl",
        "v1": "docs/v1.wsdl",
        "catalog": "mine/api.xml",
    }


def test_the_first_layer_that_has_a_document_gives_it() -> None:
    first, second = folder("first", "v2.wsdl"), folder("second", *FILES)
    assert files_of(read({"wsdl": first}, {"wsdl": second, "wsi": second})) == {
        "v2": "first/v2.wsdl",
        "wsi": "second/wsi.wsdl",
        "v1": "second/v1.wsdl",
        "catalog": "second/api.xml",
    }


def test_nothing_is_there() -> None:
    Path("empty").mkdir()
    assert said({"wsdl": Origin.of("empty")}) == ["empty: holds no contract, nor an api.xml"]
    assert said({"wsdl": Origin.of("none")}) == ["none: there is no such file"]
    assert said({"wsdl": folder("alone", "api.xml")}) == ["alone: holds no contract"]
    assert said({"wsdl": Origin.of("alone/api.xml")}) == ["alone/api.xml: holds no contract"]


def test_a_folder_of_too_much() -> None:
    place = folder("docs", "v2.wsdl")
    for number in range(1000):
        Path(f"docs/{number}.xml").touch()
    assert said({"wsdl": place}) == ["docs: holds more than 1,000 files to look at"]


def test_a_document_at_an_address() -> None:
    with serving({f"/{name}": Reply((SHIPPED / name).read_bytes()) for name in FILES}) as site:
        at = {name: Address.of(f"{site.url}/{name}") for name in FILES}
        found = read({"wsdl": at["wsi.wsdl"], "v1": at["v1.wsdl"], "catalog": at["api.xml"]})
        assert files_of(found) == {
            "wsi": f"{site.url}/wsi.wsdl",
            "v1": f"{site.url}/v1.wsdl",
            "catalog": f"{site.url}/api.xml",
        }
        wrong = said({"v2": at["api.xml"], "catalog": Address.of(f"{site.url}/")})
        assert [text.replace(site.url, "SITE") for text in wrong] == [
            "SITE/: is a store, and none gives away its api.xml",
            "SITE/api.xml:13: is a configuration file of a store, not a WSDL 1.1 contract",
        ]


def test_a_store_that_is_set_to_another_dialect() -> None:
    answers = {"/api/v2_soap/?wsdl": Reply((SHIPPED / "wsi.wsdl").read_bytes())}
    with serving(answers) as site:
        [text] = said({"v2": Address.of(f"{site.url}/")})
        assert text == f"{site.url}/: holds wsi, but not v2"
        assert site.paths == [*answers]


def test_a_place_is_read_once() -> None:
    answers = {"/api/v2_soap/?wsdl": Reply((SHIPPED / "v2.wsdl").read_bytes())}
    with serving(answers) as site, closing(OnDemand(Settings())) as web:
        places = Places(web, Diagnostics())
        address = Address.of(f"{site.url}/")
        assert places.held(address, ("v2",)) is places.held(address, ("v2",))
        assert site.paths == [*answers]
        docs = folder("docs", "v2.wsdl")
        assert places.held(docs, ("v2",)) is places.held(docs, ("v2", "wsi"))
