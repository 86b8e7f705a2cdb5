"""What is said of a server that gives no contract: a sentence for each way in which it does not."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from typing import Final, NoReturn

import httpx

from mahogen.errors import InputError, Problem, Source
from mahogen.read.address import Address, without_credentials
from mahogen.read.refuse import refuse, shown

_LOGIN: Final = re.compile(r"\b(log-?in|sign-?in|sso|saml2?|oauth2?)\b", re.IGNORECASE)
_STORE_IS_UP: Final = "is the store up, and does it need a VPN?"
_BASIC: Final = (
    'name two variables of the environment below [http]: user_env = "SHOP_USER", '
    'password_env = "SHOP_PASSWORD"'
)
_STATUS: Final = {
    403: ("refuses access (403)", "a firewall? ask from a network, or a VPN, that is let in"),
    429: ("is asked too often (429)", "wait a minute"),
    503: ("is down for maintenance (503)", "try again when the store is up"),
}


class NotThere(InputError):
    """A server says that there is nothing at an address."""


def check_status(status: int, address: Address, *, known: bool) -> None:
    """Refuse every status but 200; `known` if credentials were sent.

    Raises:
        NotThere: the status says so.
        InputError: any other.
    """
    if status == httpx.codes.OK:
        return
    if status in (404, 410):
        what = f"the server has nothing there ({status})"
        hint = "is the address right? a store's V2 contract is at /api/v2_soap/?wsdl"
        raise NotThere([Problem(Source(address.name, 0), what, address.hint(hint))])
    if status == httpx.codes.UNAUTHORIZED:
        what, hint = "wants a user name and password (401)", _BASIC
        if known:
            what, hint = "does not take the user name and password (401)", "correct them"
    elif status in _STATUS:
        what, hint = _STATUS[status]
    elif status >= 500:
        what, hint = f"the server fails ({status})", "the store's logs say why"
    else:
        what, hint = f"answers with the status {status}", "open the address in a browser"
    refuse(address.name, 0, what, address.hint(hint))


def redirected(asked: Address, current: Address, location: str) -> Address:
    """Where `current` redirects to, if that is safe and sensible.

    Raises:
        InputError: it is a login page, another server, or not encrypted any more.
    """
    try:
        target = current.at(location)
    except ValueError as error:
        what = f"redirects to {shown(without_credentials(location))}, which {error}"
        refuse(asked.name, 0, what, asked.hint("open the address in a browser"))
    if _LOGIN.search(target.parts.path if target.host == asked.host else target.url):
        what = f"redirects to a login page: {target.name}"
        refuse(asked.name, 0, what, asked.hint("the API must be open to who asks; see [http]"))
    if current.secure and not target.secure:
        what = f"redirects from https to http: {target.name}"
        refuse(asked.name, 0, what, asked.hint("mend the base URL in the store's configuration"))
    if not current.is_served_with(target):
        what = f"redirects to another server: {target.name}"
        refuse(asked.name, 0, what, asked.hint("if it is the store's, write that address"))
    return target


def cut_off(address: Address) -> NoReturn:
    """Say that the answer ends too early.

    Raises:
        InputError: always.
    """
    hint = "fetch it again; does a proxy stand between?"
    refuse(address.name, 0, "is cut off: the connection ended too early", address.hint(hint))


def explain(error: Exception, address: Address, timeout: float) -> NoReturn:
    """Say why there was no answer.

    Raises:
        InputError: always.
    """
    causes = [*_causes(error)]
    verify = next((e for e in causes if isinstance(e, ssl.SSLCertVerificationError)), None)
    tls = next((e for e in causes if isinstance(e, ssl.SSLError)), None)
    system = next((e for e in causes if isinstance(e, OSError) and e.strerror), None)
    if any(isinstance(e, socket.gaierror) for e in causes):
        what = f"there is no host called {address.host}, as far as is known here"
        hint = f"is it spelled right? {_STORE_IS_UP}"
    elif verify:
        what = f"its certificate is not to be trusted: {verify.verify_message}"
        hint = 'is it signed by your own authority? write ca = "ca.pem" below [http]'
    elif tls:
        reason = (getattr(tls, "reason", None) or "no reason given").replace("_", " ").lower()
        what, hint = f"cannot be talked to by TLS: {reason}", "does it speak https on this port?"
    elif isinstance(error, httpx.ConnectTimeout):
        what, hint = f"cannot be reached within {_seconds(timeout)}", _STORE_IS_UP
    elif isinstance(error, httpx.TimeoutException):
        what = f"sends nothing for {_seconds(timeout)}"
        hint = "is the store busy? write timeout = 60 below [http], and a larger deadline"
    elif isinstance(error, httpx.ProxyError):
        what, hint = "the proxy does not let the request through", "see HTTPS_PROXY and NO_PROXY"
    elif isinstance(error, httpx.ConnectError):
        reason = (system.strerror if system else None) or "no connection"
        what = f"cannot be reached: {reason.lower()}"
        hint = _STORE_IS_UP
    elif isinstance(error, httpx.RemoteProtocolError) and "peer closed" in str(error):
        cut_off(address)
    elif isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError):
        what, hint = "does not answer in HTTP as it should", "is another program on this port?"
    else:
        what, hint = "is not an address that can be asked", "is it spelled right?"
    refuse(address.name, 0, what, address.hint(hint))


def _seconds(number: float) -> str:
    return "a second" if number == 1 else f"{number:g} seconds"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
