"""Processes: the command, with something to do and without, and imports."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Contender, seconds, table

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "maho-76a889c74"
ZEEP = """
from bench.zeep_client import client
client({wsdl!r})
"""


def process(*arguments: str) -> Contender:
    """A Python process that has to end well."""

    def run() -> None:
        ended = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True)
        assert ended.returncode == 0, ended.stderr.decode()

    return run


def tables(folder: Path) -> Iterator[str]:
    """What whole runs take; `folder` is for what they write."""
    config = folder / "mahogen.toml"
    contract = "\n".join(
        f'{key} = "{ROOT}/wsdl/{name}"'
        for key, name in (("v2", "v2.wsdl"), ("wsi", "wsi.wsdl"), ("v1", "v1.wsdl"))
    )
    more = f'catalog = "{ROOT}/wsdl/api.xml"\nnotes = "{ROOT}/wsdl/notes.toml"'
    target = '[targets.shop_api]\noutput = "shop_api"\n'
    config.write_text(f"[contract]\n{contract}\n{more}\n\n{target}")
    mahogen = ("-m", "mahogen", "--config", str(config))
    found = seconds(
        {
            "generate --force": process(*mahogen, "generate", "--force"),
            "check --force": process(*mahogen, "check", "--force"),
            "generate, nothing changed": process(*mahogen, "generate"),
            "check, nothing changed": process(*mahogen, "check"),
            "python -c pass": process("-c", "pass"),
        },
        rounds=7,
    )
    yield table("the shipped contract (whole processes)", found)

    contenders = {"python -c pass": process("-c", "pass")}
    contenders["import maho_api"] = process("-c", "import maho_api")
    contenders["import maho_api, a client and a resource"] = process(
        "-c", "from maho_api import Maho; Maho('http://shop', 'a', 'b').cart"
    )
    contenders["zeep, its client made of the same WSDL"] = process(
        "-c", ZEEP.format(wsdl=str(ROOT / "wsdl" / "v2.wsdl"))
    )
    yield table("ready to call (whole processes)", seconds(contenders, rounds=7))

    if CORPUS.is_dir():
        output = ("--wsdl", str(CORPUS), "--output", str(folder / "whole"))
        whole = seconds(
            {"generate --force": process("-m", "mahogen", "generate", *output, "--force")}, rounds=3
        )
        yield table("all that a Maho has", whole)
