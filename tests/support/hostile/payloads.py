"""Texts that were code, or a comment, or markup, in some other generator."""

from __future__ import annotations

CODE = "open('{canary}','w').write('x')"
"""What a payload runs; `{canary}` is filled in by `armed`."""

QUOTED = {
    "double_quote": 'x" + ' + CODE + ' + "',
    "single_quote": "x' + " + CODE.replace("'", '"') + " + '",
    "triple": '""" + ' + CODE + ' + """',
    "single_triple": "''' + " + CODE + " + '''",
    "trailing_quote": 'says "so"',
    "trailing_quotes": 'ends in three """',
    "trailing_backslash": "C:\\",
    "two_backslashes": "a\\\\",
    "backslash_quote": '\\" + ' + CODE + " #",
    "named_escape": "\\N{BULLET} \\u0041 \\x41 \\101 \\",
    "backtick": "`id` $(id) ${jndi:ldap://x}",
    "braces": "{0.__class__} {canary!r} %s %(x)s {}",
    "comment": "# type: ignore",
    "statement": "x; import os; os.system('id')",
    "expression": "__import__('os').system('id')",
    "markup": "<!-- ]]> --> <script>alert(1)</script> &lt; &#10;",
    "docstring_args": "Args: x: y Returns: Raises:",
    "noqa": "x  # noqa",
}
TEMPLATED = {
    "jinja": "{{ 7 * 7 }} {% for x in y %} {# x #} {{ ''.__class__.__mro__ }}",
    "raw": "{% raw %}{% endraw %}{%- include '/etc/passwd' -%}",
}
LINES = {
    "line_feed": "one\ntwo",
    "carriage_return": "one\rimport os",
    "next_line": "one\x85import os",
    "line_separator": "one\u2028import os",
    "paragraph_separator": "one\u2029import os",
    "tab": "one\ttwo",
    "no_break_space": "one\u00a0two",
}
IMPOSSIBLE = {"form_feed": "\x0c", "vertical_tab": "\x0b", "nul": "\x00", "escape": "\x1b"}
"""What XML cannot hold, not even as a character reference."""
INVISIBLE = {
    "right_to_left": "\u202eevil\u202c",
    "isolate": "\u2066evil\u2069",
    "zero_width": "a\u200bb\u200cc\u200dd\ufeffe",
    "tags": "a\U000e0041\U000e0042\U000e007f",
    "soft_hyphen": "a\u00adb",
    "private_use": "\ue000",
    "variation": "\u180e\u061c",
}


def armed(text: str, canary: object) -> str:
    """The payload with the path that it tries to write."""
    return text.replace("{canary}", str(canary))
