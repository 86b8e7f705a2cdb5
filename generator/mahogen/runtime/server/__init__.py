"""A SOAP server over services of a generated contract.

    app = soap_app(CONTRACT, [Carts()], api_users({"apiUser": "apiKey"}), wsdl=..., address=...)

`app` is an ASGI application: run it with any ASGI server, or mount it in another application. It
answers as a store does, so that clients written in PHP cannot tell the difference, except where a
store leaks, trusts or breaks: ids are random, a failure says nothing of its cause, a header that is
not understood is ignored unless it must be, and an empty text stays empty. What goes wrong inside
is logged under `mahogen.server` with the reference that the caller was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mahogen.runtime.contract import ContractInfo
from mahogen.runtime.server.asgi import SoapApp
from mahogen.runtime.server.auth import Authenticate, api_users
from mahogen.runtime.server.dispatch import Dispatcher
from mahogen.runtime.server.limits import MAX_BODY
from mahogen.runtime.server.service import Service, caller
from mahogen.runtime.server.sessions import DEFAULT_TIMEOUT, MemorySessions, SessionStore
from mahogen.runtime.server.wsdl import served_wsdl


def soap_app(
    contract: ContractInfo,
    services: Iterable[Service],
    authenticate: Authenticate,
    *,
    wsdl: Callable[[], str] | str,
    address: str,
    namespace: str | None = None,
    fault_status: int = 500,
    session_timeout: float = DEFAULT_TIMEOUT,
    max_body: int = MAX_BODY,
    sessions: SessionStore | None = None,
) -> SoapApp:
    """The server of a contract, as an ASGI application.

    Args:
        services: at most one instance per resource; calls of the others end in fault 4.
        authenticate: gets user name and API key, returns the caller or something falsy.
        wsdl: the text of the contract's WSDL, or what returns it.
        address: the URL that clients call, as the WSDL shall tell them.
        namespace: of messages and WSDL; the contract's own if left out.
        fault_status: HTTP status of faults that a call ends in. SOAP 1.1 says 500; a store behind
            php-fpm answers 200.
        session_timeout: seconds of idleness after which the sessions in memory end.
        max_body: bytes of a request, more are refused with 413.
        sessions: where sessions are kept; in memory if left out.

    Raises:
        ValueError: services that do not fit the contract, an address that is no URL, no WSDL.
    """
    namespace = contract.namespace if namespace is None else namespace
    text = wsdl if isinstance(wsdl, str) else wsdl()
    dispatcher = Dispatcher(
        contract,
        services,
        authenticate,
        store=MemorySessions(session_timeout) if sessions is None else sessions,
        wsdl=served_wsdl(text, address=address, declared=contract.namespace, namespace=namespace),
        namespace=namespace,
        fault_status=fault_status,
    )
    return SoapApp(dispatcher, max_body=max_body)


__all__ = [
    "MAX_BODY",
    "Authenticate",
    "MemorySessions",
    "Service",
    "SessionStore",
    "SoapApp",
    "api_users",
    "caller",
    "soap_app",
]
