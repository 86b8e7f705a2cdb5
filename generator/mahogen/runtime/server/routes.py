"""Which path of a store answers in which dialect."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from mahogen.runtime.server.request import Request

EndpointName: TypeAlias = Literal["soap", "v2_soap"]
"""`soap` speaks V1; `v2_soap` speaks V2 and WS-I, which are told apart by what is sent."""

_CONTROLLERS: Final[dict[tuple[str, ...], EndpointName]] = {
    ("api",): "soap",
    ("api", "index"): "soap",
    ("api", "index", "index"): "soap",
    ("api", "soap"): "soap",
    ("api", "soap", "index"): "soap",
    ("api", "v2_soap"): "v2_soap",
    ("api", "v2_soap", "index"): "v2_soap",
}
_SCRIPT: Final = ("api.php",)
_TYPES: Final[dict[str | None, EndpointName]] = {
    None: "soap",
    "": "soap",
    "soap": "soap",
    "v2_soap": "v2_soap",
    "soap_v2": "v2_soap",
    "soap_wsi": "v2_soap",
}


def endpoint_of(request: Request) -> EndpointName | None:
    """The endpoint of a request; None where a store shows its page for what it does not have.

    With or without a slash at the end, below `index.php` or not. Where the server is mounted makes
    no difference: below /shop it answers /shop/api/soap/, at /api it answers /api/soap/ too, and at
    /api/soap that address itself.
    """
    root, path = _segments(request.root), _segments(request.path)
    for start in range(len(root), -1, -1):
        segments = (*root[start:], *path)
        if segments == _SCRIPT:
            return _TYPES.get(request.parameter("type"))
        if segments[:1] == ("index.php",):
            segments = segments[1:]
        if segments in _CONTROLLERS:
            return _CONTROLLERS[segments]
    return None


def _segments(path: str) -> tuple[str, ...]:
    return tuple(segment for segment in path.split("/") if segment)
