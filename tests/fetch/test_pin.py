"""The folder that a contract is pinned in: all or nothing, and nobody else's files."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mahogen.emit.folder import Folder
from mahogen.errors import OutputError
from mahogen.fetch.pin import Document, Pinned, pin
from mahogen.read import source_toml
from mahogen.read.source_toml import Entry
from mahogen.read.stock import STOCK
from support.permissions import permissions_count

DAY = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = DAY + timedelta(days=1)
V2 = Document("<v2/>\n", "https://shop.example/api/v2_soap/?wsdl")
WSI = Document("<wsi/>\n", "https://shop.example/api/v2_soap/?wsdl")
API = Document("<config/>\n", "https://shop.example/", "apiUser")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder("wsdl", tmp_path / "a" / "wsdl")


def put(
    folder: Folder, now: datetime = DAY, /, *, force: bool = False, **documents: Document
) -> Pinned:
    named = {f"{name}.{'xml' if name == 'api' else 'wsdl'}": d for name, d in documents.items()}
    return pin(folder, named, now, force=force)


def standing(folder: Folder) -> dict[str, tuple[bytes, int]]:
    """All files with their content and the time of their last change."""
    files = sorted(folder.path.rglob("*"))
    return {f.name: (f.read_bytes(), f.stat().st_mtime_ns) for f in files if f.is_file()}


def test_files_and_where_they_are_from(folder: Folder) -> None:
    done = put(folder, v2=V2, api=API)
    assert done == Pinned(("api.xml", "v2.wsdl"), (), (), {}, ())
    assert (folder.path / "v2.wsdl").read_text() == V2.text
    assert tomllib.loads((folder.path / "SOURCE.toml").read_text("utf-8")) == {
        "files": {
            "api.xml": {
                "from": "https://shop.example/",
                "user": "apiUser",
                "fetched": DAY,
                "sha256": _digest(API),
            },
            "v2.wsdl": {"from": V2.place, "fetched": DAY, "sha256": _digest(V2)},
        }
    }
    assert sorted(standing(folder)) == ["SOURCE.toml", "api.xml", "v2.wsdl"]


def _digest(document: Document) -> str:
    from hashlib import sha256

    return sha256(document.text.encode()).hexdigest()


def test_nothing_new_touches_nothing(folder: Folder) -> None:
    put(folder, v2=V2, api=API)
    before = standing(folder)
    assert put(folder, LATER, v2=V2, api=API).unchanged == ("api.xml", "v2.wsdl")
    assert standing(folder) == before


def test_line_ends_that_git_wrote_are_no_change(folder: Folder) -> None:
    put(folder, v2=V2)
    for path in folder.path.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = standing(folder)
    assert put(folder, LATER, v2=V2).unchanged == ("v2.wsdl",)
    assert standing(folder) == before
    assert put(folder, LATER, v2=Document("<new/>\n", V2.place)).written == ("v2.wsdl",)


def test_only_what_changed_gets_a_new_date(folder: Folder) -> None:
    put(folder, v2=V2, api=API)
    done = put(folder, LATER, v2=Document("<new/>\n", V2.place), api=API)
    assert (done.written, done.unchanged) == (("v2.wsdl",), ("api.xml",))
    entries = source_toml.read((folder.path / "SOURCE.toml").read_bytes())
    assert {name: entry.fetched for name, entry in entries.items()} == {
        "api.xml": DAY,
        "v2.wsdl": LATER,
    }


def test_the_same_from_elsewhere_keeps_its_date(folder: Folder) -> None:
    put(folder, v2=V2)
    assert put(folder, LATER, v2=Document(V2.text, "saved/v2.wsdl")).unchanged == ("v2.wsdl",)
    [entry] = source_toml.read((folder.path / "SOURCE.toml").read_bytes()).values()
    assert (entry.place, entry.fetched) == ("saved/v2.wsdl", DAY)


def test_the_other_dialect_stays(folder: Folder) -> None:
    put(folder, v2=V2)
    done = put(folder, LATER, wsi=WSI)
    assert (done.written, [*done.kept], done.edited) == (("wsi.wsdl",), ["v2.wsdl"], ())
    assert sorted(standing(folder)) == ["SOURCE.toml", "v2.wsdl", "wsi.wsdl"]
    assert put(folder, LATER, wsi=WSI, v2=V2).kept == {}


def test_another_file_that_somebody_edited_is_told(folder: Folder) -> None:
    put(folder, v2=V2)
    (folder.path / "v2.wsdl").write_text("<mine/>")
    assert put(folder, wsi=WSI).edited == ("v2.wsdl",)
    assert (folder.path / "v2.wsdl").read_text() == "<mine/>"


def test_a_file_that_somebody_deleted_is_forgotten(folder: Folder) -> None:
    put(folder, v2=V2, wsi=WSI)
    (folder.path / "v2.wsdl").unlink()
    assert put(folder, wsi=WSI).kept == {}
    assert [*source_toml.read((folder.path / "SOURCE.toml").read_bytes())] == ["wsi.wsdl"]


def refused(folder: Folder, **documents: Document) -> str:
    before = standing(folder)
    with pytest.raises(OutputError) as error:
        put(folder, LATER, force=False, **documents)
    assert standing(folder) == before
    put(folder, LATER, force=True, **documents)
    return str(error.value)


def test_an_edited_file_is_not_overwritten(folder: Folder) -> None:
    put(folder, v2=V2)
    (folder.path / "v2.wsdl").write_text("<mine/>")
    assert refused(folder, v2=V2, api=API) == (
        "wsdl/v2.wsdl: was edited since it was fetched, and differs from what it would be now\n"
        "  hint: keep what you changed elsewhere; --output names another folder, --force overwrites"
        " it"
    )


def test_files_of_others_are_not_overwritten(folder: Folder) -> None:
    folder.path.mkdir(parents=True)
    (folder.path / "v2.wsdl").write_text("<mine/>")
    (folder.path / "api.xml").write_text("<mine/>")
    (folder.path / "notes.toml").write_text("")
    text = refused(folder, v2=V2, api=API)
    said = "was not written by mahogen fetch, and differs from what it would write"
    assert [line.strip() for line in text.splitlines()] == [
        f"wsdl/api.xml: {said}",
        "hint: --output names another folder, --force overwrites it",
        f"wsdl/v2.wsdl: {said}",
        "hint: --output names another folder, --force overwrites it",
    ]
    assert (folder.path / "notes.toml").read_text() == ""


def test_a_file_of_others_that_is_the_same_becomes_ours(folder: Folder) -> None:
    folder.path.mkdir(parents=True)
    (folder.path / "v2.wsdl").write_text(V2.text)
    assert put(folder, v2=V2).unchanged == ("v2.wsdl",)
    assert put(folder, v2=Document("<new/>", "x")).written == ("v2.wsdl",)


@pytest.mark.parametrize(
    "content",
    [
        *("", "a = 1", "files = 1", "[files]\nx = 1", "[files.x]\nfrom = 1", "<<<<", "\xff"),
        '[files.x]\nfrom="a"\nfetched="yesterday"\nsha256="0"',
        '[files.x]\nfrom="a"\nfetched=2026-01-02T03:04:05\nsha256="0"',
    ],
)
def test_a_source_toml_of_others_is_not_overwritten(folder: Folder, content: str) -> None:
    folder.path.mkdir(parents=True)
    (folder.path / "SOURCE.toml").write_bytes(content.encode("latin-1"))
    assert refused(folder, v2=V2).startswith("wsdl/SOURCE.toml: is not as mahogen fetch leaves one")


def test_entries_that_lead_out_of_the_folder_are_not_followed(folder: Folder) -> None:
    put(folder, v2=V2)
    outside = folder.path.parent / "secret"
    outside.write_text("x")
    entry = Entry("x", DAY, "0")
    listing = folder.path / "SOURCE.toml"
    listing.write_text(source_toml.rendered({"../secret": entry, "/etc/passwd": entry}))
    assert put(folder, v2=V2, force=True).kept == {}
    assert outside.read_text() == "x"


def test_a_folder_that_cannot_be_written(folder: Folder) -> None:
    folder.path.mkdir(parents=True)
    folder.path.chmod(0o500)
    try:
        with permissions_count(), pytest.raises(OutputError, match="cannot be written"):
            put(folder, v2=V2)
    finally:
        folder.path.chmod(0o700)


def test_a_folder_that_is_a_file(folder: Folder) -> None:
    folder.path.parent.mkdir()
    folder.path.write_text("")
    with pytest.raises(OutputError, match="wsdl: is a file"):
        put(folder, v2=V2)


def test_a_folder_where_a_file_has_to_be(folder: Folder) -> None:
    (folder.path / "v2.wsdl").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"v2\.wsdl"):
        put(folder, v2=V2, api=API)
    assert sorted(path.name for path in folder.path.iterdir()) == ["v2.wsdl"]


STOCK_WSI = Document("<wsi/>\n", STOCK)
STOCK_V1 = Document("<v1/>\n", STOCK)
STOCK_API = Document("<config/>\n", STOCK)


def test_the_stock_contract_makes_room_for_that_of_a_store(folder: Folder) -> None:
    put(folder, wsi=STOCK_WSI, v1=STOCK_V1, api=STOCK_API)
    (folder.path / "v1.wsdl").write_text("<mine/>")
    done = put(folder, LATER, v2=V2)
    assert (done.written, done.removed) == (("v2.wsdl",), ("wsi.wsdl",))
    assert ([*done.kept], done.edited) == (["api.xml", "v1.wsdl"], ("v1.wsdl",))
    assert sorted(standing(folder)) == ["SOURCE.toml", "api.xml", "v1.wsdl", "v2.wsdl"]
    entries = source_toml.read((folder.path / "SOURCE.toml").read_bytes())
    assert sorted(entries) == ["api.xml", "v1.wsdl", "v2.wsdl"]


def test_but_not_for_itself(folder: Folder) -> None:
    put(folder, wsi=STOCK_WSI, v1=STOCK_V1)
    assert put(folder, LATER, v1=STOCK_V1).removed == ()
    assert (folder.path / "wsi.wsdl").exists()
