"""The files in wsdl/ against the modules of a real Maho and against each other.

Everything is parsed here with lxml alone, so that a mistake in mahogen's own reader cannot hide one
in the files. Comparisons are of whole ordered structures: every attribute, every text, every child.
Two differences from the store are meant, and named: `BEYOND` and `DUPLICATE`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "wsdl"
CORPUS = ROOT.parent / "shared" / "corpus" / "maho-76a889c74"

WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"
XSD = "{http://www.w3.org/2001/XMLSchema}"
MAHO = "{urn:Maho}"

HANDLER = "Mage_Api_Model_Server_V2_Handler"
ADDRESS = "http://localhost/api/v2_soap/"
RESOURCES = ("cart", "cart_customer")

# The order in which a store loads the modules that have resources: the order of its own answer to
# `resources`. The blog is Maho's own and comes after Magento's.
MODULES = (
    *("Mage/Core", "Mage/Directory", "Mage/Customer", "Mage/Catalog", "Mage/Sales"),
    *("Mage/CatalogInventory", "Mage/Checkout", "Mage/Tag", "Mage/GiftMessage"),
    *("Mage/Downloadable", "Maho/Blog"),
)

# The one field that Magento and OpenMage stores have and Maho does not, and the field before it.
BEYOND = ("shoppingCartInfoEntity", "is_virtual", "is_multi_shipping")
# The one field that a module file declares twice; merging the modules leaves one.
DUPLICATE = ("shoppingCartAddressEntity", "fax")


# -- reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Node:
    """An element with its QNames resolved; white space between elements and comments are gone."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: tuple[Node, ...] = ()

    @property
    def name(self) -> str:
        return self.attributes["name"]

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, tag: str) -> list[Node]:
        return [node for node in self.walk() if node.tag == tag]

    def one(self, tag: str) -> Node:
        (found,) = self.all(tag)
        return found


QNAMES = {"type", "base", "ref", "message", "binding", f"{WSDL}arrayType"}


def node(element: etree._Element) -> Node:
    def value(name: str, text: str) -> str:
        if name not in QNAMES or ":" not in text:
            return text
        prefix, _, local = text.partition(":")
        return f"{{{element.nsmap[prefix]}}}{local}"

    children = tuple(node(child) for child in element.iterchildren(tag=etree.Element))
    return Node(
        tag=str(element.tag),
        attributes={str(k): value(str(k), str(v)) for k, v in element.attrib.items()},
        text="" if children else element.text or "",
        children=children,
    )


def parse(path: Path) -> Node:
    text = path.read_bytes()
    for variable, filled in ((b"handler", HANDLER), (b"url", ADDRESS), (b"name", "Maho")):
        text = text.replace(b"{{var wsdl." + variable + b"}}", filled.encode())
    return node(etree.fromstring(text))


