"""What answers at one address: its dialects and the WSDLs that it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from mahogen.runtime.codec.names import SOAP_ENC, XSI_TYPE, local_name
from mahogen.runtime.contract import ContractInfo
from mahogen.runtime.server.answer import NoSuchProcedure
from mahogen.runtime.server.call import Call, MultiCall
from mahogen.runtime.server.dialect import Dialect
from mahogen.runtime.server.mode import Mode
from mahogen.runtime.server.request import Request, SoapRequest
from mahogen.runtime.server.routes import EndpointName
from mahogen.runtime.server.v1 import V1
from mahogen.runtime.server.v2 import V2
from mahogen.runtime.server.wsdl import WsdlText, check_namespace, served_wsdl
from mahogen.runtime.server.wsi import WSI

_ENDPOINTS: Final[dict[EndpointName, dict[str, type[Dialect]]]] = {
    "soap": {"v1": V1},
    "v2_soap": {"v2": V2, "wsi": WSI},
}


class Endpoint:
    """The first of `dialects` is the one whose WSDL is shown unless another is asked for."""

    def __init__(self, dialects: Sequence[Dialect], wsdls: Mapping[type[Dialect], bytes]) -> None:
        self._dialects = dialects
        self._wsdls = wsdls

    def wsdl(self, request: Request) -> bytes | None:
        """The WSDL that a request asks for: WS-I's with `wsi=1`, the other one with `wsi=0`."""
        wanted = request.parameter("wsi")
        shown = [type(dialect) for dialect in self._dialects]
        if wanted is not None and len(shown) > 1:
            shown = [kind for kind in shown if (kind is WSI) is (wanted not in ("", "0"))]
        return next((self._wsdls[kind] for kind in shown if kind in self._wsdls), None)

    def open(self, request: SoapRequest) -> Call | MultiCall:
        """The call that a request makes, in whichever dialect it speaks.

        Raises:
            Refusal: none of them knows it.
        """
        # What an empty Body means, the first one knows.
        asked = self._dialects if len(request.body) else self._dialects[:1]
        claiming = [dialect for dialect in asked if dialect.claims(request)]
        if not claiming:
            raise NoSuchProcedure(local_name(request.wrapper.tag))
        if len(claiming) > 1:  # a contract that gives both messages one name
            typed = _is_typed(request)
            claiming.sort(key=lambda dialect: isinstance(dialect, WSI) is typed)
        return claiming[0].open(request)


def _is_typed(request: SoapRequest) -> bool:
    """Whether a call says the types of its parts, as V2 does."""
    wrapper = request.wrapper
    return any(child.get(XSI_TYPE) for child in wrapper) or any(
        SOAP_ENC in element.attrib.values() for element in (wrapper, *wrapper.iterancestors())
    )


def endpoints(
    contract: ContractInfo,
    wsdls: Mapping[str, WsdlText],
    addresses: Mapping[EndpointName, str],
    *,
    namespace: str,
    wsi: bool,
    mode: Mode,
    objects_are_one: bool = False,
) -> dict[EndpointName, Endpoint]:
    """The endpoints of a contract: those for which it has a dialect.

    Raises:
        ValueError: the namespace is no URI, or a text no WSDL.
    """
    check_namespace(namespace)
    unknown = wsdls.keys() - {"v1", "v2", "wsi"}
    if unknown:
        raise ValueError(f"there is no dialect {', '.join(sorted(unknown))}")
    found: dict[EndpointName, Endpoint] = {}
    for name, kinds in _ENDPOINTS.items():
        shown: dict[type[Dialect], bytes] = {}
        for dialect, kind in kinds.items():
            if dialect in wsdls:
                shown[kind] = served_wsdl(
                    wsdls[dialect],
                    address=addresses[name],
                    declared=contract.namespace,
                    namespace=namespace,
                )
        spoken = [kind(contract, namespace, mode) for kind in kinds.values()]
        spoken = [dialect for dialect in spoken if dialect.declared]
        for one in spoken:
            if isinstance(one, V1):
                one.objects_are_one = objects_are_one and mode == "php"
        if spoken:
            spoken.sort(key=lambda dialect: isinstance(dialect, WSI) is not wsi)
            found[name] = Endpoint(spoken, shown)
    return found
