"""The WSDL that a generated package carries."""

from __future__ import annotations

from importlib.resources import files


def packaged_wsdl(package: str, dialect: str) -> str:
    """The text of `contract/<dialect>.wsdl` in a generated package, given its import name."""
    return files(package).joinpath("contract", f"{dialect}.wsdl").read_text(encoding="utf-8")
