"""What a package is like where a user has a choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mahogen.emit.folder import Folder
from mahogen.errors import Source
from mahogen.model.api import NOWHERE

RUNTIME: Final = "mahogen.runtime"
VENDORED: Final = "_runtime"
"""The folder of a package that holds its own copy of the runtime."""


@dataclass(frozen=True, slots=True)
class Taste:
    """`decimal`: numbers that are no whole ones are Decimal, not float. `client` and `server`:
    which halves to emit, at least one. `vendored`: whether the package has a runtime of its own.

    `facade` is the class of the client; `templates` is a folder of the user's whose templates go
    before ours; `facade_at` and `templates_at` are where the configuration says so.
    """

    decimal: bool = False
    client: bool = True
    server: bool = True
    vendored: bool = False
    facade: str = "Maho"
    facade_at: Source = NOWHERE
    templates: Folder | None = None
    templates_at: Source = NOWHERE

    @property
    def facades(self) -> tuple[str, str]:
        """The classes of the sync and the async client."""
        return self.facade, f"Async{self.facade}"

    def located(self, module: str, depth: int) -> str:
        """How a module that lies `depth` folders deep in the package calls `module`.

        That is its own name, except for a part of the runtime that the package carries.
        """
        if self.vendored and (module == RUNTIME or module.startswith(f"{RUNTIME}.")):
            return "." * (depth + 1) + VENDORED + module.removeprefix(RUNTIME)
        return module


STANDARD: Final = Taste()
"""Where nothing is said."""
