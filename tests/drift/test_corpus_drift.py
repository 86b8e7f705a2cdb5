"""All modules of a real Maho: what means the same is no change, and one edit is told as what it is.

Random contracts hold what is odder than any real one.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from random import Random

import pytest
from corpus_edits import EDITS, Contract, W, X
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from mahogen.drift.change import Change
from mahogen.drift.compare import compare
from mahogen.drift.judge import Question, judge
from mahogen.drift.rules import Side
from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.api_xml import catalog_of, parse_catalog
from mahogen.read.wsdl import WsdlDocument, bind, parse_wsdl
from reformat import reformat
from support.contracts import Texts, texts
from support.corpus import held, merged, needs_corpus
from support.examples import examples

TYPED = (Dialect.V2, Dialect.WSI)


@cache
def _trees(dialect: Dialect) -> tuple[etree._Element, etree._Element]:
    """The contract of a dialect and the catalog, with their places in them."""
    found = held()
    assert found.catalog is not None
    return found.wsdls[dialect.value].root, found.catalog.root


def _api(dialect: Dialect, root: etree._Element, catalog: etree._Element) -> Api:
    """What trees say; uses them up."""
    diagnostics = Diagnostics()
    document = bind(root, f"{dialect}.wsdl", diagnostics)
    return build(
        {dialect: document}, catalog_of(catalog, "api.xml", diagnostics), None, diagnostics
    )


@cache
def _old(dialect: Dialect) -> Api:
    return _api(dialect, *map(deepcopy, _trees(dialect)))


def _told(changes: list[Change]) -> list[str]:
    return sorted(f"{change.rule} {change.path}" for change in changes)


# -- what means the same ---------------------------------------------------------------------------


def _shuffled(root: etree._Element, random: Random) -> None:
    """Put declarations whose order means nothing into another one."""
    groups = [root]
    for tag in (f"{X}schema", f"{X}all", f"{W}portType", f"{W}binding"):
        groups += list(root.iter(tag))
    for group in groups:
        children = list(group)
        first = [c for c in children if c.tag in (f"{W}documentation", f"{X}annotation")]
        others = [c for c in children if c not in first]
        random.shuffle(others)
        group[:] = [*first, *others]


@needs_corpus
@pytest.mark.parametrize("dialect", Dialect)
def test_the_same_in_another_order_is_no_change(dialect: Dialect) -> None:
    root, catalog = map(deepcopy, _trees(dialect))
    _shuffled(root, Random(5))
    for part in ("resources", "resources_alias", "v2/resources_function_prefix"):
        group = catalog.find(f"api/{part}")
        if group is not None:
            group[:] = sorted(group, key=lambda element: str(element.tag), reverse=True)
    new = _api(dialect, root, catalog)
    assert new != _old(dialect)
    assert compare(_old(dialect), new) == []


@needs_corpus
@pytest.mark.parametrize("dialect", Dialect)
def test_the_same_in_other_words_is_no_change(dialect: Dialect) -> None:
    diagnostics = Diagnostics()
    text = reformat(merged(dialect))
    assert b"typens" not in text
    new = _api(dialect, etree.fromstring(text), deepcopy(_trees(dialect)[1]))
    document = parse_wsdl(text, "other.wsdl", diagnostics)
    found = catalog_of(deepcopy(_trees(dialect)[1]), "api.xml", diagnostics)
    assert compare(_old(dialect), build({dialect: document}, found, None, diagnostics)) == []
    assert compare(new, _old(dialect)) == []


@pytest.mark.slow
@needs_corpus
def test_openmage_against_maho_is_two_changes() -> None:
    """What was before: another namespace on every line that has one, and one field more."""
    documents: list[dict[Dialect, WsdlDocument]] = [{}, {}]
    diagnostics = Diagnostics()
    for dialect in TYPED:
        new = merged(dialect)
        root = etree.fromstring(new.replace(b'"urn:Maho"', b'"urn:OpenMage"'))
        cart = Contract(dialect, root, root).structs["shoppingCartInfoEntity"]
        field = etree.SubElement(cart, f"{X}element", name="is_multi_shipping", minOccurs="0")
        field.set("type", "xsd:int")
        for found, text in zip(documents, (etree.tostring(root), new), strict=True):
            found[dialect] = parse_wsdl(text, f"{dialect}.wsdl", diagnostics)
    catalog = catalog_of(deepcopy(_trees(Dialect.V2)[1]), "api.xml", diagnostics)
    old, maho = (build(found, catalog, None, diagnostics) for found in documents)
    changes = compare(old, maho)
    assert _told(changes) == [
        "EL005 shoppingCartInfoEntity.is_multi_shipping",
        "NS001 targetNamespace",
    ]
    assert [change.dialects for change in changes] == [TYPED, TYPED]
    assert len(judge(changes, [old, maho], Question(tuple(Side)))) == 2


# -- one edit --------------------------------------------------------------------------------------


def _holds(dialect: Dialect, edit: int, numbers: st.DataObject) -> None:
    def pick(count: int) -> int:
        return numbers.draw(st.integers(0, count - 1))

    root, catalog = map(deepcopy, _trees(dialect))
    contract = Contract(dialect, root, catalog)
    expected = EDITS[edit](contract, pick)
    assume(expected is not None)
    assert expected is not None
    new = _api(dialect, contract.root, contract.catalog)
    found = compare(_old(dialect), new)
    assert _told(found) == sorted(expected)
    assert len({change.fingerprint for change in found}) == len(found)


# Without shrinking: an example takes long, and one edit is small as it is.
HELD = settings(
    examples(12),
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
ONE_EDIT = (st.sampled_from(TYPED), st.integers(0, len(EDITS) - 1), st.data())


@needs_corpus
@HELD
@given(*ONE_EDIT)
def test_one_edit_is_told_as_what_it_is(
    dialect: Dialect, edit: int, numbers: st.DataObject
) -> None:
    _holds(dialect, edit, numbers)


@needs_corpus
@pytest.mark.slow
@pytest.mark.parametrize("edit", range(len(EDITS)), ids=[edit.__name__ for edit in EDITS])
@HELD
@given(st.sampled_from(TYPED), st.data())
def test_every_kind_of_edit_is_told_as_what_it_is(
    edit: int, dialect: Dialect, numbers: st.DataObject
) -> None:
    _holds(dialect, edit, numbers)


# -- random contracts ------------------------------------------------------------------------------


def _random(given_: Texts, wsdls: Mapping[Dialect, str]) -> Api:
    diagnostics = Diagnostics()
    documents = {
        d: parse_wsdl(text.encode(), f"{d}.wsdl", diagnostics) for d, text in wsdls.items()
    }
    catalog = given_.catalog
    found = parse_catalog(catalog.encode(), "api.xml", diagnostics) if catalog else None
    return build(documents, found, None, diagnostics)


@settings(examples(40), suppress_health_check=list(HealthCheck))
@given(texts())
def test_a_random_contract_in_other_words_is_no_change(one: Texts) -> None:
    old = _random(one, one.wsdls)
    assert compare(old, _random(one, one.wsdls)) == []
    other = {d: reformat(text.encode()).decode() for d, text in one.wsdls.items()}
    assert compare(old, _random(one, other)) == []


@settings(examples(60), suppress_health_check=list(HealthCheck))
@given(texts(), texts())
def test_any_two_contracts_can_be_compared(one: Texts, other: Texts) -> None:
    old, new = _random(one, one.wsdls), _random(other, other.wsdls)
    for found in (compare(old, new), compare(new, old)):
        prints = [change.fingerprint for change in found]
        assert len(prints) == len(set(prints)), found
