"""The addresses that a server's WSDLs name."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from mahogen.runtime.server.routes import EndpointName

_NOT_IN_A_URL: Final = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")
_ENDPOINT: Final = re.compile(r"(?P<base>.*)/api(?:/(?P<name>soap|v2_soap))?(?:/index)?/?")
_SCRIPT: Final = re.compile(r"(.*&)?type=(?P<name>soap|v2_soap|soap_v2|soap_wsi)(&.*)?")


def addresses(address: str) -> dict[EndpointName, str]:
    """The address of each endpoint, given that of the shop or of one of them.

    It is a setting and never what a request says of its host.

    Raises:
        ValueError: not an absolute http or https URL.
    """
    try:
        url = urlsplit(address)
        usable = url.scheme in ("http", "https") and bool(url.hostname)
    except ValueError:
        usable = False
    if not usable or _NOT_IN_A_URL.search(address):
        raise ValueError(f"the address must be an absolute http or https URL, not {address!r}")
    given, base = None, url.path.rstrip("/")
    if found := _ENDPOINT.fullmatch(url.path):
        given, base = found["name"] or "soap", found["base"]
    elif base.endswith("/api.php"):
        kind = _SCRIPT.fullmatch(url.query)
        given = "soap" if kind is None or kind["name"] == "soap" else "v2_soap"
        base = base.removesuffix("/api.php")
    names: tuple[EndpointName, ...] = ("soap", "v2_soap")
    return {
        name: address
        if name == given
        else urlunsplit((url.scheme, url.netloc, f"{base}/api/{name}/", "", ""))
        for name in names
    }
