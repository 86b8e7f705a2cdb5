"""What has to hold of every run, whatever its contract says.

A run either succeeds, and then the package is what our templates write: it compiles, its syntax
tree holds what is listed here and no more, importing it does nothing. Or the run refuses, with a
place and a reason. Either way nothing outside the output folder changes, and a run that refuses
leaves the old tree as it was.

The lists here are written down apart from `mahogen.emit.grammar`, so that one holds the other.
"""

from __future__ import annotations

import ast
import io
import json
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from lxml import etree

from golden import Ended, run
from mahogen import runtime
from mahogen.emit import grammar

IMPORTER = Path(__file__).with_name("importer.py")
PLACE = re.compile(r"^\S[^\n]*?(:\d+)?: \S")

NODES = {
    *("AnnAssign", "Assign", "AsyncFunctionDef", "Attribute", "Await", "BinOp", "BitOr", "Call"),
    *("ClassDef", "Constant", "Dict", "Expr", "FunctionDef", "If", "Import", "ImportFrom"),
    *("Lambda", "List", "Load", "Module", "Name", "Return", "Store", "Subscript", "Tuple"),
    *("alias", "arg", "arguments", "keyword"),
}
CALLED = {
    *("Array", "ContractInfo", "Double", "Exact", "Field", "Integer", "Map", "Message", "Method"),
    *("Operation", "Pair", "Parameter", "Path", "Profile", "ResourceInfo", "String", "Struct"),
    *("dataclass", "field", "invoke", "lazy", "packaged_wsdls", "require_level", "serve"),
}
BUILTINS = {"__name__", "bool", "dict", "float", "int", "list", "object", "property", "str", "type"}
MODULES = {
    *("__future__", "abc", "builtins", "collections.abc", "dataclasses", "decimal"),
    *("functools", "typing"),
}
PATH = re.compile(
    r"([a-z0-9_]+/)*(\w+\.(py|wsdl)|MANIFEST\.json|py\.typed)|_runtime/LICENSE", re.ASCII
)
COPY = "_runtime/"
"""Where a package has its runtime, if it has one: a copy, which nothing of a contract is in."""
RUNTIME = Path(runtime.__file__).parent


@dataclass(frozen=True)
class Shop:
    """A folder with a project in it, an old tree from a good contract, and a canary beside it."""

    root: Path
    importer: Importer

    @property
    def project(self) -> Path:
        return self.root / "project"

    @property
    def output(self) -> Path:
        return self.project / "shop_api"

    @property
    def canary(self) -> Path:
        """What payloads try to write."""
        return self.root / "canary" / "sang"

    def write(self, files: Mapping[str, bytes]) -> None:
        """Put the inputs of a run in place."""
        for path, data in files.items():
            target = self.project / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def accepts(self, files: Mapping[str, bytes], *warnings: str) -> dict[str, str]:
        """Generate from `files`, hold what comes out to all that is said above; its texts.

        Each of `warnings` has to stand in what the run says; without any, it warns of nothing.
        """
        self.write(files)
        before = self.snapshot(inside=False)
        ended = run("generate")
        assert ended.exit_code == 0, ended.stderr
        assert ("warning" in ended.stderr) == bool(warnings), ended.stderr
        self._hold_messages(ended, warnings)
        assert self.snapshot(inside=False) == before
        return self.hold_output()

    def accepts_beside(self, files: Mapping[str, bytes], *warnings: str) -> None:
        """Generate from `files` where files of the user stand in the output folder, too."""
        self.write(files)
        before = self.snapshot(inside=False)
        ended = run("generate")
        assert ended.exit_code == 0, ended.stderr
        self._hold_messages(ended, warnings)
        assert self.snapshot(inside=False) == before

    def refuses(
        self, files: Mapping[str, bytes], *messages: str, exit_code: int = 3, verb: str = "generate"
    ) -> str:
        """Generate from `files`, and see that it is refused with each of `messages`; what was said.

        Nothing at all may have changed.
        """
        self.write(files)
        before = self.snapshot()
        ended = run(verb)
        assert ended.exit_code == exit_code, (ended.exit_code, ended.stdout, ended.stderr)
        assert messages
        self._hold_messages(ended, messages)
        assert self.snapshot() == before
        return ended.stderr

    def ended(self) -> Ended:
        """Generate from what is there; how that ended, in words that are fit to be shown."""
        ended = run("generate")
        self._hold_messages(ended, ())
        return ended

    def refused_somehow(self, files: Mapping[str, bytes]) -> int:
        """Generate from `files`, and see that it is refused with a place; the exit code."""
        self.write(files)
        before = self.snapshot()
        ended = run("generate")
        assert ended.exit_code in (2, 3), (ended.exit_code, ended.stdout, ended.stderr)
        self._hold_messages(ended, ())
        assert self.snapshot() == before
        return ended.exit_code

    def _hold_messages(self, ended: Ended, messages: tuple[str, ...]) -> None:
        said = ended.stderr
        for message in messages:
            assert message in said, said
        assert "Traceback" not in said
        assert all(char.isprintable() or char == "\n" for char in said + ended.stdout), said
        for line in said.splitlines():
            told = line.removeprefix("warning: ")
            assert line.startswith(("  hint: ", "note: ")) or PLACE.match(told), line

    def snapshot(self, *, inside: bool = True) -> dict[str, object]:
        """Everything below the root: content, time stamp and mode; `inside` the output or not."""
        return dict(self._entries(inside))

    def _entries(self, inside: bool) -> Iterator[tuple[str, object]]:
        for parent, folders, names in os.walk(self.root):
            if not inside and Path(parent) == self.project and "shop_api" in folders:
                folders.remove("shop_api")
            for name in (*folders, *names):
                path = Path(parent) / name
                status = path.lstat()
                content: object = None
                if path.is_symlink():
                    content = str(path.readlink())
                elif path.is_file():
                    content = path.read_bytes()
                # The time stamp of the project's folder moves with the output's.
                when = status.st_mtime_ns if path != self.project else 0
                yield str(path.relative_to(self.root)), (content, when, status.st_mode)

    def hold_output(self) -> dict[str, str]:
        """Hold the package to what may be in it; its texts by their paths."""
        texts = {}
        for path in sorted(self.output.rglob("*")):
            if path.is_dir():
                continue
            name = path.relative_to(self.output).as_posix()
            assert PATH.fullmatch(name), name
            assert path.is_file()
            assert not path.is_symlink()
            texts[name] = path.read_bytes().decode("utf-8")
        for name, text in texts.items():
            hold_copy(name, text) if name.startswith(COPY) else hold_text(name, text)
        assert self.importer.complaints(self.output) == []
        assert not self.canary.exists()
        return texts


