"""A SOAP server over services of a generated contract.

    app = soap_app(CONTRACT, [Carts()], api_users({"apiUser": "apiKey"}), wsdls=..., address=...)

`app` is an ASGI application and `app.wsgi` the same as a WSGI application: run it with any such
server, or mount it in another application, at its root or below any prefix. It answers where a
store does: V1 at /api/soap/, V2 and WS-I at /api/v2_soap/, and under their other names (api.php,
index.php, with or without the slash); elsewhere with 404.

It answers as a store does, so that clients written in PHP cannot tell the difference, except where
a store leaks, trusts or breaks: ids are random, a failure says nothing of its cause, one failure
among several calls does not hide what the others did, a header that is not understood is ignored
unless it must be, an empty text stays empty, and a struct where a number is due is not the number
1. What goes wrong inside is logged under `mahogen.server` with the reference that the caller was
given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mahogen.runtime.contract import ContractInfo
from mahogen.runtime.server.addresses import addresses
from mahogen.runtime.server.answer import Answer
from mahogen.runtime.server.app import SoapApp
from mahogen.runtime.server.auth import Authenticate, api_users
from mahogen.runtime.server.calls import Calls
from mahogen.runtime.server.dispatch import Dispatcher
from mahogen.runtime.server.endpoint import endpoints
from mahogen.runtime.server.invoke import HERE, IN_LOOP, Running
from mahogen.runtime.server.limits import MAX_BODY
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.php_results import PhpResult, php
from mahogen.runtime.server.registry import Registry
from mahogen.runtime.server.request import Request
from mahogen.runtime.server.service import Service, caller, dialect
from mahogen.runtime.server.sessions import DEFAULT_TIMEOUT, MemorySessions, SessionStore
from mahogen.runtime.server.watch import AnsweredWith, Aside, Authorize, Dropped, Served, Watch
from mahogen.runtime.server.wsdl import WsdlText


def soap_app(
    contract: ContractInfo,
    services: Iterable[Service],
    authenticate: Authenticate,
    *,
    wsdls: Mapping[str, WsdlText],
    address: str,
    namespace: str | None = None,
    wsi: bool = False,
    mode: Mode = "php",
    fault_status: int = 500,
    session_timeout: float = DEFAULT_TIMEOUT,
    max_body: int = MAX_BODY,
    sessions: SessionStore | None = None,
    authorize: Authorize | None = None,
    watch: Watch | None = None,
    aside: Aside | None = None,
    objects_are_one: bool = False,
    soap12: bool = False,
) -> SoapApp:
    """The server of a contract, as an ASGI application with a WSGI one in it.

    Args:
        services: at most one instance per resource; calls of the others end in fault 4.
        authenticate: gets user name and API key, returns the caller or something falsy.
        wsdls: by dialect (v1, v2, wsi) the text of the contract's WSDL, or what returns it.
        address: the URL of the shop, or of one of its endpoints, as the WSDLs shall tell it.
        namespace: of messages and WSDLs; the contract's own if left out.
        wsi: whether `?wsdl` at /api/v2_soap/ shows WS-I's WSDL, as a store does that is set so.
            `?wsdl&wsi=1` shows it in any case, and both dialects are spoken in any case.
        mode: `php` forgives what a store forgives; `strict` holds clients to the contract.
        fault_status: HTTP status of faults that a call ends in. SOAP 1.1 says 500; a store behind
            php-fpm answers 200.
        session_timeout: seconds of idleness after which the sessions in memory end.
        max_body: bytes of a request, more are refused with 413.
        sessions: where sessions are kept; in memory if left out.
        authorize: whether a caller may make a call; whoever is logged in may, if left out. Who may
            not gets fault 2, and `resources` does not name the method to him.
        watch: looks on as calls are served.
        aside: answers what is none of the addresses of a store.
        objects_are_one: whether V1 takes a struct for the number 1 where a number is due. A store
            does, so that a call reads and changes cart 1; do not let a real one.
        soap12: whether calls in SOAP 1.2 are answered in it. A store does that, and then PHP's own
            client finds no result in V2; SOAP 1.1 is understood by all.

    Raises:
        ValueError: services that do not fit the contract, an address that is no URL, no WSDL, a
            setting that makes no sense.
        TypeError: `authenticate` cannot be called, `services` is a lone one.
    """
    _check(services, authenticate, mode, fault_status, session_timeout)
    answering = endpoints(
        contract,
        wsdls,
        addresses(address),
        namespace=contract.namespace if namespace is None else namespace,
        wsi=wsi,
        mode=mode,
        objects_are_one=objects_are_one,
    )
    registry = Registry(contract, services)
    store = MemorySessions(session_timeout) if sessions is None else sessions

    def dispatcher(running: Running) -> Dispatcher:
        calls = Calls(
            contract, registry, authenticate, store, running, authorize=authorize, watch=watch
        )
        return Dispatcher(
            answering,
            calls,
            fault_status=fault_status,
            mode=mode,
            watch=watch,
            aside=aside,
            in_kind=soap12,
        )

    return SoapApp(dispatcher(IN_LOOP), dispatcher(HERE), max_body=max_body)


def _check(
    services: object, authenticate: object, mode: str, fault_status: int, session_timeout: float
) -> None:
    """Find at the start what would otherwise show at the first call."""
    if isinstance(services, Service):
        raise TypeError(f"services is a list: [{type(services).__name__}(...)]")
    if not callable(authenticate):
        raise TypeError("authenticate is a function; api_users({...}) makes one from a dict")
    if mode not in ("php", "strict"):
        raise ValueError(f"the mode is php or strict, not {mode!r}")
    if fault_status != 200 and not 400 <= fault_status <= 599:
        raise ValueError(f"faults go out on HTTP 200, or 400 to 599, not on {fault_status}")
    if not session_timeout > 0:
        raise ValueError("session_timeout is a number of seconds above 0")


__all__ = [
    "MAX_BODY",
    "Answer",
    "AnsweredWith",
    "Aside",
    "Authenticate",
    "Authorize",
    "Dropped",
    "MemorySessions",
    "Mode",
    "PhpResult",
    "Request",
    "Served",
    "Service",
    "SessionStore",
    "SoapApp",
    "Watch",
    "api_users",
    "caller",
    "dialect",
    "php",
    "soap_app",
]
