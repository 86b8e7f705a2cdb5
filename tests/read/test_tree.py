"""A source tree as a source: what is held, and what is said where it cannot be."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mahogen.errors import Diagnostics, InputError
from mahogen.read.held import Held
from mahogen.read.tree import is_tree, read_tree
from mahogen.read.xml import source_of
from support.corpus import BASE, CORPUS, needs_corpus
from support.examples import examples
from support.trees import API, CORE, config, declared, grow, schema, struct, v2

PORT = (
    '<portType name="{{var wsdl.handler}}PortType"/>'
    '<service name="S"><port name="{{var wsdl.handler}}Port">'
    '<soap:address location="{{var wsdl.url}}"/></port></service>'
)
WHOLE = {
    f"{API}/wsdl.xml": v2(PORT),
    f"{API}/wsdl2.xml": v2(schema("") + PORT),
    f"{API}/wsi.xml": v2(schema("") + PORT),
    f"{API}/api.xml": config("<resources/>"),
}


def read(root: Path, files: dict[str, str] | None = None) -> tuple[Held, list[str]]:
    diagnostics = Diagnostics()
    held = read_tree(grow(root, files or {}), "tree", diagnostics)
    return held, [f"{w.source}: {w.what}" for w in diagnostics.warnings]


def refused(root: Path, files: dict[str, str]) -> list[str]:
    with pytest.raises(InputError) as refusal:
        read(root, files)
    return [f"{p.source}: {p.what}" for p in refusal.value.problems]


def values(held: Held, key: str, path: str, attribute: str = "name") -> list[str | None]:
    return [element.get(attribute) for element in held.wsdls[key].root.findall(path)]


def test_three_contracts_and_a_catalog(tmp_path: Path) -> None:
    held, said = read(tmp_path, WHOLE)
    assert {key: raw.name for key, raw in held.wsdls.items()} == {
        "v2": f"tree/{API}/wsdl2.xml",
        "wsi": f"tree/{API}/wsi.xml",
        "v1": f"tree/{API}/wsdl.xml",
    }
    assert held.catalog is not None
    assert held.catalog.name == f"tree/{API}/api.xml"
    assert said == []


def test_variables_are_what_they_are_in_each_dialect(tmp_path: Path) -> None:
    held, _ = read(tmp_path, WHOLE)
    handler = "Mage_Api_Model_Server_V2_Handler"
    ports = {key: values(held, key, "{*}service/{*}port") for key in held.wsdls}
    assert ports == {"v2": [f"{handler}Port"], "wsi": ["Port"], "v1": ["Port"]}
    addresses = [values(held, key, ".//{*}address", "location") for key in ("v2", "wsi", "v1")]
    assert addresses == [
        ["http://localhost/api/v2_soap/"],
        ["http://localhost/api/v2_soap/"],
        ["http://localhost/api/soap/"],
    ]


def test_the_name_is_that_of_the_base_contract(tmp_path: Path) -> None:
    own = schema(struct("t", "a"), "urn:{{var wsdl.name}}")
    held, _ = read(tmp_path, {**WHOLE, "app/code/local/Acme/Shop/etc/wsdl.xml": v2(own)})
    assert values(held, "v2", ".//{*}complexType") == ["t"]


def test_the_first_contract_of_the_base_is_nobody_elses_fragment(tmp_path: Path) -> None:
    files = {
        **WHOLE,
        f"{API}/wsdl.xml": v2('<message name="call"/>'),
        f"{CORE}/Mage/Tag/etc/wsdl.xml": v2('<message name="tag"/>'),
        f"{CORE}/Mage/Tag/etc/wsi.xml": v2('<message name="wsiTag"/>'),
    }
    held, _ = read(tmp_path, files)
    names = {key: values(held, key, "{*}message") for key in held.wsdls}
    assert names == {"v2": ["tag"], "wsi": ["wsiTag"], "v1": ["call"]}


def test_a_module_without_wsi_is_ordinary(tmp_path: Path) -> None:
    held, said = read(tmp_path, {**WHOLE, "app/code/local/A/B/etc/wsdl.xml": v2("")})
    assert (len(held.wsdls), said) == (3, [])


def test_a_store_without_wsi_has_two_contracts(tmp_path: Path) -> None:
    files = {name: text for name, text in WHOLE.items() if not name.endswith("wsi.xml")}
    held, said = read(tmp_path, files)
    assert (sorted(held.wsdls), said) == (["v1", "v2"], [])
    _, said = read(tmp_path, {"app/code/local/A/B/etc/wsi.xml": v2("")})
    assert said == [
        "tree/app/code/local/A/B/etc/wsi.xml: is left out: Mage_Api has no wsi.xml, "
        "which it would be merged into"
    ]


def test_a_tree_without_any_api_xml(tmp_path: Path) -> None:
    del (files := dict(WHOLE))[f"{API}/api.xml"]
    assert read(tmp_path, files)[0].catalog is None


def test_catalogs_are_laid_over_each_other_in_the_order_of_loading(tmp_path: Path) -> None:
    alias = "<resources_alias><a>{}</a></resources_alias>"
    files = {
        **WHOLE,
        f"{API}/api.xml": config(alias.format("base")),
        f"{CORE}/Mage/One/etc/api.xml": config(alias.format("one")),
        f"{CORE}/Mage/Two/etc/api.xml": config(alias.format("two")),
    }
    held, _ = read(tmp_path, files)
    assert held.catalog is not None
    assert held.catalog.root.findtext("api/resources_alias/a") == "two"
    order = declared(("Mage_One",), ("Mage_Two",), ("Mage_Api", "Mage_Two"))
    held, _ = read(tmp_path, {"app/etc/modules/Mage_All.xml": order})
    assert held.catalog is not None
    alias_element = held.catalog.root.find("api/resources_alias/a")
    assert alias_element is not None
    assert (alias_element.text, str(source_of(alias_element))) == (
        "base",
        f"tree/{API}/api.xml:1",
    )


# -- what cannot be used ---------------------------------------------------------------------------


def test_only_a_module_of_ones_own(tmp_path: Path) -> None:
    files = {"local/Acme/Shop/etc/wsdl.xml": v2("")}
    assert is_tree(grow(tmp_path, files))
    assert refused(tmp_path, files) == [
        "tree: holds Acme_Shop, but not Mage_Api, which every contract starts from"
    ]


def test_no_module_at_all(tmp_path: Path) -> None:
    files = {"app/code/core/Mage/Core/etc/config.xml": "<config/>"}
    assert refused(tmp_path, files) == [
        "tree: holds no module with a wsdl.xml, wsi.xml or api.xml in its etc"
    ]


def test_a_base_without_a_contract(tmp_path: Path) -> None:
    assert refused(tmp_path, {f"{API}/api.xml": config("")}) == [
        "tree: Mage_Api has none of wsdl2.xml, wsi.xml and wsdl.xml"
    ]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    modules = "app/code/local"
    said = refused(
        tmp_path,
        {
            **WHOLE,
            f"{modules}/A/A/etc/wsdl.xml": "<definitions>\n<types>",
            f"{modules}/A/B/etc/wsdl.xml": "<!DOCTYPE definitions><definitions/>",
            f"{modules}/A/C/etc/wsdl.xml": v2('\n<message name="{{var wsdl.port}}"/>'),
            f"{modules}/A/D/etc/wsdl.xml": "<config/>",
            f"{modules}/A/E/etc/api.xml": "\n<definitions/>",
            f"{modules}/A/F/etc/wsi.xml": "",
        },
    )
    assert said == [
        f"tree/{modules}/A/A/etc/wsdl.xml:2: is cut off: <types> of line 2 is never closed",
        f"tree/{modules}/A/B/etc/wsdl.xml:1: has a DOCTYPE, which is refused",
        f'tree/{modules}/A/C/etc/wsdl.xml:3: "{{{{var wsdl.port}}}}" is a template variable '
        "that stores do not fill in",
        f"tree/{modules}/A/D/etc/wsdl.xml:1: has the root element config, not <definitions>",
        f"tree/{modules}/A/E/etc/api.xml:2: has the root element definitions, not <config>",
        f"tree/{modules}/A/F/etc/wsi.xml: is empty",
    ]


def test_a_broken_base(tmp_path: Path) -> None:
    said = refused(tmp_path, {**WHOLE, f"{API}/wsdl2.xml": "<definitions>"})
    assert said == [f"tree/{API}/wsdl2.xml:1: is cut off: <definitions> of line 1 is never closed"]


def test_modules_that_are_too_large_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mahogen.read.assembly.MAX_BYTES", 1_500)
    own = "app/code/local/A/B/etc/wsdl.xml"
    files = {f"{API}/wsdl2.xml": v2(PORT), own: v2(" " * 1_000)}
    assert refused(tmp_path, files) == [
        f"tree/{own}: takes the modules above the limit of 1,500 bytes together"
    ]


def test_a_name_that_was_given_as_dot(tmp_path: Path) -> None:
    grow(tmp_path, WHOLE)
    assert read_tree(tmp_path, ".", Diagnostics()).wsdls["v1"].name == f"{API}/wsdl.xml"
    assert read_tree(tmp_path, "a/", Diagnostics()).wsdls["v1"].name == f"a/{API}/wsdl.xml"


def test_folders_that_are_no_trees(tmp_path: Path) -> None:
    assert not is_tree(tmp_path / "nowhere")
    flat = grow(tmp_path / "flat", {"v2.wsdl": "", "api.xml": "", "etc/api.xml": ""})
    assert not is_tree(flat)
    assert not is_tree(flat / "v2.wsdl")
    (flat / "loop").symlink_to(flat)
    assert not is_tree(flat)


# -- whatever the order ----------------------------------------------------------------------------

PARTS = ("Mage/Catalog", "Mage/Tag", "Acme/Shop", "Zend/Last")


def spelled(held: Held) -> dict[str, bytes]:
    raws = [*held.wsdls.values(), *([held.catalog] if held.catalog else [])]
    return {raw.name: etree.tostring(raw.root) for raw in raws}


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = dict(WHOLE)
    for number, part in enumerate(PARTS):
        pool = "core" if part.startswith("Mage") else "local"
        folder = f"app/code/{pool}/{part}/etc"
        fields = ("shared", f"own{number}")
        files[f"{folder}/wsdl.xml"] = v2(schema(struct("t", *fields)))
        files[f"{folder}/wsi.xml"] = v2(f'<message name="m{number}"/>')
        files[f"{folder}/api.xml"] = config(f"<resources><r{number}/></resources>")
    root = tmp_path_factory.mktemp("several")
    grow(root / "declared", {"app/etc/modules/Zend_Last.xml": declared(("Zend_Last",))})
    for number, part in enumerate(PARTS[:3]):
        name = part.replace("/", "_")
        pool = "core" if part.startswith("Mage") else "local"
        files_of = declared((name, *(["Zend_Last"] if number == 1 else [])), pool=pool)
        grow(root / "declared", {f"app/etc/modules/{name}.xml": files_of})
    grow(root / "declared", {"app/etc/modules/Mage_Api.xml": declared(("Mage_Api",))})
    grow(root / "declared", files)
    grow(root / "named", files)
    return root


@examples(30)
@given(st.randoms(use_true_random=False), st.sampled_from(["declared", "named"]))
def test_the_order_in_which_files_are_listed_plays_no_part(
    several: Path, chance: random.Random, kind: str
) -> None:
    plain = spelled(read_tree(several / kind, "tree", Diagnostics()))
    real = os.listdir

    def listdir(path: Path) -> list[str]:
        return chance.sample(found := real(path), len(found))

    with patch.object(os, "listdir", listdir):
        assert spelled(read_tree(several / kind, "tree", Diagnostics())) == plain
    assert len(plain) == 4


# -- the modules of a Maho -------------------------------------------------------------------------


def fields_of(held: Held, name: str) -> list[str | None]:
    return values(held, "v2", f".//{{*}}complexType[@name='{name}']//{{*}}element")


@pytest.mark.slow
@needs_corpus
def test_the_corpus_is_the_same_backwards() -> None:
    plain = spelled(read_tree(CORPUS, "maho", Diagnostics()))
    real = os.listdir
    with patch.object(os, "listdir", lambda path: sorted(real(path), reverse=True)):
        assert spelled(read_tree(CORPUS, "maho", Diagnostics())) == plain


@pytest.mark.slow
@needs_corpus
def test_a_type_that_two_modules_define_has_its_fields_in_their_order(tmp_path: Path) -> None:
    shutil.copytree(CORPUS, tmp_path / CORE)
    name = "catalogProductCreateEntity"
    by_name = fields_of(read_tree(tmp_path, "maho", Diagnostics()), name)
    assert by_name[-1] == "stock_data"
    assert (CORPUS / BASE / "wsdl2.xml").is_file()
    modules = ("Mage_Api",), ("Mage_CatalogInventory",), ("Mage_Catalog", "Mage_CatalogInventory")
    grow(tmp_path, {"app/etc/modules/Mage_All.xml": declared(*modules)})
    turned = fields_of(read_tree(tmp_path, "maho", Diagnostics()), name)
    assert turned == ["stock_data", *by_name[:-1]]
