"""The verb `serve`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe
from signal import SIGTERM, default_int_handler, signal
from typing import Final

from mahogen.errors import ConfigError, Problem, Source
from mahogen.fake_store.clock import Clock
from mahogen.fake_store.http_server import HttpServer
from mahogen.fake_store.seeds import STOCK, SeedError, from_file
from mahogen.fake_store.state import State
from mahogen.fake_store.store import FakeStore

TOKEN: Final = "MAHOGEN_ADMIN_TOKEN"
SHOWN: Final = 10
"""Users and SKUs that are told; of more, how many."""


def run_serve(
    host: str, port: int, seed: Path | None, *, strict: bool, admin: bool, wsi: bool, address: str
) -> None:
    """Serve a fake store until the process is told to stop; its URL goes to stdout, and who can
    log in and what there is to buy to stderr.

    Raises:
        ConfigError: a seed that cannot be, or an address that cannot be listened at.
    """
    try:
        state = from_file(STOCK if seed is None else seed)
    except SeedError as error:
        raise ConfigError(error.problems) from None
    try:
        server = HttpServer(host, port)
    except (OSError, OverflowError) as error:
        said = error.strerror if isinstance(error, OSError) else "there is no such port"
        hint = "choose another one, or --port 0 for any that is free"
        raise _problem(f"{host}:{port}", f"cannot be listened at: {said}", hint) from None
    token = os.environ.get(TOKEN) or token_urlsafe() if admin else ""
    with server:
        store = FakeStore(
            state, strict=strict, clock=Clock(running=True), wsi=wsi, admin_token=token
        )
        try:
            server.app = store.app_at(address or server.url).wsgi
        except ValueError as error:
            raise _problem("--address", str(error)) from None
        signal(SIGTERM, default_int_handler)  # what runs it may stop it, as Ctrl-C does
        with suppress(KeyboardInterrupt):
            _tell(server, host, token)
            for line in contents(state, seed):
                _say(line)
            print(server.url, flush=True)  # who has read it has been told the rest
            server.serve_forever(0.1)


def _tell(server: HttpServer, host: str, token: str) -> None:
    if token and not os.environ.get(TOKEN):
        _say(f"the admin token is {token}")
    if not is_loopback(host):
        _say(f"warning: whoever reaches this machine can call {server.url}")


def contents(state: State, seed: Path | None) -> Iterator[str]:
    """Who can log in and what there is to buy; keys are told of the stock store alone."""
    users = [user for user in state.users.values() if user.active]
    if not users:
        yield "warning: the seed has no active user, so that nobody can log in"
    elif seed is None:
        yield f"API user {users[0].name}, key {users[0].key}"
    else:
        names = _listed([user.name for user in users])
        said = f"API user {names}, key" if len(users) == 1 else f"API users: {names}; keys"
        yield f"{said} as in {seed}"
    yield f"SKUs: {_listed([p.sku for p in state.products.values()]) or 'there are none'}"


def _listed(names: Sequence[str]) -> str:
    """The first of them, on one line of a terminal."""
    shown = [name if name.isprintable() else repr(name) for name in names[:SHOWN]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _say(line: str) -> None:
    """Print a line on stderr, if there is somebody to read it."""
    if sys.stderr is not None:  # closed: print would take stdout for it
        with suppress(OSError):
            print(f"mahogen: {line}", file=sys.stderr, flush=True)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _problem(where: str, what: str, hint: str = "") -> ConfigError:
    return ConfigError([Problem(Source(where, 0), what, hint)])