def by_name(nodes: Iterable[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for each in nodes:
        assert each.name not in found, f"{each.name} is declared twice"
        found[each.name] = each
    return found


@dataclass(frozen=True)
class Contract:
    """A WSDL, or the fragments of several modules taken together, in order of declaration."""

    roots: tuple[Node, ...]

    def _all(self, path: str, tag: str) -> dict[str, Node]:
        parents = (parent for root in self.roots for parent in root.all(path))
        return by_name(n for parent in parents for n in parent.children if n.tag == tag)

    @property
    def types(self) -> dict[str, Node]:
        return self._all(f"{XSD}schema", f"{XSD}complexType")

    @property
    def messages(self) -> dict[str, Node]:
        return self._all(f"{WSDL}definitions", f"{WSDL}message")

    @property
    def operations(self) -> dict[str, Node]:
        return self._all(f"{WSDL}portType", f"{WSDL}operation")

    @property
    def bindings(self) -> dict[str, Node]:
        return self._all(f"{WSDL}binding", f"{WSDL}operation")

    def parts(self, operation: str, direction: str = "input") -> list[Node]:
        message = self.operations[operation].one(f"{WSDL}{direction}").attributes["message"]
        return list(self.messages[message.removeprefix(MAHO)].children)

    def reached(self, operations: Iterable[str]) -> set[str]:
        """The names of all types that the parts of `operations` lead to."""
        parts = [p for o in operations for d in ("input", "output") for p in self.parts(o, d)]
        pending = [value for part in parts for value in part.attributes.values()]
        found: set[str] = set()
        while pending:
            name = pending.pop().removesuffix("[]")
            if name.startswith(MAHO) and name.removeprefix(MAHO) not in found:
                found.add(name.removeprefix(MAHO))
                pending += [
                    value
                    for inner in self.types[name.removeprefix(MAHO)].walk()
                    for value in inner.attributes.values()
                ]
        return found


def fields(entity: Node) -> list[str]:
    return [f.name for f in entity.all(f"{XSD}element")]


def without_duplicates(entity: Node) -> Node:
    """What the store's merge makes of an entity: an element equal to an earlier one is left out."""
    children: list[Node] = []
    for child in entity.children:
        if child not in children:
            children.append(without_duplicates(child))
    return replace(entity, children=tuple(children))


def with_field_beyond(entity: Node) -> Node:
    _, before, name = BEYOND
    children: list[Node] = []
    for child in entity.children:
        children.append(with_field_beyond(child))
        if child.attributes.get("name") == before:
            children.append(replace(child, attributes={**child.attributes, "name": name}))
    return replace(entity, children=tuple(children))


@pytest.fixture(scope="module")
def shipped() -> Contract:
    return Contract((parse(SHIPPED / "v2.wsdl"),))


@pytest.fixture(scope="module")
def catalog() -> Node:
    return parse(SHIPPED / "api.xml")


@pytest.fixture(scope="module")
def notes() -> dict[str, Any]:
    return tomllib.loads((SHIPPED / "notes.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def corpus() -> Path:
    if not CORPUS.is_dir():
        pytest.skip(f"the modules of a real Maho are not there: {CORPUS} is no folder")
    return CORPUS


@pytest.fixture(scope="module")
def store(corpus: Path) -> Contract:
    """The two modules that the shipped operations come from, base file first."""
    files = ("Mage/Api/etc/wsdl2.xml", "Mage/Checkout/etc/wsdl.xml")
    return Contract(tuple(parse(corpus / file) for file in files))


@pytest.fixture(scope="module")
def modules(corpus: Path) -> dict[str, Node]:
    found = {str(f.parents[1].relative_to(corpus)) for f in corpus.glob("*/*/etc/api.xml")}
    assert found == {"Mage/Api", *MODULES}
    return {module: parse(corpus / module / "etc" / "api.xml") for module in ("Mage/Api", *MODULES)}


@pytest.fixture(scope="module")
def selected(store: Contract, modules: dict[str, Node]) -> list[str]:
    """The global operations and those of cart and cart_customer, in the order of the store."""
    wanted = [operation.name for operation in store.roots[0].one(f"{WSDL}portType").children]
    for key in RESOURCES:
        prefix = section(modules["Mage/Checkout"], f"v2/resources_function_prefix/{key}").text
        methods = section(modules["Mage/Checkout"], f"resources/{key}/methods").children
        wanted += [prefix + method.tag[0].upper() + method.tag[1:] for method in methods]
    assert set(wanted) <= set(store.operations)
    return [name for name in store.operations if name in wanted]


# -- v2.wsdl against the store ---------------------------------------------------------------------


def test_operations_messages_and_documentation(
    shipped: Contract, store: Contract, selected: list[str]
) -> None:
    assert list(shipped.operations) == selected
    for name in selected:
        assert shipped.operations[name] == store.operations[name]


def test_parts_in_name_type_and_order(
    shipped: Contract, store: Contract, selected: list[str]
) -> None:
    for name in selected:
        for direction in ("input", "output"):
            assert shipped.parts(name, direction) == store.parts(name, direction), name


def test_types_field_by_field(shipped: Contract, store: Contract, selected: list[str]) -> None:
    reached = store.reached(selected)
    expected = {n: without_duplicates(t) for n, t in store.types.items() if n in reached}
    expected[BEYOND[0]] = with_field_beyond(expected[BEYOND[0]])
    assert list(shipped.types) == list(expected)
    for name, entity in expected.items():
        assert shipped.types[name] == entity


def test_only_is_multi_shipping_is_beyond_the_store(shipped: Contract, store: Contract) -> None:
    def known(contract: Contract) -> set[tuple[str, str]]:
        return {(name, f) for name in shipped.types for f in fields(contract.types[name])}

    assert known(shipped) ^ known(store) == {(BEYOND[0], BEYOND[2])}
    declared = {f.name: f.attributes for f in shipped.types[BEYOND[0]].all(f"{XSD}element")}
    assert declared[BEYOND[2]] == {"name": BEYOND[2], "type": f"{XSD}int", "minOccurs": "0"}
    assert list(declared).index(BEYOND[2]) == list(declared).index(BEYOND[1]) + 1


def test_only_fax_is_declared_twice_by_the_store(shipped: Contract, store: Contract) -> None:
    def twice(contract: Contract) -> set[tuple[str, str]]:
        names = {name: fields(contract.types[name]) for name in shipped.types}
        return {(n, f) for n, all_ in names.items() for f in all_ if all_.count(f) > 1}

    assert twice(store) == {DUPLICATE}
    assert twice(shipped) == set()


def test_binding(shipped: Contract, store: Contract, selected: list[str]) -> None:
    ours, theirs = shipped.roots[0].one(f"{WSDL}binding"), store.roots[0].one(f"{WSDL}binding")
    assert ours.attributes == theirs.attributes
    assert ours.one(f"{SOAP}binding") == theirs.one(f"{SOAP}binding")
    assert list(shipped.bindings) == selected
    for name in selected:
        assert shipped.bindings[name] == store.bindings[name]


def test_service_and_namespaces(shipped: Contract, store: Contract) -> None:
    ours, theirs = shipped.roots[0], store.roots[0]
    assert ours.attributes == theirs.attributes
    for tag in (f"{WSDL}service", f"{XSD}schema", f"{WSDL}portType"):
        assert ours.one(tag).attributes == theirs.one(tag).attributes
    assert ours.one(f"{WSDL}service") == theirs.one(f"{WSDL}service")


# -- v2.wsdl by itself -----------------------------------------------------------------------------


def test_is_merged_as_a_store_serves_it(shipped: Contract) -> None:
    (root,) = shipped.roots
    tags = [child.tag.removeprefix(WSDL) for child in root.children]
    messages = ["message"] * 2 * len(shipped.operations)
    assert tags == ["types", *messages, "portType", "binding", "service"]
    assert len(root.all(f"{XSD}schema")) == 1


def test_declares_nothing_that_no_operation_reaches(shipped: Contract) -> None:
    assert set(shipped.types) == shipped.reached(shipped.operations)


def test_reads_without_the_network(shipped: Contract) -> None:
    tree = etree.parse(SHIPPED / "v2.wsdl")
    assert tree.docinfo.doctype == ""
    (root,) = shipped.roots
    local = {n.tag.rpartition("}")[2] for n in root.walk()}
    assert local.isdisjoint({"import", "include", "redefine"})
    # These two name an encoding and a transport; nothing is fetched from them.
    identifiers = {"encodingStyle", "transport"}
    addresses = [
        (n.tag, name, value)
        for n in root.walk()
        for name, value in n.attributes.items()
        if "//" in value and not value.startswith("{") and name not in identifiers
    ]
    assert addresses == [(f"{SOAP}address", "location", ADDRESS)]
    assert not [n for n in root.walk() if "//" in n.text]


# -- api.xml ---------------------------------------------------------------------------------------


def section(root: Node, path: str) -> Node:
    """The element at `path` below config/api, without attributes: those only steer translation."""
    for step in ("api", *path.split("/")):
        (root,) = (child for child in root.children if child.tag == step)
    return bare(root)


def bare(full: Node) -> Node:
    return replace(full, attributes={}, children=tuple(bare(child) for child in full.children))


def only(full: Node, *tags: str) -> Node:
    return replace(full, children=tuple(c for c in full.children if c.tag in tags))


def test_catalog_has_these_sections_and_no_attributes(catalog: Node) -> None:
    assert catalog == bare(catalog)
    (api,) = catalog.children
    assert (catalog.tag, api.tag) == ("config", "api")
    assert [c.tag for c in api.children] == ["resources", "resources_alias", "v2", "faults"]
    assert [c.tag for c in section(catalog, "resources").children] == list(RESOURCES)
    assert [c.tag for c in section(catalog, "v2").children] == ["resources_function_prefix"]


@pytest.mark.parametrize("key", RESOURCES)
def test_titles_methods_and_faults(catalog: Node, modules: dict[str, Node], key: str) -> None:
    theirs = only(
        section(modules["Mage/Checkout"], f"resources/{key}"), "title", "methods", "faults"
    )
    titles = tuple(only(method, "title") for method in theirs.children[1].children)
    methods = replace(theirs.children[1], children=titles)
    ours = section(catalog, f"resources/{key}")
    assert ours == replace(theirs, children=(theirs.children[0], methods, theirs.children[2]))


def test_global_faults(catalog: Node, modules: dict[str, Node]) -> None:
    assert section(catalog, "faults") == section(modules["Mage/Api"], "faults")
    codes = [fault.children[0].text for fault in section(catalog, "faults").children]
    assert codes == ["0", "1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("path", ["resources_alias", "v2/resources_function_prefix"])
def test_aliases_and_prefixes_of_all_modules(
    catalog: Node, modules: dict[str, Node], path: str
) -> None:
    expected: list[Node] = []
    for module in MODULES:
        name = path.rpartition("/")[2]
        if modules[module].all(name):
            expected += section(modules[module], path).children
    assert list(section(catalog, path).children) == expected


def test_every_operation_of_a_store_finds_its_method(
    catalog: Node, corpus: Path, modules: dict[str, Node]
) -> None:
    """By the longest prefix and by the store's own rule alike, which takes the last that occurs."""
    prefixes = {p.text: p.tag for p in section(catalog, "v2/resources_function_prefix").children}
    aliases = {a.tag: a.text for a in section(catalog, "resources_alias").children}
    methods = {
        (resource.tag, method.tag)
        for module in MODULES
        for resource in section(modules[module], "resources").children
        for method in resource.one("methods").children
    }
    files = [corpus / module / "etc" / "wsdl.xml" for module in MODULES]
    operations = Contract(tuple(parse(file) for file in files)).operations
    for name in operations:
        longest = max((p for p in prefixes if name.startswith(p)), key=len)
        assert longest == [p for p in prefixes if p in name][-1]
        method = name[len(longest)].lower() + name[len(longest) + 1 :]
        assert (aliases.get(prefixes[longest], prefixes[longest]), method) in methods, name
    assert len(operations) == 149


# -- notes.toml ------------------------------------------------------------------------------------


def passed(contract: Contract, operation: str) -> list[str]:
    """The parts that a caller fills: all but the one that carries the session id, the first."""
    names = [part.name for part in contract.parts(operation)]
    return names[1:] if "sessionId" in names else names


def parameters(notes: dict[str, Any], operation: str) -> dict[str, dict[str, Any]]:
    return {
        part: {"doc": note} if isinstance(note, str) else note
        for part, note in notes["operations"][operation].get("parameters", {}).items()
    }


def test_notes_cover_each_parameter_and_nothing_else(
    shipped: Contract, notes: dict[str, Any]
) -> None:
    assert set(notes) == {"secret", "operations", "entities"}
    assert set(notes["operations"]) == set(shipped.operations)
    for operation, note in notes["operations"].items():
        assert set(note) <= {"returns", "parameters"}, operation
        assert list(parameters(notes, operation)) == passed(shipped, operation)


def test_notes_cover_each_field_and_nothing_else(shipped: Contract, notes: dict[str, Any]) -> None:
    entities = {name: fields(t) for name, t in shipped.types.items() if fields(t)}
    assert {name: list(note["fields"]) for name, note in notes["entities"].items()} == entities
    assert all(set(note) == {"doc", "fields"} for note in notes["entities"].values())


def test_each_note_is_a_line_without_a_full_stop(notes: dict[str, Any]) -> None:
    def strings(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (s for inner in value.values() for s in strings(inner))
        elif isinstance(value, str):
            yield value

    lines = [*strings(notes["operations"]), *strings(notes["entities"])]
    assert len(lines) > 200
    bad = [line for line in lines if line != line.strip() or not line or "\n" in line]
    assert bad + [line for line in lines if line.endswith(".")] == []
    assert all(note["returns"] for note in notes["operations"].values())


def test_the_store_may_always_be_left_out(shipped: Contract, notes: dict[str, Any]) -> None:
    optional = {
        (operation, part, note["name"])
        for operation in shipped.operations
        for part, note in parameters(notes, operation).items()
        if note.get("optional")
    }
    stores = {
        (o, "storeId", "store") for o in shipped.operations if "storeId" in passed(shipped, o)
    }
    assert optional == stores | {("shoppingCartOrder", "licenses", "agreements")}


def test_documented_names_are_those_of_wsi(
    corpus: Path, shipped: Contract, notes: dict[str, Any]
) -> None:
    """WS-I has the names of the PHP parameters, and says which may be left out."""
    wrappers = by_name(
        child
        for child in parse(corpus / "Mage/Checkout/etc/wsi.xml").one(f"{XSD}schema").children
        if child.tag == f"{XSD}element"
    )
    for operation in (o for o in shipped.operations if o.startswith("shoppingCart")):
        ours = [
            (note.get("name", part), note.get("optional", False))
            for part, note in parameters(notes, operation).items()
        ]
        _, session, *theirs = wrappers[f"{operation}RequestParam"].all(f"{XSD}element")
        assert session.name == "sessionId"
        assert ours == [(t.name, t.attributes["minOccurs"] == "0") for t in theirs]


def test_known_values(notes: dict[str, Any]) -> None:
    values = {
        (entity, name): note["values"]
        for entity, notes_ in notes["entities"].items()
        for name, note in notes_["fields"].items()
        if isinstance(note, dict)
    }
    assert values == {
        ("shoppingCartCustomerEntity", "mode"): ["guest", "register", "customer"],
        ("shoppingCartCustomerAddressEntity", "mode"): ["billing", "shipping"],
    }


def test_secrets(shipped: Contract, notes: dict[str, Any]) -> None:
    names = {name for entity in shipped.types.values() for name in fields(entity)}
    names |= {part.name for operation in shipped.operations for part in shipped.parts(operation)}
    for pattern in notes["secret"]:
        assert any(fnmatchcase(name, pattern) for name in names), pattern
    hidden = {n for n in names if any(fnmatchcase(n, pattern) for pattern in notes["secret"])}
    assert {"password", "password_hash", "apiKey", "sessionId", "cc_number_enc"} <= hidden
    assert {"username", "email", "po_number", "method"}.isdisjoint(hidden)
