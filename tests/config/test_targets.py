"""The tables of targets: which resources, which taste, and where the package goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahogen.config import load
from mahogen.config.targets import Target
from mahogen.emit.taste import STANDARD, Taste
from mahogen.errors import ConfigError, Source
from mahogen.model.select import Naming


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def targets(*lines: str, package: str = "shop_api") -> tuple[Target, ...]:
    head = ['contract.v2 = "v2.wsdl"', f"[targets.{package}]", f'output = "{package}"']
    Path("mahogen.toml").write_text("\n".join([*head, *lines]))
    return load().targets


def target(*lines: str) -> Target:
    [found] = targets(*lines)
    return found


def problems(*lines: str) -> list[str]:
    with pytest.raises(ConfigError) as error:
        targets(*lines)
    return [str(problem).partition("\n")[0] for problem in error.value.problems]


def test_a_target_without_taste_has_the_standard_one() -> None:
    plain = target().taste
    assert (plain.decimal, plain.client, plain.server, plain.vendored) == (False, True, True, False)
    assert (plain.facades, plain.templates) == (("Maho", "AsyncMaho"), None)
    assert plain.located("mahogen.runtime.errors", 1) == "mahogen.runtime.errors"


@pytest.mark.parametrize(
    ("line", "attribute", "value"),
    [
        ('double = "decimal"', "decimal", True),
        ('double = "float"', "decimal", False),
        ('emit = "client"', "server", False),
        ('emit = "client"', "client", True),
        ('emit = "server"', "client", False),
        ('emit = "both"', "server", True),
        ('runtime = "vendor"', "vendored", True),
        ('runtime = "import"', "vendored", False),
        ('client = "Shop"', "facades", ("Shop", "AsyncShop")),
        ('client = "Maho"', "facades", STANDARD.facades),
    ],
)
def test_what_a_key_says(line: str, attribute: str, value: object) -> None:
    assert getattr(target(line).taste, attribute) == value


def test_templates_are_named_from_the_file_on() -> None:
    Path("project").mkdir()
    Path("project/mahogen.toml").write_text(
        'contract.v2 = "v2.wsdl"\n[targets.shop_api]\noutput = "shop_api"\ntemplates = "mine/"\n'
    )
    [found] = load(Path("project/mahogen.toml")).targets
    folder = found.taste.templates
    assert folder is not None
    assert (folder.name, folder.path) == ("mine", Path("project/mine"))
    assert found.taste.templates_at == Source("mahogen.toml", 4)


def test_resources_and_what_is_left_out() -> None:
    found = target('resources = ["cart_*"]', 'exclude = ["cart_payment"]')
    assert found.resources == ("cart_*",)
    assert found.exclude == Naming(("cart_payment",), Source("mahogen.toml", 5))
    assert target().exclude is None


@pytest.mark.parametrize("name", ["shop", "My_Shop", "Shop!", "1Shop", "", "Größe", "A" * 61])
def test_classes_that_no_client_can_be(name: str) -> None:
    [line] = problems(f'client = "{name}"')
    assert line.endswith("cannot be the class of a client")


@pytest.mark.parametrize("name", ["Client", "Resource", "Entity", "AsyncMaho", "Any", "Decimal"])
def test_classes_that_packages_have(name: str) -> None:
    [line] = problems(f'client = "{name}"')
    assert line.endswith("is a class that packages have already")


@pytest.mark.parametrize("name", ["", " ", "~/mine", "a\\\\b", "a\\nb"])
def test_paths_that_mean_nothing_everywhere(name: str) -> None:
    [line] = problems(f'templates = "{name}"')
    assert "is not a path that means the same everywhere" in line


@pytest.mark.parametrize("templates", ["shop_api", "shop_api/templates"])
def test_an_output_holds_no_templates(templates: str) -> None:
    [line] = problems(f'templates = "{templates}"')
    assert line.startswith("mahogen.toml:3: the output ")


def test_every_target_has_its_own_taste() -> None:
    first, second = targets(
        'double = "decimal"', "[targets.other]", 'output = "other"', 'emit = "server"'
    )
    assert (first.taste.decimal, first.taste.client) == (True, True)
    assert (second.taste.decimal, second.taste.client) == (False, False)


def test_a_vendored_runtime_is_found_from_wherever_a_module_is() -> None:
    taste = Taste(vendored=True)
    assert taste.located("mahogen.runtime", 0) == "._runtime"
    assert taste.located("mahogen.runtime.codec.array", 1) == ".._runtime.codec.array"
    assert taste.located("mahogen.runtimes", 1) == "mahogen.runtimes"
    assert taste.located(".client", 0) == ".client"
