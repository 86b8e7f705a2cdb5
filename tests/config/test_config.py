"""The configuration file: what it says, and what it may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahogen.config import load
from mahogen.emit.naming import Override
from mahogen.errors import ConfigError, Exit, Source

GOOD = """\
[contract]
v1 = "wsdl/v1.wsdl"
v2 = "wsdl/v2.wsdl"
wsi = "wsdl/wsi.wsdl"
catalog = "wsdl/api.xml"
notes = "wsdl/notes.toml"

[targets.shop_api]
output = "generated/shop_api"
resources = ["cart"]

[targets.shop_api.names]
"fooEntity.fooBar" = "foo_bar_2"

[targets.other_api]
output = "generated/other_api/"
"""


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project").mkdir()
    monkeypatch.chdir(tmp_path / "project")


def problems(text: str, name: str = "mahogen.toml") -> list[str]:
    """The lines that refuse a configuration."""
    Path(name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load()
    assert error.value.exit_code is Exit.USAGE
    return str(error.value).splitlines()


def with_target(*lines: str, package: str = "shop_api") -> str:
    return "\n".join(['contract.v2 = "v2.wsdl"', f"[targets.{package}]", *lines])


def test_every_key() -> None:
    Path("mahogen.toml").write_text(GOOD)
    config = load()
    [layer] = config.inputs.layers
    assert {key: place.name for key, place in layer.items()} == {
        "v2": "wsdl/v2.wsdl",
        "wsi": "wsdl/wsi.wsdl",
        "v1": "wsdl/v1.wsdl",
        "catalog": "wsdl/api.xml",
    }
    assert [origin.name for origin in config.inputs.notes] == ["wsdl/notes.toml"]
    assert {origin.name: origin.path for origin in config.inputs.files} == {
        name: Path(name) for name in (*(place.name for place in layer.values()), "wsdl/notes.toml")
    }
    first, second = config.targets
    assert (first.package, first.output.name) == ("shop_api", "generated/shop_api")
    assert first.resources == ("cart",)
    assert first.names == {"fooEntity.fooBar": Override("foo_bar_2", Source("mahogen.toml", 13))}
    assert str(first.source) == "mahogen.toml:10"
    assert (second.output.name, second.resources) == ("generated/other_api", None)


@pytest.mark.parametrize("key", ["wsdl", "v2", "wsi", "v1"])
def test_only_one_contract_is_required(key: str) -> None:
    Path("mahogen.toml").write_text(f'contract.{key} = "shop.wsdl"')
    config = load()
    assert [list(layer) for layer in config.inputs.layers] == [[key]]
    assert (config.inputs.notes, config.targets) == ((), ())


def test_a_table_of_pyproject_does_as_well() -> None:
    text = GOOD.replace("[contract]", "[tool.mahogen.contract]")
    text = text.replace("[targets.", "[tool.mahogen.targets.")
    Path("pyproject.toml").write_text(f'[project]\nname = "shop"\n{text}')
    assert str(load().targets[0].source) == "pyproject.toml:12"


def test_a_pyproject_of_other_tools_is_none_of_ours() -> None:
    Path("pyproject.toml").write_text("[tool.ruff]\n")
    Path("mahogen.toml").write_text(GOOD)
    assert len(load().targets) == 2


def test_names_are_those_of_the_file_wherever_the_run_starts(tmp_path: Path) -> None:
    Path("mahogen.toml").write_text(GOOD)
    config = load(Path("../project/mahogen.toml"))
    first = config.inputs.files[0]
    assert (first.name, config.targets[0].output.name) == ("wsdl/v2.wsdl", "generated/shop_api")
    assert first.path == Path("../project/wsdl/v2.wsdl")
    assert load(tmp_path / "project/mahogen.toml").inputs.files[0].name == "wsdl/v2.wsdl"


def test_all_problems_are_told_at_once() -> None:
    text = """\
[contract]
v2 = 7
katalog = "api.xml"

[targets.shop_api]
outptu = "generated/shop_api"
resources = "cart"