class Importer:
    """The process that imports packages; see importer.py."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-B", str(IMPORTER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def complaints(self, folder: Path) -> list[str]:
        """What the import of the package in `folder` did that it may not do."""
        asked, told = _open(self._process.stdin), _open(self._process.stdout)
        asked.write(f"{folder}\n")
        asked.flush()
        found: list[str] = json.loads(told.readline())
        return found

    def close(self) -> None:
        _open(self._process.stdin).close()
        _open(self._process.stdout).close()
        assert self._process.wait(60) == 0


def _open(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


# -- what a generated file may hold ----------------------------------------------------------------


@cache
def hold_copy(name: str, text: str) -> None:
    """Hold a file of the copied runtime to mahogen's own: all but imports and the head is equal."""
    real = (RUNTIME / name.removeprefix(COPY)).read_text("utf-8")
    if name.endswith(".py"):
        assert [_without_place(node) for node in ast.parse(text).body] == [
            _without_place(node) for node in ast.parse(real).body
        ]
    else:
        assert text == real


def _without_place(statement: ast.stmt) -> str:
    """The statement, with the runtime under one name wherever it is imported from."""
    for node in ast.walk(statement):
        if isinstance(node, ast.ImportFrom) and (
            node.level or f"{node.module}.".startswith("mahogen.runtime.")
        ):
            node.module, node.level = "", 0
    return ast.dump(statement)


@cache
def hold_text(name: str, text: str) -> None:
    """Hold one file of a package to what our templates write; the same one once."""
    unseen = {char for char in text if not (char.isprintable() or char == "\n")}
    assert not unseen, (name, unseen)
    if name.endswith(".py"):
        hold_module(name, text)
    elif name.endswith(".wsdl"):
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
        assert root.tag == "{http://schemas.xmlsoap.org/wsdl/}definitions"
        assert root.getroottree().docinfo.doctype == ""
    elif name.endswith(".json"):
        json.loads(text)
    else:
        assert text == ""


def hold_module(name: str, text: str) -> None:
    """Hold a module to the nodes, calls, names and comments of our templates."""
    grammar.check(name, text)
    tree = ast.parse(text)
    compile(tree, name, "exec")
    known = BUILTINS | set(_bound(tree))
    for node in ast.walk(tree):
        where = f"{name}:{getattr(node, 'lineno', 0)}"
        assert type(node).__name__ in NODES, (where, ast.dump(node))
        match node:
            case ast.Name(id=used):
                assert used in known, (where, used)
            case ast.Call(func=ast.Name(id=called) | ast.Attribute(attr=called), args=args):
                mine = called.endswith("Resource") and [ast.unparse(a) for a in args] == ["self"]
                assert called in CALLED or mine, (where, called)
            case ast.Call():
                raise AssertionError((where, ast.unparse(node)))
            case ast.Import(names=names):
                assert {alias.name for alias in names} <= MODULES, where
            case ast.ImportFrom(module=module, level=0):
                assert module in MODULES or f"{module}.".startswith("mahogen.runtime."), where
            case ast.ImportFrom(level=level):
                assert level <= name.count("/") + 1, where  # what is in the package itself
            case ast.Expr(value=value):
                said = isinstance(value, ast.Constant) and isinstance(value.value, str)
                assert said or ast.unparse(value).startswith("require_level("), where
            case ast.Constant(value=value):
                assert value is None or isinstance(value, str | int | float | bool), where
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token.start for token in tokens if token.type == tokenize.COMMENT]
    assert comments == [(1, 0)], (name, comments)


def _bound(tree: ast.Module) -> Iterator[str]:
    """Every name that the module makes itself."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from (alias.asname or alias.name for alias in names)
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                yield name
            case ast.AsyncFunctionDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name


# -- what tests look for in it ---------------------------------------------------------------------


def strings(texts: Mapping[str, str]) -> set[str]:
    """Every string literal of a package as a reader of Python gets it."""
    return {
        node.value
        for name, text in texts.items()
        if name.endswith(".py")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def documentation(texts: Mapping[str, str]) -> str:
    """All docstrings of a package, with blanks in place of line ends and indents."""
    statements = (
        node.value.value
        for name, text in sorted(texts.items())
        if name.endswith(".py")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
    return "\n".join(" ".join(text.split()) for text in statements)


def served(texts: Mapping[str, str], dialect: str = "v2") -> etree._Element:
    """The WSDL in a package."""
    return etree.fromstring(texts[f"contract/{dialect}.wsdl"].encode())
