"""Below an application of FastAPI, Starlette or Django, one call each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from asgi_driver import HttpAnswer, envelope, http
from shop import Carts, make_app
from wsgi_driver import wsgi

LOGIN = envelope("<n:login><a>apiUser</a><b>apiKey-123</b></n:login>")
WSI_LOGIN = envelope(
    "<n:loginParam><username>apiUser</username><apiKey>apiKey-123</apiKey></n:loginParam>"
)


def check(send: Callable[..., HttpAnswer], prefix: str = "") -> None:
    """Log in by V2, call in V1, see the WSDL of WS-I, and find nothing elsewhere."""
    session = send(LOGIN, path=f"{prefix}/api/v2_soap/").result.text
    assert send(WSI_LOGIN, path=f"{prefix}/api/v2_soap").result.tag == "result"
    parts = f"<a>{session}</a><b>cart.info</b><c>1</c>"
    answer = send(envelope(f"<n:call>{parts}</n:call>"), path=f"{prefix}/api/soap/")
    assert answer.result.findtext("item/value") == "1"
    assert send(LOGIN, path=f"{prefix}/api/nosuch/").status == 404


@pytest.mark.parametrize("prefix", ["", "/shop", "/a/b"])
def test_starlette(prefix: str) -> None:
    from starlette.applications import Starlette
    from starlette.responses import PlainTextResponse
    from starlette.routing import Mount, Route

    async def home(request: Any) -> PlainTextResponse:
        return PlainTextResponse("home")

    soap = make_app(Carts())
    app: Any = Starlette(routes=[Route("/home", home), Mount(prefix or "/", soap)])
    check(lambda *args, **settings: http(app, *args, **settings), prefix)


def test_fastapi() -> None:
    from fastapi import FastAPI

    app: Any = FastAPI()

    @app.get("/health")  # type: ignore[untyped-decorator]
    def health() -> dict[str, bool]:
        return {"ok": True}

    app.mount("/", make_app(Carts()))
    check(lambda *args, **settings: http(app, *args, **settings))
    assert http(app, path="/health", method="GET").body == b'{"ok":true}'


def test_fastapi_below_api() -> None:
    from fastapi import FastAPI

    app: Any = FastAPI()
    app.mount("/api", make_app(Carts()))
    check(lambda *args, **settings: http(app, *args, **settings))


@pytest.fixture(scope="module")
def django() -> Callable[..., Any]:
    """Django's own WSGI application, with one page."""
    from django.conf import settings  # type: ignore[import-untyped]
    from django.core.wsgi import get_wsgi_application  # type: ignore[import-untyped]
    from django.http import HttpRequest, HttpResponse  # type: ignore[import-untyped]
    from django.urls import path  # type: ignore[import-untyped]

    def home(request: HttpRequest) -> HttpResponse:
        return HttpResponse("home")

    settings.configure(
        ALLOWED_HOSTS=["*"], ROOT_URLCONF=(path("home/", home),), SECRET_KEY="of the test"
    )
    application: Callable[..., Any] = get_wsgi_application()
    return application


def test_django(django: Callable[..., Any]) -> None:
    soap = make_app(Carts())

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        of_soap = environ["PATH_INFO"].startswith("/api/")
        return (soap.wsgi if of_soap else django)(environ, start_response)

    check(lambda *args, **settings: wsgi(application, *args, **settings))
    assert wsgi(application, path="/home/", method="GET").body == b"home"
