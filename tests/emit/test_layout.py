"""Long names and types stand on lines as ruff would put them."""

from __future__ import annotations

import subprocess
import sys

from mahogen.emit.layout import WIDTH, assign, call, signature, tuple_


def formatted(text: str) -> str:
    command = (sys.executable, "-m", "ruff", "format", "--isolated", f"--line-length={WIDTH}", "-")
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_table_with_a_long_name() -> None:
    value = call("Struct", '"entity"', tuple_(['Field("a")', 'Field("b")']))
    lines = []
    for size in range(40, 100):
        lines += [assign("A" * size, value), assign(f"{'A' * size}: Struct[entities.B]", value)]
        lines.append(assign(f"{'A' * size}: Struct[entities.B]", call("Struct", '"entity"')))
    text = "\n".join(lines) + "\n"
    assert formatted(text) == text


def test_a_service_with_a_long_result() -> None:
    methods = []
    for size in range(20, 100):
        for result in ("A" * size, f"list[{'A' * size}]"):
            for returns in ([result], [result, f"Awaitable[{result}]"]):
                head = signature("def get", ["self", "id: int"], returns, 4)
                methods.append(f'    {head}\n        """Get."""\n')
    text = "class Service:\n" + "\n".join(methods)
    assert formatted(text) == text
