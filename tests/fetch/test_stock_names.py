"""What is known of stock stores is what their modules declare."""

from __future__ import annotations

from mahogen.fetch import stock
from mahogen.fetch.tags import named
from mahogen.read.catalog import CatalogFault
from support.corpus import corpus, needs_corpus


def told(faults: tuple[CatalogFault, ...], resource: str = "") -> list[tuple[str, str, str]]:
    """Faults as they come out where only code and message are reported."""
    return [*named([(f.code, f.message) for f in faults], stock.tags(resource))]


@needs_corpus
def test_every_fault_of_every_module_gets_its_name_back() -> None:
    catalog = corpus().catalog
    assert catalog is not None
    count = 0
    for resource in catalog.resources:
        own = [(f.tag, f.code, f.message) for f in resource.faults]
        assert told(resource.faults, resource.key) == own
        count += len(own)
    assert count == 193
    assert told(catalog.faults) == [(f.tag, f.code, f.message) for f in catalog.faults]


@needs_corpus
def test_every_prefix_is_known() -> None:
    catalog = corpus().catalog
    assert catalog is not None
    aliases = {alias.name: alias.resource for alias in catalog.aliases}
    declared = {aliases.get(p.key, p.key): p.prefix for p in catalog.prefixes}
    assert stock.prefixes() == declared | {"core_magento": "magento"}
