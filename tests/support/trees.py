"""Small source trees of a store, written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

W = 'xmlns="http://schemas.xmlsoap.org/wsdl/"'
X = 'xmlns="http://www.w3.org/2001/XMLSchema"'
PREFIXES = (
    'xmlns:typens="urn:Shop" xmlns:xsd="http://www.w3.org/2001/XMLSchema"'
    ' xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"'
    ' xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"'
)
CORE = "app/code/core"
API = f"{CORE}/Mage/Api/etc"


def v2(inside: str, name: str = "Shop", prefixes: str = PREFIXES) -> str:
    """A WSDL without prefixes, as all of V2's files are."""
    return (
        f'<definitions {prefixes} {W} name="{name}" targetNamespace="urn:Shop">\n'
        f"{inside}\n</definitions>"
    )


def schema(inside: str, urn: str = "urn:Shop") -> str:
    """A schema of V2 in its types."""
    return f'<types><schema {X} targetNamespace="{urn}">\n{inside}\n</schema></types>'


def struct(name: str, *fields: str) -> str:
    """A type with fields, on a line."""
    inner = "".join(f'<element name="{field}" type="xsd:string"/>' for field in fields)
    return f'<complexType name="{name}"><all>{inner}</all></complexType>\n'


def config(inside: str) -> str:
    """An api.xml."""
    return f"<config><api>{inside}</api></config>"


def declared(*modules: tuple[str, ...], pool: str = "core", active: str = "true") -> str:
    """A file of app/etc/modules: each module, followed by what it depends on."""
    inner = "".join(
        f"<{name}><active>{active}</active><codePool>{pool}</codePool>"
        f"<depends>{''.join(f'<{needed}/>' for needed in needs)}</depends></{name}>\n"
        for name, *needs in modules
    )
    return f"<config><modules>\n{inner}</modules></config>"


def grow(root: Path, files: Mapping[str, str]) -> Path:
    """Write `files` below `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
