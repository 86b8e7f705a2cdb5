"""A first pass over XML with expat: no DOCTYPE, nothing outsized, every line number.

lxml says where a start tag ends; expat says where it starts. What is not well-formed is explained
here too, since expat tells a file that was cut off from one that is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat
from xml.parsers.expat import errors

from mahogen.read.refuse import refuse, shown
from mahogen.read.sniff import once_more, refuse_html


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of everything an input may have."""

    depth: int = 64
    attributes: int = 64
    namespaces: int = 64
    elements: int = 1_000_000


_CUT_OFF = {
    errors.codes[errors.XML_ERROR_NO_ELEMENTS],
    errors.codes[errors.XML_ERROR_UNCLOSED_TOKEN],
    errors.codes[errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    errors.codes[errors.XML_ERROR_PARTIAL_CHAR],
}
_TRAILING = errors.codes[errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]


def start_lines(text: str, file: str, limits: Limits) -> list[int]:
    """The line on which each element starts, in document order.

    Raises:
        InputError: not well-formed, cut off, a DOCTYPE, a limit exceeded.
    """
    return _Scan(text, file, limits).run()


class _Scan:
    def __init__(self, text: str, file: str, limits: Limits) -> None:
        self.text, self.file, self.limits = text, file, limits
        self.lines: list[int] = []
        self.open: list[tuple[str, int]] = []
        self.namespaces: set[tuple[str, str]] = set()
        self.parser = expat.ParserCreate("utf-8")
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.doctype

    def run(self) -> list[int]:
        try:
            self.parser.Parse(self.text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            self.explain(error)
        return self.lines

    def start(self, name: str, attributes: list[str]) -> None:
        line = self.parser.CurrentLineNumber
        self.lines.append(line)
        self.open.append((name, line))
        names = attributes[::2]
        self.namespaces.update(
            pair
            for pair in zip(names, attributes[1::2], strict=True)
            if pair[0] == "xmlns" or pair[0].startswith("xmlns:")
        )
        self.check(len(self.open), self.limits.depth, "levels of elements")
        self.check(len(names), self.limits.attributes, "attributes on one element")
        self.check(len(self.namespaces), self.limits.namespaces, "namespace declarations")
        self.check(len(self.lines), self.limits.elements, "elements")

    def end(self, _name: str) -> None:
        self.open.pop()

    def check(self, count: int, limit: int, what: str) -> None:
        if count > limit:
            line = self.parser.CurrentLineNumber
            refuse(self.file, line, f"has more than {limit:,} {what}", "no contract needs so many")

    def doctype(self, name: str, *_: object) -> None:
        if name.lower() == "html":
            refuse_html(self.text, self.file)
        line = self.parser.CurrentLineNumber
        refuse(self.file, line, "has a DOCTYPE, which is refused", "delete it: contracts need none")

    def explain(self, error: expat.ExpatError) -> NoReturn:
        line = error.lineno
        if error.code in _CUT_OFF:
            if not self.lines:
                refuse(self.file, line, "holds no element", once_more(self.file))
            at, since = self.open[-1] if self.open else ("", 0)
            inside = f"is cut off: <{at}> of line {since} is never closed" if at else "is cut off"
            refuse(
                self.file,
                line,
                inside,
                f"{once_more(self.file)}, and compare its size with the original's",
            )
        if error.code == _TRAILING:
            rest = self.text.split("\n")[line - 1][error.offset :]
            what = "has a second root element" if rest[:1] == "<" else "has text after its end"
            hint = "one file holds one document: delete what follows the first"
            refuse(self.file, line, f"{what}: {shown(rest)}", hint)
        inside = f", inside <{self.open[-1][0]}> of line {self.open[-1][1]}" if self.open else ""
        reason = expat.ErrorString(error.code).replace(
            "not well-formed (invalid token)", "bad token"
        )
        what = f"is not well-formed XML: {reason}{inside}"
        refuse(self.file, line, what, "correct it there, or fetch the file again")
