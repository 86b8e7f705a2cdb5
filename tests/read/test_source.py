"""Where bytes come from, and what is said when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from mahogen.errors import InputError, Source
from mahogen.read.source import Origin, read_bytes


def test_reads_a_file_relative_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "shop.wsdl").write_bytes(b"<a/>")
    origin = Origin.of("shop.wsdl", tmp_path)
    assert origin.name == "shop.wsdl"
    assert read_bytes(origin) == b"<a/>"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.wsdl", "none.wsdl: there is no such file"),
        ("folder", "folder: is a folder, not a file"),
        ("a\0b", "a\0b: cannot be read: embedded null byte"),
        ("large.wsdl", "large.wsdl: is larger than the limit of 1,000 bytes"),
    ],
)
def test_says_why_not(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "large.wsdl").write_bytes(b"x" * 1001)
    with pytest.raises(InputError) as caught:
        read_bytes(Origin.of(name, tmp_path), limit=1000)
    [problem] = caught.value.problems
    assert f"{problem.source}: {problem.what}" == message
    assert problem.hint


def test_says_who_asks_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(Origin.of("none.wsdl", tmp_path, Source("mahogen.toml", 2)))
    [problem] = caught.value.problems
    assert problem.hint.startswith("mahogen.toml:2 asks for it; ")
