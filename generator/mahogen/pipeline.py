"""Config to output trees: read, model, select, render. Nothing is written.

`generate` writes what comes out, `check` compares it; `inspect` needs the model alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mahogen.config import Config
from mahogen.config.targets import Target
from mahogen.emit import manifest
from mahogen.emit.standing import OutputTree
from mahogen.errors import (
    ConfigError,
    Diagnostics,
    InputError,
    Problem,
    ProblemsError,
    Source,
)
from mahogen.model.api import Api, Contract, Dialect
from mahogen.model.build import build as build_api
from mahogen.model.json import digest
from mahogen.model.select import select
from mahogen.read.address import Address
from mahogen.read.inputs import Inputs, read_inputs
from mahogen.read.sources import WSDLS, Sources


def read(config: Config, diagnostics: Diagnostics) -> Api:
    """What the contract says, as a whole.

    Raises:
        InputError, ConfigError: every problem of it at once.
    """
    return model_of(config.inputs, diagnostics)


def model_of(sources: Sources, diagnostics: Diagnostics) -> Api:
    """What the contracts and notes of `sources` say.

    Raises:
        InputError, ConfigError: every problem of it at once.
    """
    inputs = read_inputs(sources, diagnostics)
    for text in _absent(inputs):
        diagnostics.note(text)
    asked = any(isinstance(place, Address) for place in sources.places)
    if asked and inputs.catalog is None:
        diagnostics.note("a store tells an API user of its resources: see mahogen fetch --help")
    wsdls = {Dialect(key): document for key, document in inputs.wsdls.items()}
    api = build_api(wsdls, inputs.catalog, inputs.notes, diagnostics)
    return replace(api, contracts=tuple(_named(c, wsdls[c.dialect].file) for c in api.contracts))


def build(config: Config, diagnostics: Diagnostics) -> list[tuple[Target, OutputTree]]:
    """The files of every target, in the order of the configuration.

    Raises:
        InputError, ConfigError: every problem of all targets at once.
    """
    if not config.targets:
        what = "names no target, so there is nothing to generate"
        hint = "add [targets.shop_api], or say --output src/shop_api"
        raise ConfigError([Problem(config.source, what, hint)])
    return trees(config, read(config, diagnostics))


def trees(config: Config, api: Api) -> list[tuple[Target, OutputTree]]:
    """The files that every target has of `api`, in the order of the configuration.

    Raises:
        InputError, ConfigError: every problem of all targets at once.
    """
    built: list[tuple[Target, OutputTree]] = []
    failed: list[ProblemsError] = []
    for target in config.targets:
        try:
            built.append((target, _tree(api, target)))
        except ProblemsError as error:
            failed.append(error)
    if failed:
        kind = InputError if any(isinstance(e, InputError) for e in failed) else ConfigError
        raise kind(problem for error in failed for problem in error.problems)
    return built


def chosen_of(api: Api, target: Target) -> Api:
    """What a target has of `api`.

    Raises:
        ConfigError: a resource that it names is not there.
    """
    return select(api, target.resources, target.source, but=target.exclude)


def _absent(inputs: Inputs[str]) -> Iterator[str]:
    """What was not found, and what the output lacks for it."""
    lacking = [key for key in WSDLS if key not in inputs.wsdls]
    if lacking:
        spoken = " and ".join(inputs.wsdls)
        yield f"no contract of {' and '.join(lacking)}: the package speaks {spoken} only"
    if [*inputs.wsdls] == ["v1"]:
        yield "no contract of v2 or wsi: calls of resources have no types"
    if inputs.catalog is None:
        yield "no catalog: one resource has all operations, and faults have no classes"
        if "v1" in inputs.wsdls:
            yield "no catalog: operations of resources have no paths, so that v1 cannot make them"
    if inputs.notes is None:
        yield "no notes: no field is documented"
        if "wsi" not in inputs.wsdls:
            yield "neither notes nor a contract of wsi: no parameter may be left out"


def _named(contract: Contract, file: str) -> Contract:
    """`contract`, said to be from what the user named, and not from one of the files in there."""
    return contract if contract.source.file == file else replace(contract, source=Source(file, 0))


def _tree(api: Api, target: Target) -> OutputTree:
    from mahogen.emit.render import render  # `inspect` needs no templates

    chosen = chosen_of(api, target)
    files = render(chosen, target.names, target.taste)
    return {**files, manifest.NAME: manifest.render(files, digest(chosen))}
