"""Every rule is triggered by its case alone, and not by the near miss."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from drift_shop import SHOP, Shop, told
from rule_cases import CASES

from mahogen.drift.compare import compare
from mahogen.drift.rules import Severity, rules


@pytest.mark.parametrize("rule", CASES)
def test_a_case_is_told_as_its_rule(rule: str) -> None:
    case = CASES[rule]
    old = case.first(SHOP)
    assert told(old, case.edit(old)) == sorted(case.told)
    assert any(line.startswith(f"{rule[:5]} ") for line in case.told)


@pytest.mark.parametrize("rule", CASES)
def test_a_near_miss_is_not(rule: str) -> None:
    case = CASES[rule]
    old = case.first(SHOP)
    near = case.near(old)
    assert _written(near) != _written(old), "nothing changed that could be told"
    assert told(old, near) == sorted(case.near_told)
    assert not any(line.startswith(f"{rule[:5]} ") for line in case.near_told)


def _written(shop: Shop) -> list[str]:
    """All files of a shop."""
    catalog = shop.catalog
    for where, old, new in shop.texts:
        catalog = catalog.replace(old, new) if where in ("", "catalog") else catalog
    return [*map(shop.wsdl, shop.dialects), catalog]


def test_every_rule_has_a_case() -> None:
    assert {rule[:5] for rule in CASES} == rules().keys()


def test_every_rule_says_what_it_means() -> None:
    for id_, rule in rules().items():
        assert re.fullmatch(r"[A-Z]{2}\d{3}", id_)
        assert rule.title
        assert rule.meaning.endswith(".")
        assert rule.advice.endswith(".")
        assert any(severity > Severity.NONE for severity in rule.severities.values())


def test_nothing_changed() -> None:
    assert told(SHOP, SHOP) == []


def test_what_notes_say_is_no_change_of_a_contract() -> None:
    api = SHOP.api()
    entities = (replace(entity, doc="Noted.") for entity in api.entities)
    resources = (
        replace(r, operations=tuple(replace(o, doc="Noted.") for o in r.operations))
        for r in api.resources
    )
    noted = replace(api, entities=tuple(entities), resources=tuple(resources))
    assert compare(api, noted) == []
