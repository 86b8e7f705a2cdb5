"""Names are sorted as ruff sorts them, which it does in two ways."""

from __future__ import annotations

from mahogen.emit.imports import exported_key, name_key

NAMES = ["foo", "A10", "CataloginventoryItem", "CatalogProduct", "A2", "FOO", "Catalog2", "aB"]


def test_in_imports_case_does_not_matter() -> None:
    classes = ["Catalog2", "CataloginventoryItem", "CatalogProduct"]
    assert sorted(NAMES, key=name_key) == ["A2", "A10", "FOO", *classes, "aB", "foo"]


def test_in_all_capitals_go_first() -> None:
    classes = ["Catalog2", "CatalogProduct", "CataloginventoryItem"]
    assert sorted(NAMES, key=exported_key) == ["A2", "A10", "FOO", *classes, "aB", "foo"]
