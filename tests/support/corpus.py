"""All modules of a real Maho, taken together as a store takes them, in every dialect."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.read.api_xml import parse_catalog
from mahogen.read.inputs import Inputs
from mahogen.read.wsdl import parse_wsdl

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "maho-76a889c74"
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the modules of a Maho are not here")

BASE = "Mage/Api/etc"
MODULES = (
    *("Core", "Directory", "Customer", "Catalog", "Sales", "CatalogInventory", "Checkout", "Tag"),
    *("GiftMessage", "Downloadable", "Blog"),
)
VARIABLES = {"url": "https://shop.example/api/", "name": "Maho"}


def module(path: str, handler: str = "") -> etree._Element:
    """A file of a module with its variables filled in; a store names its handler in V2 alone."""
    text = (CORPUS / path).read_text(encoding="utf-8")
    for name, value in {**VARIABLES, "handler": handler}.items():
        text = text.replace(f"{{{{var wsdl.{name}}}}}", value)
    return etree.fromstring(text.encode())


def merged(base: str, name: str, handler: str = "") -> bytes:
    """All modules in one document: what is not in an earlier one by tag and attributes is added."""
    root = module(f"{BASE}/{base}", handler)
    for folder in MODULES:
        for path in CORPUS.glob(f"*/{folder}/etc/{name}"):
            _add(root, module(path.relative_to(CORPUS).as_posix(), handler))
    return etree.tostring(root)


def _add(target: etree._Element, source: etree._Element) -> None:
    for child in source.iterchildren(etree.Element):
        known = [c for c in target.iterchildren(str(child.tag)) if c.attrib == child.attrib]
        if known and len(child):
            _add(known[0], child)
        elif not known:
            target.append(child)


@cache
def corpus() -> Inputs[Dialect]:
    """The three contracts and the catalog, without notes."""
    diagnostics = Diagnostics()
    wsdls = {
        Dialect.V2: merged("wsdl2.xml", "wsdl.xml", "Mage_Api_Model_Server_V2_Handler"),
        Dialect.WSI: merged("wsi.xml", "wsi.xml"),
        Dialect.V1: etree.tostring(module(f"{BASE}/wsdl.xml")),
    }
    return Inputs(
        {d: parse_wsdl(data, f"{d}.wsdl", diagnostics) for d, data in wsdls.items()},
        parse_catalog(merged("api.xml", "api.xml"), "api.xml", diagnostics),
        None,
    )


def api_of(*dialects: Dialect) -> tuple[Api, list[str]]:
    """What some of the contracts say with the catalog, and the warnings, each as `file: what`."""
    given = corpus()
    diagnostics = Diagnostics()
    wsdls = {dialect: given.wsdls[dialect] for dialect in dialects}
    api = build(wsdls, given.catalog, None, diagnostics)
    return api, [f"{w.source.file}: {w.what}" for w in sorted(diagnostics.warnings)]
