"""The worked examples of a new project, as a developer gets them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import FileSystemLoader

from mahogen.emit import template_files
from mahogen.emit.templates import environment
from mahogen.fake_store import FakeStore

CONTRACT = Path(__file__).parents[2] / "wsdl"
NEEDS = {
    "checkout": (CONTRACT, '["cart", "cart_*"]'),
    "guest_cart": (CONTRACT, '["cart", "cart_customer"]'),
    "hello": (CONTRACT / "wsi.wsdl", ""),
}
SHORT, LONG = "a", "an_integration_that_has_40_letters_in_it"
RULES = """\
line-length = 88
target-version = "py311"
src = ["src"]
[lint]
select = ["E", "F", "W", "I", "B", "UP", "SIM", "RUF", "N", "A", "PT"]
ignore = ["N818"]
"""
PYTEST = """\
[pytest]
pythonpath = src
filterwarnings = error
addopts = -q --strict-markers --strict-config -p mahogen.testing.plugin
"""


@dataclass(frozen=True)
class Project:
    """The folder of a project, its package and the example in it."""

    root: Path
    package: str
    example: str

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a module of Python in the project."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("MAHO", "PYTEST"))}
        own = {"PYTHONPATH": str(self.root / "src"), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env=inherited | own | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    def passes(self, *command: str, **variables: str) -> None:
        """Run a module of Python; it must have nothing to say against the project."""
        done = self.run(*command, **variables)
        assert done.returncode == 0, done.stdout + done.stderr


def made(root: Path, package: str, example: str) -> Project:
    """A project, less its generated package."""
    files = {
        f"src/{package}/__main__.py": f"main_{example}.py",
        f"src/{package}/settings.py": "settings.py",
        f"src/{package}/{example}.py": f"{example}.py",
        "tests/test_settings.py": "test_settings.py",
        f"tests/test_{example}.py": f"test_{example}.py",
    }
    view = SimpleNamespace(package=package, api=f"{package}_api")
    templates = environment(FileSystemLoader(template_files.directory() / "scaffold"))
    for path, template in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        text = templates.get_template(f"{template}.jinja").render(view=view)
        (root / path).write_text(text, "utf-8")
    (root / f"src/{package}/__init__.py").write_text('"""A project."""\n', "utf-8")
    (root / "ruff.toml").write_text(RULES, "utf-8")
    (root / "pytest.ini").write_text(PYTEST, "utf-8")
    return Project(root, package, example)


SMALLER = ("guest_cart", "hello")
SOME = ["checkout", *(pytest.param(name, marks=pytest.mark.slow) for name in SMALLER)]


@pytest.fixture(scope="module", params=SOME)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of each example, with its package."""
    example: str = request.param
    found = made(tmp_path_factory.mktemp(example), LONG, example)
    wsdl, resources = NEEDS[example]
    (found.root / "mahogen.toml").write_text(
        f'[contract]\nwsdl = "{wsdl}"\n[targets.{LONG}_api]\noutput = "src/{LONG}_api"\n'
        + (f"resources = {resources}\n" if resources else ""),
        "utf-8",
    )
    found.passes("mahogen", "generate", "--quiet")
    return found


@pytest.fixture
def url() -> Iterator[str]:
    with FakeStore().serving() as served:
        yield served


@pytest.mark.parametrize("package", [SHORT, LONG])
@pytest.mark.parametrize("example", NEEDS)
def test_ruff(tmp_path: Path, package: str, example: str) -> None:
    assert len(package) in (1, 40)
    written = made(tmp_path, package, example)
    (tmp_path / f"src/{package}_api").mkdir()
    (tmp_path / f"src/{package}_api/faults.py").touch()
    written.passes("ruff", "format", "--check", "--diff", ".")
    written.passes("ruff", "check", ".")


