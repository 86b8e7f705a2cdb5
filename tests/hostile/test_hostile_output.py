"""G11: output folders that are not ours to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.hostile.oracle import Shop
from support.hostile.store import CONFIG, files, v2

CHANGED = v2(doc="Something else")


def aimed(output: str, package: str = "shop_api") -> dict[str, bytes]:
    """Inputs that make another package of the contract, in the folder `output`."""
    config = CONFIG.replace("targets.shop_api", f"targets.{package}")
    config = config.replace('output = "shop_api"', f'output = "{output}"')
    return files(CHANGED, mahogen_toml=config)


@pytest.mark.parametrize("linked", ["client.py", "wire", "notes.txt"])
def test_g11_a_link_out_of_the_folder(shop: Shop, linked: str) -> None:
    place = shop.output / linked
    if place.is_file():
        place.unlink()
    elif place.is_dir():
        place.rename(shop.root / "moved")
    outside = shop.root / ("moved" if linked == "wire" else "beside")
    place.symlink_to(outside)
    shop.refuses(
        files(CHANGED),
        f"shop_api/{linked}: is a link that leads out of the output folder",
        exit_code=2,
    )


@pytest.mark.parametrize("linked", ["client.py", "wire"])
def test_g11_a_link_that_leads_nowhere(shop: Shop, linked: str) -> None:
    place = shop.output / linked
    place.rename(shop.root / "moved")
    place.symlink_to(shop.root / "nowhere")
    shop.refuses(files(CHANGED), "leads out of the output folder", exit_code=2)


def test_g11_a_link_in_a_circle(shop: Shop) -> None:
    """Nobody follows it."""
    (shop.output / "round").symlink_to("round")
    shop.accepts_beside(files(CHANGED), "shop_api/round: mahogen did not write this file")


def test_g11_a_link_inside_the_folder_is_followed_by_nobody(shop: Shop) -> None:
    (shop.output / "also.py").symlink_to("client.py")
    texts = shop.output / "client.py"
    shop.accepts_beside(files(CHANGED), "shop_api/also.py: mahogen did not write this file")
    assert (shop.output / "also.py").is_symlink()
    assert texts.is_file()


def test_g11_the_folder_itself_may_be_a_link(shop: Shop) -> None:
    """The user's own link; what it leads to is held to the same rules."""
    shop.output.rename(shop.root / "elsewhere")
    shop.output.symlink_to(shop.root / "elsewhere")
    (shop.root / "elsewhere" / "client.py").unlink()
    (shop.root / "elsewhere" / "client.py").symlink_to(shop.root / "beside")
    shop.refuses(files(CHANGED), "leads out of the output folder", exit_code=2)


def test_g11_a_file(shop: Shop) -> None:
    (shop.project / "other").write_text("mine")
    shop.refuses(aimed("other/other_api", "other_api"), "stands below other, which", exit_code=2)
    (shop.project / "other_api").write_text("mine")
    shop.refuses(aimed("other_api", "other_api"), "other_api: is a file", exit_code=2)


@pytest.mark.parametrize("name", ["app.py", "client.py", "MANIFEST.json", "deep/down/x.txt"])
def test_g11_foreign_files(shop: Shop, name: str) -> None:
    place = shop.project / "other_api" / name
    place.parent.mkdir(parents=True)
    place.write_text("mine")
    shop.refuses(aimed("other_api", "other_api"), "mahogen did not write", exit_code=2)


def test_g11_foreign_files_among_ours_stay(shop: Shop) -> None:
    for name in ("mine.py", "wire/mine.py"):
        (shop.output / name).write_text("mine")
    before = {name: (shop.output / name).stat().st_mtime_ns for name in ("mine.py", "wire/mine.py")}
    shop.accepts_beside(files(CHANGED), "shop_api/mine.py: ", "shop_api/wire/mine.py: ")
    after = {name: (shop.output / name).stat().st_mtime_ns for name in before}
    assert after == before


def test_g11_a_foreign_file_in_the_way(shop: Shop) -> None:
    (shop.output / "client.py").write_text("mine")
    (shop.output / "MANIFEST.json").unlink()
    shop.refuses(files(CHANGED), "mahogen did not write this file", exit_code=2)


@pytest.mark.parametrize(
    "output",
    [
        *("/", ".", "..", "../project", "~", "~/shop_api", "", " ", "./", "//", "../..", "a\\\\b"),
        *("\\u0000", "x\\u202e", "../home", "/tmp", "/etc", "shop_api/..", "canary/../../home"),
    ],
)
def test_g11_folders_that_are_precious(shop: Shop, output: str) -> None:
    shop.refuses(aimed(output), "mahogen.toml:", exit_code=2)


@pytest.mark.parametrize("package", ["home", "project"])
def test_g11_precious_folders_by_the_name_of_the_package(shop: Shop, package: str) -> None:
    shop.refuses(aimed(f"../{package}", package), "the output is the ", exit_code=2)


def test_g11_the_root(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a link can have the name of a package and be the root."""
    (shop.project / "other_api").symlink_to("/")
    shop.refuses(aimed("other_api", "other_api"), "the output is the root", exit_code=2)
    (shop.project / "other_api").unlink()
    (shop.project / "other_api").symlink_to(Path.home())
    shop.refuses(aimed("other_api", "other_api"), "the output is the home folder", exit_code=2)
    (shop.project / "other_api").unlink()
    (shop.project / "other_api").symlink_to("..")
    shop.refuses(aimed("other_api", "other_api"), "the output contains the", exit_code=2)


def test_g11_the_folder_of_an_input(shop: Shop) -> None:
    (shop.project / "other_api").mkdir()
    (shop.project / "other_api" / "v2.wsdl").write_text(CHANGED)
    inputs = aimed("other_api", "other_api")
    config = inputs["mahogen.toml"].replace(b'"v2.wsdl"', b'"other_api/v2.wsdl"')
    shop.refuses({**inputs, "mahogen.toml": config}, "contains the input", exit_code=2)
