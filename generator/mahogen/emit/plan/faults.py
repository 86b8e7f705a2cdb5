"""What the fault templates print: one class per tag and resource, and tables by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mahogen.emit.docstrings import docstring, section, sentence
from mahogen.emit.imports import Imports
from mahogen.emit.layout import assign
from mahogen.emit.literal import literal
from mahogen.emit.plan.index import GatheredView, gathered_view
from mahogen.emit.plan.names import COMMON, Names
from mahogen.model.api import Api, Fault, Resource

RUNTIME = "mahogen.runtime.errors"


@dataclass(frozen=True, slots=True)
class FaultView:
    """`members` are the statements of the body, laid out."""

    name: str
    bases: str
    doc: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasView:
    name: str
    target: str


@dataclass(frozen=True, slots=True)
class FaultsView:
    doc: str
    imports: str
    base: FaultView
    shared: tuple[FaultView, ...]
    faults: tuple[FaultView, ...]
    aliases: tuple[AliasView, ...]
    by_code: tuple[AliasView, ...]


def shared_tags(api: Api) -> list[str]:
    """Tags that stand in more than one resource, in the order of their first use."""
    counts = Counter(tag for r in api.resources for tag in {f.tag for f in r.faults})
    order = dict.fromkeys(fault.tag for r in api.resources for fault in r.faults)
    global_ = {fault.tag for fault in api.faults}
    return [tag for tag in order if counts[tag] > 1 and tag not in global_]


def common_faults(api: Api, names: Names) -> FaultsView:
    """The global faults, and a base for each tag that several resources share."""
    imports = _imports(names)
    imports.add(RUNTIME, "MahoFault")
    title = docstring(["A fault that any call can raise."], 4)
    base = FaultView("GlobalFault", "MahoFault", title)
    shared = tuple(_shared(tag, api, names) for tag in shared_tags(api))
    doc = docstring(["Faults of every resource, and the bases of those that several share."])
    return _view(doc, imports, base, shared, api.faults, "GlobalFault", {}, names)


def resource_faults(resource: Resource, api: Api, names: Names) -> FaultsView:
    """The faults of one resource."""
    imports = _imports(names)
    imports.add(RUNTIME, "MahoFault")
    base_name = names.fault_base[resource.key]
    title = docstring([f"A fault of the resource {resource.key}."], 4)
    base = FaultView(base_name, "MahoFault", title)
    common = {*shared_tags(api), *(fault.tag for fault in api.faults)}
    parents = {f.tag: f"common.{names.fault[f.tag]}" for f in resource.faults if f.tag in common}
    if parents:
        imports.add(".", "common")
    doc = docstring([f"Faults of the resource {resource.key}."])
    return _view(doc, imports, base, (), resource.faults, base_name, parents, names)


def fault_index(api: Api, names: Names) -> GatheredView:
    """The package of faults: each tag once, the shared base before the leaf."""
    common = dict.fromkeys([*(f.tag for f in api.faults), *shared_tags(api)])
    homes: dict[str, list[str]] = {
        RUNTIME: ["MahoFault", "RequestRefused", "StoreFailure"],
        f".{COMMON}": ["GlobalFault", *(names.fault[tag] for tag in common)],
    }
    for resource in api.resources:
        tags = dict.fromkeys(f.tag for f in resource.faults if f.tag not in common)
        own: list[str] = [names.fault_base[resource.key], *(names.fault[tag] for tag in tags)]
        homes[f".{names.module[resource.key]}"] = own
    return gathered_view(["The faults that a call can raise, or a service."], homes, names, depth=1)


def _imports(names: Names) -> Imports:
    imports = names.imports(1)
    imports.add("__future__", "annotations")
    imports.add("typing", "Final")
    return imports


def _shared(tag: str, api: Api, names: Names) -> FaultView:
    """The base of a tag: with the text of its faults, if they all have the same."""
    places = [(r.key, f) for r in api.resources for f in r.faults if f.tag == tag]
    codes = dict.fromkeys(fault.code for _, fault in places)
    texts = dict.fromkeys(fault.message for _, fault in places)
    message = next(iter(texts)) if len(texts) == 1 else ""
    where = [
        f"{code} of {', '.join(key for key, fault in places if fault.code == code)}"
        for code in codes
    ]
    first = sentence(message) or f"{tag}: each resource has its own text."
    doc = docstring([first, "", *section("Codes", [("", line) for line in where])[1:]], 4)
    return FaultView(names.fault[tag], "MahoFault", doc, _members("", tag, message))


def _members(code: str, tag: str, message: str) -> tuple[str, ...]:
    values = {"code": code, "tag": tag, "default_message": message}
    return tuple(assign(name, literal(value), 4) for name, value in values.items() if value)


def _view(
    doc: str,
    imports: Imports,
    base: FaultView,
    shared: tuple[FaultView, ...],
    faults: Sequence[Fault],
    base_name: str,
    parents: dict[str, str],
    names: Names,
) -> FaultsView:
    """Leaves and tables: the first tag of a code has the class, later ones name it again."""
    first: dict[str, Fault] = {}
    for fault in faults:
        first.setdefault(fault.code, fault)
    leaves: list[FaultView] = []
    aliases: list[AliasView] = []
    for fault in faults:
        if first[fault.code] is not fault:
            aliases.append(AliasView(names.fault[fault.tag], names.fault[first[fault.code].tag]))
            continue
        tags = dict.fromkeys(f.tag for f in faults if f.code == fault.code)
        bases = [base_name, *(parents[tag] for tag in tags if tag in parents)]
        leaves.append(
            FaultView(
                names.fault[fault.tag],
                ", ".join(bases),
                docstring([f"{fault.code}: {sentence(fault.message)}"], 4),
                _members(fault.code, fault.tag, fault.message),
            )
        )
    by_code = tuple(AliasView(literal(c), names.fault[f.tag]) for c, f in first.items())
    return FaultsView(doc, imports.render(), base, shared, tuple(leaves), tuple(aliases), by_code)
