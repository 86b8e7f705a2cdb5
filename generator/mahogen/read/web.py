"""What reads addresses, brought in only when one is asked for: most runs read files alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from mahogen.read.address import Address
from mahogen.read.settings import Settings

if TYPE_CHECKING:
    from mahogen.read.http import Page, Web


class Getter(Protocol):
    """Whatever can get what is at an address."""

    def get(self, address: Address) -> Page:
        """What is there; raises InputError where there is nothing, ConfigError where not asked."""


class OnDemand:
    """A Web that is opened by the first use of it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._web: Web | None = None

    def get(self, address: Address) -> Page:
        """What is at `address`."""
        if self._web is None:
            from mahogen.read.http import Web

            self._web = Web(self._settings)
        return self._web.get(address)

    def close(self) -> None:
        """End all connections."""
        if self._web is not None:
            self._web.close()
