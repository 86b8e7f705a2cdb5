"""A catalog: resources with methods and faults, aliases, prefixes, global faults.

It says what no WSDL says: which resource an operation belongs to, and what can go wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

from mahogen.errors import Source


@dataclass(frozen=True, slots=True)
class CatalogFault:
    """A fault: the name that the store's code raises it by, its code as text, its message."""

    tag: str
    code: str
    message: str
    source: Source


@dataclass(frozen=True, slots=True)
class CatalogMethod:
    """A method of a resource: `set` of `cart_customer.set`."""

    name: str
    title: str
    source: Source


@dataclass(frozen=True, slots=True)
class CatalogResource:
    """A resource, by the key that V1 calls it."""

    key: str
    title: str
    methods: tuple[CatalogMethod, ...]
    faults: tuple[CatalogFault, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class CatalogAlias:
    """Another name of the resource `resource`."""

    name: str
    resource: str
    source: Source


@dataclass(frozen=True, slots=True)
class CatalogPrefix:
    """How V2 operations of a resource start. `key` is the resource's own, or an alias."""

    key: str
    prefix: str
    source: Source


@dataclass(frozen=True, slots=True)
class Catalog:
    """All that an api.xml says about calls, in its order."""

    file: str
    resources: tuple[CatalogResource, ...] = ()
    aliases: tuple[CatalogAlias, ...] = ()
    prefixes: tuple[CatalogPrefix, ...] = ()
    faults: tuple[CatalogFault, ...] = ()
