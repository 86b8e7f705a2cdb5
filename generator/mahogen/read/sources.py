"""What the user names as input, in layers: what a command says goes before what a file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from mahogen.read.address import Address
from mahogen.read.settings import Settings
from mahogen.read.source import Origin

Place: TypeAlias = Origin | Address
"""Whatever the user may name as input."""

WSDLS: Final = ("v2", "wsi", "v1")
"""The keys of contracts, one for each dialect."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where every input is.

    Each layer has places by key: `wsdl` for all that is found there, or `v2`, `wsi`, `v1` and
    `catalog` for one document. Of each document there is one: that of the first layer that has it,
    and in a layer that with a key of its own before one that is found. Later `notes` go before
    earlier ones, and all of them before those that come with mahogen, which `stock_notes` is about.
    `allow_imports` are namespaces or locations of what may be read because a contract imports it.
    """

    layers: tuple[Mapping[str, Place], ...]
    notes: tuple[Origin, ...] = ()
    stock_notes: bool = True
    allow_imports: tuple[str, ...] = ()
    http: Settings = field(default_factory=Settings)

    @property
    def places(self) -> list[Place]:
        return [place for layer in self.layers for place in layer.values()]

    @property
    def files(self) -> list[Origin]:
        """Everything that is read on this machine: files and folders."""
        found = [place for place in self.places if isinstance(place, Origin)]
        return [*found, *self.notes]
