"""What a project is called, and its packages."""

from __future__ import annotations

import keyword
import re
import sys
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

from mahogen.config.options import NoFile
from mahogen.config.rules import check_package, is_portable
from mahogen.emit.manifest import stays_inside
from mahogen.errors import ConfigError, Problem, Source
from mahogen.read.refuse import shown

PINNED: Final = "wsdl"
"""The folder of a contract in a project."""
LONGEST: Final = 40
_NAME: Final = re.compile(r"[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
# What a project imports, or keeps beside its package, whether or not it is installed here: one of
# these names would stand before it.
_TAKEN: Final = frozenset(
    {
        *("anyio", "certifi", "click", "h11", "httpcore", "httpx", "idna", "iniconfig", "jinja2"),
        *("lxml", "maho_api", "mahogen", "markupsafe", "mypy", "packaging", "pluggy", "pytest"),
        *("ruff", "sniffio", "src", "test", "tests", "typing_extensions", "uvicorn", "wsdl"),
        "xsdata",
    }
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
    what = "" if _NAME.fullmatch(text) else "is no name of a project"
    if len(text) > LONGEST:
        what = f"is longer than {LONGEST} characters"
    what = what or _taken(package) or _taken(f"{package}_api")
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
    folders, package = output.split("/")[:-1], output.rpartition("/")[2]
    hidden = any(folder.startswith(".") for folder in folders)
    toml = NoFile(b"", "--output")
    if (
        not (stays_inside(output) and is_portable(output))
        or hidden
        or [folder.casefold() for folder in folders[:1]] == [PINNED]
    ):
        what = f"{shown(text)} is no folder of its own inside of the project"
        toml.problem((), what, "name one from here on, such as src/shop_api")
    elif check_package(toml, (package,), ours=False) == package and (what := _taken(package)):
        toml.problem((), f"{shown(package)} {what}", "name another one, such as src/shop_api")
    toml.gate()
    return output


def _taken(package: str) -> str:
    """Why Python cannot have a package of that name beside all others; empty if it can."""
    if keyword.iskeyword(package) or keyword.issoftkeyword(package):
        return "is a word of the Python language"
    if package in sys.stdlib_module_names:
        return "is a module of Python itself, which the project could not import any more"
    if package in _TAKEN or package in packages_distributions() or not stays_inside(package):
        return "is taken: something else that a project needs has that name"
    return ""
