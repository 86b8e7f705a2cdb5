"""How servers are talked to: what [http] of a configuration says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mahogen.errors import Source

_NOWHERE = Source("", 0)


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits and credentials of all requests of a run.

    `user_env` and `password_env` name variables of the environment, whose values go to `hosts`
    alone. `ca` is a file with certificates to trust besides the usual ones, `ca_name` what the user
    calls it. `timeout` is in seconds for each step of a request, `deadline` for all of them
    together. `source` is where the user says so.
    """

    user_env: str = ""
    password_env: str = ""
    hosts: frozenset[str] = frozenset()
    ca: Path | None = None
    ca_name: str = ""
    timeout: float = 10.0
    deadline: float = 60.0
    source: Source = _NOWHERE
