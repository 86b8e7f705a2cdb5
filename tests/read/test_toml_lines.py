"""The line of a TOML key, against every way to write one."""

from __future__ import annotations

import pytest

from mahogen.read.toml_lines import locate

TEXT = '''\
# secret = "not here"
secret = [
  "a",  # ] = 1
  "b = 2",
]
[tool.x]
dotted.key = 1
"quoted.key" = 2
'literal' = 3
"\\u00fcber" = 4
text = """
[tool.fake]
fake = 1 \\""" """
inline = { one = 1, two = { three = "}" }, four = [1, 2] }
last = \'\'\'
x = 1\'\'\'
[ tool . "y z" ] # comment
key = 1
[[many]]
first = 1
[[many]]
second = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("secret",), 2),
        (("tool",), 6),
        (("tool", "x"), 6),
        (("tool", "x", "dotted"), 7),
        (("tool", "x", "dotted", "key"), 7),
        (("tool", "x", "quoted.key"), 8),
        (("tool", "x", "literal"), 9),
        (("tool", "x", "über"), 10),
        (("tool", "x", "text"), 11),
        (("tool", "x", "inline", "two", "three"), 14),
        (("tool", "x", "inline", "four"), 14),
        (("tool", "x", "last"), 15),
        (("tool", "y z", "key"), 18),
        (("many",), 19),
        (("many", "second"), 22),
        # Not there: the nearest above.
        (("tool", "fake"), 6),
        (("tool", "x", "fake"), 6),
        (("tool", "x", "inline", "five"), 14),
        (("none", "key"), 1),
        ((), 1),
    ],
)
def test_locates(path: tuple[str, ...], line: int) -> None:
    assert locate(TEXT, path) == line


def test_an_empty_file_has_a_first_line() -> None:
    assert locate("", ("a",)) == 1
