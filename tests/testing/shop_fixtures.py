"""Projects of users, whose tests are run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

# What a run within this process loads first is forgotten after it, and then there are two of it:
# httpx knows the errors of one httpcore alone.
import httpcore  # noqa: F401
import pytest
from shop_projects import CONFIG, INI, configure

from golden import run

ROOT: Final = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of CONFIG, for a store in a namespace of its own; v2_api knows V2 alone."""
    root = tmp_path_factory.mktemp("shop")
    (root / "wsdl").mkdir()
    for path in (ROOT / "wsdl").iterdir():
        text = path.read_text().replace("urn:Maho", "urn:OpenMage")
        (root / "wsdl" / path.name).write_text(text)
    whole, alone = CONFIG.split("[targets.v2_api]")
    alone = f'[contract]\nv2 = "wsdl/v2.wsdl"\ncatalog = "wsdl/api.xml"\n[targets.v2_api]{alone}'
    for name, text in (("whole.toml", whole), ("alone.toml", alone)):
        (root / name).write_text(text)
        ended = run("--config", str(root / name), "generate", "--quiet")
        assert ended.exit_code == 0, ended.stderr
    (root / "src" / "acme" / "__init__.py").touch()
    return root


@pytest.fixture
def shop(generated: Path, pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a configuration that has nothing but shop_api, generated, and no tests yet."""
    shutil.copytree(generated / "src", pytester.path / "src")
    pytester.makeini(INI)
    configure(pytester, "shop_api")
    return pytester


@pytest.fixture
def bare(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project without a configuration of mahogen."""
    pytester.makeini(INI)
    return pytester
