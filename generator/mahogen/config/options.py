"""What the options of a command say in place of a configuration, or besides it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

from mahogen.config.contract import CONTRACTS, named_from, place_of
from mahogen.config.rules import check_outputs
from mahogen.config.targets import Target, TargetReader
from mahogen.errors import ConfigError, Problem, Source
from mahogen.read.address import Address, is_address, without_credentials
from mahogen.read.refuse import shown
from mahogen.read.sources import Place
from mahogen.read.toml import TomlFile


@dataclass(frozen=True, slots=True)
class Options:
    """Each place as the user names it from the current folder, empty where it is not given.

    `output` is the folder of a package, whose name is the folder's, with `resources`, or with all
    of them where none is named. `asks` is what a verb calls the one place that it takes without an
    option, empty for the options.
    """

    wsdl: str = ""
    wsi: str = ""
    v1: str = ""
    catalog: str = ""
    output: str = ""
    resources: tuple[str, ...] = ()
    asks: str = ""

    @property
    def names_contract(self) -> bool:
        """Whether there is a contract without that of a configuration."""
        return bool(self.wsdl or self.wsi or self.v1)

    def places(self, base: Path) -> dict[str, Place]:
        """Each place by its key, named from `base`; `problems` tells of those that can be none."""
        return dict(self._places(base, []))

    def problems(self, base: Path) -> list[Problem]:
        """What is wrong with the places."""
        problems: list[Problem] = []
        dict(self._places(base, problems))
        return problems

    def _places(self, base: Path, problems: list[Problem]) -> Iterator[tuple[str, Place]]:
        for key in ("wsdl", "wsi", "v1", "catalog"):
            if not (name := getattr(self, key)):
                continue
            asked = Source(self.asks or f"--{key}", 0)
            try:
                yield key, place_of(named_from(base, name), base, asked)
            except ValueError as error:
                what = f"{shown(without_credentials(name))} {error}"
                hint = "name a file or a folder, or an address of http or https"
                problems.append(Problem(asked, what, hint))

    def target(self, base: Path, inputs: Sequence[Path], *, ours: bool) -> Target:
        """The package to make; `inputs` are what its folder may not hold.

        Raises:
            ConfigError: it can be none.
        """
        toml = NoFile(b"", "--output")
        if self.output.rstrip("/").rpartition("/")[2] in ("", ".", ".."):
            what = f"{shown(self.output)} is not the folder of a package of its own"
            hint = f"name one: --output {self.output.rstrip('/')}/shop_api"
            raise ConfigError([Problem(Source("--output", 0), what, hint)])
        name = named_from(base, self.output)
        table = {"output": name, **({"resources": list(self.resources)} if self.resources else {})}
        reader = TargetReader(toml, base, ours=ours)
        # Also where that is a name such as `.`, which another check has more to say about.
        package = Path(os.path.abspath(self.output)).name  # noqa: PTH100 - links stay as they are
        [target] = reader.targets({package: table}, ())
        check_outputs(toml, reader.outputs, inputs, base)
        toml.gate()
        return replace(target, source=Source("--resource", 0)) if self.resources else target

    def arguments(self, *, output: bool = True) -> list[str]:
        """What to write to have them again, with those for the `output` or without; no secrets."""
        given: list[str] = []
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name == "asks" or (each.name in ("output", "resources") and not output):
                continue
            if each.name == "resources":
                given += [part for name in value for part in ("--resource", name)]
            elif value:
                given += [f"--{each.name}", _spelled(value)]
        return given


def _spelled(place: str) -> str:
    """A place as a message may show it."""
    try:
        return Address.of(place).name if is_address(place) else place
    except ValueError:
        return without_credentials(place)


NOTHING: Final = Options()


def layers(
    said: Mapping[str, Place], configured: Mapping[str, Place]
) -> tuple[Mapping[str, Place], ...]:
    """What options said before what is configured.

    --wsdl stands for all contracts of the configuration, so that those of two stores are never
    mixed; its catalog stays beneath, for a place that has none.
    """
    if "wsdl" in said:
        configured = {k: place for k, place in configured.items() if k not in CONTRACTS}
    return tuple(layer for layer in (said, configured) if layer)


class NoFile(TomlFile):
    """Stands in where there are tables, but no file whose lines could be named."""

    def source(self, *path: str) -> Source:
        return Source(self.file, 0)
