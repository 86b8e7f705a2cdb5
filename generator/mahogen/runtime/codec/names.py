"""The XML names that all dialects share."""

from __future__ import annotations

import re
from typing import Final

SOAP_11: Final = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12: Final = "http://www.w3.org/2003/05/soap-envelope"
SOAP_ENC: Final = "http://schemas.xmlsoap.org/soap/encoding/"
XSD: Final = "http://www.w3.org/2001/XMLSchema"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
SOAP_12_RPC: Final = "http://www.w3.org/2003/05/soap-rpc"
APACHE_MAP: Final = "http://xml.apache.org/xml-soap"

XSI_NIL: Final = f"{{{XSI}}}nil"
XSI_TYPE: Final = f"{{{XSI}}}type"
ARRAY_TYPE: Final = f"{{{SOAP_ENC}}}arrayType"

XML_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")


def local_name(tag: object) -> str:
    """The name of an element's tag without its namespace."""
    return str(tag).rpartition("}")[2]
