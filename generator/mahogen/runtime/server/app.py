"""The server as an application of either kind."""

from __future__ import annotations

from collections.abc import Iterable

from mahogen.runtime.server.asgi import AsgiApp
from mahogen.runtime.server.dispatch import Dispatcher
from mahogen.runtime.server.wsgi import Environ, StartResponse, WsgiApp


class SoapApp(AsgiApp):
    """An ASGI application; its `wsgi` is the same server as a WSGI application."""

    def __init__(self, asgi: Dispatcher, wsgi: Dispatcher, *, max_body: int) -> None:
        super().__init__(asgi, max_body=max_body)
        self._wsgi = WsgiApp(wsgi, max_body=max_body)

    def wsgi(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """The WSGI application: `application = app.wsgi`. Sessions are shared with the other."""
        return self._wsgi(environ, start_response)
