"""What the head of an HTTP request decides, before its body is read."""

from __future__ import annotations

from typing import Final

from mahogen.runtime.server.answer import encoded_body, wrong_media_type, wrong_method
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.request import Request

_XML: Final = "text/xml"


def asks_for_wsdl(request: Request, mode: Mode) -> bool:
    """Whether the query has a parameter `wsdl`, whatever its value, and whatever the method is.

    In mode `strict`, a POST is a call all the same.
    """
    by_method = mode == "php" or request.method in ("GET", "HEAD")
    return by_method and request.parameter("wsdl") is not None


def check(request: Request, mode: Mode) -> None:
    """Refuse a body that is compressed; in mode `strict`, also what is no POST of XML.

    Raises:
        Refusal
    """
    if mode == "strict":
        if request.method != "POST":
            raise wrong_method("POST")
        if request.content_type.partition(";")[0].strip().lower() != _XML:
            raise wrong_media_type()
    if request.content_encoding.strip().lower() not in ("", "identity"):
        raise encoded_body()
