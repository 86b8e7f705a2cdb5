"""What lets a run be skipped: digests of all that it reads and writes, as of the last good run.

They stand in a folder beside the configuration that git ignores. Without it, and wherever something
is not known without asking a server, everything is done. Contents count, never times.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mahogen.config import Config
from mahogen.emit.folder import owned, scan
from mahogen.emit.template_files import directory
from mahogen.errors import Diagnostics, Difference, OutputError, Problem, Source
from mahogen.read.source import MAX_BYTES, Origin

if TYPE_CHECKING:
    from hashlib import _Hash

FOLDER: Final = ".mahogen-cache"
_INPUTS: Final = (".wsdl", ".xml", ".xsd", ".toml", ".json")
_CODE: Final = (".py", ".toml", ".typed")
_MOST_FILES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the last good run said besides its result; `counts` are the files of each target."""

    warnings: tuple[Problem, ...]
    notes: tuple[str, ...]
    differences: tuple[Difference, ...]
    counts: tuple[int, ...]

    def say(self, diagnostics: Diagnostics) -> None:
        """Say it again."""
        diagnostics.warnings.extend(self.warnings)
        diagnostics.notes.extend(self.notes)
        diagnostics.differences.extend(self.differences)


class Cache:
    """The last good run of one configuration, with the options `asked`, in its folder `base`."""

    def __init__(self, config: Config, base: Path, asked: Sequence[str]) -> None:
        self._config = config
        self._base = base
        self._asked = "\0".join([config.source.file, *asked])
        name = sha256(self._asked.encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._file = base / FOLDER / f"{name}.json"

    def unchanged(self) -> Remembered | None:
        """What the last good run said, if nothing has changed since; None if there is work."""
        try:
            known = json.loads(self._file.read_bytes())
            if not self._inputs or known["inputs"] != self._inputs:
                return None
            if known["outputs"] != self._outputs():
                return None
            return Remembered(
                tuple(Problem(Source(*at), *rest) for at, *rest in known["warnings"]),
                tuple(known["notes"]),
                tuple(
                    Difference(kind, Source(*at), *rest) for kind, at, *rest in known["differences"]
                ),
                tuple(known["counts"]),
            )
        except (OSError, ValueError, LookupError, TypeError, OutputError):
            return None

    def remember(self, diagnostics: Diagnostics, counts: Sequence[int]) -> None:
        """Note that the output is as it should be. Where that cannot be noted, it is not."""
        with suppress(OSError, OutputError):
            if not self._inputs:
                return
            data = {
                "inputs": self._inputs,
                "outputs": self._outputs(),
                "warnings": [astuple(warning) for warning in diagnostics.warnings],
                "notes": diagnostics.notes,
                "differences": [astuple(difference) for difference in diagnostics.differences],
                "counts": counts,
            }
            self._file.parent.mkdir(exist_ok=True)
            (self._file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
            staged = self._file.with_suffix(f".{os.getpid()}")
            staged.write_text(json.dumps(data), encoding="utf-8")
            staged.replace(self._file)

    @cached_property
    def _inputs(self) -> str:
        """A digest of what a run reads, its own code included, as it was when this was first asked.

        Empty where it is not to be known without asking a server, or would take too long.
        """
        inputs = self._config.inputs
        here = all(isinstance(place, Origin) for place in inputs.places)
        if not here or inputs.allow_imports:
            return ""
        try:
            files = list(self._files())
            if len(files) > _MOST_FILES:
                return ""
            found = sha256(self._asked.encode("utf-8", "surrogateescape"))
            for path in files:
                _add(found, str(path), _content(path))
            return found.hexdigest()
        except OSError:
            return ""

    def _files(self) -> Iterator[Path]:
        yield from _below(Path(__file__).parent, _CODE)
        yield from _below(directory())
        if (written := self._base / self._config.source.file).is_file():
            yield written
        for origin in self._config.inputs.files:
            yield from _below(origin.path, _INPUTS) if origin.path.is_dir() else (origin.path,)
        for target in self._config.targets:
            if target.taste.templates:
                yield from _below(target.taste.templates.path)

    def _outputs(self) -> str:
        """A digest of all that stands in the output folders, whoever wrote it."""
        found = sha256()
        for target in self._config.targets:
            folders = {Path(name).parent.as_posix() for name in owned(target.output)}
            for name, content in sorted(scan(target.output, folders)):
                _add(found, f"{target.output.name}/{name}", b"-" if content is None else content)
        return found.hexdigest()


def _content(path: Path) -> bytes:
    """What a file holds, or where a folder is.

    Raises:
        OSError: it is neither, so that reading it might not end, or larger than what is read.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        return os.fsencode(path.resolve())
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
        raise OSError
    return path.read_bytes()


def _below(folder: Path, endings: tuple[str, ...] = ("",)) -> Iterator[Path]:
    """The files below a folder that end in one of `endings`, in a stable order.

    Links are followed, as where modules are looked for, but no folder twice; where a link leads is
    an input of its own, so that each comes along.

    Raises:
        OSError: there are more folders than any store has.
    """
    seen = {os.path.realpath(folder)}
    for parent, folders, names in os.walk(folder, followlinks=True):
        inner = []
        for path in (Path(parent, name) for name in sorted(folders) if name != "__pycache__"):
            real = os.path.realpath(path)
            if path.is_symlink() or real in seen:
                yield path
            if real not in seen:
                seen.add(real)
                inner.append(path.name)
        folders[:] = inner
        if len(seen) > _MOST_FILES:
            raise OSError(folder)
        for name in sorted(names):
            if name.endswith(endings):
                yield Path(parent) / name


def _add(found: _Hash, name: str, content: bytes) -> None:
    """Put a file into a digest, so that no two sets of files give the same bytes."""
    head = f"{len(name)} {len(content)} {name}"
    found.update(head.encode("utf-8", "surrogateescape"))
    found.update(content)
