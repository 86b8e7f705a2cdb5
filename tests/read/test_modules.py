"""Which modules a tree has, where they are, and in which order a store loads them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from mahogen.errors import Diagnostics, InputError
from mahogen.read.folders import Folders
from mahogen.read.modules import find_modules
from support.trees import CORE, declared, grow

MODULES = "app/etc/modules"


def found(root: Path, limit: int = 20_000) -> tuple[list[str], list[str]]:
    """The modules by name, each with the places of its files, and what is said of the tree."""
    diagnostics = Diagnostics()
    modules = find_modules(Folders(root, "tree", diagnostics, limit))
    lines = [
        f"{m.name} {' '.join(p.relative_to(root).as_posix() for p in m.files.values())}"
        for m in modules
    ]
    problems = [*diagnostics.errors, *diagnostics.warnings]
    return lines, [f"{p.source}: {p.what}" for p in problems]


def names(root: Path) -> list[str]:
    return [line.split()[0] for line in found(root)[0]]


def apis(*folders: str) -> dict[str, str]:
    return {f"{folder}/etc/api.xml": "<config/>" for folder in folders}


# -- where they are --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folders", "root"),
    [
        (["app/code/core/Mage/Api", "app/code/local/Acme/Shop"], "."),
        (["app/code/core/Mage/Api", "app/code/local/Acme/Shop"], "app/code"),
        (["core/Mage/Api", "community/Acme/Shop"], "."),
        (["Mage/Api", "Acme/Shop"], "."),
        (["src/app/code/core/Mage/Api", "src/app/code/local/Acme/Shop"], "."),
        (["vendor/a/maho/app/code/core/Mage/Api", "app/code/local/Acme/Shop"], "."),
        (["vendor/a/maho/app/code/core/Mage/Api", "vendor/b/c/app/code/local/Acme/Shop"], "."),
        (["vendor/a/maho/app/code/core/Mage/Api", "vendor/b/c/src/app/code/local/Acme/Shop"], "."),
        (
            [
                "vendor/a/maho/app/code/core/Mage/Api",
                "vendor/maho-modman-symlinks/b/c/app/code/local/Acme/Shop",
            ],
            ".",
        ),
        (["a/maho/app/code/core/Mage/Api", "b/c/app/code/local/Acme/Shop"], "vendor"),
    ],
)
def test_trees(tmp_path: Path, folders: list[str], root: str) -> None:
    base = tmp_path / "vendor" if root == "vendor" else tmp_path
    grow(base, apis(*folders))
    assert names(tmp_path / root) == ["Mage_Api", "Acme_Shop"]


def test_a_module_with_a_long_name(tmp_path: Path) -> None:
    grow(tmp_path, apis("app/code/local/Acme/Shop/Cart", "app/code/local/Acme/Other"))
    assert names(tmp_path) == ["Acme_Other", "Acme_Shop_Cart"]


def test_a_module_without_files_for_the_api_is_none(tmp_path: Path) -> None:
    grow(tmp_path, {f"{CORE}/Mage/Core/etc/config.xml": "", **apis(f"{CORE}/Mage/Api")})
    assert names(tmp_path) == ["Mage_Api"]


def test_local_goes_before_community_and_that_before_core(tmp_path: Path) -> None:
    pools = {
        "A_One": ("core", "community", "local"),
        "A_Two": ("core", "community"),
        "A_Three": ("core",),
    }
    for name, inside in pools.items():
        folder = name.replace("_", "/")
        grow(tmp_path, apis(*(f"app/code/{pool}/{folder}" for pool in inside)))
    grow(tmp_path, {"app/code/core/A/One/etc/wsdl.xml": ""})
    assert found(tmp_path)[0] == [
        "A_One app/code/local/A/One/etc/api.xml",
        "A_Three app/code/core/A/Three/etc/api.xml",
        "A_Two app/code/community/A/Two/etc/api.xml",
    ]


def test_a_declaration_says_the_pool_and_no_other_is_looked_into(tmp_path: Path) -> None:
    grow(
        tmp_path,
        {
            **apis("app/code/core/A/One", "app/code/local/A/One", "app/code/local/A/Two"),
            f"{MODULES}/a.xml": declared(("A_One",), ("A_Two",), pool="core"),
        },
    )
    assert found(tmp_path)[0] == ["A_One app/code/core/A/One/etc/api.xml"]


def test_the_files_of_a_project_go_before_those_of_its_packages_one_by_one(tmp_path: Path) -> None:
    module = f"{CORE}/Mage/Api/etc"
    maho, other = "vendor/mahocommerce/maho", "vendor/a/module"
    grow(
        tmp_path,
        {
            **{f"{maho}/{module}/{name}": "" for name in ("wsdl.xml", "wsdl2.xml", "wsi.xml")},
            **{f"{other}/{module}/{name}": "" for name in ("wsdl2.xml", "wsi.xml")},
            f"{module}/wsi.xml": "",
            f"{maho}/app/Mage.php": "",
            f"{maho}/{MODULES}/Mage_All.xml": declared(("Mage_Api",)),
        },
    )
    [line], said = found(tmp_path)
    assert sorted(line.split()[1:]) == [
        f"{module}/wsi.xml",
        f"{other}/{module}/wsdl2.xml",
        f"{maho}/{module}/wsdl.xml",
    ]
    assert said == []


def test_packages_are_not_looked_into_where_all_code_is_in_the_store(tmp_path: Path) -> None:
    grow(tmp_path, apis(f"{CORE}/Mage/Api", "vendor/a/b/app/code/local/Acme/Shop"))
    assert names(tmp_path) == ["Mage_Api"]


def test_several_stores(tmp_path: Path) -> None:
    grow(tmp_path, apis(f"one/{CORE}/Mage/Api", f"two/{CORE}/Mage/Api"))
    with pytest.raises(InputError, match=r"tree: holds several stores: tree/one, tree/two"):
        found(tmp_path)


# -- in which order --------------------------------------------------------------------------------


def store(root: Path, *folders: str, modules: Mapping[str, str]) -> list[str]:
    """The order of the modules in core; `modules` are the files that declare them."""
    grow(root, apis(*(f"{CORE}/{folder}" for folder in folders)))
    grow(root, {f"{MODULES}/{name}": text for name, text in modules.items()})
    return names(root)


def test_by_name_the_base_first_and_the_stores_own_next(tmp_path: Path) -> None:
    modules = ("Zend/A", "Acme/A", "Mage/Zoo", "Mage/Api", "Mage/Adminhtml", "Mageother/A")
    assert store(tmp_path, *modules, modules={}) == [
        *("Mage_Api", "Mage_Adminhtml", "Mage_Zoo"),
        *("Acme_A", "Mageother_A", "Zend_A"),
    ]


def test_as_declared_all_of_mage_first(tmp_path: Path) -> None:
    order = store(
        tmp_path,
        *("Mage/One", "Mage/Two", "Mage/Three", "Acme/A"),
        modules={
            "Acme_A.xml": declared(("Acme_A",)),
            "Mage_Three.xml": declared(("Mage_Three",)),
            "Mage_All.xml": declared(("Mage_Two",), ("Mage_One",)),
        },
    )
    assert order == ["Mage_Two", "Mage_One", "Mage_Three", "Acme_A"]


def test_as_the_code_of_the_store_ranks_them(tmp_path: Path) -> None:
    code = "const MAGE_MODULES = [\n 'Mage_Two' => 0, # first\n \"Mage_One\" => 10,\n];"
    grow(tmp_path, {f"{CORE}/Mage/Core/Model/Config.php": code})
    order = store(
        tmp_path,
        *("Mage/One", "Mage/Two", "Mage/All", "Acme/A"),
        modules={
            f"{name}.xml": declared((name,))
            for name in ("Mage_One", "Mage_Two", "Mage_All", "Acme_A")
        },
    )
    assert order == ["Mage_Two", "Mage_One", "Acme_A", "Mage_All"]


def test_what_a_module_depends_on_goes_before_it(tmp_path: Path) -> None:
    order = store(
        tmp_path,
        *("A/One", "A/Two", "A/Three", "A/Four"),
        modules={
            "a.xml": declared(("A_One", "A_Three"), ("A_Two",), ("A_Three", "A_Four"), ("A_Four",))
        },
    )
    # Swapped, as a store does it; another order would put Two elsewhere.
    assert order == ["A_Four", "A_Two", "A_Three", "A_One"]


def test_what_is_not_active_is_left_out(tmp_path: Path) -> None:
    files = {
        f"{word or 'none'}.xml": declared((f"A_{word.title() or 'None'}",), active=word)
        for word in ("true", "false", "1", "0", "off", "")
    }
    folders = ("A/True", "A/False", "A/1", "A/0", "A/Off", "A/None")
    assert store(tmp_path, *folders, modules=files) == ["A_1", "A_True"]


def test_a_later_file_can_switch_a_module_off(tmp_path: Path) -> None:
    off = "<config><modules><A_One><active>false</active></A_One></modules></config>"
    modules = {"a.xml": declared(("A_One",), ("A_Two",)), "z.xml": off}
    assert store(tmp_path, "A/One", "A/Two", modules=modules) == ["A_Two"]


def test_a_project_can_replace_the_declarations_of_a_package(tmp_path: Path) -> None:
    grow(
        tmp_path,
        {
            **apis(f"vendor/m/maho/{CORE}/A/One", f"vendor/m/maho/{CORE}/A/Two"),
            f"vendor/m/maho/{MODULES}/a.xml": declared(("A_One",), ("A_Two",)),
            f"{MODULES}/a.xml": declared(("A_Two",)),
            "app/code/.keep": "",
        },
    )
    assert names(tmp_path) == ["A_Two"]


def test_a_module_that_nobody_declares(tmp_path: Path) -> None:
    grow(
        tmp_path,
        {
            **apis(f"{CORE}/Mage/Api", "app/code/local/Acme/Shop"),
            f"{MODULES}/Mage_All.xml": declared(("Mage_Api",)),
        },
    )
    modules, said = found(tmp_path)
    assert modules == [f"Mage_Api {CORE}/Mage/Api/etc/api.xml"]
    assert said == [
        "tree/app/code/local/Acme/Shop: the module Acme_Shop is left out: "
        "no file in app/etc/modules declares it"
    ]


def test_code_without_the_declarations_beside_it(tmp_path: Path) -> None:
    grow(
        tmp_path,
        {
            **apis(f"{CORE}/Mage/Api", f"{CORE}/A/One"),
            f"{MODULES}/a.xml": declared(("Mage_Api",)),
        },
    )
    assert found(tmp_path / "app/code")[1] == [
        "tree: is read without the declarations in app/etc/modules, so inactive modules are in it"
    ]


def test_a_dependence_on_what_is_not_there(tmp_path: Path) -> None:
    modules = {
        "a.xml": declared(("A_One", "A_Off", "A_None")),
        "b.xml": declared(("A_Off",), active="false"),
    }
    grow(tmp_path, {**apis(f"{CORE}/A/One"), **{f"{MODULES}/{k}": v for k, v in modules.items()}})
    assert found(tmp_path)[1] == [
        "tree/app/etc/modules/a.xml:2: the module A_One depends on A_Off, which is inactive",
        "tree/app/etc/modules/a.xml:2: the module A_One depends on A_None, which is not declared",
    ]


def test_modules_that_depend_on_each_other(tmp_path: Path) -> None:
    circle = declared(("A_One", "A_Two"), ("A_Two", "A_One"))
    grow(tmp_path, {**apis(f"{CORE}/A/One"), f"{MODULES}/a.xml": circle})
    said = found(tmp_path)[1]
    assert len(said) == 1
    assert "which cannot be loaded before it" in said[0]


def test_a_name_that_would_lead_out_of_the_code_pool(tmp_path: Path) -> None:
    grow(tmp_path, {**apis("app/code", "app/code/core/A"), f"{MODULES}/a.xml": declared(("A_..",))})
    assert found(tmp_path)[0] == []


def test_a_broken_declaration(tmp_path: Path) -> None:
    broken = "<config>\n<modules>"
    grow(tmp_path, {**apis(f"{CORE}/A/One"), f"{MODULES}/a.xml": broken})
    [said] = [line for line in found(tmp_path)[1] if "left out" not in line]
    assert said.startswith("tree/app/etc/modules/a.xml:2: is cut off")


# -- folders that are no help ----------------------------------------------------------------------


def test_links_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    grow(tmp_path, apis("packages/shop"))
    pool = tmp_path / "app/code/local"
    (pool / "Acme/Deep").mkdir(parents=True)
    (pool / "Acme/Shop").symlink_to(tmp_path / "packages/shop")
    (pool / "Acme/Up").symlink_to(pool)
    (pool / "Again").symlink_to(pool)
    (pool / "Acme/Self").symlink_to("Self")
    (pool / "Acme/Gone").symlink_to("nowhere")
    modules, said = found(tmp_path, limit=60)
    assert modules == ["Acme_Shop app/code/local/Acme/Shop/etc/api.xml"]
    assert said == []


def test_a_pipe_is_not_a_file(tmp_path: Path) -> None:
    grow(tmp_path, apis("Acme/Shop"))
    os.mkfifo(tmp_path / "Acme/Shop/etc/wsdl.xml")
    assert found(tmp_path)[0] == ["Acme_Shop Acme/Shop/etc/api.xml"]


def test_a_folder_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grow(tmp_path, apis("Acme/Shop", "Other/Shop"))
    real = os.listdir

    def listdir(path: Path) -> list[str]:
        if Path(path).name == "Acme":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    modules, said = found(tmp_path)
    assert modules == ["Other_Shop Other/Shop/etc/api.xml"]
    assert said == ["tree/Acme: cannot be read: Permission denied"] * len(said)
    assert said


def test_there_is_a_limit(tmp_path: Path) -> None:
    grow(tmp_path, apis(*(f"Acme/M{i}" for i in range(30))))
    for i in range(30):
        (tmp_path / f"Vendor{i}").mkdir()
    with pytest.raises(InputError, match="tree: has more than 20 folders"):
        found(tmp_path, limit=20)


def test_there_is_a_limit_to_declarations(tmp_path: Path) -> None:
    many = declared(*((f"A_M{i}",) for i in range(5_001)))
    grow(tmp_path, {**apis("app/code/core/A/M1"), f"{MODULES}/a.xml": many})
    with pytest.raises(InputError, match=r"tree: declares more than 5,000 modules"):
        found(tmp_path)
