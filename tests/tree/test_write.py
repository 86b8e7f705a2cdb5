"""What `generate` does to an output folder, and what it will not do."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from tree_builder import FILES, HEADER, folder, produce, snapshot, written

from mahogen.emit import commit, manifest, tree
from mahogen.emit.folder import Folder
from mahogen.errors import OutputError

NEWER = {
    **{path: text for path, text in FILES.items() if path != "wire/cart.py"},
    "client.py": f"{HEADER}client = 2\n",
    "services/cart.py": f"{HEADER}service = 1\n",
}


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    out = written(tmp_path)
    before = snapshot(out), out.stat().st_mtime_ns
    done = tree.write(folder(tmp_path), produce())
    assert (snapshot(out), out.stat().st_mtime_ns) == before
    assert len(done.unchanged) == len(produce())


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    before = snapshot(written(tmp_path))
    done = tree.write(folder(tmp_path), produce(NEWER))
    after = snapshot(tmp_path / "out")
    assert {path: content for path, (content, _, _) in after.items()} == {
        path: text.encode() for path, text in produce(NEWER).items()
    }
    assert (done.missing, done.changed) == (("services/cart.py",), ("MANIFEST.json", "client.py"))
    assert done.stale == ("wire/cart.py",)
    assert {path for path in done.unchanged if before[path] != after[path]} == set()


def test_an_unchanged_manifest_is_not_touched(tmp_path: Path) -> None:
    out = written(tmp_path)
    before = snapshot(out)[manifest.NAME]
    (out / "client.py").write_text(f"{HEADER}edited\n")
    tree.write(folder(tmp_path), produce())
    assert snapshot(out)[manifest.NAME] == before
    assert (out / "client.py").read_text() == FILES["client.py"]


def test_folders_that_have_become_empty_go(tmp_path: Path) -> None:
    written(tmp_path, produce({**FILES, "old/deep/x.py": HEADER, "kept/y.py": HEADER}))
    (tmp_path / "out" / "kept" / "mine.txt").write_text("mine")
    tree.write(folder(tmp_path), produce())
    assert not (tmp_path / "out" / "old").exists()
    assert (tmp_path / "out" / "kept" / "mine.txt").read_text() == "mine"


def test_a_stale_file_that_was_edited_is_not_deleted(tmp_path: Path) -> None:
    out = written(tmp_path)
    (out / "wire" / "cart.py").write_text(f"{HEADER}precious\n")
    before = snapshot(out)
    with pytest.raises(OutputError, match=r"^out/wire/cart.py: is no longer produced, but was ed"):
        tree.write(folder(tmp_path), produce(NEWER))
    assert snapshot(out) == before


def test_a_file_of_the_user_is_not_overwritten(tmp_path: Path) -> None:
    out = written(tmp_path)
    (out / "services").mkdir()
    (out / "services" / "cart.py").write_text("precious")
    before = snapshot(out)
    with pytest.raises(OutputError, match=r"^out/services/cart.py: mahogen did not write this"):
        tree.write(folder(tmp_path), produce(NEWER))
    assert snapshot(out) == before


def test_a_file_of_the_user_elsewhere_is_left_alone(tmp_path: Path) -> None:
    out = written(tmp_path)
    (out / "mine.py").write_text("precious")
    assert tree.write(folder(tmp_path), produce(NEWER)).foreign == ("mine.py",)
    assert (out / "mine.py").read_text() == "precious"


def test_a_folder_full_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "app.py").write_text("precious")
    with pytest.raises(OutputError, match=r"^out: holds files that mahogen did not write \(app"):
        written(tmp_path)
    assert list(snapshot(tmp_path)) == ["out/app.py"]


def test_a_marked_file_is_overwritten_though_the_manifest_is_lost(tmp_path: Path) -> None:
    out = written(tmp_path)
    (out / manifest.NAME).unlink()
    tree.write(folder(tmp_path), produce(NEWER))
    assert (out / "client.py").read_text() == NEWER["client.py"]
    assert tree.compare(folder(tmp_path), produce(NEWER)).findings() == [
        ("foreign", "wire/cart.py", "")
    ]


def test_a_manifest_with_merge_conflicts_is_rewritten(tmp_path: Path) -> None:
    file = written(tmp_path) / manifest.NAME
    file.write_text(f"<<<<<<< ours\n{file.read_text()}=======\n>>>>>>> theirs\n")
    tree.write(folder(tmp_path), produce(NEWER))
    assert file.read_text() == produce(NEWER)[manifest.NAME]


def test_somebody_elses_manifest_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / manifest.NAME).write_text('{"name": "web app"}')
    with pytest.raises(OutputError, match=r"^out/MANIFEST.json: mahogen did not write this"):
        written(tmp_path)


@pytest.mark.parametrize(
    ("there", "is_folder", "message"),
    [
        ("client.py", True, "out/client.py: is a folder; a file has to stand there"),
        ("wire", False, "out/wire: is a file; a folder has to stand there"),
    ],
)
def test_files_and_folders_do_not_replace_each_other(
    tmp_path: Path, there: str, is_folder: bool, message: str
) -> None:
    place = tmp_path / "out" / there
    place.parent.mkdir()
    place.mkdir() if is_folder else place.write_text("")
    with pytest.raises(OutputError, match=message):
        written(tmp_path)


@pytest.mark.parametrize("path", ["../x.py", "/x.py", "a//b.py", "a\\b.py", "nul.py", ""])
def test_a_path_that_leaves_the_folder_is_never_written(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match=r"leave the output folder"):
        tree.write(folder(tmp_path), {path: ""})


def test_modes_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        out = written(tmp_path)
    finally:
        os.umask(before)
    assert (out / "client.py").stat().st_mode & 0o777 == 0o640


def replaces(out: Path) -> int:
    """How many files move in the run from FILES to NEWER: all written and deleted ones."""
    done = tree.compare(folder(out.parent), produce(NEWER))
    return len(done.missing + done.changed + done.stale)


class Interrupted(BaseException):
    """As Ctrl-C would."""


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), Interrupted()])
@pytest.mark.parametrize("nth", range(1, 5))
def test_a_failed_run_leaves_the_old_tree_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int, error: BaseException
) -> None:
    out = written(tmp_path)
    before = snapshot(out)
    assert replaces(out) == 4
    calls = iter(range(1, 100))

    def failing(source: Path, target: Path) -> None:
        if next(calls) == nth:
            raise error
        Path(source).rename(target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises((OutputError, Interrupted)):
        tree.write(folder(tmp_path), produce(NEWER))
    assert snapshot(out) == before
    assert {path.name for path in out.iterdir() if path.is_dir()} == {"contract", "wire"}


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("locked", ["", "wire", "services"])
def test_a_folder_that_cannot_be_written_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str, links: bool
) -> None:
    """As without permission, which a test that runs as root always has: nothing moves in there."""
    out = written(tmp_path)
    newer = {**NEWER, "wire/__init__.py": f"{HEADER}2\n"}
    before = snapshot(out)

    def refusing(source: Path, target: Path) -> None:
        source, target = Path(source), Path(target)
        if out / locked in (source.parent, target.parent):
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        source.rename(target)

    def no_links(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "replace", refusing)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(OutputError) as error:
        tree.write(folder(tmp_path), produce(newer))
    [problem] = error.value.problems
    assert problem.source.file.startswith(f"out/{locked}")
    assert problem.what == "cannot be written: Permission denied"
    assert problem.hint.startswith("nothing was changed")
    assert {path: content for path, (content, _, _) in snapshot(out).items()} == {
        path: content for path, (content, _, _) in before.items()
    }
    assert not (out / commit.STAGING).exists()


def test_a_failed_first_run_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match=r"^out/MANIFEST.json: cannot be written: No space"):
        written(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_put_back_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = written(tmp_path)
    calls = iter(range(1, 100))

    def failing(source: Path, target: Path) -> None:
        if next(calls) > 1:
            raise OSError(30, "Read-only file system")
        Path(source).rename(target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OutputError, match=r"^out: was changed in part: \S+: Read-only"):
        tree.write(folder(tmp_path), produce(NEWER))
    assert (out / commit.KEPT / "client.py").read_text() == FILES["client.py"]
    monkeypatch.undo()
    tree.write(folder(tmp_path), produce(NEWER))
    assert set(snapshot(out)) == set(produce(NEWER))


@pytest.mark.parametrize("nth", range(1, 6))
def test_the_run_after_a_killed_one_heals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    """Killed at the nth step: nothing is rolled back. Then the contract goes back as it was."""
    out = written(tmp_path)
    killed_at(out, nth, monkeypatch)
    tree.write(folder(tmp_path), produce())
    assert tree.compare(folder(tmp_path), produce()).findings() == []
    assert set(snapshot(out)) == set(produce())


def killed_at(out: Path, nth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run to NEWER in a child that ends, without a word, at the nth move or the clean-up."""
    child = os.fork()
    if child == 0:
        calls = iter(range(1, 100))

        def dying(source: Path, target: Path) -> None:
            if next(calls) == nth:
                os._exit(9)
            Path(source).rename(target)

        os.replace = dying  # type: ignore[assignment]
        if nth == 5:
            shutil.rmtree = lambda *_, **__: os._exit(9)  # type: ignore[assignment]
        tree.write(folder(out.parent), produce(NEWER))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (out / commit.STAGING).exists()


@pytest.mark.parametrize(
    ("name", "file"),
    [("gen/deep/out", "gen"), ("../gen/deep/out", "../gen"), ("deep/out", "gen"), ("out", "gen")],
)
def test_a_file_above_the_folder_is_named(tmp_path: Path, name: str, file: str) -> None:
    (tmp_path / "gen").write_text("")
    with pytest.raises(OutputError) as error:
        tree.write(Folder(name, tmp_path / "gen" / "deep" / "out"), produce())
    [problem] = error.value.problems
    assert str(problem).startswith(f"{name}: stands below {file}, which is a file\n")


def test_two_runs_do_not_write_at_once(tmp_path: Path) -> None:
    out = written(tmp_path)
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(OutputError, match=r"^out: another run of mahogen is writing here"):
            tree.write(folder(tmp_path), produce(NEWER))
    finally:
        os.close(handle)
    tree.write(folder(tmp_path), produce(NEWER))
