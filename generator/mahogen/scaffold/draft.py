"""A contract and its package as they will be on disk, while nothing of them is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from mahogen.config import load
from mahogen.errors import Diagnostics, OutputError, Problem, Source
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
        OutputError: there is no room for temporary files.
    """
    with _staged(inputs) as folder:
        config = load(folder / CONFIG)
        asked = [replace(target, source=Source("--resources", 0)) for target in config.targets]
        config = replace(config, targets=tuple(asked))
        api = read(config, diagnostics)
        [(target, tree)] = trees(config, api)
    at = target.output.name
    files = {f"{at}/{path}": text for path, text in tree.items()}
    return Draft(chosen_of(api, target), files)


@contextmanager
def _staged(inputs: Mapping[str, str]) -> Iterator[Path]:
    """A folder with the files, for as long as the block takes."""
    with ExitStack() as stack:
        try:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="mahogen-")))
            for path, text in inputs.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(text.encode())
        except OSError as error:
            what = f"cannot be written: {error.strerror or error}"
            hint = "TMPDIR names another folder for what is made on the way"
            raise OutputError([Problem(Source(gettempdir(), 0), what, hint)]) from None
        yield folder
