"""From a contract to the IR, to its slices, to the IR again: nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mahogen.config import Config, load
from mahogen.emit.render import render_slices
from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.model.select import select
from mahogen.read.api_xml import parse_catalog
from mahogen.read.inputs import Inputs, read_inputs
from mahogen.read.notes import parse_notes
from mahogen.read.wsdl import WsdlDocument, parse_wsdl
from support.contracts import Texts, texts
from support.corpus import corpus, needs_corpus
from support.examples import examples

ROOT = Path(__file__).parents[2]
CASES = sorted(
    path
    for path in ROOT.glob("tests/cases/*/mahogen.toml")
    if path.parent.name != "simple_types"  # by itself, below
)


def parsed(wsdls: Mapping[Dialect, str]) -> dict[Dialect, WsdlDocument]:
    """Contracts as documents; they are without fault."""
    diagnostics = Diagnostics()
    documents = {
        dialect: parse_wsdl(text.encode(), f"{dialect}.wsdl", diagnostics)
        for dialect, text in wsdls.items()
    }
    diagnostics.gate()
    return documents


# V2 refers to a list there that WS-I alone declares; the slice declares it.
LENT = "blogPostList"


def unordered(api: Api, without: str = "") -> Api:
    """`api` without the order of its declarations, which is that of V2 where V2 has them."""
    resources = (
        replace(
            r,
            operations=tuple(
                sorted((o for o in r.operations if o.name != without), key=lambda o: o.name)
            ),
        )
        for r in api.resources
    )
    return replace(
        api,
        resources=tuple(sorted(resources, key=lambda r: r.key)),
        operations=tuple(sorted(api.operations, key=lambda o: o.name)),
        entities=tuple(sorted(api.entities, key=lambda e: e.name)),
    )


def holds(given: Inputs[Dialect], resources: Sequence[str] | None = None) -> None:
    """The slices of a selection say together what all contracts say, each what its contract says.

    `resources` have to be such that every dialect knows some of their operations.
    """

    def read(documents: Mapping[Dialect, WsdlDocument]) -> Api:
        return build(documents, given.catalog, given.notes, Diagnostics())

    whole = select(read(given.wsdls), resources)
    texts = render_slices(whole)
    assert texts.keys() == {f"contract/{dialect}.wsdl" for dialect in given.wsdls}
    sliced = parsed({dialect: texts[f"contract/{dialect}.wsdl"] for dialect in given.wsdls})
    assert select(read(sliced), None) == whole
    for dialect in given.wsdls:
        alone = read({dialect: given.wsdls[dialect]})
        known = {resource.key for resource in alone.resources if resource.operations}
        kept = [resource.key for resource in whole.resources if resource.key in known]
        again = select(read({dialect: sliced[dialect]}), None)
        assert unordered(again, LENT) == unordered(select(alone, kept), LENT)


def inputs_of(given: Texts) -> Inputs[Dialect]:
    return Inputs(
        parsed(given.wsdls),
        parse_catalog(given.catalog.encode(), "api.xml", Diagnostics()) if given.catalog else None,
        parse_notes(given.notes.encode(), "notes.toml"),
    )


def inputs_from(config: Config) -> Inputs[Dialect]:
    inputs = read_inputs(config.inputs, Diagnostics())
    wsdls = {Dialect(key): document for key, document in inputs.wsdls.items()}
    return Inputs(wsdls, inputs.catalog, inputs.notes)


@pytest.mark.parametrize("resources", [None, ["cart"], ["cart_customer"]])
def test_the_shipped_contract(resources: list[str] | None) -> None:
    given = inputs_from(load(ROOT / "mahogen.toml"))
    assert set(given.wsdls) == set(Dialect)
    holds(given, resources)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_golden_cases(path: Path) -> None:
    config = load(path)
    for target in config.targets:
        holds(inputs_from(config), target.resources)


def test_a_slice_says_what_simple_types_come_down_to() -> None:
    """It declares the base alone, as it goes over the wire: listed values are documentation."""
    given = inputs_from(load(ROOT / "tests" / "cases" / "simple_types" / "mahogen.toml"))
    api = build(given.wsdls, given.catalog, given.notes, Diagnostics())
    assert any(field.values for entity in api.entities for field in entity.fields)
    texts = render_slices(api)
    sliced = parsed({dialect: texts[f"contract/{dialect}.wsdl"] for dialect in given.wsdls})
    again = build(sliced, given.catalog, given.notes, Diagnostics())
    bare = [replace(e, fields=tuple(replace(f, values=()) for f in e.fields)) for e in api.entities]
    assert bare == list(again.entities)


@needs_corpus
@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(None, marks=pytest.mark.slow),
        pytest.param(["catalog_product", "cart"], marks=pytest.mark.slow),
        ["catalog_category"],
    ],
)
def test_all_modules_of_a_store(resources: list[str] | None) -> None:
    holds(corpus(), resources)


@examples(50)
@given(texts())
def test_random_contracts(given: Texts) -> None:
    holds(inputs_of(given))


@examples(20)
@given(texts(), st.integers(1, 7))
def test_random_selections(given: Texts, mask: int) -> None:
    inputs = inputs_of(given)
    api = build(inputs.wsdls, inputs.catalog, inputs.notes, Diagnostics())
    usable = [resource.key for resource in api.resources if resource.operations]
    chosen = [key for place, key in enumerate(usable) if mask >> place & 1]
    kept = select(api, chosen)
    operations = [*kept.operations, *(o for r in kept.resources for o in r.operations)]
    # A contract without any operation is none.
    assume(all(any(o.wire(dialect) for o in operations) for dialect in given.wsdls))
    holds(inputs, chosen)


@pytest.mark.slow
@examples(500)
@given(texts())
def test_many_random_contracts(given: Texts) -> None:
    holds(inputs_of(given))
