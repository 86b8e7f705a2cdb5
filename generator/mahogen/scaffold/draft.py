"""A contract and its package as they will be on disk, while nothing of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mahogen.config import load
from mahogen.errors import Diagnostics, Source
from mahogen.model.api import Api
from mahogen.pipeline import chosen_of, read, trees

CONFIG = "mahogen.toml"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the package is made from, and its files by their paths in the project."""

    api: Api
    files: Mapping[str, str]


def drafted(inputs: Mapping[str, str], diagnostics: Diagnostics) -> Draft:
    """What `mahogen generate` makes of `inputs`: a configuration with one target, and its contract.

    Raises:
        InputError, ConfigError: as that says; a resource is named by --resources.
    """
    with TemporaryDirectory(prefix="mahogen-") as name:
        folder = Path(name)
        for path, text in inputs.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode())
        config = load(folder / CONFIG)
        asked = [replace(target, source=Source("--resources", 0)) for target in config.targets]
        config = replace(config, targets=tuple(asked))
        api = read(config, diagnostics)
        [(target, tree)] = trees(config, api)
    at = target.output.name
    files = {f"{at}/{path}": text for path, text in tree.items()}
    return Draft(chosen_of(api, target), files)
