"""What a project is called, and its packages."""

from __future__ import annotations

import keyword
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mahogen.config.options import NoFile
from mahogen.config.rules import check_package, is_portable
from mahogen.emit.manifest import stays_inside
from mahogen.errors import ConfigError, Problem, Source
from mahogen.read.refuse import shown

LONGEST: Final = 40
_NAME: Final = re.compile(r"[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
# What a project imports, or keeps beside its package: one of these names would stand before it.
_TAKEN: Final = frozenset(
    {"httpx", "lxml", "maho_api", "mahogen", "mypy", "pytest", "ruff", "src", "tests", "uvicorn"}
)


@dataclass(frozen=True, slots=True)
class Names:
    """`project` as an index of packages would have it, `package` and `api` as Python imports them:
    what the user writes, and what mahogen generates.
    """

    project: str
    package: str
    api: str


def names_of(text: str) -> Names:
    """The names of a project that the user calls `text`.

    Raises:
        ConfigError: it cannot be called so.
    """
    package = re.sub(r"[-_]+", "_", text).lower()
    what = _wrong(text, package)
    if what:
        hint = "choose another one, such as shop-sync: letters, digits, - and _"
        raise ConfigError([Problem(Source("NAME", 0), f"{shown(text)} {what}", hint)])
    return Names(text, package, f"{package}_api")


def output_of(text: str | None) -> str:
    """The folder of a package in the project at hand, as its configuration shall name it.

    Raises:
        ConfigError: it cannot be one.
    """
    if text is None:
        return "src/shop_api" if Path("src").is_dir() else "shop_api"
    output = text.rstrip("/").removeprefix("./")
    toml = NoFile(b"", "--output")
    if not (stays_inside(output) and is_portable(output)):
        what = f"{shown(text)} is no folder of its own inside of the project"
        toml.problem((), what, "name one from here on, such as src/shop_api")
    else:
        check_package(toml, (output.rpartition("/")[2],), ours=False)
    toml.gate()
    return output


def _wrong(text: str, package: str) -> str:
    """Why not; empty if there is nothing against it."""
    if not _NAME.fullmatch(text):
        return "is no name of a project"
    if len(text) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if keyword.iskeyword(package) or keyword.issoftkeyword(package):
        return "is a word of the Python language"
    if package in sys.stdlib_module_names:
        return "is a module of Python itself, which the project could not import any more"
    if {package, f"{package}_api"} & _TAKEN:
        return "is taken: the project uses something of that name"
    return ""
