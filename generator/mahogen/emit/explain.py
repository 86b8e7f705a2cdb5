"""What the system says of an output folder, in words for the user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os.path import exists
from pathlib import Path, PurePosixPath

from mahogen.emit.commit import KEPT, STAGED, STAGING, Busy, NotRestored
from mahogen.emit.folder import Folder
from mahogen.errors import OutputError, Problem


@contextmanager
def explained(folder: Folder, *, writing: bool = False) -> Iterator[None]:
    """What is said while the folder is read, or written, as a problem.

    Raises:
        OutputError: instead of OSError and what `commit` raises.
    """
    try:
        yield
    except Busy:
        what, hint = "another run of mahogen is writing here", "wait for it, then run again"
        problem = folder.problem("", what, hint)
    except NotRestored as error:
        path = _path(folder, error.cause)
        where = f"{path}: " if path else ""
        what = f"was changed in part: {where}{_reason(error.cause)}"
        hint = f"run `mahogen generate` again; what stood there before is in {KEPT}"
        problem = folder.problem("", what, hint)
    except OSError as error:
        if writing:
            what = f"cannot be written: {_reason(error)}"
            hint = "nothing was changed; mend this, then run again"
        else:
            what, hint = f"cannot be read: {_reason(error)}", "mend this, then run again"
        problem = _blocked(folder) or folder.problem(_path(folder, error), what, hint)
    else:
        return
    raise OutputError([problem])


def _blocked(folder: Folder) -> Problem | None:
    """The file that stands where the folder, or one above it, has to."""
    names = PurePosixPath(folder.name)
    known = [str(name) for name in (names, *names.parents) if name.name]
    for level, place in enumerate((folder.path, *folder.path.parents)):
        if exists(place) and not place.is_dir():  # noqa: PTH110 - the name may be too long
            name = known[level] if level < len(known) else place.name
            what = f"stands below {name}, which is a file" if level else "is a file"
            return folder.problem("", what, "name a folder as output")
    return None


def _path(folder: Folder, error: BaseException) -> str:
    """What the system complains of, as the path of an output file; empty where it is none."""
    for name in (getattr(error, "filename2", None), getattr(error, "filename", None)):
        if isinstance(name, str) and (file := Path(name)).is_relative_to(folder.path):
            path = file.relative_to(folder.path).as_posix()
            path = path.removeprefix(f"{STAGED}/").removeprefix(f"{KEPT}/")
            return "" if path == "." or path.startswith(STAGING) else path
    return ""


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
