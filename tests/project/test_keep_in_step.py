"""The README's way from nothing to a comparison that fails, and to one that is accepted."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from support.readme import README, example, shell
from support.web_server import Answer, Reply, serving

ROOT = Path(__file__).parents[2]
V2 = (ROOT / "wsdl" / "v2.wsdl").read_bytes()
OLD = b'<message name="shoppingCartCouponAddRequest">'
CONFIG = '[contract]\nwsdl = "wsdl"\n\n[targets.shop_api]\noutput = "src/shop_api"\n'


def renamed(contract: bytes) -> bytes:
    """A contract whose coupons are added with another part."""
    before, message, after = contract.partition(OLD)
    assert message
    return before + message + after.replace(b'name="storeId"', b'name="store"', 1)


def test_from_nothing_to_a_failing_comparison_and_a_baseline(tmp_path: Path) -> None:
    store: dict[str, Answer] = {"/api/v2_soap/?wsdl": Reply(V2)}
    (tmp_path / "mahogen.toml").write_text(CONFIG)
    with serving(store) as site:
        made = shell(f"mahogen fetch {site.url}/; mahogen generate -q", tmp_path)
        assert made.returncode == 0, made.stderr
        same = shell(example("keep in step"), tmp_path)
        assert (same.returncode, same.stdout.endswith(": no change\n")) == (0, True), same.stderr

        store["/api/v2_soap/?wsdl"] = Reply(renamed(V2))
        broken = shell(example("keep in step"), tmp_path)
        assert broken.returncode == 1, broken.stderr
        printed = re.search(r"```\n(shoppingCartCouponAdd\n.*?)```", README, re.S)
        assert printed
        told = broken.stdout.replace(site.url, "https://shop.example")
        assert lines(told) == lines(printed[1])

        accepted = shell(example("baseline"), tmp_path)
        assert accepted.returncode == 0, accepted.stdout + accepted.stderr
        assert accepted.stdout.endswith(": 1 accepted\n")

        store.clear()
        assert shell("mahogen diff", tmp_path).returncode == 3


def lines(text: str) -> list[str]:
    """The lines of a report, whatever lines of files it names."""
    return [re.sub(r":\d+$", "", line) for line in text.splitlines()]


def test_the_snippets_for_ci_are_yaml_that_names_what_there_is() -> None:
    blocks = [yaml.safe_load(code) for code in re.findall(r"```yaml\n(.*?)```", README, re.S)]
    workflow, hooks = blocks
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    uses = [step for job in workflow["jobs"].values() for step in job["steps"]]
    given = {key for step in uses if "mahogen@" in step["uses"] for key in step.get("with", {})}
    assert given
    assert given <= action["inputs"].keys()
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    assert {hook["id"] for repo in hooks["repos"] for hook in repo["hooks"]} <= known
