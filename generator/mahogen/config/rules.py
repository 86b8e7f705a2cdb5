"""What a configuration may name: packages that work, folders that are nobody else's."""

from __future__ import annotations

import keyword
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from mahogen.read.refuse import shown
from mahogen.read.toml import TomlFile

Key: TypeAlias = tuple[str, ...]


def check_package(toml: TomlFile, key: Key, *, ours: bool) -> str:
    """Note why the last part of `key` cannot name a package; `ours` inside mahogen's project.

    Returns:
        The name, or one that would do in its place.
    """
    name = fit = key[-1]
    if not (name.isascii() and name.isidentifier()):
        fit = re.sub(r"\W", "_", name, flags=re.ASCII).lstrip("0123456789").strip("_")
        fit = fit if fit.isidentifier() and not keyword.iskeyword(fit) else "shop_api"
        what = f"{shown(name)} cannot be the name of a Python package"
    elif keyword.iskeyword(name) or keyword.issoftkeyword(name):
        fit, what = f"{name}_api", f"{shown(name)} is a word of the Python language"
    elif name == "mahogen":
        fit, what = "shop_api", '"mahogen" is what generated code imports'
    elif name == "maho_api" and not ours:
        what = '"maho_api" is the package for a stock store that comes with mahogen'
        fit = "shop_api"
    if fit != name:
        toml.problem(key, what, f"call it {fit}, and its folder as well")
    return fit


def is_portable(path: str) -> bool:
    """Whether `path` means the same on every system, from whichever folder."""
    return bool(path.strip()) and path.isprintable() and path[0] != "~" and "\\" not in path


def renamed(output: str, package: str) -> str:
    """The folder `output` with the name that `package` needs."""
    folder = output.rstrip("/")
    above, _, name = folder.rpartition("/")
    if not above or name in ("", ".", ".."):  # such as src, where packages stand
        return f"{folder}/{package}"
    return f"{above}/{package}"


def check_outputs(
    toml: TomlFile, outputs: Sequence[tuple[Key, Path]], inputs: Sequence[Path], base: Path
) -> None:
    """Note each output that is or holds something else: the folder `base` of the configuration,
    the home folder, an input, another output.

    `outputs` are pairs of the key that names a folder and the folder.
    """
    precious = [
        (_real(base), "the folder of the configuration"),
        (_real(Path(os.path.expanduser("~"))), "the home folder"),  # noqa: PTH111 - never raises
        *((_real(path), f"the input {shown(path.name)}") for path in inputs),
    ]
    real = [(key, _real(path)) for key, path in outputs]
    for index, (key, path) in enumerate(real):
        if harm := next(chain(_harms(path, precious), _in_modules(path, inputs)), None):
            toml.problem(key, f"the output {harm}", "name a folder that only mahogen writes to")
        for other, second in real[:index]:
            if path.is_relative_to(second) or second.is_relative_to(path):
                what = f"the output overlaps with that of {other[-2]}"
                toml.problem(key, what, "give each target a folder of its own")


def _harms(path: Path, precious: Sequence[tuple[Path, str]]) -> Iterator[str]:
    if path == path.parent:
        yield "is the root of the file system"
    for place, name in precious:
        if path == place:
            yield f"is {name}"
        elif place.is_relative_to(path):
            yield f"contains {name}"


def _in_modules(path: Path, inputs: Sequence[Path]) -> Iterator[str]:
    """Packages may stand in a store's tree, but not where its modules have their own files."""
    for place in map(_real, inputs):
        if path.is_relative_to(place) and "etc" in path.relative_to(place).parts:
            yield f"is inside an etc of the input {shown(place.name)}"


def _real(path: Path) -> Path:
    """Links followed, loops among them endured."""
    with suppress(ValueError):  # a name with a NUL, of which reading says that there is no such
        return Path(os.path.realpath(path))
    return path
