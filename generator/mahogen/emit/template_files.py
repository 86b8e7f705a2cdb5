"""Where the templates are: beside the modules in an installed wheel, at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

from mahogen.errors import MahogenError


def directory() -> Path:
    """The folder of templates.

    Raises:
        MahogenError: neither place has one, so the installation is broken.
    """
    package = Path(__file__).parent.parent
    for candidate in (package / "templates", package.parent.parent / "templates"):
        if (candidate / "client.py.jinja").is_file():
            return candidate
    raise MahogenError(f"no templates beside {package.name}: install mahogen again")
