"""All inputs of a run are read before any of them is complained of."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahogen.errors import ConfigError, Diagnostics, InputError
from mahogen.read.inputs import read_inputs
from mahogen.read.source import Origin
from mahogen.read.sources import Sources

WSDL = '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/">{}</definitions>'


def write(folder: Path, **texts: str) -> dict[str, Origin]:
    for name, text in texts.items():
        (folder / name).write_text(text)
    return {name: Origin.of(name, folder) for name in texts}


def test_reads_what_is_given(tmp_path: Path) -> None:
    at = write(tmp_path, v2=WSDL.format(""), api="<config><api/></config>", notes="secret = ['a']")
    sources = Sources(({"v2": at["v2"], "catalog": at["api"]},), (at["notes"],), stock_notes=False)
    inputs = read_inputs(sources, Diagnostics())
    assert inputs.wsdls["v2"].file == "v2"
    assert inputs.catalog
    assert inputs.notes
    assert inputs.notes.secret == ("a",)


def test_only_a_wsdl_is_needed(tmp_path: Path) -> None:
    at = write(tmp_path, v2=WSDL.format(""))
    inputs = read_inputs(Sources((at,), stock_notes=False), Diagnostics())
    assert (inputs.catalog, inputs.notes) == (None, None)


def test_tells_what_is_wrong_with_every_file(tmp_path: Path) -> None:
    at = write(tmp_path, v2="<definitions", wsi=WSDL.format("<import/>"), v1=WSDL.format("text"))
    missing = Origin.of("api.xml", tmp_path)
    with pytest.raises(InputError) as caught:
        read_inputs(Sources(({**at, "catalog": missing},), (missing,)), Diagnostics())
    files = [problem.source.file for problem in caught.value.problems]
    assert files == ["api.xml", "api.xml", "v1", "v2", "wsi"]


def test_what_is_wrong_inside_a_usable_file_waits(tmp_path: Path) -> None:
    diagnostics = Diagnostics()
    read_inputs(Sources((write(tmp_path, v2=WSDL.format("<import/>")),)), diagnostics)
    assert len(diagnostics.errors) == 1


def test_wrong_notes_are_a_wrong_configuration(tmp_path: Path) -> None:
    at = write(tmp_path, v2=WSDL.format(""), notes="secret = 1")
    for notes in (at["notes"], Origin.of("missing.toml", tmp_path)):
        with pytest.raises(ConfigError):
            read_inputs(Sources(({"v2": at["v2"]},), (notes,)), Diagnostics())


def test_wrong_notes_and_a_wrong_contract_are_told_together(tmp_path: Path) -> None:
    at = write(tmp_path, v2="<definitions", notes="secret = 1")
    with pytest.raises(InputError) as caught:
        read_inputs(Sources(({"v2": at["v2"]},), (at["notes"],)), Diagnostics())
    assert [problem.source.file for problem in caught.value.problems] == ["notes", "v2"]
