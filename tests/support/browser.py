"""Headless Chromium, told what to do over its debugging pipe: JSON, a NUL behind each message."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import pytest

PATIENCE: Final = 60.0
"""Seconds after which a browser that does not answer fails the test."""


class Page:
    """A tab. `events` are what the browser reported since it was opened: method, parameters."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._session: str | None = None
        self._rest = b""
        self._number = 0
        self.events: list[tuple[str, dict[str, Any]]] = []
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        attached = self.tell("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.tell(f"{domain}.enable")
        self.events.clear()

    def tell(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give a command of the DevTools protocol; what it answers."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append((answer["method"], answer["params"]))

    def open(self, path: Path, scheme: str = "light", width: int = 1000) -> None:
        """Open a file, for eyes that prefer `scheme`, in a window that is `width` pixels wide."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.tell("Emulation.setEmulatedMedia", features=[feature])
        metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        self.tell("Emulation.setDeviceMetricsOverride", **metrics)
        self.events.clear()
        self.tell("Page.navigate", url=path.as_uri())
        while not any(name == "Page.loadEventFired" for name, _ in self.events):
            answer = self._message()
            self.events.append((answer["method"], answer["params"]))

    def value(self, expression: str) -> Any:
        """What an expression of JavaScript is in the page, as JSON has it."""
        told = self.tell("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def _message(self) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._reading], [], [], deadline - time.monotonic())
            data = os.read(self._reading, 65536) if ready else b""
            assert data, "chromium does not answer"
            self._rest += data
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


def chromium() -> str:
    """The command; the test is skipped where there is none."""
    command = shutil.which("chromium") or shutil.which("chromium-browser")
    return command or pytest.skip("chromium is not installed")


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """A browser with one tab within the block; `profile` is a folder for it alone."""
    command = chromium()
    reading, to_us = os.pipe()
    from_us, writing = os.pipe()
    options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    options += ["--disable-dev-shm-usage", "--disable-background-networking"]
    with (profile / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                *("bash", "-c", f'exec "$0" "$@" 3<&{from_us} 4>&{to_us}', command, *options),
                *("--remote-debugging-pipe", f"--user-data-dir={profile / 'data'}"),
            ],
            pass_fds=(from_us, to_us),
            stdout=log,
            stderr=log,
        )
    os.close(from_us)
    os.close(to_us)
    try:
        yield Page(reading, writing)
    finally:
        os.close(writing)  # it ends by itself when nobody can tell it anything any more
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait(PATIENCE)
        os.close(reading)
