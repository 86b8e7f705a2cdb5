"""`mahogen`, and `python -m mahogen`."""

from __future__ import annotations

import io
import sys
from importlib.util import find_spec

EXTRA = ("click", "jinja2", "xsdata")


def main() -> None:
    """Run the command, if what it needs is installed."""
    if any(find_spec(name) is None for name in EXTRA):
        print(
            "mahogen: the command needs its extra: pip install 'mahogen[cli]'",
            file=sys.stderr,
        )
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # the same bytes in every locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from mahogen.cli import cli

    cli(prog_name="mahogen")


if __name__ == "__main__":
    main()
