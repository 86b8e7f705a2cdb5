"""Which operations belong to which resource, by the longest prefix of all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mahogen.errors import Diagnostics
from mahogen.model.api import Fault, Method, Operation, Resource
from mahogen.model.prefixes import Prefixes
from mahogen.read.catalog import Catalog, CatalogFault, CatalogPrefix, CatalogResource

# The operations of every store that belong to no resource.
GLOBAL = frozenset(
    [
        "login",
        "startSession",
        "endSession",
        "resources",
        "globalFaults",
        "resourceFaults",
        "call",
        "multiCall",
    ]
)
# Where operations go that no prefix claims.
UNCLAIMED = "operations"


def resources(
    operations: Iterable[Operation], catalog: Catalog | None, diagnostics: Diagnostics
) -> tuple[Resource, ...]:
    """The resources of the catalog with their operations.

    Resources come in the order of the catalog, then those that only a prefix names, then the one
    that takes what no prefix claims: without a catalog, every operation.
    """
    assigned = _Assignment(catalog or Catalog(""), diagnostics)
    for operation in operations:
        assigned.add(operation, known=catalog is not None)
    assigned.report_undeclared()
    return assigned.resources()


def faults(declared: Iterable[CatalogFault]) -> tuple[Fault, ...]:
    """Faults of the catalog as faults of the API."""
    return tuple(Fault(f.tag, f.code, f.message, f.source) for f in declared)


class _Assignment:
    def __init__(self, catalog: Catalog, diagnostics: Diagnostics) -> None:
        self.catalog = catalog
        self.diagnostics = diagnostics
        self.prefixes = Prefixes(catalog, diagnostics)
        self.declared = {resource.key: resource for resource in catalog.resources}
        self.operations: dict[str, list[Operation]] = {key: [] for key in self.declared}
        self.undeclared: list[tuple[CatalogPrefix, str]] = []

    def add(self, operation: Operation, *, known: bool) -> None:
        """Put an operation where it belongs; `known` is whether anybody could have said so."""
        match = self.prefixes.longest(operation.name)
        if match is None:
            if known:
                what = f"no prefix of {self.catalog.file} fits the operation {operation.name}"
                hint = f"it goes to the resource {UNCLAIMED}; add its prefix"
                self.diagnostics.warn(operation.source, what, hint)
            self.operations.setdefault(UNCLAIMED, []).append(operation)
            return
        key = match.key
        method = operation.name[len(match.prefix) :]
        method = method[0].lower() + method[1:]
        if key not in self.operations:
            self.undeclared.append((match, operation.name))
        elif key in self.declared:
            self.check_method(operation, method, self.declared[key])
        self.operations.setdefault(key, []).append(replace(operation, method=method))

    def check_method(self, operation: Operation, method: str, resource: CatalogResource) -> None:
        if all(method != known.name for known in resource.methods):
            what = f"the operation {operation.name} would be {resource.key}.{method}"
            hint = f"declare the method in {self.catalog.file}, or the prefix of another resource"
            source = resource.source
            self.diagnostics.warn(source, f"{what}, which the resource does not have", hint)

    def report_undeclared(self) -> None:
        """Say which prefixes are for no resource: after a fetch as a user who may see little, most
        are.
        """
        if not self.undeclared:
            return
        match, operation = self.undeclared[0]
        what = f"the prefix {match.prefix} is for {match.key}, a resource that is declared nowhere"
        hint = f"{operation} and its like have no method names and faults; declare it"
        if others := [one.key for one, _ in self.undeclared[1:]]:
            named = ", ".join(others[:3]) + (", ..." if len(others) > 3 else "")
            what += f", and so are {len(others)} more: {named}"
            hint += ", or fetch as an API user who may see more"
        self.diagnostics.warn(match.source, what, hint)

    def resources(self) -> tuple[Resource, ...]:
        unclaimed = self.operations.pop(UNCLAIMED, None)
        if unclaimed is not None:
            self.operations[UNCLAIMED] = unclaimed
        return tuple(self.resource(key) for key in self.operations)

    def resource(self, key: str) -> Resource:
        said = self.declared.get(key)
        operations = tuple(self.operations[key])
        if said is None:
            source = operations[0].source
            return Resource(key, "", self.prefixes.of(key), (), (), operations, (), source)
        return Resource(
            key=key,
            title=said.title,
            prefix=self.prefixes.of(key),
            aliases=tuple(a.name for a in self.catalog.aliases if a.resource == key != a.name),
            methods=tuple(Method(m.name, m.title, m.source) for m in said.methods),
            operations=operations,
            faults=faults(said.faults),
            source=said.source,
        )
