"""The prefix table of a catalog: how operations of each resource start."""

from __future__ import annotations

from mahogen.errors import Diagnostics
from mahogen.read.catalog import Catalog, CatalogPrefix


class Prefixes:
    """Finds the resource of an operation. The keys of what it finds are resources, not aliases."""

    def __init__(self, catalog: Catalog, diagnostics: Diagnostics) -> None:
        resources = {resource.key for resource in catalog.resources}
        aliases = {alias.name: alias.resource for alias in catalog.aliases}
        self._by_prefix: dict[str, CatalogPrefix] = {}
        for entry in catalog.prefixes:
            key = entry.key if entry.key in resources else aliases.get(entry.key, entry.key)
            resolved = CatalogPrefix(key, entry.prefix, entry.source)
            first = self._by_prefix.get(entry.prefix)
            if first and first.key != key:
                what = (
                    f"the prefix {entry.prefix} is for {key}, and at {first.source} for {first.key}"
                )
                hint = "as in a store, the last one holds; delete the wrong one"
                diagnostics.warn(entry.source, what, hint)
            self._by_prefix[entry.prefix] = resolved

    def longest(self, operation: str) -> CatalogPrefix | None:
        """The longest prefix that leaves something of the name of `operation`."""
        fitting = [
            entry
            for prefix, entry in self._by_prefix.items()
            if operation.startswith(prefix) and operation != prefix
        ]
        return max(fitting, key=lambda entry: len(entry.prefix), default=None)

    def of(self, key: str) -> str:
        """The prefix of the resource `key`, the first one where it has several, else empty."""
        entries = self._by_prefix.values()
        return next((entry.prefix for entry in entries if entry.key == key), "")
