"""A WSDL to documents: bound with its lines, its names resolved, nothing dropped in silence."""

from __future__ import annotations

import pytest

from mahogen.errors import Diagnostics, InputError
from mahogen.read.documents import Definitions
from mahogen.read.wsdl import parse_wsdl

HEAD = (
    '<definitions name="Shop" targetNamespace="urn:Shop" xmlns="http://schemas.xmlsoap.org/wsdl/"'
    ' xmlns:t="urn:Shop" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"'
    ' xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"'
    ' xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/">'
)


def definitions(inside: str) -> tuple[Definitions, Diagnostics]:
    """What is read of a WSDL whose second line is `inside`."""
    diagnostics = Diagnostics()
    document = parse_wsdl(f"{HEAD}\n{inside}</definitions>".encode(), "w", diagnostics)
    return document.definitions, diagnostics


def schema(inside: str) -> tuple[Definitions, Diagnostics]:
    return definitions(
        f'<types><xsd:schema targetNamespace="urn:Shop">{inside}</xsd:schema></types>'
    )


def test_binds_types_with_their_lines_and_resolved_names() -> None:
    found, diagnostics = schema(
        """<xsd:complexType name="cart">
             <xsd:all>
               <xsd:element name="id" type="xsd:int" minOccurs="0" nillable="true"/>
               <xsd:element name="items" type=" t:items "/>
             </xsd:all>
           </xsd:complexType>
           <xsd:complexType name="items"><xsd:complexContent>
             <xsd:restriction base="soapenc:Array">
               <xsd:attribute ref="soapenc:arrayType" wsdl:arrayType="t:item[]"/>
             </xsd:restriction></xsd:complexContent></xsd:complexType>
           <xsd:complexType name="wsi"><xsd:sequence>
             <xsd:element name="item" type="xsd:string" maxOccurs="unbounded"/>
           </xsd:sequence></xsd:complexType>
           <xsd:element name="request"><xsd:complexType><xsd:sequence/></xsd:complexType>
           </xsd:element>"""
    )
    assert diagnostics.errors == diagnostics.warnings == []
    [types] = found.types[0].schemas
    cart, items, wsi = types.types
    assert cart.all
    identifier, lines = cart.all.elements
    assert (identifier.name, identifier.min_occurs, identifier.nillable) == ("id", "0", "true")
    assert identifier.type == "{http://www.w3.org/2001/XMLSchema}int"
    assert str(identifier.source) == "w:4"
    assert lines.type == "{urn:Shop}items"
    assert items.content
    assert items.content.restriction
    [attribute] = items.content.restriction.declared
    assert attribute.array_type == "{urn:Shop}item[]"
    assert str(attribute.source) == "w:10"
    assert wsi.sequence
    assert wsi.sequence.elements[0].max_occurs == "unbounded"
    assert types.elements[0].complex_type


def test_binds_messages_and_bindings() -> None:
    found, diagnostics = definitions(
        """<message name="a"><part name="p" type="xsd:int"/><part name="q" element="t:e"/></message>
           <portType name="b"><operation name="c"><documentation>Two
             <b>lines</b> of text</documentation>
             <input name="d" message="t:a"/></operation></portType>
           <binding name="e" type="t:b"><soap:binding style="rpc" transport="x"/>
             <operation name="c"><soap:operation soapAction="f"/>
               <input><soap:body use="encoded" namespace="urn:g" encodingStyle="h"/></input>
             </operation></binding>
           <service name="i"><port name="j" binding="t:e"><soap:address location="k"/></port>
           </service>"""
    )
    assert diagnostics.errors == diagnostics.warnings == []
    typed, literal = found.messages[0].parts
    assert (typed.type, typed.element) == ("{http://www.w3.org/2001/XMLSchema}int", "")
    assert (literal.type, literal.element) == ("", "{urn:Shop}e")
    operation = found.port_types[0].operations[0]
    assert operation.doc == "Two lines of text"
    assert operation.input
    assert (operation.input.name, operation.input.message) == ("d", "{urn:Shop}a")
    assert operation.output is None
    [binding] = found.bindings
    assert binding.soap
    assert (binding.type, binding.soap.style) == ("{urn:Shop}b", "rpc")
    bound = binding.operations[0]
    assert bound.soap
    assert bound.soap.action == "f"
    assert bound.input
    assert bound.input.body
    assert bound.input.body.use == "encoded"
    [port] = found.services[0].ports
    assert port.address
    assert (port.binding, port.address.location) == ("{urn:Shop}e", "k")


