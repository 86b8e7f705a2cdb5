"""Which code and text a fault goes out with."""

from __future__ import annotations

import re
from typing import Final

from mahogen.runtime.contract import ContractInfo, ResourceInfo, fault_class
from mahogen.runtime.envelope import SoapFault
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.operation import FaultsByCode

UNKNOWN: Final = "0"
ACCESS_DENIED: Final = "2"
INVALID_PATH: Final = "3"
NOT_CALLABLE: Final = "4"
SESSION_EXPIRED: Final = "5"
PARAMETER_MISSING: Final = "6"

# Said where the contract came without a catalog that names them.
_MESSAGES: Final = {
    UNKNOWN: "Unknown Error",
    ACCESS_DENIED: "Access denied.",
    INVALID_PATH: "Invalid api path.",
    NOT_CALLABLE: "Resource path is not callable.",
    SESSION_EXPIRED: "Session expired. Try to relogin.",
    PARAMETER_MISSING: "Required parameter is missing.",
}
_FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Faults:
    """The faults of a contract, from the server's side."""

    def __init__(self, contract: ContractInfo) -> None:
        self._globals = contract.faults

    def known(self, code: str) -> MahoFault:
        """A global fault, as the contract words it."""
        cls = self._globals.get(code)
        return MahoFault(_MESSAGES[code], code=code) if cls is None else cls()

    def spoken(self, fault: MahoFault, resource: ResourceInfo | None) -> SoapFault:
        """A fault that a service of `resource` raised, as it goes out.

        Its own code, or the one that the resource, else the contract, gives to its tag; a text of
        its own, or the one of the contract.
        """
        faults: FaultsByCode = resource.faults if resource else {}
        code = fault.code or _code(fault.tag, faults) or _code(fault.tag, self._globals) or UNKNOWN
        text = fault.message
        if not text or (not fault.code and text == fault.default_message):
            cls = fault_class(code, faults, self._globals)
            text = (cls.default_message if cls else "") or text or _MESSAGES.get(code, "")
        return speakable(code, text)


def speakable(code: str, message: str) -> SoapFault:
    """Any fault; what XML cannot carry is replaced, since a fault must get out."""
    return SoapFault(_FORBIDDEN.sub("\ufffd", code), _FORBIDDEN.sub("\ufffd", message))


def _code(tag: str, faults: FaultsByCode) -> str:
    return next((code for code, fault in faults.items() if tag and fault.tag == tag), "")
