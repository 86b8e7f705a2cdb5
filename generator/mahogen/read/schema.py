"""XML Schema as xsdata binds it: the subset that stores use."""

from __future__ import annotations

from dataclasses import dataclass, field

from mahogen.read import xmlns
from mahogen.read.nodes import XsdNode, attribute, element
from mahogen.read.xml import SOURCE_NS


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayAttribute(XsdNode):
    """xsd:attribute in the restriction of soapenc:Array: says what the items are."""

    ref: str = field(default="", metadata=attribute("ref"))
    array_type: str = field(default="", metadata=attribute("arrayType", xmlns.WSDL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction(XsdNode):
    """xsd:restriction of soapenc:Array."""

    base: str = field(default="", metadata=attribute("base"))
    declared: tuple[ArrayAttribute, ...] = field(
        default=(), metadata=element("attribute", xmlns.XSD)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexContent(XsdNode):
    """xsd:complexContent."""

    restriction: Restriction | None = field(
        default=None, metadata=element("restriction", xmlns.XSD)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration(XsdNode):
    """xsd:enumeration, a value that a simple type lists."""

    value: str = field(default="", metadata=attribute("value"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleRestriction(XsdNode):
    """xsd:restriction of a simple type."""

    base: str = field(default="", metadata=attribute("base"))
    enumerations: tuple[Enumeration, ...] = field(
        default=(), metadata=element("enumeration", xmlns.XSD)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralValues(XsdNode):
    """xsd:list or xsd:union."""

    item_type: str = field(default="", metadata=attribute("itemType"))
    member_types: str = field(default="", metadata=attribute("memberTypes"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SimpleType(XsdNode):
    """xsd:simpleType, named or inside an element."""

    name: str = field(default="", metadata=attribute("name"))
    restriction: SimpleRestriction | None = field(
        default=None, metadata=element("restriction", xmlns.XSD)
    )
    list: SeveralValues | None = field(default=None, metadata=element("list", xmlns.XSD))
    union: SeveralValues | None = field(default=None, metadata=element("union", xmlns.XSD))


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(XsdNode):
    """xsd:element, at the top of a schema or inside a struct.

    `stray` is set where the contract has an element of that name in another namespace.
    """

    name: str = field(default="", metadata=attribute("name"))
    type: str = field(default="", metadata=attribute("type"))
    min_occurs: str = field(default="", metadata=attribute("minOccurs"))
    max_occurs: str = field(default="", metadata=attribute("maxOccurs"))
    nillable: str = field(default="", metadata=attribute("nillable"))
    stray: str = field(default="", metadata=attribute("stray", SOURCE_NS))
    complex_type: ComplexType | None = field(
        default=None, metadata=element("complexType", xmlns.XSD)
    )
    simple_type: SimpleType | None = field(default=None, metadata=element("simpleType", xmlns.XSD))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(XsdNode):
    """xsd:all or xsd:sequence."""

    elements: tuple[Element, ...] = field(default=(), metadata=element("element", xmlns.XSD))


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplexType(XsdNode):
    """xsd:complexType, named or inside an element."""

    name: str = field(default="", metadata=attribute("name"))
    all: Group | None = field(default=None, metadata=element("all", xmlns.XSD))
    sequence: Group | None = field(default=None, metadata=element("sequence", xmlns.XSD))
    content: ComplexContent | None = field(
        default=None, metadata=element("complexContent", xmlns.XSD)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaImport(XsdNode):
    """xsd:import."""

    namespace: str = field(default="", metadata=attribute("namespace"))
    location: str = field(default="", metadata=attribute("schemaLocation"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaInclude(XsdNode):
    """xsd:include: of a schema for the same namespace."""

    location: str = field(default="", metadata=attribute("schemaLocation"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema(XsdNode):
    """xsd:schema."""

    target_namespace: str = field(default="", metadata=attribute("targetNamespace"))
    element_form: str = field(default="", metadata=attribute("elementFormDefault"))
    attribute_form: str = field(default="", metadata=attribute("attributeFormDefault"))
    imports: tuple[SchemaImport, ...] = field(default=(), metadata=element("import", xmlns.XSD))
    includes: tuple[SchemaInclude, ...] = field(default=(), metadata=element("include", xmlns.XSD))
    types: tuple[ComplexType, ...] = field(default=(), metadata=element("complexType", xmlns.XSD))
    simple_types: tuple[SimpleType, ...] = field(
        default=(), metadata=element("simpleType", xmlns.XSD)
    )
    elements: tuple[Element, ...] = field(default=(), metadata=element("element", xmlns.XSD))
