"""A store's report as the catalog that its api.xml would be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mahogen.errors import Source
from mahogen.fetch import stock
from mahogen.fetch.prefixes import Named, find_prefixes
from mahogen.fetch.report import Faults, Report
from mahogen.fetch.tags import Tags, named
from mahogen.read.catalog import (
    Catalog,
    CatalogAlias,
    CatalogFault,
    CatalogMethod,
    CatalogPrefix,
    CatalogResource,
)


@dataclass(frozen=True, slots=True)
class Told:
    """The catalog, and what had to be guessed: prefixes, or that there is one."""

    catalog: Catalog
    guessed: Sequence[tuple[str, str]]
    unclear: Sequence[str]


def catalog_of(
    report: Report, operations: Collection[str], pinned: Catalog | None, store: Source
) -> Told:
    """The catalog of a store that reports `report` and whose V2 has `operations`.

    What no store reports, names of faults and prefixes, is taken from `pinned`, the catalog of an
    earlier run, where it has them.
    """
    pinned = pinned or Catalog("")
    names = [Named([r.key, *r.aliases], [m for m, _ in r.methods]) for r in report.resources]
    before = {p.key: p.prefix for p in pinned.prefixes}
    found = find_prefixes(names, operations, before, stock.prefixes())
    earlier = {resource.key: _tags(resource.faults) for resource in pinned.resources}

    def faults(told: Faults, earlier: Tags, usual: Tags) -> tuple[CatalogFault, ...]:
        return tuple(CatalogFault(*fault, store) for fault in named(told, earlier, usual))

    catalog = Catalog(
        store.file,
        resources=tuple(
            CatalogResource(
                key=r.key,
                title=r.title,
                methods=tuple(CatalogMethod(name, title, store) for name, title in r.methods),
                faults=faults(
                    report.faults.get(r.key, ()), earlier.get(r.key, {}), stock.tags(r.key)
                ),
                source=store,
            )
            for r in report.resources
        ),
        aliases=tuple(CatalogAlias(a, r.key, store) for r in report.resources for a in r.aliases),
        prefixes=tuple(CatalogPrefix(key, prefix, store) for key, prefix in found.prefixes.items()),
        faults=faults(report.global_faults, _tags(pinned.faults), stock.tags()),
    )
    return Told(catalog, [*found.guessed.items()], found.unclear)


def _tags(faults: Sequence[CatalogFault]) -> Tags:
    found: dict[str, list[str]] = {}
    for fault in faults:
        found.setdefault(fault.code, []).append(fault.tag)
    return found
