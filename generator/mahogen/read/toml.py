"""A TOML file to plain data that is checked key by key, with the line of what is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from mahogen.errors import ConfigError, Problem, Source
from mahogen.read.refuse import shown
from mahogen.read.toml_lines import locate

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


class TomlFile:
    """The text of a TOML file, its data, and the problems found in it so far."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        try:
            self.text = data.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise self._broken(line, "holds bytes that are not UTF-8") from None
        try:
            self.data: Mapping[str, object] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            line = int(place.group(1) or 0) if place else 0
            reason = _PLACE.sub("", str(error))
            what = f"is not TOML: {reason[:1].lower()}{reason[1:]}"
            raise self._broken(line or self.text.count("\n") + 1, what) from None
        except RecursionError:
            raise self._broken(1, "is nested too deep") from None

    def source(self, *path: str) -> Source:
        """Where the key at `path` stands."""
        return Source(self.file, locate(self.text, path))

    def problem(self, path: tuple[str, ...], what: str, hint: str = "") -> None:
        """Note what is wrong with the key at `path`."""
        self.problems.append(Problem(self.source(*path), what, hint))

    def gate(self) -> None:
        """Raise ConfigError if any problem was noted."""
        if self.problems:
            raise ConfigError(self.problems)

    def only(
        self, table: Mapping[str, object], path: tuple[str, ...], known: tuple[str, ...]
    ) -> None:
        """Note every key of `table` that is not one of `known`."""
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, 1)
                hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(known)}"
                self.problem((*path, key), f"{shown(key)} is not a known key", hint)

    def tables(
        self, table: Mapping[str, object], path: tuple[str, ...]
    ) -> Iterator[tuple[str, Mapping[str, object]]]:
        """The entries of `table` that are tables; the others are noted."""
        for key, value in table.items():
            if isinstance(value, dict):
                yield key, value
            else:
                self.problem(
                    (*path, key),
                    f"{shown(key)} is not a table",
                    f"write it as {_header(path, key)}",
                )

    def table(
        self, table: Mapping[str, object], path: tuple[str, ...], key: str
    ) -> Mapping[str, object]:
        """The table at `key`, empty if there is none."""
        value = table.get(key, {})
        if isinstance(value, dict):
            return value
        self.problem(
            (*path, key), f"{shown(key)} is not a table", f"write it as {_header(path, key)}"
        )
        return {}

    def string(self, table: Mapping[str, object], path: tuple[str, ...], key: str) -> str:
        """The string at `key`, empty if there is none."""
        value = table.get(key, "")
        if isinstance(value, str):
            return value
        self.problem((*path, key), f"{shown(key)} is not a string", f'write {key} = "..."')
        return ""

    def boolean(self, table: Mapping[str, object], path: tuple[str, ...], key: str) -> bool | None:
        """The boolean at `key`, None if there is none."""
        value = table.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.problem((*path, key), f"{shown(key)} is not a boolean", f"write {key} = true or false")
        return None

    def strings(
        self, table: Mapping[str, object], path: tuple[str, ...], key: str
    ) -> tuple[str, ...]:
        """The list of strings at `key`, empty if there is none."""
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.problem(
            (*path, key), f"{shown(key)} is not a list of strings", f'write {key} = ["..."]'
        )
        return ()

    def _broken(self, line: int, what: str) -> ConfigError:
        return ConfigError(
            [Problem(Source(self.file, line), what, "see https://toml.io for the form")]
        )


def _header(path: tuple[str, ...], key: str) -> str:
    return f"[{'.'.join((*path, key))}]"
