"""The template variables in a module's WSDL files, filled in as a store fills them in.

A store runs each file through the filter for its e-mails before it parses it, and hands over three
variables: wsdl.url, wsdl.handler and wsdl.name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from mahogen.errors import Diagnostics, Source
from mahogen.read.refuse import shown

# A comment is passed over: what stands there reaches nobody.
# Of other words that filter knows what to make; those that it does not know it leaves alone.
_WORDS = "var|config|store|skin|media|block|layout|template|include|depend|if|htmlescape|customvar"
_VARIABLE = re.compile(rf"<!--.*?-->|\{{\{{({_WORDS})\b([^{{}}]*)\}}\}}", re.DOTALL | re.IGNORECASE)
_DEFINITIONS = re.compile(r"""<(?:[\w.\-]+:)?definitions\b[^<>]*?\sname\s*=\s*["']([\w.\-]+)["']""")
_NAMESPACE = re.compile(r"""\stargetNamespace\s*=\s*["']urn:([\w.\-]+)["']""")
# What Magento 1 calls itself; only its own files leave the name to the variable throughout.
_MAGENTO = "Magento"


def filler(values: Mapping[str, str], file: str, diagnostics: Diagnostics) -> Callable[[str], str]:
    """A function that fills in the text of `file`, lines kept; `values` by name after `wsdl.`.

    A variable that no store knows, and a directive that is none, are reported with their line.
    """

    def fill(text: str) -> str:
        return _VARIABLE.sub(lambda found: value(found, text), text)

    def value(found: re.Match[str], text: str) -> str:
        if found.group(1) is None:
            return found.group()
        group, _, name = found.group(2).strip().partition(".")
        is_variable = found.group(1).lower() == "var"
        if is_variable and group == "wsdl" and name in values:
            return values[name]
        line = text.count("\n", 0, found.start()) + 1
        kind = "variable that stores do not fill in" if is_variable else "directive, not a variable"
        what = f"{shown(found.group())} is a template {kind}"
        known = ", ".join(f"wsdl.{key}" for key in sorted(values))
        diagnostics.error(Source(file, line), what, f"they know {known}")
        return ""

    return fill


def name_in(text: str) -> str:
    """The name that a base contract goes by, which is what its store fills in for wsdl.name.

    It is that of the definitions; where that is a variable itself, the one in a target namespace
    that is written out.
    """
    found = _DEFINITIONS.search(text) or _NAMESPACE.search(text)
    return found.group(1) if found else _MAGENTO
