"""What the verbs print where, and how they end, when nothing is wrong with the input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from golden import enter, run

CASES = Path(__file__).parents[1] / "cases"
OUT = Path("expected/array_of_struct")


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(CASES / "array_of_struct", tmp_path / "shop", "expected", monkeypatch=monkeypatch)


NOTE = (
    "note: no contract of wsi and v1: the package speaks v2 only\n"
    "note: SOAP encoding without an import: 1, at v2.wsdl:18; see mahogen inspect\n"
)


def test_generate_says_what_it_did() -> None:
    first, second = run("generate"), run("generate")
    count = first.stdout.split()[1]
    assert first.stdout == f"{OUT}: {count} written, 0 unchanged\n"
    assert first.stderr == NOTE
    assert second.stdout == f"{OUT}: 0 written, {count} unchanged\n"


def test_generate_can_be_quiet() -> None:
    ended = run("generate", "-q")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", "")
    assert (OUT / "__init__.py").is_file()


def test_generate_counts_what_it_deletes() -> None:
    run("generate")
    wsdl, catalog = Path("v2.wsdl"), Path("api.xml")
    wsdl.write_text(wsdl.read_text().replace("shopItems", "shopXtems"))
    catalog.write_text(catalog.read_text().replace("shop>", "store>"))
    assert run("generate").stdout.endswith(" deleted\n")
    assert not (OUT / "resources/shop.py").exists()
    assert run("check").exit_code == 0


def test_generate_leaves_foreign_files_alone_and_says_so() -> None:
    run("generate")
    (OUT / "mine.txt").write_text("mine")
    assert run("generate", "--quiet").stderr == (
        f"warning: {OUT}/mine.txt: mahogen did not write this file and left it alone\n"
        "  hint: move it away\n"
    )


def test_check_is_silent_when_all_is_well() -> None:
    run("generate")
    ended = run("check")
    assert (ended.exit_code, ended.stdout, ended.stderr) == (0, "", "")


def test_check_writes_nothing() -> None:
    assert run("check").exit_code == 1
    assert not OUT.exists()


def test_check_shows_differences() -> None:
    run("generate")
    file = OUT / "py.typed"
    file.write_text("partial\n")
    ended = run("check", "--diff")
    assert ended.stdout == (
        f"--- {OUT}/py.typed\n+++ {OUT}/py.typed (from the contract)\n@@ -1 +0,0 @@\n-partial\n"
        f"changed: {OUT}/py.typed (edited)\nrun `mahogen generate`\n"
    )


def test_differences_of_files_that_end_without_a_line_feed() -> None:
    run("generate")
    file = OUT / "entities/__init__.py"
    file.write_bytes(file.read_bytes().rstrip(b"\n") + b"\xff")
    lines = run("check", "--diff").stdout.splitlines()
    assert lines[-4] == "\\ No newline at end of file"
    assert lines[-5].startswith("-") or lines[-3].startswith("+")


@pytest.mark.parametrize(
    ("foreign", "missing", "last"),
    [
        (True, False, "move foreign files out of the output folder, or delete them"),
        (False, True, "run `mahogen generate`"),
        (
            True,
            True,
            "move foreign files out of the output folder, or delete them; then "
            "run `mahogen generate`",
        ),
    ],
)
def test_check_ends_with_what_mends_it(foreign: bool, missing: bool, last: str) -> None:
    run("generate")
    if foreign:
        (OUT / "mine.txt").write_text("mine")
    if missing:
        (OUT / "client.py").unlink()
    ended = run("check")
    assert ended.exit_code == 1
    assert ended.stdout.splitlines()[-1] == last


def test_check_knows_line_endings() -> None:
    run("generate")
    for file in (OUT / "client.py", OUT / "MANIFEST.json"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert run("check", "--diff").stdout.splitlines() == [
        f"changed: {OUT}/MANIFEST.json (line endings)",
        f"changed: {OUT}/client.py (line endings)",
        'if git changes line endings, write "* -text" into .gitattributes there; then '
        "run `mahogen generate`",
    ]
    (OUT / ".gitattributes").write_text("* -text\n")
    run("generate")
    assert run("check").exit_code == 0


def test_differences_do_not_repeat_themselves_in_the_manifest() -> None:
    run("generate")
    wsdl = Path("v2.wsdl")
    wsdl.write_text(wsdl.read_text().replace("List the items", "List items"))
    text = run("check", "--diff").stdout
    assert "+++" in text
    assert "MANIFEST.json\n+++" not in text
    assert f"changed: {OUT}/MANIFEST.json (contract, templates or mahogen changed)\n" in text
    run("generate")
    manifest = OUT / "MANIFEST.json"
    manifest.write_text(manifest.read_text().replace('"mahogen": "', '"mahogen": "1'))
    assert f"--- {OUT}/MANIFEST.json" in run("check", "--diff").stdout


@pytest.mark.parametrize("position", [0, 1])
def test_everything_is_named_from_where_the_user_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, position: int
) -> None:
    run("generate")
    (OUT / "client.py").unlink()
    monkeypatch.chdir(tmp_path)
    arguments = ["check"]
    arguments[position:position] = ["--config", "shop/mahogen.toml"]
    assert run(*arguments).stdout == (
        f"missing: shop/{OUT}/client.py\nrun `mahogen --config shop/mahogen.toml generate`\n"
    )


def test_inspect_for_people() -> None:
    ended = run("inspect")
    assert ended.exit_code == 0
    for text in ("resource shop", "items = shopItems(ids: string[]) -> itemEntity[]", "login("):
        assert text in ended.stdout


def test_inspect_for_programs() -> None:
    model = json.loads(run("inspect", "--json").stdout)
    assert [resource["key"] for resource in model["resources"]] == ["shop"]


def test_inspect_one_resource() -> None:
    ended = run("inspect", "--json", "--resource", "shop")
    model = json.loads(ended.stdout)
    assert {entity["name"] for entity in model["entities"]} == {"itemEntity"}
    assert {"operations", "faults"}.isdisjoint(model)
    said = "note: only what belongs to shop: --resource leaves out the rest\n"
    assert ended.stderr.startswith(said)
    ended = run("inspect", "--resource", "shop")
    assert ended.stdout.startswith("resource shop\n")
    assert "login" not in ended.stdout
    assert ended.stderr.startswith(said)


def test_inspect_needs_no_target() -> None:
    config = Path("mahogen.toml")
    config.write_text(config.read_text().partition("[targets")[0])
    assert run("inspect").exit_code == 0


def test_nothing_in_a_contract_moves_the_cursor() -> None:
    catalog = Path("api.xml")
    catalog.write_text(catalog.read_text().replace("<title>Shop<", "<title>Sh&#155;1A&#8238;op<"))
    assert "Sh\\x9b1A\\u202eop" in run("inspect").stdout
    config = Path("mahogen.toml")
    config.write_text('"\\u001b[2J\\u009b" = 1\n' + config.read_text())
    assert "\x1b" not in run("inspect").stderr


def test_two_targets_are_written_together_or_not_at_all() -> None:
    config = Path("mahogen.toml")
    config.write_text(config.read_text() + '\n[targets.second_api]\noutput = "second_api"\n')
    Path("second_api").mkdir()
    Path("second_api/client.py").write_text("mine = 1\n")
    assert run("generate").exit_code == 2
    assert not OUT.exists()
    Path("second_api/client.py").unlink()
    assert len(run("generate").stdout.splitlines()) == 2


def test_help_is_enough_to_begin_with() -> None:
    text = run("--help").stdout
    assert "Exit codes:" in text
    example = text[text.index("[contract]") : text.index("Paths are relative")]
    Path("mahogen.toml").write_text("\n".join(line.strip() for line in example.splitlines()))
    ended = run("generate")
    assert (ended.exit_code, ended.stderr.splitlines()[0]) == (
        3,
        "wsdl/api.xml: there is no such file",
    )
    for verb in ("generate", "check", "inspect"):
        assert run(verb, "-h").exit_code == 0
