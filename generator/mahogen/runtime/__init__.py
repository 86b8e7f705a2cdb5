"""What generated packages run on: codecs, dialects, clients, errors and the server.

Knows nothing of the generator; needs httpx and lxml alone.
"""

from __future__ import annotations

API_LEVEL = 1
"""What generated code may expect of this package; raised when old output would stop working."""


def require_level(level: int) -> None:
    """Refuse to run code that was generated for another runtime.

    Raises:
        ImportError: the generated package and the installed mahogen do not fit together.
    """
    if level != API_LEVEL:
        raise ImportError(
            f"this package was generated for runtime level {level} of mahogen and level "
            f"{API_LEVEL} is installed: run `mahogen generate` again with the installed version"
        )
