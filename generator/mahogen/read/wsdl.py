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
from mahogen.read.imported import refuse_imports
from mahogen.read.refuse import refuse
from mahogen.read.sniff import another_file
from mahogen.read.tidy import tidy
from mahogen.read.xml import parse, source_of

_DEFINITIONS = f"{{{xmlns.WSDL}}}definitions"


@dataclass(frozen=True, slots=True)
class WsdlDocument:
    """A WSDL as it stands in `file`, the name that the user gave it."""

    file: str
    definitions: Definitions


def parse_wsdl(data: bytes, file: str, diagnostics: Diagnostics) -> WsdlDocument:
    """Read the contract in `data`, which messages call `file`.

    What is wrong inside a WSDL goes to `diagnostics`, all of it.

    Raises:
        InputError: `data` is not XML, or not a WSDL.
    """
    root = parse(data, file, diagnostics)
    check_root(root, file)
    document = bind(root, file, diagnostics)
    refuse_imports(document.definitions, diagnostics)
    return document


def bind(root: etree._Element, file: str, diagnostics: Diagnostics) -> WsdlDocument:
    """Turn the tree of a WSDL into documents; uses the tree up, and leaves imports unread."""
    tidy(root, diagnostics)
    config = ParserConfig(fail_on_unknown_properties=True, fail_on_converter_warnings=True)
    parser = XmlParser(handler=LxmlEventHandler, config=config)
    definitions = parser.parse(root, Definitions)
    unknown.report(definitions, diagnostics)
    return WsdlDocument(file, definitions)


def check_root(root: etree._Element, file: str) -> None:
    """Refuse what is no WSDL, and say what it is.

    Raises:
        InputError: it is none.
    """
    if root.tag != _DEFINITIONS:
        _refuse_root(root, file)


def _refuse_root(root: etree._Element, file: str) -> NoReturn:
    uri, local = xmlns.split(str(root.tag))
    hint = another_file(file)
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
