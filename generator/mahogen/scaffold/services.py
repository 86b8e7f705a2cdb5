"""The server of a project: services that are still to be written, what serves them, a test."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mahogen.emit import grammar
from mahogen.emit.plan.names import UNTYPED_OPERATIONS, name_all
from mahogen.emit.taste import STANDARD, Taste
from mahogen.emit.templates import SCAFFOLD, Templates
from mahogen.errors import Diagnostics
from mahogen.model.api import Api
from mahogen.scaffold.server_calls import server_test_view
from mahogen.scaffold.stubs import Packages, services_view, stub_view


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module that is the same in every project, but for what the packages are called."""

    package: str
    imports: str


def server_files(api: Api, packages: Packages, taste: Taste = STANDARD) -> dict[str, str]:
    """The files of the server, by their paths in the project; they are the user's from then on.

    Args:
        api: what the package `packages.api` is generated from.
        packages: what they are called.
        taste: what the generated one is like; it has a client and a server.

    Raises:
        InputError: names that collide.
        grammar.Violation: a defect of mahogen; nothing that a contract says should cause it.
    """
    typed = tuple(op for op in api.operations if op.name not in UNTYPED_OPERATIONS)
    api = replace(api, operations=typed)
    diagnostics = Diagnostics()
    names = name_all(api, {}, diagnostics, taste)
    diagnostics.gate()
    templates = Templates()

    def rendered(template: str, shown: object) -> str:
        return templates.render(f"{SCAFFOLD}{template}.py.jinja", shown)

    package = f"src/{packages.package}"
    files = {
        f"{package}/server.py": rendered("server", _server(packages)),
        f"{package}/unfinished.py": rendered("unfinished", _unfinished(packages)),
        f"{package}/services/__init__.py": rendered(
            "services_init", services_view(api, names, packages)
        ),
    }
    for resource in api.resources:
        if resource.operations:
            stub = stub_view(resource, names, packages)
            path = f"{package}/services/{names.module[resource.key]}.py"
            files[path] = rendered("service_stub", stub)
            grammar.check(path, f"# {path}\n{files[path]}", stub.own_lines)
    files["tests/test_server.py"] = rendered("test_server", server_test_view(api, names, packages))
    return files


def _server(packages: Packages) -> ModuleView:
    imports = packages.imports()
    imports.module("os")
    imports.add("collections.abc", "Mapping")
    imports.add("typing", "Final")
    imports.add(f"{packages.api}.server", "DEFAULT_ADDRESS", "SoapApp", "api_users", "soap_app")
    imports.add(".services", "services")
    return ModuleView(packages.package, imports.render())


def _unfinished(packages: Packages) -> ModuleView:
    imports = packages.imports()
    imports.module("logging")
    imports.add(packages.api, "MahoFault")
    return ModuleView(packages.package, imports.render())
