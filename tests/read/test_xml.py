"""Strict XML: what is refused, in which words and on which line, and what is tolerated."""

from __future__ import annotations

import pytest

from mahogen.errors import Diagnostics, InputError
from mahogen.read.xml import parse, source_of

XML11 = b'<?xml version="1.1"?><a/>'
PHP = b'Warning: Undefined variable $x on line 3\n<?xml version="1.0"?>\n<a/>'
PHP_HTML = b"<br />\n<b>Warning</b>: foo<br />\n<?xml version='1.0'?>\n<a/>"
XHTML = (
    b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">\n'
    b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Shop</title></head></html>'
)
LAUGHS = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>\n<a>&c;</a>'
TOO_MANY = [f'a{number}="1"'.encode() for number in range(65)]
NAMESPACES = [f'<b xmlns:n{number}="urn:{number}"/>'.encode() for number in range(65)]

REFUSED = {
    "empty": (b"", ": is empty"),
    "blank": (b" \n\n", ": is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", ": is empty"),
    "only a comment": (b"<!-- x -->\n", ":2: holds no element"),
    "cut off in a tag": (b"<a>\n <b>\n  <c", ":3: is cut off: <b> of line 2 is never closed"),
    "cut off after a tag": (b"<a>\n <b>\n", ":3: is cut off: <b> of line 2 is never closed"),
    "cut off in a value": (b'<a>\n<b c="d', ":2: is cut off: <a> of line 1 is never closed"),
    "cut off in a comment": (b"<a>\n<!-- b", ":2: is cut off: <a> of line 1 is never closed"),
    "cut off in CDATA": (b"<a><![CDATA[ b", ":1: is cut off: <a> of line 1 is never closed"),
    "HTML": (
        b"<!DOCTYPE html>\n<html><head><title>404\n Not Found</title></head></html>",
        ':1: is an HTML page titled "404 Not Found", not XML',
    ),
    "HTML without DOCTYPE": (b"  <html><body>", ":1: is an HTML page, not XML"),
    "XHTML": (XHTML, ':1: is an HTML page titled "Shop", not XML'),
    "JSON": (b'\n{"a": 1}', ":1: is JSON, not XML"),
    "gzip": (b"\x1f\x8b\x08\x00abc", ": is compressed with gzip"),
    "PHP warning": (
        PHP,
        ":1: there is text before the XML, which starts in line 2: "
        '"Warning: Undefined variable $x on line 3 <?xml version="1.0"..."',
    ),
    "PHP warning in HTML": (
        PHP_HTML,
        ":1: there is text before the XML, which starts in line 3: "
        "\"<br /> <b>Warning</b>: foo<br /> <?xml version='1.0'?> <a/>\"",
    ),
    "PHP error alone": (b"Fatal error: x", ':1: is not XML: it starts with "Fatal error: x"'),
    "PHP warning at the end": (b"<a/>\nWarning: x", ':2: has text after its end: "Warning: x"'),
    "two roots": (b"<a/>\n<b/>", ':2: has a second root element: "<b/>"'),
    "two documents": (
        b"<?xml version='1.0'?>\n<a/>\n<?xml version='1.0'?>\n<b/>",
        ":3: has a second root element: \"<?xml version='1.0'?>\"",
    ),
    "DOCTYPE": (b'<!DOCTYPE a SYSTEM "file:///x">\n<a/>', ":1: has a DOCTYPE, which is refused"),
    "DOCTYPE in UTF-16": (
        '<a>\n</a><!DOCTYPE a SYSTEM "x">'.replace("<a>\n</a>", "\n").encode("utf-16"),
        ":2: has a DOCTYPE, which is refused",
    ),
    "billion laughs": (LAUGHS, ":1: has a DOCTYPE, which is refused"),
    "undefined entity": (
        b"<a>\n&x;</a>",
        ":2: is not well-formed XML: undefined entity, inside <a> of line 1",
    ),
    "mismatched tag": (
        b"<a>\n<b>\n</a>",
        ":3: is not well-formed XML: mismatched tag, inside <b> of line 2",
    ),
    "duplicate attribute": (
        b'<a b="1"\n b="2"/>',
        ":2: is not well-formed XML: duplicate attribute",
    ),
    "NUL": (b"<a>\x00</a>", ":1: is not well-formed XML: bad token, inside <a> of line 1"),
    "undeclared prefix": (
        b"<a>\n<x:b/></a>",
        ":2: cannot be parsed as XML: Namespace prefix x on b is not defined",
    ),
    "UTF-7": (
        b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-b/+AD4-</a>',
        ':1: declares the encoding "UTF-7", which is not supported',
    ),
    "UTF-32": (
        "<a/>".encode("utf-32"),
        ":1: is encoded in UTF-32 or EBCDIC, which is not supported",
    ),
    "EBCDIC": (
        "<?xml?><a/>".encode("cp037"),
        ":1: is encoded in UTF-32 or EBCDIC, which is not supported",
    ),
    "not UTF-8": (b"<a>\n\xff</a>", ":2: holds bytes that are not utf-8"),
    "not ASCII": (
        b'<?xml version="1.0" encoding="us-ascii"?>\n<a>\xc3\xa9</a>',
        ":2: holds bytes that are not ascii",
    ),
    "not UTF-16": (
        b'<?xml version="1.0" encoding="utf-16"?><a/>',
        ":1: says that it is UTF-16, but its bytes are not",
    ),
    "XML 1.1": (XML11, ':1: declares XML version "1.1", which is not supported'),
    "too deep": (b"\n<a>" * 65, ":66: has more than 64 levels of elements"),
    "too many attributes": (
        b"<a " + b" ".join(TOO_MANY) + b"/>",
        ":1: has more than 64 attributes on one element",
    ),
    "too many namespaces": (
        b"<a>" + b"".join(NAMESPACES) + b"</a>",
        ":1: has more than 64 namespace declarations",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refuses(case: str) -> None:
    data, what = REFUSED[case]
    with pytest.raises(InputError) as caught:
        parse(data, "shop.wsdl", Diagnostics())
    [problem] = caught.value.problems
    assert f"{problem.source}: {problem.what}" == f"shop.wsdl{what}"
    assert problem.hint


@pytest.mark.parametrize(
    ("data", "warning"),
    [
        (b"<a>\n <b/></a>", None),
        (b"\xef\xbb\xbf<a>\n<b/></a>", "shop.wsdl:1: starts with a byte order mark"),
        (
            b" <?xml version='1.0'?><a>\n<b/></a>",
            "shop.wsdl:1: there is white space before the XML declaration",
        ),
        ("<a>\n<b>é</b></a>".encode("utf-16"), None),
        ("<a>\n<b/></a>".encode("utf-16-be"), None),
        ("<?xml version='1.0' encoding='UTF-8'?><a>\n<b/></a>".encode("utf-16"), None),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\n<b>\xe9</b></a>", None),
        (b"<a>\r\n<b/></a>", None),
        (b"<a>\r<b/></a>", None),
        (b"<a><!-- <!DOCTYPE x> -->\n<?pi?><b/></a>", None),
    ],
)
def test_tolerates(data: bytes, warning: str | None) -> None:
    diagnostics = Diagnostics()
    root = parse(data, "shop.wsdl", diagnostics)
    assert [f"{w.source}: {w.what}" for w in diagnostics.warnings] == [warning] * bool(warning)
    assert [str(source_of(element)) for element in root.iter()] == ["shop.wsdl:1", "shop.wsdl:2"]


def test_an_element_starts_where_its_tag_starts() -> None:
    root = parse(b'<a\n b="1"\n>\n<c\n/></a>', "my folder/ü: x.wsdl", Diagnostics())
    assert [str(source_of(e)) for e in root.iter()] == [
        "my folder/ü: x.wsdl:1",
        "my folder/ü: x.wsdl:4",
    ]


def test_latin_1_is_decoded() -> None:
    root = parse(b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>", "a", Diagnostics())
    assert root.text == "é"