STRUCT = '<xsd:complexType name="cart"><xsd:all>{}</xsd:all></xsd:complexType>'


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (
            '<xsd:complexType name="cart"><xsd:choice/></xsd:complexType>',
            "xsd:choice in complexType cart is not supported",
        ),
        ('<xsd:group name="g"/>', "xsd:group in definitions Shop is not supported"),
        (STRUCT.format("<xsd:any/>"), "xsd:any in complexType cart is not supported"),
        (
            STRUCT.format('<xsd:element ref="t:x"/>'),
            'the attribute ref="x" of complexType cart is not supported',
        ),
        (
            STRUCT.format('<xsd:element name="x" type="xsd:int" default="1"/>'),
            'the attribute default="1" of element x is not supported',
        ),
        (
            STRUCT.format('<xsd:element name="x" type="xsd:int" fixed="1"/>'),
            'the attribute fixed="1" of element x is not supported',
        ),
        (
            STRUCT.format('<xsd:element name="x"><xsd:simpleType/><xsd:simpleType/></xsd:element>'),
            "xsd:simpleType stands twice in element x",
        ),
        (
            '<xsd:complexType name="s"><xsd:simpleContent/></xsd:complexType>',
            "xsd:simpleContent in complexType s is not supported",
        ),
        (
            '<xsd:complexType name="cart" mixed="true"/>',
            'the attribute mixed="true" of complexType cart is not supported',
        ),
        (
            '<xsd:complexType name="cart" abstract="true"/>',
            'the attribute abstract="true" of complexType cart is not supported',
        ),
        (
            '<xsd:complexType name="cart"><xsd:complexContent><xsd:extension base="t:a"/>'
            "</xsd:complexContent></xsd:complexType>",
            "xsd:extension in complexType cart is not supported",
        ),
        (
            '<xsd:complexType name="cart"><xsd:all/><xsd:all/></xsd:complexType>',
            "xsd:all stands twice in complexType cart",
        ),
        ("<xsd:include/>", "imports nothing that has a name"),
        ('<xsd:import namespace="urn:other"/>', 'imports "urn:other"'),
        ('<xsd:import schemaLocation="file:///x"/>', 'imports "file:///x"'),
        (
            '<xsd:complexType name="a b"/>',
            'xsd:complexType is called "a b", which XML does not allow as a name',
        ),
        (
            f'<xsd:complexType name="{"a" * 201}"/>',
            'xsd:complexType has a name of 201 characters: "aaaaaaaaaaaaaaaaaaaa..."',
        ),
        (
            STRUCT.format('<xsd:element name="x" type="no:x"/>'),
            'type="no:x" has a prefix that nothing declares',
        ),
        (
            STRUCT.format('<xsd:element name="x" type="a:b:c"/>'),
            'type="a:b:c" is not a name',
        ),
        (
            STRUCT.format("text"),
            'xsd:all holds the text "text", where only elements may stand',
        ),
        (
            STRUCT.format('<xsd:element name="x" type="xsd:int"/>tail'),
            'xsd:all holds the text "tail", where only elements may stand',
        ),
        (
            STRUCT.format(
                '<xsd:element name="x" xsi:nil="1" '
                'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
            ),
            "xsd:element has xsi:nil, which has no place in a WSDL",
        ),
    ],
)
def test_reports_what_it_does_not_read_in_a_schema(inside: str, message: str) -> None:
    _, diagnostics = schema(inside)
    [problem] = diagnostics.errors
    assert f"{problem.source}: {problem.what}" == f"w:2: {message}"
    assert problem.hint


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ('<import location="x"/>', 'imports "x"'),
        (
            '<message name="m" colour="red"/>',
            'the attribute colour="red" of message m is not supported',
        ),
        (
            '<message name="m"/><types targetNamespace="no uri"/>',
            'wsdl:types has the targetNamespace "no uri", which is not a URI',
        ),
        (
            '<portType name="{{var wsdl.handler}}PortType"><operation name="{{x}}"/></portType>',
            '"{{var wsdl.handler}}PortType" is a template variable: this is a module\'s own file',
        ),
    ],
)
def test_reports_what_it_does_not_read_in_a_wsdl(inside: str, message: str) -> None:
    _, diagnostics = definitions(inside)
    assert diagnostics.errors
    problem = diagnostics.errors[0]
    assert f"{problem.source}: {problem.what}" == f"w:2: {message}"
    assert problem.hint


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (
            '<p:Policy xmlns:p="urn:p"/>',
            "{urn:p}Policy in definitions Shop is not read, nor served",
        ),
        (
            '<message name="m" p:a="1" xmlns:p="urn:p"/>',
            'the attribute {urn:p}a="1" of message m is not read, nor served',
        ),
        (
            '<message name="m"><part name="p" type="t:x" minOccurs="0"/></message>',
            'the attribute minOccurs="0" of part p is not read',
        ),
        (
            '<portType name="p"><operation name="o" parameterOrder="a b"/></portType>',
            'the attribute parameterOrder="a b" of operation o is not read',
        ),
        (
            '<binding name="b" type="t:p"><s:binding '
            'xmlns:s="http://schemas.xmlsoap.org/wsdl/soap12/"/></binding>',
            None,
        ),
        (
            '<message name="m" xml:lang="en" id="m"><documentation xml:lang="en"/></message>',
            None,
        ),
    ],
)
def test_warns_of_what_is_foreign(inside: str, message: str | None) -> None:
    _, diagnostics = definitions(inside)
    assert diagnostics.errors == []
    expected = [f"w:2: {message}"] if message else []
    assert [f"{w.source}: {w.what}" for w in diagnostics.warnings] == expected
    assert all(warning.hint for warning in diagnostics.warnings)


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (
            '<portType name="p"><operation name="o"><fault/></operation></portType>',
            "wsdl:fault in operation o is not read, nor served",
        ),
        (
            '<binding name="b" type="t:p"><soap:binding/><operation name="o"><input>'
            "<soap:header/></input></operation></binding>",
            "soap:header in operation o is not read, nor served",
        ),
        (
            '<binding name="b" type="t:p"><soap:binding/><operation name="o"><fault>'
            '<soap:fault name="f"/></fault></operation></binding>',
            "wsdl:fault in operation o is not read, nor served",
        ),
    ],
)
def test_reads_over_what_a_store_reads_over(inside: str, message: str) -> None:
    _, diagnostics = definitions(inside)
    [warning] = diagnostics.warnings
    assert f"{warning.source}: {warning.what}" == f"w:2: {message}"
    assert warning.hint
    assert diagnostics.errors == []


