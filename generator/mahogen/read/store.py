"""The contracts that a store serves, from its address alone: where they are is known.

What serves V2 serves WS-I instead where the store is set to it, so that no store has both.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlunsplit

from mahogen.errors import Diagnostics, Source
from mahogen.read.address import Address
from mahogen.read.held import Held, Raw
from mahogen.read.kind import kind_of
from mahogen.read.refuse import refuse
from mahogen.read.web import Getter
from mahogen.read.wsdl import check_root
from mahogen.read.xml import parse

if TYPE_CHECKING:
    from mahogen.read.http import Page

# The second where a web server rewrites nothing, the third where it has no index.php for this.
_FORMS: Final = ("api/{}/?wsdl", "index.php/api/{}/?wsdl", "api.php?type={}&wsdl")
_INSIDE: Final = re.compile(
    r"((/index\.php)?(/api(/(v2_soap|soap|xmlrpc)(/index)?)?)?|/api\.php)/?$"
)
_DOCUMENT: Final = re.compile(r"\.(wsdl|xml|xsd)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Adapter:
    """A way in: its name in addresses, and the dialects that it may serve."""

    name: str
    dialects: tuple[str, ...]

    def spoken(self) -> str:
        return " or ".join(self.dialects)


_ADAPTERS: Final = (_Adapter("v2_soap", ("v2", "wsi")), _Adapter("soap", ("v1",)))


def is_document(address: Address) -> bool:
    """Whether an address names one document, and not the store as a whole."""
    keys = {piece.partition("=")[0].lower() for piece in address.parts.query.split("&")}
    return "wsdl" in keys or _DOCUMENT.search(address.parts.path) is not None


def read_store(
    address: Address, wanted: Collection[str], web: Getter, diagnostics: Diagnostics
) -> Held:
    """The contracts among `wanted` (v2, wsi, v1) that the store at `address` serves.

    `address` is that of the shop, or of anything known below it. What is found where, and what is
    not there, is noted.

    Raises:
        InputError: there is none of them, or an answer is no contract.
    """
    asked = [adapter for adapter in _ADAPTERS if set(adapter.dialects) & set(wanted)]
    if not asked:
        return Held()
    found: dict[str, Raw] = {}
    missing: list[_Adapter] = []
    for adapter in asked:
        page = next(_pages(address, adapter, web), None)
        if page is None:
            missing.append(adapter)
            continue
        name = page.address.name
        root = parse(page.data, name, diagnostics)
        check_root(root, name)
        kind = kind_of(root)
        if kind not in adapter.dialects:
            what = f"serves a contract of {kind}, where {adapter.spoken()} was expected"
            hint = f'if that is so, name it: {kind} = "..."'
            diagnostics.error(Source(name, 0), what, address.hint(hint))
        found[kind] = Raw(name, root, page.address)
        diagnostics.note(f"{address.name} has {kind} at {name}")
    if not found:
        tried = ", ".join(_at(address, form.format(asked[0].name)).name for form in _FORMS)
        what = f"has no contract of {' or '.join(a.spoken() for a in asked)}: 404 at {tried}"
        hint = "is the SOAP API there? an address with ?wsdl at its end is read as it stands"
        refuse(address.name, 0, what, address.hint(hint))
    for adapter in missing:
        diagnostics.note(f"{address.name} has no contract of {adapter.spoken()}")
    return Held(found)


def _pages(address: Address, adapter: _Adapter, web: Getter) -> Iterator[Page]:
    """The contract in the first form of the address that there is."""
    from mahogen.read.http_words import NotThere

    for form in _FORMS:
        try:
            page = web.get(_at(address, form.format(adapter.name)))
        except NotThere:
            continue
        yield page


def _at(address: Address, below: str) -> Address:
    """What lies below the shop's own address."""
    parts = address.parts
    shop = parts._replace(path=_INSIDE.sub("", parts.path) + "/", query="")
    return replace(address, url=urlunsplit(shop)).at(below)
