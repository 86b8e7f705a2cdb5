"""The files of a new project that are the user's own from the start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from shlex import quote
from typing import Final

from jinja2 import Environment, FileSystemLoader

from mahogen.emit import template_files
from mahogen.emit.templates import environment
from mahogen.model.api import Api
from mahogen.read.refuse import refuse
from mahogen.read.toml_text import quoted
from mahogen.scaffold.contract import Contract, stock_model
from mahogen.scaffold.environment import local_mk, requirement
from mahogen.scaffold.example import example_for
from mahogen.scaffold.names import Names
from mahogen.scaffold.services import server_files
from mahogen.scaffold.stubs import Packages

HTTP_USER: Final = "MAHO_HTTP_USER"
HTTP_PASSWORD: Final = "MAHO_HTTP_PASSWORD"
"""Variables for a store behind basic authentication."""

_PLAIN: Final = {
    ".gitattributes": "gitattributes.jinja",
    ".github/workflows/ci.yml": "ci.yml.jinja",
    ".gitignore": "gitignore.jinja",
    ".pre-commit-config.yaml": "pre-commit-config.yaml.jinja",
    "Makefile": "Makefile.jinja",
    "README.md": "README.md.jinja",
    "pyproject.toml": "pyproject.toml.jinja",
    "tests/test_settings.py": "test_settings.py.jinja",
}


@dataclass(frozen=True, slots=True)
class ProjectView:
    """What templates print. `store` is its address as a shell takes it, empty where there is none
    that others can ask; `stock` tells that the contract is the stock one, `guarded` that its store
    asks for basic authentication.
    """

    project: str
    package: str
    api: str
    example: str
    store: str
    stock: bool
    guarded: bool
    server: bool
    requirement: str

    @property
    def example_readme(self) -> str:
        """The template of what the README says about the example."""
        return f"readme_{self.example}.md.jinja"


def config_text(output: str, resources: Sequence[str], *, guarded: bool) -> str:
    """The mahogen.toml of a project; `output` is the folder of the package, `guarded` whether its
    store asks for basic authentication.
    """
    listed = f"[{', '.join(map(quoted, resources))}]" if resources else ""
    api = output.rpartition("/")[2]
    view = {"api": api, "output": output, "resources": listed, "guarded": guarded}
    return _environment().get_template("mahogen.toml.jinja").render(view=view)


def project_files(api: Api, names: Names, contract: Contract, *, server: bool) -> dict[str, str]:
    """The files by their paths; `api` is what the package is made from.

    Raises:
        InputError: nobody could log in.
    """
    example = example_for(api, stock_model(frozenset(known.dialect for known in api.contracts)))
    if not example:
        what = "declares no login, so that nobody could call it"
        refuse(api.contracts[0].source.file, 0, what, "name the address of a store, or its folder")
    view = ProjectView(
        project=names.project,
        package=names.package,
        api=names.api,
        example=example,
        store=quote(contract.store) if contract.store else "",
        stock=contract.stock,
        guarded=contract.guarded,
        server=server,
        requirement=requirement(),
    )
    at = f"src/{names.package}"
    templates = {
        **_PLAIN,
        f"{at}/__init__.py": "package.py.jinja",
        f"{at}/__main__.py": f"main_{example}.py.jinja",
        f"{at}/settings.py": "settings.py.jinja",
        f"{at}/{example}.py": f"{example}.py.jinja",
        f"tests/test_{example}.py": f"test_{example}.py.jinja",
    }
    made = _environment()
    files = {path: made.get_template(name).render(view=view) for path, name in templates.items()}
    if server:
        files |= server_files(api, Packages(names.package, names.api))
    return files | {"local.mk": local_mk()}


def _environment() -> Environment:
    return environment(FileSystemLoader(template_files.directory() / "scaffold"))