[target.x]
"""
    assert problems(text) == [
        'mahogen.toml:2: "v2" is not a string',
        '  hint: write v2 = "..."',
        'mahogen.toml:3: "katalog" is not a known key',
        "  hint: did you mean catalog?",
        "mahogen.toml:5: does not say which folder to write",
        '  hint: write output = "generated/shop_api"',
        'mahogen.toml:6: "outptu" is not a known key',
        "  hint: did you mean output?",
        'mahogen.toml:7: "resources" is not a list of strings',
        '  hint: write resources = ["..."]',
        'mahogen.toml:9: "target" is not a known key',
        "  hint: did you mean targets?",
    ]


@pytest.mark.parametrize(
    ("package", "message"),
    [
        ("shop-api", '"shop-api" cannot be the name of a Python package'),
        ('"a.b"', '"a.b" cannot be the name of a Python package'),
        ('"größe"', '"größe" cannot be the name of a Python package'),
        ('""', '"" cannot be the name of a Python package'),
        ("class", '"class" is a word of the Python language'),
        ("match", '"match" is a word of the Python language'),
        ("mahogen", '"mahogen" is what generated code imports'),
        ("maho_api", '"maho_api" is the package for a stock store that comes with mahogen'),
    ],
)
def test_package_names_that_cannot_work(package: str, message: str) -> None:
    folder = package.strip('"')
    lines = problems(with_target(f'output = "out/{folder}"', package=package))
    assert lines[0] == f"mahogen.toml:2: {message}"


def test_a_package_and_its_folder_get_one_name() -> None:
    lines = problems(with_target('output = "src/shop-api"', package="shop-api"))
    assert lines[1:] == ["  hint: call it shop_api, and its folder as well"]
    lines = problems(with_target('output = "src/shop_api"', package="shop-api"))
    assert len(lines) == 2
    lines = problems(with_target('output = "src/other"', package="shop-api"))
    assert lines[3] == '  hint: write output = "src/shop_api"'


@pytest.mark.parametrize(
    ("output", "better"),
    [
        ("src/other", "src/shop_api"),
        ("../gen/other/", "../gen/shop_api"),
        ("src", "src/shop_api"),
        ("..", "../shop_api"),
        ("gen/..", "gen/../shop_api"),
        ("/", "/shop_api"),
    ],
)
def test_what_a_folder_should_be_called(output: str, better: str) -> None:
    lines = problems(with_target(f'output = "{output}"'))
    assert lines[1] == f'  hint: write output = "{better}"'


def test_maho_api_is_for_mahogen_itself() -> None:
    Path("mahogen.toml").write_text(with_target('output = "maho_api"', package="maho_api"))
    Path("pyproject.toml").write_text('[project]\nname = "mahogen"\n')
    assert load().targets[0].package == "maho_api"


@pytest.mark.parametrize(
    ("output", "package", "message"),
    [
        ("/", "shop_api", '"/" has another name than the package, which Python finds by it'),
        ("/shop_api/..", "shop_api", '"/shop_api/.." has another name than the package, which'),
        ("generated", "shop_api", '"generated" has another name than the package, which Python'),
        ("", "shop_api", '"" is not a path that means the same everywhere'),
        ("~/shop_api", "shop_api", '"~/shop_api" is not a path that means the same everywhere'),
        ("a\\\\shop_api", "shop_api", '"a\\shop_api" is not a path that means the same everywhe'),
        ("\\u0000/x", "x", '"\\u0000/x" is not a path that means the same everywhere'),
        ("../project", "project", "the output is the folder of the configuration"),
        ("in", "in_", '"in" has another name than the package'),
        ("inputs", "inputs", 'the output contains the input "v2.wsdl"'),
        ("link/project", "project", "the output is the folder of the configuration"),
        ("root", "root", "the output is the root of the file system"),
    ],
)
def test_outputs_that_are_somebody_elses(
    tmp_path: Path, output: str, package: str, message: str
) -> None:
    Path("link").symlink_to("..")
    Path("root").symlink_to("/")
    text = f'contract.v2 = "inputs/v2.wsdl"\n[targets.{package}]\noutput = "{output}"\n'
    assert problems(text)[0].startswith(f"mahogen.toml:3: {message}")


def test_the_home_folder_is_not_an_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "users" / "ann"))
    at_home = with_target('output = "../users/ann"', package="ann")
    assert problems(at_home)[0] == "mahogen.toml:3: the output is the home folder"
    above = with_target('output = "../users"', package="users")
    assert problems(above)[0] == "mahogen.toml:3: the output contains the home folder"


def test_the_output_contains_no_parent_of_the_configuration(tmp_path: Path) -> None:
    text = with_target(f'output = "{tmp_path}"', package=tmp_path.name)
    assert problems(text)[0] == (
        "mahogen.toml:3: the output contains the folder of the configuration"
    )


@pytest.mark.parametrize("second", ["a/../x_api/y_api", "x_api/y_api", "y_api"])
def test_outputs_do_not_overlap(second: str) -> None:
    Path("y_api").symlink_to("x_api")
    first = with_target('output = "x_api"', package="x_api")
    text = f'{first}\n[targets.y_api]\noutput = "{second}"'
    assert problems(text)[0] == "mahogen.toml:5: the output overlaps with that of x_api"


def test_no_configuration() -> None:
    with pytest.raises(ConfigError, match=r"^mahogen.toml: there is no such file, nor \[tool.ma"):
        load()
    with pytest.raises(ConfigError, match=r"^other.toml: there is no such file"):
        load(Path("x/other.toml"))
    with pytest.raises(ConfigError, match=r"^project: is a folder"):
        load(Path("../project"))


def test_two_configurations() -> None:
    Path("mahogen.toml").write_text(GOOD)
    shared = '[tool.mahogen.contract]\nv2 = "x"\n'
    assert problems(shared, "pyproject.toml")[0] == (
        "pyproject.toml: the folder has mahogen.toml too, and both configure mahogen"
    )


def test_no_contract() -> None:
    assert problems("[targets]\n") == [
        "mahogen.toml:1: does not say where the contract is",
        '  hint: write wsdl = "https://YOUR.STORE/" below [contract], or a file or folder',
    ]


@pytest.mark.parametrize("name", ["class", "a b", "", "ünï"])
def test_a_name_has_to_be_one(name: str) -> None:
    text = with_target('output = "shop_api"', f'names = {{ "x.y" = "{name}" }}')
    assert problems(text)[0] == f'mahogen.toml:4: "{name}" cannot be a name in Python'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = \n", 1),
        ("a = 1\n\nb = [1,\n", 4),
        ("[contract]\nv2 = 'a'\nv2 = 'b'\n", 3),
    ],
)
def test_what_is_not_toml(text: str, line: int) -> None:
    assert problems(text)[0].startswith(f"mahogen.toml:{line}: is not TOML: ")


def test_what_is_no_sane_toml() -> None:
    assert problems(f"a = {'[' * 5000}")[0] == "mahogen.toml:1: is nested too deep"
