"""Changes a folder as a whole: all new content is staged first, then moved into place.

A run that fails puts back what it moved, down to the same inodes, so that the old tree is whole. A
run that is killed while staging leaves the old tree too; one that is killed while moving leaves its
staging folder, whose manifest tells the next run what is ours.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

STAGING: Final = ".mahogen-staging"
STAGED: Final = f"{STAGING}/new"
KEPT: Final = f"{STAGING}/old"

_Undo = list[Callable[[], object]]


class Busy(Exception):
    """Another run is changing the folder."""


class NotRestored(Exception):
    """A change failed because of `cause`, and so did taking it back.

    What stood there before is kept in `KEPT`.
    """

    def __init__(self, cause: BaseException) -> None:
        super().__init__(str(cause))
        self.cause = cause


def commit(folder: Path, write: Mapping[str, bytes], delete: Sequence[str], last: str) -> None:
    """Write and delete below `folder`; the entry `last` of `write`, if there, after all else.

    Paths are relative to `folder`, with forward slashes, and have been found safe.

    Raises:
        OSError: with everything as it was before; it names the file that could not be changed.
        Busy: another run is at it.
        NotRestored: nothing is lost, but the tree is a mixture until the next run.
    """
    made: _Undo = []
    try:
        _make_folders(folder, made)
        with _alone(folder):
            _stage(folder, write)
            _move(folder, write, delete, last)
    except BaseException:
        _roll_back(made)
        raise
    for path in delete:
        _remove_empty_folders(folder, path)


def _stage(folder: Path, write: Mapping[str, bytes]) -> None:
    if (folder / STAGING).exists():  # of a run that was killed
        shutil.rmtree(folder / STAGING)
    try:
        for path, data in write.items():
            staged = folder / STAGED / path
            with _naming(staged):
                staged.parent.mkdir(parents=True, exist_ok=True)
                staged.write_bytes(data)
    except BaseException:
        shutil.rmtree(folder / STAGING, ignore_errors=True)
        raise


def _move(folder: Path, write: Mapping[str, bytes], delete: Sequence[str], last: str) -> None:
    undo: _Undo = []
    try:
        for path in write:
            if path != last:
                with _naming(folder / path):
                    _put(folder, path, undo)
        for path in delete:
            with _naming(folder / path):
                _remove(folder, path, undo)
        if last in write:
            with _naming(folder / last):
                _put(folder, last, undo)
    except BaseException as error:
        if not _roll_back(undo):
            raise NotRestored(error) from error
        shutil.rmtree(folder / STAGING, ignore_errors=True)
        raise
    shutil.rmtree(folder / STAGING, ignore_errors=True)


def _put(folder: Path, path: str, undo: _Undo) -> None:
    target = folder / path
    _make_folders(target.parent, undo)
    if target.exists():
        kept = _kept(folder, path)
        try:
            os.link(target, kept)
        except OSError:  # a file system without hard links
            shutil.copy2(target, kept)
        undo.append(lambda: None if _is_same(kept, target) else kept.replace(target))
    else:
        undo.append(lambda: target.unlink() if target.exists() else None)
    (folder / STAGED / path).replace(target)


def _remove(folder: Path, path: str, undo: _Undo) -> None:
    target, kept = folder / path, _kept(folder, path)
    undo.append(lambda: kept.replace(target) if kept.exists() else None)
    with suppress(FileNotFoundError):
        target.replace(kept)


def _kept(folder: Path, path: str) -> Path:
    """Where the present content of `path` waits until all is done."""
    kept = folder / KEPT / path
    kept.parent.mkdir(parents=True, exist_ok=True)
    return kept


def _is_same(kept: Path, target: Path) -> bool:
    """Whether the target was not replaced yet, so that there is nothing to put back."""
    return target.exists() and (kept.samefile(target) or kept.read_bytes() == target.read_bytes())


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Let errors say which file they are about: a full disk does not."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or os.fspath(file)
        raise


def _make_folders(folder: Path, undo: _Undo) -> None:
    missing = [f for f in (folder, *folder.parents) if not f.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        undo.append(each.rmdir)


def _roll_back(undo: _Undo) -> bool:
    """Take the steps back, last first; False if one could not be taken."""
    whole = True
    for step in reversed(undo):
        try:
            step()
        except OSError:
            whole = False
    return whole


def _remove_empty_folders(folder: Path, path: str) -> None:
    with suppress(OSError):  # not empty
        for parent in (folder / path).parents:
            if parent == folder:
                return
            parent.rmdir()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system drops when a run is killed."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        except OSError:  # a file system without locks
            pass
        yield
    finally:
        os.close(handle)
