"""A catalog as an api.xml: it is read as the same catalog."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mahogen.errors import Diagnostics, Source
from mahogen.fetch.catalog_text import catalog_text
from mahogen.read.api_xml import parse_catalog
from mahogen.read.catalog import (
    Catalog,
    CatalogAlias,
    CatalogFault,
    CatalogMethod,
    CatalogPrefix,
    CatalogResource,
)
from support.corpus import corpus, needs_corpus
from support.values import TEXTS

HERE = Source("", 0)


def placeless(value: Any) -> Any:
    """A catalog without its lines."""
    if isinstance(value, Source):
        return HERE
    if isinstance(value, tuple):
        return tuple(map(placeless, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: placeless(getattr(value, f.name)) for f in fields(value)})
    return value


def read(text: str) -> Catalog:
    diagnostics = Diagnostics()
    catalog = parse_catalog(text.encode(), "api.xml", diagnostics)
    diagnostics.gate()
    return catalog


def holds(catalog: Catalog) -> None:
    text = catalog_text(catalog)
    assert placeless(read(text)) == placeless(replace(catalog, file="api.xml"))


def test_the_shipped_catalog() -> None:
    holds(read((Path(__file__).parents[2] / "wsdl" / "api.xml").read_text("utf-8")))


@needs_corpus
def test_that_of_all_modules_of_a_store() -> None:
    catalog = corpus().catalog
    assert catalog is not None
    assert len(catalog.resources) == 33
    holds(catalog)


NAMES = st.sampled_from(["cart", "größe", "a.b-c", "_x", "list", "methods", "title"])
LINES = TEXTS.map(lambda text: " ".join(text.split()))


@given(
    st.lists(st.tuples(NAMES, LINES, TEXTS), max_size=3, unique_by=lambda row: row[0]),
    st.lists(NAMES, max_size=2, unique=True),
)
def test_any_catalog(rows: list[tuple[str, str, str]], names: list[str]) -> None:
    faults = tuple(CatalogFault(tag, f"1{n}", row, HERE) for n, (tag, _, row) in enumerate(rows))
    methods = tuple(CatalogMethod(name, line, HERE) for name, line, _ in rows)
    holds(
        Catalog(
            "x",
            tuple(CatalogResource(n, line, methods, faults, HERE) for n, line, _ in rows),
            tuple(CatalogAlias(name, "cart", HERE) for name in names),
            tuple(CatalogPrefix(name, "shopCart", HERE) for name in names),
            faults,
        )
    )


@pytest.mark.parametrize("message", [" ends in a blank ", "two\nlines", "a\rb", "<&>\"'", ""])
def test_messages_go_over_the_wire_as_they_stand(message: str) -> None:
    holds(Catalog("x", faults=(CatalogFault("gone", "1", message, HERE),)))
