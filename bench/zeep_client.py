"""zeep on a contract, with the one schema that it would fetch."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

zeep: Any = import_module("zeep")  # half of its types are missing
SCHEMA = (Path(__file__).parents[1] / "tests" / "peers" / "soap_encoding.xsd").read_bytes()


def client(wsdl: str) -> Any:
    """A client that reads only what is here."""
    transport = zeep.Transport()
    load = transport.load

    def load_offline(url: str) -> Any:
        encoding = url.rstrip("/") == "http://schemas.xmlsoap.org/soap/encoding"
        return SCHEMA if encoding else load(url)

    transport.load = load_offline
    return zeep.Client(wsdl, transport=transport)