def test_an_element_whose_prefix_was_left_out_is_one_all_the_same() -> None:
    fields = '<xsd:element name="a" type="xsd:int"/><element name="b" type="xsd:int"/>'
    found, diagnostics = schema(STRUCT.format(fields))
    assert diagnostics.errors == []
    [warning] = diagnostics.warnings
    assert warning.what == 'the element "b" is one of WSDL, not of XML Schema'
    [struct] = found.types[0].schemas[0].types
    group = struct.all or struct.sequence
    assert group
    assert [(e.name, bool(e.stray)) for e in group.elements] == [("a", False), ("b", True)]


@pytest.mark.parametrize(
    "location", ["", ' schemaLocation="http://schemas.xmlsoap.org/soap/encoding/"']
)
def test_the_schema_of_the_soap_encoding_is_known(location: str) -> None:
    encoding = "http://schemas.xmlsoap.org/soap/encoding/"
    found, diagnostics = schema(f'<xsd:import namespace="{encoding}"{location}/>')
    assert diagnostics.errors == []
    assert found.types[0].schemas[0].imports[0].namespace == encoding


def test_every_problem_of_a_file_is_told() -> None:
    _, diagnostics = schema(
        '<xsd:group name="s"/><xsd:complexType name="a b"/>'
        '<xsd:complexType name="c"><xsd:choice/></xsd:complexType>'
    )
    assert len(diagnostics.errors) == 3


@pytest.mark.parametrize(
    ("root", "what"),
    [
        ('<description xmlns="http://www.w3.org/ns/wsdl"/>', "is WSDL 2.0"),
        ('<schema xmlns="http://www.w3.org/2001/XMLSchema"/>', "is an XML schema"),
        ('<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"/>', "is a SOAP message"),
        ("<?xml version='1.0'?><html/>", "is an HTML page"),
        ("<config/>", "is a configuration file"),
        ("<definitions/>", "has the root element definitions of no namespace"),
        ("<rss/>", "has the root element rss"),
    ],
)
def test_refuses_another_root(root: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_wsdl(root.encode(), "w", Diagnostics())
    [problem] = caught.value.problems
    assert problem.what.startswith(what)
    assert problem.source.line == 1
    assert problem.hint


def test_a_document_is_called_what_the_user_calls_its_file() -> None:
    document = parse_wsdl(f"{HEAD}</definitions>".encode(), "shop.wsdl", Diagnostics())
    assert document.file == "shop.wsdl"
    assert str(document.definitions.source) == "shop.wsdl:1"
