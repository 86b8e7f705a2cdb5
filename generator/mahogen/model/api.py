"""The IR: a contract as data, in its own names; Python's are made in `emit`.

Every node is frozen. `source` says where a node was read; it takes no part in equality, in the JSON
or in the digest, so that a reformatted contract is the same contract.

What only one dialect knows stands in `wires`: one entry per dialect that declares the node, in the
order V2, WS-I, V1. A wire's `doc` is what its contract says; that of the node itself is what the
notes say, or else the first contract that says anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from mahogen.errors import Source

NOWHERE = Source("", 0)


class Dialect(StrEnum):
    """The SOAP dialects of a store."""

    V1 = "v1"
    V2 = "v2"
    WSI = "wsi"


class Compositor(StrEnum):
    """How a complexType lists its fields: `all` in V2, `sequence` in WS-I."""

    ALL = "all"
    SEQUENCE = "sequence"


# -- types -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scalar:
    """A built-in XSD type, by its local name: string, int, double, boolean, ..."""

    name: str


@dataclass(frozen=True, slots=True)
class EntityRef:
    """A struct of the contract, by its wire name; looked up with `Api.entity`."""

    name: str


@dataclass(frozen=True, slots=True)
class ArrayOf:
    """A list. `name` is the wire name of the array type, empty for a bare soapenc:Array."""

    name: str
    item: TypeRef


@dataclass(frozen=True, slots=True)
class MapOf:
    """An array of {key, value} structs, or as the value of such an array a struct of that kind.

    `name` is the wire name of the array type, empty for a lone struct; `entry` is that of the
    struct. A map of lone structs says the same key as often as there are entries below it.
    """

    name: str
    entry: str
    value: TypeRef


@dataclass(frozen=True, slots=True)
class Anything:
    """anyType, or an array that declares no item type."""


TypeRef: TypeAlias = Scalar | EntityRef | ArrayOf | MapOf | Anything


@dataclass(frozen=True, slots=True)
class Listed:
    """Values that a simple type lists; `name` is its name, empty where an element declares it."""

    name: str
    values: tuple[str, ...]


# -- entities --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldWire:
    """A field as one dialect declares it.

    Two facts that nothing is made of, and that are told when they change: `listed` are the values
    that the contract lists; `stray` tells that the element is not one of XML Schema, so that PHP
    reads it and others pass over it.
    """

    dialect: Dialect
    type: TypeRef
    required: bool
    nillable: bool = False
    doc: str = ""
    listed: Listed | None = field(default=None, compare=False)
    stray: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entity. `values` are the known ones, if notes or contract list any."""

    name: str
    type: TypeRef
    required: bool
    wires: tuple[FieldWire, ...]
    doc: str = ""
    values: tuple[str, ...] = ()
    secret: bool = False
    spread: bool = False
    source: Source = field(default=NOWHERE, compare=False, repr=False)

    def wire(self, dialect: Dialect) -> FieldWire | None:
        """The field as `dialect` declares it, None where it does not."""
        return next((wire for wire in self.wires if wire.dialect is dialect), None)


