"""A WSDL file to document classes: parsed strictly, checked to be one, bound by xsdata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from lxml import etree
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.formats.dataclass.parsers.handlers import LxmlEventHandler

from mahogen.errors import Diagnostics
from mahogen.read import unknown, xmlns
from mahogen.read.documents import Definitions
from mahogen.read.refuse import refuse
from mahogen.read.sniff import HTML_HINT
from mahogen.read.source import Origin, read_bytes
from mahogen.read.tidy import tidy
from mahogen.read.xml import parse, source_of

# PHP knows these by heart; an import of them is never fetched.
_KNOWN_SCHEMAS = {xmlns.SOAPENC, xmlns.WSDL}


@dataclass(frozen=True, slots=True)
class WsdlDocument:
    """A WSDL as it stands in `file`, the name that the user gave it."""

    file: str
    definitions: Definitions


def read_wsdl(origin: Origin, diagnostics: Diagnostics) -> WsdlDocument:
    """Read the contract in a file.

    What is wrong inside a WSDL goes to `diagnostics`, all of it.

    Raises:
        InputError: the file cannot be read, is not XML, or is not a WSDL.
    """
    return parse_wsdl(read_bytes(origin), origin.name, diagnostics)


def parse_wsdl(data: bytes, file: str, diagnostics: Diagnostics) -> WsdlDocument:
    """Read the contract in `data`, which messages call `file`.

    Raises:
        InputError: `data` is not XML, or not a WSDL.
    """
    root = parse(data, file, diagnostics)
    if root.tag != f"{{{xmlns.WSDL}}}definitions":
        _refuse_root(root, file)
    return bind(root, file, diagnostics)


def bind(root: etree._Element, file: str, diagnostics: Diagnostics) -> WsdlDocument:
    """Turn the tree of a WSDL into documents; uses the tree up."""
    tidy(root, diagnostics)
    config = ParserConfig(fail_on_unknown_properties=True, fail_on_converter_warnings=True)
    parser = XmlParser(handler=LxmlEventHandler, config=config)
    definitions = parser.parse(root, Definitions)
    unknown.report(definitions, diagnostics)
    _check_imports(definitions, diagnostics)
    return WsdlDocument(file, definitions)


def _refuse_root(root: etree._Element, file: str) -> NoReturn:
    uri, local = xmlns.split(str(root.tag))
    hint = HTML_HINT
    if uri == xmlns.WSDL20:
        what, hint = "is WSDL 2.0", "mahogen reads WSDL 1.1, which is what stores serve"
    elif local.lower() == "html":
        what = "is an HTML page"
    elif uri == xmlns.XSD:
        what = "is an XML schema without a contract around it"
    elif uri == xmlns.ENVELOPE:
        what, hint = "is a SOAP message", "is ?wsdl missing at the end of the address?"
    elif local == "config":
        what, hint = "is a configuration file of a store", "api.xml goes into the key catalog"
    elif local == "definitions":
        what = f"has the root element definitions of {uri or 'no namespace'}"
        hint = f'a WSDL 1.1 says xmlns="{xmlns.WSDL}"'
    else:
        what = f"has the root element {xmlns.spelled(str(root.tag))}"
    refuse(file, source_of(root).line, f"{what}, not a WSDL 1.1 contract", hint)


def _check_imports(definitions: Definitions, diagnostics: Diagnostics) -> None:
    for types in definitions.types:
        for schema in types.schemas:
            for imported in schema.imports:
                if imported.namespace not in _KNOWN_SCHEMAS:
                    what = f"imports {imported.namespace or imported.location or 'nothing'}"
                    hint = "mahogen fetches nothing: put the types into this file"
                    diagnostics.error(imported.source, what, hint)
