"""One change of meaning, somewhere in a real contract, and what is to be told of it.

Each edit changes a tree in place and gives `RULE path` of every finding that is due, from what it
sees in the tree itself; where a place does not lend itself to it, it gives None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from lxml import etree

from mahogen.model.api import Dialect
from mahogen.read import xmlns

W, X, SOAP = (f"{{{uri}}}" for uri in (xmlns.WSDL, xmlns.XSD, xmlns.SOAP))
ARRAY_TYPE = f"{W}arrayType"
NEW = "zzNewAndUnlike"

Pick: TypeAlias = Callable[[int], int]
"""A number from zero up to, and without, another."""
Told: TypeAlias = list[str] | None


@dataclass
class Asked:
    """An operation, and the elements that hold what it takes and gives."""

    name: str
    request: etree._Element
    response: etree._Element


@dataclass
class Contract:
    """The tree of a contract, with what is looked for in it."""

    dialect: Dialect
    root: etree._Element
    catalog: etree._Element

    @cached_property
    def types(self) -> dict[str, etree._Element]:
        return {str(e.get("name")): e for e in self.root.iter(f"{X}complexType") if e.get("name")}

    @cached_property
    def operations(self) -> list[Asked]:
        messages = {e.get("name"): e for e in self.root.iter(f"{W}message")}
        elements = {e.get("name"): e for e in self.root.iter(f"{X}element") if len(e)}
        found = []
        for operation in the(self.root, f"{W}portType").findall(f"{W}operation"):
            held = []
            for way in ("input", "output"):
                message = messages[local(the(operation, W + way).get("message"))]
                if self.dialect is Dialect.WSI and len(message):
                    wrapper = elements[local(message[0].get("element"))]
                    message = the(wrapper, f".//{X}sequence")
                held.append(message)
            found.append(Asked(str(operation.get("name")), *held))
        return found

    @cached_property
    def structs(self) -> dict[str, etree._Element]:
        """What lists the fields of each struct that is no list and no entry of a map."""
        found = {}
        for name, type_ in self.types.items():
            group = next((g for tag in ("all", "sequence") for g in type_.iter(X + tag)), None)
            if group is None:
                continue
            names = [e.get("name") for e in group]
            lone = len(names) == 1 and group[0].get("maxOccurs") == "unbounded"
            if len(names) == len(set(names)) > 0 and not lone and {*names} != {"key", "value"}:
                found[name] = group
        return found

    def holders(self, name: str) -> dict[str, list[str]]:
        """The fields that have a type, by the structs that they are in."""
        fields = {
            struct: [str(e.get("name")) for e in group if local(e.get("type")) == name]
            for struct, group in self.structs.items()
        }
        return {struct: names for struct, names in fields.items() if names}

    def users(self, holder: etree._Element, way: str) -> list[str]:
        """The operations whose request, or response, is `holder`."""
        return [o.name for o in self.operations if getattr(o, way) is holder]

    def directions(self, name: str) -> tuple[bool, bool]:
        """Whether a type is sent, and whether it is received."""
        return name in self._sent, name in self._received

    @cached_property
    def _sent(self) -> set[str]:
        return self._reached(o.request for o in self.operations)

    @cached_property
    def _received(self) -> set[str]:
        return self._reached(next(iter(o.response), o.response) for o in self.operations)

    def _reached(self, holders: Iterator[etree._Element]) -> set[str]:
        found: set[str] = set()
        waiting = list(holders)
        while waiting:
            for element in waiting.pop().iter():
                for attribute in ("type", ARRAY_TYPE):
                    name = local(element.get(attribute, "")).removesuffix("[]")
                    if name in self.types and name not in found:
                        found.add(name)
                        waiting.append(self.types[name])
        return found

    def values(self, holder: etree._Element) -> list[etree._Element]:
        """The parts of a request behind the session id; none where that is not the first."""
        found = list(holder.iterchildren(f"{W}part", f"{X}element"))
        names = [e.get("name") for e in found]
        if "sessionId" in names[1:] or len(set(names)) < len(names):
            return []
        return found[1:] if names[:1] == ["sessionId"] else found

    def simple(self, element: etree._Element, name: str) -> str:
        """The built-in type as it is to be written at an element."""
        prefixes = {uri: prefix for prefix, uri in element.nsmap.items()}
        return f"{prefixes[xmlns.XSD]}:{name}" if prefixes[xmlns.XSD] else name


def the(element: etree._Element, path: str) -> etree._Element:
    """The first element at a path."""
    return next(element.iterfind(path))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def local(name: str | None) -> str:
    return str(name).rpartition(":")[2]


# -- operations ------------------------------------------------------------------------------------


def _operation(contract: Contract, pick: Pick) -> Asked:
    return contract.operations[pick(len(contract.operations))]


def _declarations(contract: Contract, name: str) -> list[etree._Element]:
    return [e for e in contract.root.iter(f"{W}operation") if e.get("name") == name]


def remove_operation(contract: Contract, pick: Pick) -> Told:
    name = _operation(contract, pick).name
    for element in _declarations(contract, name):
        _remove(element)
    return [f"OP001 {name}"]


def add_operation(contract: Contract, pick: Pick) -> Told:
    for element in _declarations(contract, _operation(contract, pick).name):
        copy = deepcopy(element)
        copy.set("name", NEW)
        element.addnext(copy)
    return [f"OP002 {NEW}"]


def rename_operation(contract: Contract, pick: Pick) -> Told:
    name = _operation(contract, pick).name
    for element in _declarations(contract, name):
        element.set("name", f"{name}Xy")
    return [f"OP003 {name}"]


def document_operation(contract: Contract, pick: Pick) -> Told:
    name = _operation(contract, pick).name
    element = _declarations(contract, name)[0]
    for said in element.findall(f"{W}documentation"):
        element.remove(said)
    said = etree.Element(f"{W}documentation")
    said.text = "Something else."
    element.insert(0, said)
    return [f"OP007 {name}"]


def other_action(contract: Contract, pick: Pick) -> Told:
    name = _operation(contract, pick).name
    [element] = (s for e in _declarations(contract, name) for s in e.iter(f"{SOAP}operation"))
    element.set("soapAction", "urn:SomethingElse")
    return [f"BI005 {name}.soapAction"]


# -- requests and answers --------------------------------------------------------------------------


def _request(contract: Contract, pick: Pick) -> tuple[list[str], list[etree._Element]]:
    """The operations that share a request, and its values; none where answers use it as well."""
    holder = _operation(contract, pick).request
    if contract.users(holder, "response"):
        return [], []
    return contract.users(holder, "request"), contract.values(holder)


def _each(rule: str, names: list[str], what: str) -> list[str]:
    return [f"{rule} {name}.{what}" if what else f"{rule} {name}" for name in names]


def remove_part(contract: Contract, pick: Pick) -> Told:
    names, values = _request(contract, pick)
    if not values:
        return None
    value = values[pick(len(values))]
    _remove(value)
    return _each("PT001", names, str(value.get("name")))


def rename_part(contract: Contract, pick: Pick) -> Told:
    names, values = _request(contract, pick)
    if not values:
        return None
    value = values[pick(len(values))]
    name = str(value.get("name"))
    value.set("name", NEW)
    return _each("PT004", names, name)


def add_part(contract: Contract, pick: Pick) -> Told:
    names, values = _request(contract, pick)
    if not values:
        return None
    place = pick(len(values) + 1)
    wsi, optional = contract.dialect is Dialect.WSI, bool(pick(2))
    added = etree.Element(f"{X}element" if wsi else f"{W}part", name=NEW)
    if wsi and optional:
        added.set("minOccurs", "0")
    added.set("type", contract.simple(values[0], "string"))
    if place < len(values):
        values[place].addprevious(added)
    else:
        values[-1].addnext(added)
    rule = "PT003" if place < len(values) else "PT013" if wsi and optional else "PT002"
    return _each(rule, names, NEW)


def swap_parts(contract: Contract, pick: Pick) -> Told:
    names, values = _request(contract, pick)
    if len(values) < 2:
        return None
    first = pick(len(values) - 1)
    values[first].addprevious(values[first + 1])
    return _each("PT005", names, "")


_NUMBERS = ("int", "integer", "long", "float", "double", "decimal")


def _retyped(old: str, new: str, sent: bool) -> str | None:
    """The rule for a value of one built-in type that becomes one of another."""
    if old == new:
        return None
    if new == "anyType":
        return "TY013"
    if "boolean" in (old, new):
        return "TY006"
    if old in _NUMBERS and new in _NUMBERS:
        return "TY005"
    return ("TY001" if sent else "TY003") if new == "string" else ("TY002" if sent else "TY004")


def _retype(contract: Contract, element: etree._Element, pick: Pick) -> tuple[str, str] | None:
    """Give a value of a built-in type another one: the old and the new."""
    prefix, _, old = str(element.get("type", "")).rpartition(":")
    new = ("string", "int", "double", "boolean", "anyType")[pick(5)]
    if element.nsmap.get(prefix or None) != xmlns.XSD or old not in (
        "string",
        "boolean",
        *_NUMBERS,
    ):
        return None
    element.set("type", contract.simple(element, new))
    return old, new


def retype_part(contract: Contract, pick: Pick) -> Told:
    names, values = _request(contract, pick)
    if not values:
        return None
    value = values[pick(len(values))]
    pair = _retype(contract, value, pick)
    rule = pair and _retyped(*pair, sent=True)
    return _each(rule, names, str(value.get("name"))) if rule else None


def retype_result(contract: Contract, pick: Pick) -> Told:
    holder = _operation(contract, pick).response
    if contract.users(holder, "request") or not len(holder):
        return None
    pair = _retype(contract, holder[0], pick)
    rule = pair and _retyped(*pair, sent=False)
    return _each(rule, contract.users(holder, "response"), "result") if rule else None


def remove_result(contract: Contract, pick: Pick) -> Told:
    holder = _operation(contract, pick).response
    if contract.users(holder, "request") or not len(holder):
        return None
    names = contract.users(holder, "response")
    for child in list(holder):
        holder.remove(child)
    return _each("PT008", names, "result")


# -- fields ----------------------------------------------------------------------------------------


def _field(contract: Contract, pick: Pick) -> tuple[str, etree._Element, etree._Element]:
    names = list(contract.structs)
    name = names[pick(len(names))]
    group = contract.structs[name]
    return name, group, group[pick(len(group))]


def _by_direction(
    contract: Contract, struct: str, name: str, request: str | None, response: str | None
) -> list[str]:
    sent, received = contract.directions(struct)
    if not sent and not received:
        return [f"TY015 {struct}"]
    rules = {rule for rule, way in ((request, sent), (response, received)) if way and rule}
    return [f"{rule} {struct}.{name}" for rule in rules]


def remove_field(contract: Contract, pick: Pick) -> Told:
    struct, group, element = _field(contract, pick)
    left = {e.get("name") for e in group} - {element.get("name")}
    if not left or left == {"key", "value"}:
        return None
    group.remove(element)
    gone = "EL005" if element.get("minOccurs") == "0" else "EL006"
    return _by_direction(contract, struct, str(element.get("name")), "EL003", gone)


def rename_field(contract: Contract, pick: Pick) -> Told:
    struct, _, element = _field(contract, pick)
    name = str(element.get("name"))
    element.set("name", NEW)
    return _by_direction(contract, struct, name, "EL007", "EL007")


def add_field(contract: Contract, pick: Pick) -> Told:
    struct, group, element = _field(contract, pick)
    optional = bool(pick(2))
    added = etree.Element(f"{X}element", name=NEW, minOccurs="0" if optional else "1")
    element.addnext(added)
    added.set("type", contract.simple(group, "string"))
    rule = "EL001" if optional else "EL002"
    return _by_direction(contract, struct, NEW, rule, "EL004")


def retype_field(contract: Contract, pick: Pick) -> Told:
    struct, _, element = _field(contract, pick)
    pair = _retype(contract, element, pick)
    if not pair or pair[0] == pair[1]:
        return None
    rules = (_retyped(*pair, sent=True), _retyped(*pair, sent=False))
    return _by_direction(contract, struct, str(element.get("name")), *rules)


def other_occurrence(contract: Contract, pick: Pick) -> Told:
    struct, _, element = _field(contract, pick)
    optional = element.get("minOccurs") == "0"
    element.set("minOccurs", "1" if optional else "0")
    rules = ("OC001", "OC004") if optional else ("OC002", "OC003")
    return _by_direction(contract, struct, str(element.get("name")), *rules)


def nillable_field(contract: Contract, pick: Pick) -> Told:
    struct, _, element = _field(contract, pick)
    if element.get("nillable") is not None or not any(contract.directions(struct)):
        return None
    element.set("nillable", "true")
    return _by_direction(contract, struct, str(element.get("name")), None, "OC007")


def swap_fields(contract: Contract, pick: Pick) -> Told:
    struct, group, element = _field(contract, pick)
    following = element.getnext()
    if following is None:
        return None
    element.addprevious(following)
    if not any(contract.directions(struct)):
        return None
    return [f"EL008 {struct}"] if group.tag == f"{X}sequence" else []


def rename_struct(contract: Contract, pick: Pick) -> Told:
    struct, _, _ = _field(contract, pick)
    contract.types[struct].set("name", NEW)
    for element in contract.root.iter(etree.Element):
        for attribute in ("type", ARRAY_TYPE):
            prefix, colon, name = str(element.get(attribute, "")).rpartition(":")
            bare = name.removesuffix("[]")
            if bare == struct and element.tag != f"{W}binding":
                element.set(attribute, f"{prefix}{colon}{NEW}{name[len(bare) :]}")
    return [f"TY008 {struct}"]


def other_items(contract: Contract, pick: Pick) -> Told:
    """Another type of what a list holds."""
    lists = []
    for name, type_ in contract.types.items():
        for element in type_.iter():
            attribute = ARRAY_TYPE if contract.dialect is Dialect.V2 else "type"
            held = local(element.get(attribute)).removesuffix("[]")
            repeats = ARRAY_TYPE in element.attrib or element.get("maxOccurs") == "unbounded"
            plain = held not in contract.types or held in contract.structs
            if repeats and plain and held not in ("double", "anyType"):
                lists.append((name, element, attribute))
    name, element, attribute = lists[pick(len(lists))]
    brackets = "[]" if attribute == ARRAY_TYPE else ""
    # The type of a list stands in WSDL's attribute, so a default namespace would do as well.
    element.set(attribute, contract.simple(element, "double") + brackets)
    if any(contract.directions(name)):
        return [f"AR001 {name}"]
    return [f"TY015 {struct}" for struct in contract.holders(name)]


def remove_list(contract: Contract, pick: Pick) -> Told:
    """A list is declared no more, and still referred to."""
    lists = [name for name in contract.types if name not in contract.structs]
    name = lists[pick(len(lists))]
    used: set[str] = set()
    for operation in contract.operations:
        for value in operation.request:
            if local(value.get("type")) == name:
                used.add(f"{operation.name}.{value.get('name')}")
        for value in operation.response[:1]:
            if local(value.get("type")) == name:
                used.add(f"{operation.name}.result")
    others = [e for e in contract.root.iter(f"{X}complexType", f"{X}element") if len(e)]
    held = {
        local(e.get(a, "")).removesuffix("[]")
        for a in ("type", ARRAY_TYPE)
        for o in others
        if o.get("name") in lists
        for e in o.iter()
    }
    holders = contract.holders(name)
    if name in held or not (used or any(any(contract.directions(struct)) for struct in holders)):
        return None
    _remove(contract.types[name])
    # What nothing but the list led to is used no more.
    left = Contract(contract.dialect, contract.root, contract.catalog)
    unused = {struct for struct in holders if not any(left.directions(struct))}
    fields = (
        f"{struct}.{field}" for struct in holders.keys() - unused for field in holders[struct]
    )
    return [*(f"TY009 {place}" for place in (*used, *fields)), *(f"TY015 {s}" for s in unused)]


# -- the contract as a whole -----------------------------------------------------------------------


def other_namespace(contract: Contract, pick: Pick) -> Told:
    text = etree.tostring(contract.root).replace(b'"urn:Maho"', b'"urn:Else"')
    contract.root = etree.fromstring(text)
    return ["NS001 targetNamespace"]


def other_body(contract: Contract, pick: Pick) -> Told:
    if contract.dialect is Dialect.WSI:
        return None
    for body in contract.root.iter(f"{SOAP}body"):
        body.set("namespace", "urn:Else")
    return ["BI001 body.namespace"]


def other_address(contract: Contract, pick: Pick) -> Told:
    [address] = contract.root.iter(f"{SOAP}address")
    old = str(address.get("location"))
    scheme, _, rest = old.partition("://")
    host, _, path = rest.partition("/")
    rule, new = (
        ("AD001", f"{scheme}://{host}/elsewhere/{path}"),
        ("AD002", f"{scheme}://elsewhere.example/{path}"),
        ("AD003" if scheme == "https" else "AD004", f"http{'' if scheme[4:] else 's'}://{rest}"),
    )[pick(3)]
    address.set("location", new)
    return [f"{rule} address"]


def other_service(contract: Contract, pick: Pick) -> Told:
    tag = ("service", "port")[pick(2)]
    [element] = contract.root.iter(W + tag)
    element.set("name", NEW)
    return [f"BI009 {tag}"]


def other_fault(contract: Contract, pick: Pick) -> Told:
    """A fault of a resource: gone, new, with another code, or with other words."""
    faults = [
        (resource, fault)
        for resource in the(contract.catalog, "api/resources")
        for fault in resource.findall("faults/*")
    ]
    resource, fault = faults[pick(len(faults))]
    key = str(resource.tag)
    path = f"{key}.faults.{fault.tag!s}"
    match pick(4):
        case 0:
            _remove(fault)
            return [f"FT003 {path}"]
        case 1:
            added = deepcopy(fault)
            added.tag = NEW
            fault.addnext(added)
            return [f"FT004 {key}.faults.{NEW}"]
        case 2:
            the(fault, "code").text = "98765"
            return [f"FT005 {path}"]
    the(fault, "message").text = "Something else."
    return [f"FT006 {path}"]


EDITS: tuple[Callable[[Contract, Pick], Told], ...] = (
    remove_operation,
    add_operation,
    rename_operation,
    document_operation,
    other_action,
    remove_part,
    rename_part,
    add_part,
    swap_parts,
    retype_part,
    retype_result,
    remove_result,
    remove_field,
    rename_field,
    add_field,
    retype_field,
    other_occurrence,
    nillable_field,
    swap_fields,
    rename_struct,
    other_items,
    remove_list,
    other_namespace,
    other_body,
    other_address,
    other_service,
    other_fault,
)
