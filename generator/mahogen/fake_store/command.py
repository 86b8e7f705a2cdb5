"""The verb `serve`."""

from __future__ import annotations

import os
import sys
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
from mahogen.fake_store.store import FakeStore

TOKEN: Final = "MAHOGEN_ADMIN_TOKEN"


def run_serve(
    host: str, port: int, seed: Path | None, *, strict: bool, admin: bool, wsi: bool, address: str
) -> None:
    """Serve a fake store until the process is told to stop; its URL goes to stdout.

    Raises:
        ConfigError: a seed that cannot be, or an address that cannot be listened at.
    """
    try:
        state = from_file(STOCK if seed is None else seed)
    except SeedError as error:
        raise _problem(str(seed), str(error).removeprefix(f"{seed}: ")) from None
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
        _tell(server, host, token)
        with suppress(KeyboardInterrupt):
            server.serve_forever(0.1)


def _tell(server: HttpServer, host: str, token: str) -> None:
    print(server.url, flush=True)
    if token and not os.environ.get(TOKEN):
        print(f"mahogen: the admin token is {token}", file=sys.stderr)
    if not is_loopback(host):
        print(
            f"mahogen: warning: whoever reaches this machine can call {server.url}",
            file=sys.stderr,
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _problem(where: str, what: str, hint: str = "") -> ConfigError:
    return ConfigError([Problem(Source(where, 0), what, hint)])
