"""Messages that no generated client sends, to a fake store with a cart that could be ordered."""

from __future__ import annotations

from typing import Final

from lxml.etree import _Element
from shopping import ready

from mahogen.fake_store import FakeStore
from mahogen.runtime.codec.names import SOAP_11, XSI
from mahogen.runtime.dialects import DialectName
from mahogen.runtime.envelope import SoapFault, fault_of, open_envelope
from support.fake_stores import client
from support.in_process import ask

PATHS: Final = {"v1": "/api/soap/", "v2": "/api/v2_soap/", "wsi": "/api/v2_soap/"}
ID: Final = "<sessionId>SID</sessionId>"
LOGIN: Final = "<login><username>apiUser</username><apiKey>apiKey-123</apiKey></login>"


def sent(store: FakeStore, body: str, path: str, header: str = "") -> _Element:
    """The element that a Body is answered with."""
    envelope = (
        f'<e:Envelope xmlns:e="{SOAP_11}" xmlns:n="urn:Maho" xmlns:x="{XSI}"'
        f' xmlns:m="http://xml.apache.org/xml-soap">{header}<e:Body>{body}</e:Body></e:Envelope>'
    )
    return open_envelope(ask(store.app, envelope.encode(), path)[2])


def answered(
    store: FakeStore, dialect: DialectName, body: str, header: str = ""
) -> SoapFault | None:
    """The fault that a call ends in, of cart 1; `SID` stands for the id of its session."""
    with client(store) as maho:
        assert ready(maho) == 1
    session = sent(store, LOGIN, PATHS["v1"])[0].text or ""
    return fault_of(sent(store, body.replace("SID", session), PATHS[dialect], header))


def v2(operation: str, parts: str, quote_id: str = "<quoteId>1</quoteId>") -> str:
    """A call of V2."""
    name = f"n:shoppingCart{operation}"
    return f"<{name}>{ID}{quote_id}{parts}</{name}>"


def wsi(operation: str, parts: str, quote_id: str = "<quoteId>1</quoteId>") -> str:
    """A call of WS-I."""
    return v2(f"{operation}RequestParam", parts, quote_id)


def v1(path: str, args: str, kind: str = "") -> str:
    """A call of V1; `kind` is the attribute that says what its arguments are."""
    return f"<n:call>{ID}<resourcePath>{path}</resourcePath><args{kind}>{args}</args></n:call>"


LISTED: Final = ' x:type="n:FixedArray"'
