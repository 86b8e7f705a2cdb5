"""Which package tests call, and what is said where there is none to be called."""

from __future__ import annotations

import shutil

import pytest
from shop_projects import CONFIG, INI, configure, told_at_setup

pytest_plugins = ["pytester", "shop_fixtures"]


def uses(package: str, facade: str = "Maho") -> str:
    return f"""
        def test_which(maho, maho_async, maho_store):
            assert maho.cart.create("default") == 1
            names = {{type(maho).__name__, type(maho_async).__name__}}
            assert names == {{"{facade}", "Async{facade}"}}
            assert type(maho).__module__ == "{package}.client"
    """


def said(pytester: pytest.Pytester, *options: str) -> str:
    """All that a test is told that asks for a client and cannot have one."""
    pytester.makepyfile("def test_it(maho):\n    assert maho")
    return told_at_setup(pytester.runpytest_inprocess(*options))


def test_the_one_of_mahogen_toml(shop: pytest.Pytester) -> None:
    shop.makepyfile(uses("shop_api", "Shop"))
    shop.runpytest_inprocess().assert_outcomes(passed=1)


def test_the_one_of_pyproject_toml(shop: pytest.Pytester) -> None:
    text = (shop.path / "mahogen.toml").read_text()
    (shop.path / "mahogen.toml").unlink()
    shop.makepyprojecttoml(text.replace("[", "[tool.mahogen."))
    shop.makepyfile(uses("shop_api", "Shop"))
    shop.runpytest_inprocess().assert_outcomes(passed=1)


@pytest.mark.parametrize("name", ["mahogen.toml", "pyproject.toml"])
def test_none_is_the_one_of_a_stock_store(bare: pytest.Pytester, name: str) -> None:
    # A configuration that makes nothing is none, nor is a file about other things.
    other = '[contract]\nwsdl = "wsdl"\n' if name == "mahogen.toml" else "[tool.ruff]\n"
    (bare.path / name).write_text(other)
    bare.makepyfile(uses("maho_api"))
    bare.runpytest_inprocess().assert_outcomes(passed=1)


def test_the_folder_of_a_run_does_not_matter(
    shop: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = shop.mkdir("tests")
    (below / "test_it.py").write_text("def test_it(maho):\n    assert maho.cart.create()\n")
    monkeypatch.chdir(below)
    shop.runpytest_inprocess().assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("named", "facade"), [("shop_api", "Shop"), ("acme.own_api", "Maho"), ("v2_api", "Maho")]
)
def test_the_one_that_is_named(shop: pytest.Pytester, named: str, facade: str) -> None:
    configure(shop, "shop_api", "own_api", "server_api")  # and v2_api, of which nothing is said
    shop.makeini(f"{INI}maho_package = {named}\n")
    shop.makepyfile(uses(named, facade))
    shop.runpytest_inprocess().assert_outcomes(passed=1)


def test_the_only_one_that_has_a_client(shop: pytest.Pytester) -> None:
    configure(shop, "shop_api", "server_api")
    shop.makepyfile(uses("shop_api", "Shop"))
    shop.runpytest_inprocess().assert_outcomes(passed=1)


def test_several(shop: pytest.Pytester) -> None:
    configure(shop, "shop_api", "own_api", "server_api")
    assert said(shop) == (
        "mahogen.toml:4: there are several packages: shop_api, own_api\n"
        '  hint: say which one tests call: maho_package = "shop_api" in [tool.pytest.ini_options]'
        " of pyproject.toml, or [pytest] of pytest.ini"
    )


@pytest.mark.parametrize("options", [(), ("-o", "maho_package=server_api")])
def test_one_without_a_client(shop: pytest.Pytester, options: tuple[str, ...]) -> None:
    configure(shop, "server_api")
    assert said(shop, *options) == (
        'mahogen.toml:4: server_api has emit = "server", and so no client for tests\n'
        "  hint: name another package with maho_package in [tool.pytest.ini_options] of"
        " pyproject.toml, or [pytest] of pytest.ini"
    )


def test_one_that_is_not_generated_yet(shop: pytest.Pytester) -> None:
    shutil.rmtree(shop.path / "src")
    assert said(shop, "-W", "default") == (
        "mahogen.toml:4: there is no package shop_api yet\n"
        "  hint: `mahogen generate` writes src/shop_api"
    )


@pytest.mark.parametrize(("named", "folder"), [("shop_api", "src"), ("acme.own_api", "src")])
def test_one_that_python_does_not_look_for(shop: pytest.Pytester, named: str, folder: str) -> None:
    configure(shop, "shop_api", "own_api")
    shop.makeini(INI.replace("pythonpath = src", ""))
    assert said(shop, "-o", f"maho_package={named}").endswith(
        f": there is a package {named}, and Python does not look for it in '{folder}'\n"
        f'  hint: install it, or write pythonpath = ["{folder}"] in [tool.pytest.ini_options] of'
        " pyproject.toml, or [pytest] of pytest.ini"
    )


@pytest.mark.parametrize("named", ["shop_ap", "acme.shop_ap"])
def test_one_that_is_nowhere(shop: pytest.Pytester, named: str) -> None:
    assert said(shop, "-o", f"maho_package={named}") == (
        f"maho_package: there is no package {named}\n"
        "  hint: install it, or add the folder that it is in to pythonpath in"
        " [tool.pytest.ini_options] of pyproject.toml, or [pytest] of pytest.ini"
    )


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("raise ImportError('mahogen.runtime is too old')", "cannot be imported: mahogen.runtime"),
        ("import a_module_that_is_not_there", "cannot be imported: No module named 'a_module_"),
        ("def (", "cannot be imported: invalid syntax"),
        ("", "has no class Shop\n"),
    ],
)
def test_one_that_is_broken(shop: pytest.Pytester, code: str, what: str) -> None:
    (shop.path / "src" / "shop_api" / "__init__.py").write_text(code)
    told = said(shop)
    assert told.startswith(f"mahogen.toml:4: the package shop_api {what}")
    assert told.endswith("\n  hint: `mahogen generate` writes it anew")


def test_a_configuration_that_is_wrong(shop: pytest.Pytester) -> None:
    (shop.path / "mahogen.toml").write_text(CONFIG.replace("client", "clint"))
    assert said(shop) == 'mahogen.toml:6: "clint" is not a known key\n  hint: did you mean client?'


def test_one_that_cannot_be_read(shop: pytest.Pytester) -> None:
    (shop.path / "mahogen.toml").unlink()
    (shop.path / "pyproject.toml").write_text("[tool.mahogen\n")
    # pytest itself refuses it where it looks there for a configuration of its own.
    assert said(shop, "-c", "tox.ini").startswith("pyproject.toml:1: is not TOML: ")


def test_two_configurations(shop: pytest.Pytester) -> None:
    shop.makepyprojecttoml('[tool.mahogen.contract]\nwsdl = "wsdl"\n')
    assert said(shop) == (
        "pyproject.toml: the folder has mahogen.toml too, and both configure mahogen\n"
        "  hint: keep one of them"
    )


def test_tests_that_ask_for_none_have_no_trouble(shop: pytest.Pytester) -> None:
    (shop.path / "mahogen.toml").write_text("[")
    shop.makepyfile("import sys\ndef test_it():\n    assert 'shop_api' not in sys.modules")
    shop.runpytest_inprocess("-W", "error").assert_outcomes(passed=1)
