"""All modules of a real Maho, taken together as a store takes them, in every dialect."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.api_xml import catalog_of
from mahogen.read.held import Held
from mahogen.read.inputs import Inputs
from mahogen.read.tree import read_tree
from mahogen.read.wsdl import bind
from mahogen.read.xml import AT

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "maho-76a889c74"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the modules of a Maho are not here")

# For tests that read the files by themselves.
BASE = "Mage/Api/etc"
MODULES = (
    *("Core", "Directory", "Customer", "Catalog", "Sales", "CatalogInventory", "Checkout", "Tag"),
    *("GiftMessage", "Downloadable", "Blog"),
)


def held(diagnostics: Diagnostics | None = None) -> Held:
    """The modules merged, each time anew: who reads a tree uses it up."""
    return read_tree(CORPUS, "maho", diagnostics or Diagnostics())


def merged(dialect: Dialect) -> bytes:
    """A contract as its store would serve it."""
    root = held().wsdls[dialect.value].root
    etree.strip_attributes(root, AT)
    return etree.tostring(root)


@cache
def corpus() -> Inputs[Dialect]:
    """The three contracts and the catalog, without notes."""
    diagnostics = Diagnostics()
    found = held()
    assert found.catalog is not None
    wsdls = {Dialect(k): bind(raw.root, raw.name, diagnostics) for k, raw in found.wsdls.items()}
    catalog = catalog_of(found.catalog.root, found.catalog.name, diagnostics)
    assert not [*diagnostics.errors, *diagnostics.warnings]
    return Inputs(wsdls, catalog, None)


def api_of(*dialects: Dialect) -> tuple[Api, list[str]]:
    """What some of the contracts say with the catalog, and the warnings, each as `place: what`."""
    given = corpus()
    diagnostics = Diagnostics()
    wsdls = {dialect: given.wsdls[dialect] for dialect in dialects}
    api = build(wsdls, given.catalog, None, diagnostics)
    return api, [f"{w.source}: {w.what}" for w in sorted(diagnostics.warnings)]
