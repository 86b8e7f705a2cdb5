"""Measure all, and print it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import messages, runs

with TemporaryDirectory() as folder:
    for text in chain(runs.tables(Path(folder)), messages.tables()):
        print(text, end="\n\n", flush=True)
