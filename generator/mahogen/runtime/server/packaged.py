"""The WSDLs that a generated package carries."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

DIALECTS: Final = ("v1", "v2", "wsi")


def packaged_wsdls(module: str) -> dict[str, str]:
    """The texts of `contract/<dialect>.wsdl` in a generated package, for its module `module`."""
    folder = files(module.rpartition(".")[0]).joinpath("contract")
    found = {dialect: folder.joinpath(f"{dialect}.wsdl") for dialect in DIALECTS}
    return {
        name: file.read_text(encoding="utf-8") for name, file in found.items() if file.is_file()
    }
