"""[contract] and [http]: every key, and what options put before them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mahogen.config import Config, load
from mahogen.config.options import Options
from mahogen.errors import ConfigError, Source
from mahogen.read.address import Address
from mahogen.read.settings import Settings
from mahogen.read.source import Origin
from mahogen.read.sources import Place


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def configured(text: str, **options: Any) -> Config:
    Path("mahogen.toml").write_text(text)
    return load(options=Options(**options))


def problems(text: str, **options: Any) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        configured(text, **options)
    return [f"{p.source}: {p.what}" for p in caught.value.problems]


def named(config: Config) -> list[dict[str, str]]:
    return [{key: place.name for key, place in layer.items()} for layer in config.inputs.layers]


@pytest.mark.parametrize("key", ["wsdl", "v2", "wsi", "v1", "catalog"])
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("wsdl/v2.wsdl", Origin),
        ("../store", Origin),
        (".", Origin),
        ("https://shop.example/", Address),
        ("http://shop.example/api/v2_soap/?wsdl", Address),
    ],
)
def test_a_place_of_any_kind(key: str, name: str, kind: type[Place]) -> None:
    text = f'[contract]\n{key} = "{name}"' + ('\nwsdl = "a"' if key == "catalog" else "")
    [layer] = configured(text).inputs.layers
    place = layer[key]
    assert isinstance(place, kind)
    assert (place.name, place.asked) == (name, Source("mahogen.toml", 2))


def test_credentials_of_an_address() -> None:
    [layer] = configured('[contract]\nwsdl = "https://me:secret@shop.example/"').inputs.layers
    place = layer["wsdl"]
    assert isinstance(place, Address)
    assert (place.name, place.user) == ("https://shop.example/", "me")
    assert "secret" not in repr(load())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('notes = "a.toml"', ["a.toml"]),
        ('notes = ["a.toml", "docs/b.toml"]', ["a.toml", "docs/b.toml"]),
        ("notes = []", []),
        ("", []),
    ],
)
def test_notes(text: str, names: list[str]) -> None:
    inputs = configured(f'[contract]\nwsdl = "a"\n{text}').inputs
    assert [origin.name for origin in inputs.notes] == names
    assert [origin.name for origin in inputs.files] == ["a", *names]


@pytest.mark.parametrize(
    ("text", "stock"), [("", True), ("stock_notes = true", True), ("stock_notes = false", False)]
)
def test_stock_notes(text: str, stock: bool) -> None:
    assert configured(f'[contract]\nwsdl = "a"\n{text}').inputs.stock_notes is stock


def test_imports_that_are_allowed() -> None:
    config = configured('[contract]\nwsdl = "a"\nallow_imports = ["urn:Shop", "b.xsd"]')
    assert config.inputs.allow_imports == ("urn:Shop", "b.xsd")


HTTP = """
[http]
user_env = "SHOP_USER"
password_env = "SHOP_PASSWORD"
ca = "certs/ca.pem"
timeout = 2.5
deadline = 600
"""


def test_how_a_server_is_asked() -> None:
    assert configured('[contract]\nwsdl = "https://shop.example/"').inputs.http == Settings(
        hosts=frozenset({"shop.example"}),
        timeout=10.0,
        deadline=60.0,
        source=Source("mahogen.toml", 1),
    )
    assert configured(
        f'[contract]\nwsdl = "https://shop.example/"\n{HTTP}'
    ).inputs.http == Settings(
        "SHOP_USER",
        "SHOP_PASSWORD",
        frozenset({"shop.example"}),
        Path("certs/ca.pem"),
        "certs/ca.pem",
        2.5,
        600.0,
        Source("mahogen.toml", 4),
    )


@pytest.mark.parametrize("key", ["timeout", "deadline"])
@pytest.mark.parametrize("value", ["0", "-1", "true", '"10"', "inf", "nan", "3601"])
def test_times_that_cannot_be(key: str, value: str) -> None:
    said = problems(f'[contract]\nwsdl = "a"\n[http]\n{key} = {value}')
    assert said == [f'mahogen.toml:4: "{key}" is not a number of seconds, up to 3600']


def hosts(text: str, **options: Any) -> set[str]:
    return set(configured(f"[contract]\n{text}\n{HTTP}", **options).inputs.http.hosts)


def test_who_may_have_the_credentials() -> None:
    assert hosts('v2 = "https://a/"\nv1 = "https://a:8443/?wsdl"') == {"a"}
    assert hosts('v2 = "https://a/"\nv1 = "https://me:secret@b/"') == {"a"}
    assert hosts('v2 = "https://a/"', wsdl="https://b/") == {"a"}
    assert hosts('v2 = "file"', wsdl="https://b/") == {"b"}
    text = '[contract]\nv2 = "https://a/"\nv1 = "https://b/"'
    said = "mahogen.toml:5: the credentials are for one server, and there are a and b"
    assert problems(text + HTTP) == [said]


def test_options_go_before_the_configuration() -> None:
    text = '[contract]\nwsdl = "a"\nv2 = "b"\nv1 = "c"\ncatalog = "d"'
    assert named(configured(text, v1="e", catalog="f")) == [
        {"v1": "e", "catalog": "f"},
        {"wsdl": "a", "v2": "b", "v1": "c", "catalog": "d"},
    ]
    assert named(configured(text, wsdl="e", wsi="https://me:secret@shop/?wsdl")) == [
        {"wsdl": "e", "wsi": "https://shop/?wsdl"},
        {"catalog": "d"},
    ]


def test_options_stand_for_a_configuration() -> None:
    config = load(options=Options(wsdl="a", output="out/shop_api", resources=("cart",)))
    [target] = config.targets
    assert (target.package, target.output.name) == ("shop_api", "out/shop_api")
    assert (target.resources, target.source) == (("cart",), Source("--resource", 0))
    assert load(options=Options(v1="a", output="shop_api/")).targets[0].resources is None


def test_options_stand_for_all_targets() -> None:
    text = (
        '[contract]\nwsdl = "a"\n[targets.shop_api]\noutput = "shop_api"\n[targets.b]\noutput = "b"'
    )
    assert [target.package for target in configured(text).targets] == ["shop_api", "b"]
    assert [target.package for target in configured(text, output="c").targets] == ["c"]


def test_problems_of_both_are_told_together() -> None:
    text = '[contract]\nwsdl = "ftp://a/"'
    assert problems(text, wsi="file:///etc/passwd", output="a-b") == [
        '--output: "a-b" cannot be the name of a Python package',
        '--wsi: "file:///etc/passwd" is not of http or https',
        'mahogen.toml:2: "ftp://a/" is not of http or https',
    ]


def test_options_are_named_from_where_the_user_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("project").mkdir()
    Path("project/mahogen.toml").write_text("")
    path = Path("project/mahogen.toml")
    config = load(path, Options(wsdl="docs", v1="/docs/v1.wsdl", catalog="https://shop/api.xml"))
    [layer] = config.inputs.layers
    assert {key: place.name for key, place in layer.items()} == {
        "wsdl": "../docs",
        "v1": "/docs/v1.wsdl",
        "catalog": "https://shop/api.xml",
    }
    assert [origin.path for origin in config.inputs.files] == [
        Path("project/../docs"),
        Path("/docs/v1.wsdl"),
    ]


def test_what_to_write_to_have_them_again() -> None:
    options = Options(
        wsdl="https://me:secret@shop/?wsdl&key=secret",
        v1="a b",
        output="shop_api",
        resources=("cart", "cart_coupon"),
    )
    places = ["--wsdl", "https://shop/?wsdl&key=...", "--v1", "a b"]
    assert options.arguments(output=False) == places
    assert options.arguments() == [
        *places,
        *("--output", "shop_api", "--resource", "cart", "--resource", "cart_coupon"),
    ]
