"""What a file is that is not XML, said in a sentence that helps."""

from __future__ import annotations

import re

from mahogen.read.refuse import refuse, shown

_HTML = re.compile(r"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_XML_START = re.compile(r"<\?xml\s|<(\w+:)?definitions[\s>]|<config[\s>]")
_OURS = re.compile(r"<(\w+:)?definitions[\s>]|<config>\s*<api>")
_EARLY = 20_000
# How PHP prints a message into a page that should have been XML.
_PHP = re.compile(r"<br|<b>|[^<]", re.IGNORECASE)

_SERVED = "a store's V2 contract is at /api/v2_soap/?wsdl"


def another_file(file: str) -> str:
    """What to do about `file`, an address or a file, that is plainly something else."""
    return (
        f"open the address in a browser; {_SERVED}"
        if "://" in file
        else f"is it the right file? {_SERVED}"
    )


def once_more(file: str) -> str:
    """What to do about `file`, an address or a file, that is not whole."""
    return "fetch it again" if "://" in file else "copy or fetch it again"


def refuse_other_formats(data: bytes, text: str, file: str) -> None:
    """Stop at what is plainly something else; `text` is `data` decoded, if only loosely.

    Raises:
        InputError: the file is empty, compressed, HTML, JSON, or has text before the XML.
    """
    head = text.lstrip("\ufeff \t\r\n")
    if not head:
        refuse(file, 0, "is empty", once_more(file))
    if data.startswith(b"\x1f\x8b"):
        refuse(file, 0, "is compressed with gzip", "unpack it: gunzip, or curl --compressed")
    if _HTML.match(head):
        refuse_html(text, file)
    if head[0] in "{[":
        refuse(file, 1, "is JSON, not XML", another_file(file))
    _refuse_text_before(head, text, file)


def begins_like_ours(text: str) -> bool:
    """Whether a contract or a store's configuration seems to begin early in `text`."""
    return _OURS.search(text[:_EARLY]) is not None


def refuse_html(text: str, file: str) -> None:
    """Say that `file` is a web page, with its title.

    Raises:
        InputError: always.
    """
    title = _TITLE.search(text)
    titled = f" titled {shown(title.group(1))}" if title else ""
    refuse(file, 1, f"is an HTML page{titled}, not XML", another_file(file))


def _refuse_text_before(head: str, text: str, file: str) -> None:
    start = _XML_START.search(text)
    if _PHP.match(head) is None:
        return
    line = text.count("\n", 0, text.index(head[0])) + 1
    if start is None:
        refuse(file, line, f"is not XML: it starts with {shown(head)}", another_file(file))
    begun = text.count("\n", 0, start.start()) + 1
    what = f"there is text before the XML, which starts in line {begun}: {shown(head)}"
    refuse(file, line, what, "a PHP message? mend it in the store, or delete what stands before")
