"""The grammar of generated modules: whatever a template prints must be made of this and no more.

Text from contracts reaches the output through filters. This check does not trust them: a text that
got out of its literal shows up as a node, a call, an import or a comment that no template writes.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections import deque
from collections.abc import Collection, Iterator
from typing import Final

_NODES: Final = (
    *(ast.Module, ast.Expr, ast.Constant, ast.Name, ast.Load, ast.Store, ast.Attribute),
    *(ast.Import, ast.ImportFrom, ast.alias, ast.ClassDef, ast.FunctionDef, ast.arguments),
    *(ast.AsyncFunctionDef, ast.Await),
    *(ast.arg, ast.Return, ast.Assign, ast.AnnAssign, ast.Call, ast.keyword, ast.Tuple),
    *(ast.List, ast.Dict, ast.Subscript, ast.BinOp, ast.BitOr, ast.Lambda, ast.If),
)
_CALLS: Final = frozenset(
    {
        *(
            "Array",
            "ContractInfo",
            "Double",
            "Exact",
            "Field",
            "Integer",
            "Map",
            "Message",
            "Method",
        ),
        *("Operation", "Pair", "Parameter", "Path", "Profile", "ResourceInfo", "String", "Struct"),
        *("dataclass", "field", "lazy", "packaged_wsdls", "require_level", "serve"),
    }
)
_METHOD_CALLS: Final = frozenset({"invoke"})
_MODULES: Final = frozenset(
    {
        *("__future__", "abc", "builtins", "collections.abc", "dataclasses", "decimal"),
        *("functools", "typing"),
    }
)
_DUNDERS: Final = frozenset(
    {"__all__", "__dir__", "__future__", "__getattr__", "__name__", "__slots__"}
)


class Violation(ValueError):
    """A rendered module holds what no template writes; names the line of the output."""


def check(path: str, source: str, trusted: Collection[str] = ()) -> None:
    """Refuse a rendered module that does not compile or leaves the grammar.

    Lines among `trusted`, blanks around them aside, may begin anything and be commented.

    Raises:
        Violation: with the path and line of the output.
    """
    try:
        tree = ast.parse(source, path)
        compile(tree, path, "exec")  # finds what only a compiler refuses, as a name used twice
    except (SyntaxError, ValueError) as error:
        raise Violation(f"{path}: not Python: {error}") from error
    lines = ["", *source.split("\n")]
    for line, node in _walk(tree):
        if (complaint := _complaint(node)) and lines[line].strip() not in trusted:
            raise Violation(f"{path}:{line}: {complaint}")
    readline = io.StringIO(source).readline
    comments = [t for t in tokenize.generate_tokens(readline) if t.type == tokenize.COMMENT]
    others = [comment for comment in comments if comment.line.strip() not in trusted]
    if len(others) != 1 or others[0].start != (1, 0):
        raise Violation(f"{path}: a comment besides the header")


def _walk(tree: ast.AST) -> Iterator[tuple[int, ast.AST]]:
    """Every node with the line that it begins on; what has none begins where its parent does."""
    waiting = deque([(0, tree)])
    while waiting:
        line, node = waiting.popleft()
        line = getattr(node, "lineno", line)
        yield line, node
        waiting += [(line, child) for child in ast.iter_child_nodes(node)]


def _complaint(node: ast.AST) -> str:
    if not isinstance(node, _NODES):
        return f"{type(node).__name__} in generated code"
    match node:
        case ast.Expr(value=value) if not isinstance(value, ast.Constant):
            if not (isinstance(value, ast.Call) and _called(value) == "require_level"):
                return "a statement that is neither a declaration nor a docstring"
        case ast.Call(func=ast.Name(id=cls), args=[ast.Name(id="self")]) if cls.endswith(
            "Resource"
        ):
            return ""
        case ast.Call() if _called(node) not in _CALLS | _METHOD_CALLS:
            return f"a call of {_called(node)!r}"
        case ast.Import(names=names) if any(a.name not in _MODULES for a in names):
            return "an import of a foreign module"
        case ast.ImportFrom(module=module, level=0) if not _ours(module or ""):
            return f"an import from {module}"
        case ast.Lambda(args=args) if args.args or args.vararg or args.kwarg:
            return "a function with parameters in an expression"
        case ast.Name(id=name) | ast.Attribute(attr=name) if _dunder(name):
            return f"the name {name}"
        case ast.If(test=test) if not isinstance(test, ast.Name):
            return "a condition"
    return ""


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=name) if name in _METHOD_CALLS:
            return name
        case ast.Name() | ast.Attribute():
            return ast.unparse(call.func)
    return type(call.func).__name__


def _ours(module: str) -> bool:
    return (
        module in _MODULES or module == "mahogen.runtime" or module.startswith("mahogen.runtime.")
    )


def _dunder(name: str) -> bool:
    return name.startswith("__") and name not in _DUNDERS
