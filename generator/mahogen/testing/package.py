"""Which package the tests are about, and its clients."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest

from mahogen.errors import ConfigError, Problem, Source
from mahogen.runtime.async_client import AsyncClient
from mahogen.runtime.client import Client

if TYPE_CHECKING:
    from mahogen.config.targets import Target

STOCK: Final = "maho_api"
INI: Final = "maho_package"
_TABLE: Final = "[tool.pytest.ini_options] of pyproject.toml, or [pytest] of pytest.ini"


@dataclass(frozen=True, slots=True)
class Package:
    """A generated package: its clients, and the namespace that they write requests in."""

    name: str
    client: type[Client]
    async_client: type[AsyncClient]
    namespace: str


def package_at(root: Path, named: str = "") -> Package:
    """The package that the configuration in `root` makes, or the one that is named, imported.

    Raises:
        pytest.UsageError: the configuration is wrong, does not say which, or names a package
            that has no client or cannot be imported.
    """
    file, targets = _configured(root)
    if named:
        target = next((t for t in targets if t.package == named.rpartition(".")[2]), None)
    else:
        target = _only(targets)
    if target is not None and not target.taste.client:
        what = f'{target.package} has emit = "server", and so no client for tests'
        raise _refusal(target.source, what, f"name another package with {INI} in {_TABLE}")
    name = named or (target.package if target else STOCK)
    facade = target.taste.facade if target else "Maho"
    try:
        module = import_module(name)
        client, async_client = getattr(module, facade), getattr(module, f"Async{facade}")
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name}.".startswith(f"{error.name}."):
            raise _broken(name, target, f"cannot be imported: {error}") from error
        raise _missing(name, target, file) from None
    except (ImportError, SyntaxError) as error:
        raise _broken(name, target, f"cannot be imported: {error}") from error
    except AttributeError:
        raise _broken(name, target, f"has no class {facade}") from None
    return Package(name, client, async_client, client._profile.namespace)


def _configured(root: Path) -> tuple[Path | None, tuple[Target, ...]]:
    """The file that configures mahogen, if there is one, and its targets."""
    from mahogen.config.file import find, load

    try:
        file = find(needed=False, folder=root)
        return file, load(file).targets if file else ()
    except ConfigError as error:
        raise pytest.UsageError(str(error)) from None


def _only(targets: tuple[Target, ...]) -> Target | None:
    """The one target, or the one that has a client; None where there is no target at all."""
    callers = [target for target in targets if target.taste.client]
    if len(callers) > 1:
        what = f"there are several packages: {', '.join(target.package for target in callers)}"
        hint = f'say which one tests call: {INI} = "{callers[0].package}" in {_TABLE}'
        raise _refusal(callers[0].source, what, hint)
    return next(iter([*callers, *targets]), None)


def _missing(name: str, target: Target | None, file: Path | None) -> pytest.UsageError:
    """Why a package is not found."""
    if target is None:
        hint = f"install it, or add the folder that it is in to pythonpath in {_TABLE}"
        return _refusal(Source(INI, 0), f"there is no package {name}", hint)
    if not target.output.path.is_dir():
        what = f"there is no package {name} yet"
        return _refusal(target.source, what, f"`mahogen generate` writes {target.output.name}")
    parents = PurePosixPath(target.output.name).parents
    folder = parents[min(name.count("."), len(parents) - 1)]
    what = f"there is a package {name}, and Python does not look for it in {str(folder)!r}"
    hint = f'install it, or write pythonpath = ["{folder}"] in {_TABLE}'
    return _refusal(target.source, what, hint)


def _broken(name: str, target: Target | None, what: str) -> pytest.UsageError:
    source = target.source if target else Source(INI, 0)
    return _refusal(source, f"the package {name} {what}", "`mahogen generate` writes it anew")


def _refusal(source: Source, what: str, hint: str) -> pytest.UsageError:
    return pytest.UsageError(str(Problem(source, what, hint)))
