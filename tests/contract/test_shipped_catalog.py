"""wsdl/api.xml declares what the modules of a real Maho declare, as far as SOAP needs it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from contracts import Contract
from nodes import Node, bare, parse, section
from sources import DIALECTS, MODULES, RESOURCES, TYPED, catalog, corpus, modules, shipped


def only(full: Node, *tags: str) -> Node:
    return replace(full, children=tuple(c for c in full.children if c.tag in tags))


def test_sections_and_no_attributes() -> None:
    assert catalog() == bare(catalog())
    (api,) = catalog().children
    assert (catalog().tag, api.tag) == ("config", "api")
    assert [c.tag for c in api.children] == ["resources", "resources_alias", "v2", "faults"]
    assert [c.tag for c in section(catalog(), "resources").children] == list(RESOURCES)
    assert [c.tag for c in section(catalog(), "v2").children] == ["resources_function_prefix"]


@pytest.mark.parametrize("key", RESOURCES)
def test_titles_methods_and_faults(key: str) -> None:
    theirs = only(
        section(modules()["Mage/Checkout"], f"resources/{key}"), "title", "methods", "faults"
    )
    titles = tuple(only(method, "title") for method in theirs.children[1].children)
    methods = replace(theirs.children[1], children=titles)
    ours = section(catalog(), f"resources/{key}")
    assert ours == replace(theirs, children=(theirs.children[0], methods, theirs.children[2]))


def test_global_faults() -> None:
    assert section(catalog(), "faults") == section(modules()["Mage/Api"], "faults")
    codes = [fault.children[0].text for fault in section(catalog(), "faults").children]
    assert codes == ["0", "1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("path", ["resources_alias", "v2/resources_function_prefix"])
def test_aliases_and_prefixes_of_all_modules(path: str) -> None:
    expected: list[Node] = []
    for module in MODULES:
        name = path.rpartition("/")[2]
        if modules()[module].all(name):
            expected += section(modules()[module], path).children
    assert list(section(catalog(), path).children) == expected


@pytest.mark.parametrize("dialect", TYPED)
def test_every_shipped_method_is_an_operation(dialect: str) -> None:
    operations = set()
    for key in RESOURCES:
        prefix = section(catalog(), f"v2/resources_function_prefix/{key}").text
        for method in section(catalog(), f"resources/{key}/methods").children:
            operations.add(prefix + method.tag[0].upper() + method.tag[1:])
    assert operations == {o for o in shipped(dialect).operations if o.startswith("shoppingCart")}


@pytest.mark.parametrize(("dialect", "number"), [("v2", 149), ("wsi", 141)])
def test_every_operation_of_a_store_finds_its_method(dialect: str, number: int) -> None:
    """By the longest prefix and by the store's own rule alike, which takes the last that occurs."""
    prefixes = {p.text: p.tag for p in section(catalog(), "v2/resources_function_prefix").children}
    aliases = {a.tag: a.text for a in section(catalog(), "resources_alias").children}
    methods = {
        (resource.tag, method.tag)
        for module in MODULES
        for resource in section(modules()[module], "resources").children
        for method in resource.one("methods").children
    }
    name = "wsi.xml" if dialect == "wsi" else "wsdl.xml"
    files = [corpus() / module / "etc" / name for module in MODULES]
    variables = DIALECTS[dialect].variables
    operations = Contract(tuple(parse(f, variables) for f in files if f.exists())).operations
    for operation in operations:
        longest = max((p for p in prefixes if operation.startswith(p)), key=len)
        assert longest == [p for p in prefixes if p in operation][-1]
        method = operation[len(longest)].lower() + operation[len(longest) + 1 :]
        assert (aliases.get(prefixes[longest], prefixes[longest]), method) in methods, operation
    assert len(operations) == number
