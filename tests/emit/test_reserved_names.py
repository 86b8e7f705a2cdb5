"""A contract may use any name that generated modules use themselves."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from mahogen.emit.render import render
from mahogen.emit.taste import STANDARD, Taste
from mahogen.errors import Source
from mahogen.model.api import (
    Api,
    Compositor,
    Contract,
    Dialect,
    Entity,
    EntityRef,
    EntityWire,
    Fault,
    Field,
    FieldWire,
    Operation,
    OperationWire,
    Parameter,
    PartWire,
    Resource,
    ResultWire,
    Scalar,
)

ROOT = Path(__file__).parents[2]
V2 = Dialect.V2
STRING = Scalar("string")


def used_by_generated_modules() -> list[str]:
    """What the modules of the shipped package import, and what they are called."""
    found = {"wire", "entities", "faults", "resources", "services", "server", "client", "con"}
    for path in (ROOT / "generated" / "maho_api").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and not (node.level and node.module):
                found |= {alias.asname or alias.name for alias in node.names}
    plain = sorted(name for name in found if "__" not in name)
    return list({name.replace("_", "").lower(): name for name in plain}.values())


def wire(name: str, parts: tuple[PartWire, ...]) -> OperationWire:
    encoding = "http://schemas.xmlsoap.org/soap/encoding/"
    request, response = f"{name}Request", f"{name}Response"
    rpc = (name, response, request, response, "urn:Action", "urn:Shop", "rpc", "encoded", encoding)
    return OperationWire(V2, *rpc, parts, ResultWire("result", EntityRef("field")))


def operation(prefix: str, method: str, parts: list[str]) -> Operation:
    name = prefix + method[0].upper() + method[1:]
    parameters = tuple(Parameter(part, STRING, required=True) for part in parts)
    own = (PartWire("sessionId", STRING, None), *(PartWire(p, STRING, p) for p in parts))
    return Operation(name, method, True, parameters, EntityRef("field"), (wire(name, own),))


def entity(name: str, fields: list[str]) -> Entity:
    made = tuple(Field(f, STRING, False, (FieldWire(V2, STRING, False),)) for f in fields)
    return Entity(name, made, (EntityWire(V2, Compositor.ALL),))


def api(names: list[str]) -> Api:
    """Entities, fields, parts, methods, faults and resources with these names."""
    classes = sorted({name[0].lower() + name[1:]: None for name in names if "_" not in name})
    resources = tuple(
        Resource(
            key=key,
            title="",
            prefix=key,
            aliases=(),
            methods=(),
            operations=(operation(key, "list", names),)
            if key != "shop"
            else tuple(operation("shop", name, ["sku"]) for name in names),
            faults=tuple(
                Fault(name.lower(), str(code), "No.") for code, name in enumerate(names, start=100)
            )
            if key == "shop"
            else (),
        )
        for key in dict.fromkeys(["shop", "maho", *(n.lower() for n in names if "_" not in n)])
    )
    contract = Contract(
        V2,
        "Shop",
        "urn:Shop",
        "urn:Shop",
        "S",
        "P",
        "B",
        "T",
        "http://localhost/",
        "rpc",
        "t",
        source=Source("v2.wsdl", 1),
    )
    entities = tuple(entity(name, names if name == "field" else []) for name in classes)
    login = operation("login", "x", ["username"])
    return Api((contract,), resources, (login,), entities, ())


@pytest.mark.parametrize(
    ("scalar", "taste"),
    [
        pytest.param(STRING, STANDARD, id="standard", marks=pytest.mark.slow),
        pytest.param(
            Scalar("double"),
            Taste(decimal=True, vendored=True, facade="Shop"),
            id="of_another_taste",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_every_name_of_ours_can_be_one_of_the_contract(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scalar: Scalar, taste: Taste
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "STRING", scalar)
    names = [*used_by_generated_modules(), "Decimal", "Exact"]
    assert {"field", "Resource", "MahoFault", "wire"} <= set(names)
    package = tmp_path / "shop"
    for path, text in render(api(names), taste=taste).items():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text(text)
    modules = [
        ".".join(path.relative_to(tmp_path).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted(package.rglob("*.py"))
    ]
    environment = {"PYTHONPATH": f"{tmp_path}:{ROOT / 'generator'}"}
    load = "\n".join(f"import {module}" for module in modules)
    run = subprocess.run(
        [sys.executable, "-c", load], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    mypy = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "-p", "shop"]
    types = subprocess.run(
        mypy,
        env={"MYPYPATH": environment["PYTHONPATH"], "PATH": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert types.returncode == 0, types.stdout
