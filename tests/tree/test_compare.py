"""What `check` says of an output folder."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tree_builder import FILES, HEADER, folder, produce, written

from mahogen.emit import manifest, tree
from mahogen.emit.folder import Folder
from mahogen.emit.standing import EDITED, IN_THE_WAY, LINE_ENDINGS, OUTDATED
from mahogen.errors import OutputError


def kinds(root: Path, files: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [finding[:2] for finding in tree.compare(folder(root), files or produce()).findings()]


def why(root: Path, files: dict[str, str] | None = None) -> dict[str, str]:
    findings = tree.compare(folder(root), files or produce()).findings()
    return {finding.path: finding.why for finding in findings}


def test_a_fresh_tree_has_no_findings(tmp_path: Path) -> None:
    written(tmp_path)
    assert kinds(tmp_path) == []


def test_without_a_folder_everything_is_missing(tmp_path: Path) -> None:
    assert kinds(tmp_path) == [("missing", path) for path in sorted(produce())]
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("path", sorted(produce()))
def test_any_edit_is_found(tmp_path: Path, path: str) -> None:
    file = written(tmp_path) / path
    file.write_bytes(file.read_bytes() + b" ")
    assert kinds(tmp_path) == [("changed", path)]


@pytest.mark.parametrize("path", sorted(produce()))
def test_any_deletion_is_found(tmp_path: Path, path: str) -> None:
    (written(tmp_path) / path).unlink()
    assert kinds(tmp_path) == [("missing", path)]


def with_other_line_ends(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def test_line_ends_are_part_of_the_content(tmp_path: Path) -> None:
    with_other_line_ends(written(tmp_path) / "client.py")
    assert kinds(tmp_path) == [("changed", "client.py")]
    assert why(tmp_path) == {"client.py": LINE_ENDINGS}


def test_why_a_file_is_not_what_it_should_be(tmp_path: Path) -> None:
    out = written(tmp_path)
    newer = {**FILES, "client.py": "2", "wire/__init__.py": "2", "__init__.py": "2"}
    del newer["wire/cart.py"]
    del newer["py.typed"]
    (out / "client.py").write_text(f"{HEADER}mine")
    (out / "wire/cart.py").write_text(f"{HEADER}mine")
    with_other_line_ends(out / "wire/__init__.py")
    assert why(tmp_path, produce(newer)) == {
        "MANIFEST.json": OUTDATED,
        "__init__.py": OUTDATED,
        "client.py": EDITED,
        "py.typed": "",
        "wire/__init__.py": OUTDATED,
        "wire/cart.py": EDITED,
    }


def test_an_edited_manifest(tmp_path: Path) -> None:
    file = written(tmp_path) / manifest.NAME
    file.write_text(file.read_text() + "\n")
    assert why(tmp_path) == {manifest.NAME: EDITED}
    with_other_line_ends(file)
    assert why(tmp_path) == {manifest.NAME: EDITED}
    file.unlink()
    assert why(tmp_path) == {manifest.NAME: ""}


def test_nobody_knows_why_without_a_manifest(tmp_path: Path) -> None:
    out = written(tmp_path)
    (out / manifest.NAME).unlink()
    (out / "client.py").write_text(f"{HEADER}mine")
    assert why(tmp_path) == {manifest.NAME: "", "client.py": ""}


def test_what_stands_in_the_way(tmp_path: Path) -> None:
    out = written(tmp_path)
    (out / "new.py").write_text("mine")
    assert why(tmp_path, produce({**FILES, "new.py": "ours"})) == {
        "MANIFEST.json": OUTDATED,
        "new.py": IN_THE_WAY,
    }


def test_what_is_no_longer_produced_is_stale(tmp_path: Path) -> None:
    written(tmp_path)
    fewer = produce({k: v for k, v in FILES.items() if k != "wire/cart.py"})
    assert kinds(tmp_path, fewer) == [("changed", "MANIFEST.json"), ("stale", "wire/cart.py")]


def test_files_of_the_user_are_foreign(tmp_path: Path) -> None:
    out = written(tmp_path)
    (out / "notes.txt").write_text("mine")
    (out / "wire" / "copy.py").write_text(f"{HEADER}mine now, with the old first line\n")
    (out / "pipe").symlink_to("client.py")
    assert kinds(tmp_path) == [
        ("foreign", "notes.txt"),
        ("foreign", "pipe"),
        ("foreign", "wire/copy.py"),
    ]


def test_caches_and_what_git_keeps_are_nobodys_business(tmp_path: Path) -> None:
    out = written(tmp_path)
    (out / "__pycache__").mkdir()
    (out / "__pycache__" / "client.cpython-311.pyc").write_bytes(b"x")
    (out / "old.pyc").write_bytes(b"x")
    (out / ".gitattributes").write_text("* linguist-generated\n")
    for tool in ("ruff", "mypy", "pytest"):
        (out / "wire" / f".{tool}_cache" / "0").mkdir(parents=True)
        (out / "wire" / f".{tool}_cache" / "0" / "x.json").write_text("{}")
    (out / "cache_of_another_tool").mkdir()
    (out / "cache_of_another_tool" / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f")
    assert kinds(tmp_path) == []


def test_a_folder_of_ours_is_no_cache_whatever_a_tag_says(tmp_path: Path) -> None:
    out = written(tmp_path)
    (out / "wire" / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55")
    assert kinds(tmp_path) == [("foreign", "wire/CACHEDIR.TAG")]


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(written(tmp_path) / "pipe")
    assert kinds(tmp_path) == [("foreign", "pipe")]


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (written(tmp_path) / "outside").symlink_to(tmp_path)
    with pytest.raises(OutputError) as error:
        kinds(tmp_path)
    assert str(error.value) == (
        "out/outside: is a link that leads out of the output folder\n  hint: remove the link"
    )


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match=r"^out: is a file\n"):
        kinds(tmp_path)


def test_a_manifest_of_a_later_format_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path) / manifest.NAME
    file.write_text(file.read_text().replace('"format": 1', '"format": 2'))
    with pytest.raises(OutputError, match=r"^out/MANIFEST.json: is in format 2; .* format 1"):
        kinds(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", '{"files": {', "null"])
def test_an_unreadable_manifest_is_refused(tmp_path: Path, text: str) -> None:
    out = written(tmp_path)
    (out / manifest.NAME).write_text(text)
    with pytest.raises(OutputError) as error:
        kinds(tmp_path)
    assert str(error.value) == (
        "out/MANIFEST.json: is unreadable\n  hint: delete it, then run `mahogen generate`"
    )
    (out / manifest.NAME).unlink()
    tree.write(folder(tmp_path), produce())
    assert kinds(tmp_path) == []


def test_a_manifest_claims_nothing_outside_its_folder(tmp_path: Path) -> None:
    claims = ["../victim", "/etc/passwd", "a/../../b", "C:x", "a\\b", "con.py", "a\0b", "ok.py"]
    listed = dict.fromkeys(claims, "0")
    data = manifest.render({}, "").replace('"files": {}', f'"files": {json.dumps(listed)}')
    assert manifest.owned(data.encode()) == {"ok.py": "0"}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"mahogen": "1", "format": 1}', "[" * 100_000])
def test_a_broken_manifest_claims_nothing(text: str) -> None:
    assert manifest.owned(text.encode()) == {}


def test_the_mark_is_on_the_first_line() -> None:
    marked = [HEADER, '<?xml version="1.0"?>\n<!-- Generated by mahogen from x -->', HEADER[:-1]]
    assert all(manifest.is_ours("x", text.encode()) for text in marked)
    unmarked = ["", "# Not Generated by mahogen", f"\n\n{HEADER}", "# Generated by mahogenesis"]
    assert not any(manifest.is_ours("x", text.encode()) for text in unmarked)


def test_an_output_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    written(tmp_path)
    assert kinds(tmp_path) == []
    assert Folder("out", tmp_path / "out").path.is_symlink()