def test_mypy(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    cache = tmp_path_factory.getbasetemp() / "mypy"
    strict = ("--config-file=", "--strict", "--enable-error-code=ignore-without-code")
    project.passes("mypy", *strict, f"--cache-dir={cache}", "src", "tests")


@pytest.mark.parametrize(
    "option",
    [
        "--maho-dialect=wsi",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("--maho-http", "--maho-strict")),
    ],
)
def test_its_own_tests(project: Project, option: str) -> None:
    project.passes("pytest", option, MAHO_STORE_VIEW="of-the-developer", MAHO_DIALECT="v1")


@pytest.mark.parametrize("project", ["checkout"], indirect=True)
class TestCheckout:
    """The command of the checkout, as a process."""

    def test_it_orders_on_this_machine(self, project: Project, url: str) -> None:
        ended = project.run(project.package, **settings(url))
        assert ended.stderr == ""
        assert ended.stdout.splitlines() == [
            "Subtotal: 10.5",
            "Shipping & Handling (Flat Rate - Fixed): 5.0",
            "Grand Total: 15.5",
            "order 100000001",
        ]

    @pytest.mark.parametrize("dialect", ["v1", "v2", "wsi"])
    def test_every_dialect(self, project: Project, url: str, dialect: str) -> None:
        ended = project.run(project.package, **settings(url), MAHO_DIALECT=dialect)
        assert (ended.returncode, ended.stderr) == (0, "")

    @pytest.mark.parametrize(
        ("option", "value", "said"),
        [
            ("--sku", "sku-grey", "the store does not know sku-grey"),
            (
                "--shipping",
                "ups_ground",
                "shipping method ups_ground is not offered; there is flatrate_flatrate",
            ),
            (
                "--payment",
                "paypal",
                "payment method paypal is not offered; there is checkmo, cashondelivery",
            ),
        ],
    )
    def test_what_the_store_cannot_do(
        self, project: Project, url: str, option: str, value: str, said: str
    ) -> None:
        ended = project.run(project.package, option, value, **settings(url))
        assert (ended.returncode, ended.stdout) == (1, "")
        assert ended.stderr == f"{project.package}: {said}\n"

    def test_an_answer_that_is_lost(self, project: Project) -> None:
        store = FakeStore()
        store.mishaps.dropped("cart.order", done=True)
        with store.serving() as url:
            ended = project.run(project.package, **settings(url))
        assert (ended.returncode, len(store.orders)) == (3, 1)
        said = "cart 1 may be an order now: look before trying again"
        assert ended.stderr == f"{project.package}: {said}\n"

    def test_a_fault_of_many_lines_is_told_in_one(self, project: Project) -> None:
        store = FakeStore()
        store.mishaps.fault("cart_customer.set", "1044", "no name\nno email")
        with store.serving() as url:
            ended = project.run(project.package, **settings(url))
        assert ended.returncode == 1
        said = "shoppingCartCustomerSet: [1044] no name no email"
        assert ended.stderr == f"{project.package}: {said}\n"

    def test_the_options(self, project: Project) -> None:
        ended = project.run(project.package, "--help")
        assert ended.returncode == 0
        assert "--order-at HOST" in ended.stdout


def test_settings_that_are_missing(project: Project) -> None:
    ended = project.run(project.package)
    said = (
        "set MAHO_URL to the shop, as in https://shop.example;"
        " set MAHO_USER to the name of an API user;"
        " set MAHO_API_KEY to the key of that user"
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"{project.package}: {said}\n"


def test_a_wrong_key(project: Project, url: str) -> None:
    ended = project.run(project.package, **settings(url) | {"MAHO_API_KEY": "wrong"})
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"{project.package}: login: [2] Access denied.\n"


def test_nobody_listens(project: Project) -> None:
    with FakeStore().serving() as url:
        pass
    ended = project.run(project.package, **settings(url))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"{project.package}: login: ")


def settings(url: str) -> dict[str, str]:
    """The variables for a store."""
    return {"MAHO_URL": url, "MAHO_USER": "apiUser", "MAHO_API_KEY": "apiKey-123"}
