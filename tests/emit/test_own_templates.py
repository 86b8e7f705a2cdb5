"""Templates of the user's: what they can reach, what is noticed, and what they do not touch."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from golden import files_of, run
from mahogen.emit.folder import Folder
from mahogen.emit.templates import Templates
from mahogen.errors import ConfigError, Source

CASE = Path(__file__).parents[1] / "cases" / "own_templates"
CONFIG = """\
[contract]
v2 = "{case}/v2.wsdl"
catalog = "{case}/api.xml"

[targets.shop_api]
output = "shop_api"
resources = ["item"]
{taste}
"""


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def own(**files: str) -> Folder:
    """A folder of templates; `__` in a name is a slash."""
    for name, text in files.items():
        path = Path("mine", f"{name.replace('__', '/')}.jinja")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    Path("mine").mkdir(exist_ok=True)
    return Folder("mine", Path("mine"))


def rendered(folder: Folder | None, template: str, view: object) -> str:
    return Templates(folder).render(template, view)


def configured(taste: str = 'templates = "mine"') -> None:
    Path("mahogen.toml").write_text(CONFIG.format(case=CASE, taste=taste))


def problems(folder: Folder) -> list[str]:
    with pytest.raises(ConfigError) as error:
        Templates(folder)
    return [str(problem).partition("\n")[0] for problem in error.value.problems]


def test_they_go_before_ours_which_are_still_there() -> None:
    (Path("mine")).mkdir()
    Path("mine/namespace.py.jinja").write_text('<{% include "mahogen/namespace.py.jinja" %}>')
    folder = own()
    assert rendered(folder, "namespace.py.jinja", "text") == "<text\n>"
    assert rendered(None, "namespace.py.jinja", "text") == "text\n"


def test_a_folder_without_templates_changes_nothing() -> None:
    Path("mine").mkdir()
    Path("mine/README.md").write_text("Ours.")
    Path("mine/.namespace.py.jinja.swp").write_bytes(b"\xff")
    Path("mine/.git").mkdir()
    Path("mine/.git/x.jinja").write_text("{{")
    Path("mine/picture.png").write_bytes(b"\x89PNG\xff")
    assert rendered(own(), "namespace.py.jinja", "text") == "text\n"


def test_nothing_of_their_folder_is_imported() -> None:
    Path("mine").mkdir()
    Path("mine/jinja_extension.py").write_text("raise SystemExit('imported')")
    Path("mine/__init__.py").write_text("raise SystemExit('imported')")
    before = list(sys.path)
    rendered(own(), "namespace.py.jinja", "text")
    assert sys.path == before
    assert not {"mine", "jinja_extension"} & sys.modules.keys()


def test_what_is_included_is_used() -> None:
    Path("mine").mkdir()
    Path("mine/namespace.py.jinja").write_text('{% include "parts/a.jinja" %}')
    own(parts__a='{% include "parts/b.jinja" %}', parts__b="b")
    assert rendered(own(), "namespace.py.jinja", "text") == "b"
    own(parts__c="c")
    assert problems(own()) == [
        "mine/parts/c.jinja: mahogen has no template of this name, and none uses it"
    ]


def test_what_a_new_project_is_made_from_is_not_part_of_a_package() -> None:
    Path("mine/scaffold").mkdir(parents=True)
    Path("mine/scaffold/unfinished.py.jinja").write_text("x = 1")
    with pytest.raises(ConfigError) as error:
        Templates(own())
    [problem] = error.value.problems
    assert problem.what == "mahogen has no template of this name, and none uses it"
    assert "client.py.jinja" in problem.hint
    assert "scaffold" not in problem.hint


def test_what_only_the_run_can_tell_is_not_said_to_be_unused() -> None:
    Path("mine").mkdir()
    Path("mine/namespace.py.jinja").write_text("{% include 'parts/' ~ view ~ '.jinja' %}")
    assert rendered(own(parts__a="a", parts__b="b"), "namespace.py.jinja", "b") == "b"


def test_none_leaves_the_folder() -> None:
    Path("secret.jinja").write_text("secret")
    Path("mine").mkdir()
    Path("mine/namespace.py.jinja").write_text('{% include "../secret.jinja" %}')
    with pytest.raises(ConfigError, match="there is no template"):
        rendered(own(), "namespace.py.jinja", "text")


def test_a_folder_that_is_not_there_is_wrong_where_it_is_named() -> None:
    at = Source("mahogen.toml", 7)
    with pytest.raises(ConfigError) as error:
        Templates(Folder("nowhere", Path("nowhere")), at)
    [problem] = error.value.problems
    assert problem.source == at


def test_one_that_calls_itself_has_a_line() -> None:
    Path("mine").mkdir()
    Path("mine/namespace.py.jinja").write_text('\n{% include "namespace.py.jinja" %}')
    with pytest.raises(ConfigError) as error:
        rendered(own(), "namespace.py.jinja", "text")
    [problem] = error.value.problems
    assert str(problem.source) == "mine/namespace.py.jinja:2"
    assert "RecursionError" in problem.what


def test_check_notices_that_a_template_has_changed() -> None:
    configured()
    Path("mine").mkdir()
    template = Path("mine/namespace.py.jinja")
    template.write_text("{{ view }}\n# By hand.\n")
    assert run("generate").exit_code == 0
    assert "# By hand." in Path("shop_api/wire/__init__.py").read_text()
    assert run("check").exit_code == 0
    template.write_text("{{ view }}\n# By another hand.\n")
    ended = run("check")
    assert ended.exit_code == 1
    assert "changed: shop_api/wire/__init__.py (contract, templates or mahogen" in ended.stdout
    configured("")
    assert run("generate").exit_code == 0
    assert "hand" not in Path("shop_api/wire/__init__.py").read_text()


def test_inspect_needs_no_templates() -> None:
    configured('templates = "nowhere"')
    assert run("inspect").exit_code == 0
    assert run("generate").exit_code == 2
    assert not Path("shop_api").exists()


def test_the_other_half_goes_when_it_is_no_longer_emitted() -> None:
    configured("")
    assert run("generate").exit_code == 0
    assert {"client.py", "server.py"} <= files_of(Path("shop_api")).keys()
    configured('emit = "server"\nruntime = "vendor"')
    assert run("generate").exit_code == 0
    there = files_of(Path("shop_api")).keys()
    assert not {path for path in there if path.startswith(("client", "resources/"))}
    assert "_runtime/server/app.py" in there
    configured('emit = "client"')
    assert run("generate").exit_code == 0
    there = files_of(Path("shop_api")).keys()
    assert not {p for p in there if p.startswith(("server", "services/", "contract/", "_runtime"))}
    assert run("check").exit_code == 0


def test_an_edited_copy_of_the_runtime_is_noticed() -> None:
    configured('runtime = "vendor"')
    assert run("generate").exit_code == 0
    copy = Path("shop_api/_runtime/http.py")
    copy.write_text(copy.read_text() + "\n")
    ended = run("check")
    assert (ended.exit_code, ended.stdout.splitlines()[0]) == (
        1,
        "changed: shop_api/_runtime/http.py (edited)",
    )
    assert run("generate").exit_code == 0
    assert run("check").exit_code == 0