@dataclass(frozen=True, slots=True)
class EntityWire:
    """An entity as one dialect declares it.

    `order` names its fields where the dialect has them in another order, and is empty elsewhere.
    """

    dialect: Dialect
    compositor: Compositor
    order: tuple[str, ...] = ()
    doc: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A struct, its fields in contract order: those of V2, then those that only WS-I has.

    Two facts of V1: where `pair` names two fields, V1 has a Map in place of a list of such structs,
    the fields being key and value; where `listed` is set, it has one list of what all fields hold.
    """

    name: str
    fields: tuple[Field, ...]
    wires: tuple[EntityWire, ...]
    doc: str = ""
    pair: tuple[str, ...] = ()
    listed: bool = False
    source: Source = field(default=NOWHERE, compare=False, repr=False)

    def wire(self, dialect: Dialect) -> EntityWire | None:
        """The entity as `dialect` declares it, None where it does not."""
        return next((wire for wire in self.wires if wire.dialect is dialect), None)


# -- operations ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PartWire:
    """A message part (V1, V2) or wrapper child (WS-I), in wire order.

    `parameter` names the Parameter whose value it carries, None for the session id. `listed` and
    `stray` are as those of a field.
    """

    name: str
    type: TypeRef
    parameter: str | None
    required: bool = True
    nillable: bool = False
    doc: str = ""
    listed: Listed | None = field(default=None, compare=False)
    stray: bool = field(default=False, compare=False)
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ResultWire:
    """The part of an answer, or the child of its wrapper; `optional` if it may be left out."""

    name: str
    type: TypeRef
    optional: bool = False
    nillable: bool = False
    doc: str = ""
    listed: Listed | None = field(default=None, compare=False)
    stray: bool = field(default=False, compare=False)
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Unread:
    """What a contract says of an operation, and stores and generated code pass over.

    `headers` and `faults` are names, `occurrences` what parts say of how often they come, as in
    `part minOccurs=0`. Other programs may go by any of it, so it is told when it changes.
    """

    parameter_order: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    occurrences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OperationWire:
    """An operation as one dialect declares it.

    `request` and `response` are the local names of the wrapper elements in the SOAP Body, empty
    where the Body is; `namespace` is theirs.

    `path` is set where V1 makes the operation through `call`: the wire is then that of `call`, but
    for `parts`, which are the members of the list of arguments, in its order. They have no names on
    the wire, and bear those of their parameters.
    """

    dialect: Dialect
    request: str
    response: str
    input_message: str
    output_message: str
    soap_action: str
    namespace: str
    style: str
    use: str
    encoding_style: str
    parts: tuple[PartWire, ...]
    result: ResultWire | None
    path: str = ""
    doc: str = ""
    unread: Unread = field(default=Unread(), compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a caller passes. `name` is the documented name in wire spelling (customerData)."""

    name: str
    type: TypeRef
    required: bool
    doc: str = ""
    values: tuple[str, ...] = ()
    secret: bool = False
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Operation:
    """One call. `method` is api.xml's name for it, or the operation's own where it has none.

    `session` tells whether the call carries a session id.
    """

    name: str
    method: str
    session: bool
    parameters: tuple[Parameter, ...]
    result: TypeRef | None
    wires: tuple[OperationWire, ...]
    doc: str = ""
    result_doc: str = ""
    source: Source = field(default=NOWHERE, compare=False, repr=False)

    def wire(self, dialect: Dialect) -> OperationWire | None:
        """The operation as `dialect` declares it, None where it does not."""
        return next((wire for wire in self.wires if wire.dialect is dialect), None)


# -- resources and faults --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of api.xml: its tag, its code as text, its message."""

    tag: str
    code: str
    message: str
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Method:
    """A method of api.xml, whether or not an operation of a WSDL declares its types."""

    name: str
    title: str
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of api.xml with the operations that belong to it, by longest prefix."""

    key: str
    title: str
    prefix: str
    aliases: tuple[str, ...]
    methods: tuple[Method, ...]
    operations: tuple[Operation, ...]
    faults: tuple[Fault, ...]
    source: Source = field(default=NOWHERE, compare=False, repr=False)


# -- the whole -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contract:
    """What one WSDL says of itself as a whole.

    `exposed` tells that the address held a user name or a password, which is not kept. `locations`
    are those of imports by their namespaces; `items` the elements that lists of WS-I repeat by the
    names of the lists, and `stray` the lists whose element is as a stray field; `arrays` are the
    types that are lists, in any dialect.
    """

    dialect: Dialect
    name: str
    target_namespace: str
    schema_namespace: str
    service: str
    port: str
    binding: str
    port_type: str
    address: str
    style: str
    transport: str
    imports: tuple[str, ...] = ()
    exposed: bool = field(default=False, compare=False)
    locations: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    items: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    stray: tuple[str, ...] = field(default=(), compare=False)
    arrays: tuple[str, ...] = field(default=(), compare=False)
    address_source: Source = field(default=NOWHERE, compare=False, repr=False)
    source: Source = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Api:
    """All that the inputs say.

    `contracts` are in the order of `wires`. `operations` are the global ones (login, resources,
    ...), which belong to no resource, `call` and `multiCall` among them, which make others and are
    not typed themselves; `faults` are global, too. Operations and entities are in the
    order of their declaration: those of V2, then those that only WS-I has, then those of V1 alone.
    """

    contracts: tuple[Contract, ...]
    resources: tuple[Resource, ...]
    operations: tuple[Operation, ...]
    entities: tuple[Entity, ...]
    faults: tuple[Fault, ...]

    def contract(self, dialect: Dialect) -> Contract | None:
        """What the WSDL of `dialect` says of itself, None where none was given."""
        return next((c for c in self.contracts if c.dialect is dialect), None)
