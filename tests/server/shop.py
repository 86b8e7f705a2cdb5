"""A small contract, written by hand as the generator would, and services that remember calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.scalars import BOOLEAN, DOUBLE, INT, STRING
from mahogen.runtime.codec.struct import Field, Struct
from mahogen.runtime.contract import ContractInfo, Method, ResourceInfo
from mahogen.runtime.entity import Entity
from mahogen.runtime.errors import MahoFault
from mahogen.runtime.operation import Message, Operation, Parameter, Path
from mahogen.runtime.server import Service, SoapApp, api_users, soap_app


def wsdl(name: str) -> str:
    """A WSDL that has no more than what a server changes in it."""
    return f"""<?xml version="1.0"?>
<definitions name="{name}" xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:Shop"
    xmlns:typens="urn:Shop" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
  <service name="Shop">
    <port name="P" binding="typens:B">
      <soap:address location="http://localhost/?a=urn:Shop"/>
    </port>
  </service>
</definitions>
"""


WSDLS = {dialect: wsdl(dialect) for dialect in ("v1", "v2", "wsi")}


# -- faults ----------------------------------------------------------------------------------------


class SessionExpired(MahoFault):
    code, tag, default_message = "5", "session_expired", "Session expired. Try to relogin."


class AccessDenied(MahoFault):
    code, tag, default_message = "2", "access_denied", "Access denied."


class QuoteNotExists(MahoFault):
    tag, default_message = "quote_not_exists", "The words of the base"


class CartQuoteNotExists(QuoteNotExists):
    code, default_message = "1002", "No such quote"


class CustomerQuoteNotExists(QuoteNotExists):
    code, default_message = "1902", "No quote to put a customer in"


class CustomerNotExists(MahoFault):
    code, tag, default_message = "1042", "customer_not_exists", "No such customer"


# -- entities --------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True, repr=False)
class MethodEntity(Entity):
    title: str | None = None
    path: str | None = None
    name: str | None = None
    aliases: list[str] | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class ApiEntity(Entity):
    title: str | None = None
    name: str | None = None
    aliases: list[str] | None = None
    methods: list[MethodEntity] | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class FaultEntity(Entity):
    code: str | None = None
    message: str | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Customer(Entity):
    mode: str | None = None
    customer_id: int | None = None
    password: str | None = field(default=None, repr=False)
    addresses: list[Address] | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Address(Entity):
    city: str | None = None
    is_default: int | None = None


@dataclass(slots=True, kw_only=True, repr=False)
class Cart(Entity):
    quote_id: int | None = None
    note: str | None = None
    total: float | None = None


STRINGS = Array("ArrayOfString", STRING)
METHOD = Struct(
    "apiMethodEntity",
    MethodEntity,
    (
        Field("title", "title", STRING, required=True),
        Field("path", "path", STRING, required=True),
        Field("name", "name", STRING, required=True),
        Field("aliases", "aliases", STRINGS, required=True),
    ),
)
API = Struct(
    "apiEntity",
    ApiEntity,
    (
        Field("title", "title", STRING),
        Field("name", "name", STRING),
        Field("aliases", "aliases", STRINGS),
        Field("methods", "methods", Array("ArrayOfApiMethods", METHOD)),
    ),
)
FAULT = Struct(
    "existsFaltureEntity",
    FaultEntity,
    (Field("code", "code", STRING), Field("message", "message", STRING)),
)
ADDRESS = Struct(
    "address", Address, (Field("city", "city", STRING), Field("is_default", "isDefault", INT))
)
ADDRESSES = Array("addressArray", ADDRESS)
CUSTOMER = Struct(
    "customer",
    Customer,
    (
        Field("mode", "mode", STRING),
        Field("customer_id", "customer_id", INT),
        Field("password", "password", STRING),
        Field("addresses", "addresses", ADDRESSES),
    ),
)
CART = Struct(
    "cart",
    Cart,
    (
        Field("quote_id", "quote_id", INT),
        Field("note", "note", STRING),
        Field("total", "total", DOUBLE),
    ),
)


# -- operations ------------------------------------------------------------------------------------


def _global(
    name: str, parts: tuple[str, ...], parameters: tuple[str, ...], result: Any
) -> Operation[Any]:
    message = Message(name, parts, f"{name}Response", f"{name}Return", "urn:Action")
    # WS-I's startSession has no part, and its resourceFaults names its parts rightly.
    request = "" if name == "startSession" else f"{name}Param"
    ordered = tuple(sorted(parts, key=lambda part: part != "sessionId"))
    return Operation(
        name=name,
        resource="",
        method="",
        function=name,
        parameters=tuple(Parameter(parameter, STRING) for parameter in parameters),
        result=result,
        v1=message,
        v2=message,
        wsi=Message(request, ordered, f"{name}ResponseParam", "result"),
        session=len(parts) > len(parameters),
    )


def _of_resource(
    name: str,
    resource: str,
    method: str,
    parts: tuple[str | None, ...],
    *parameters: Parameter,
    wsi: tuple[str | None, ...] = (),
    v1: Path | None = None,
    result: Any,
) -> Operation[Any]:
    """An operation; V1 and WS-I as in V2 where nothing is said of them."""
    request, response = f"{name}RequestParam", f"{name}ResponseParam"
    return Operation(
        name=name,
        resource=resource,
        method=method,
        function=method,
        parameters=parameters,
        result=result,
        v1=v1 or Path(f"{resource}.{method}"),
        v2=Message(name, ("sessionId", *parts), f"{name}Response", "result", f"urn:{name}"),
        wsi=Message(request, ("sessionId", *(wsi or parts)), response, "result"),
    )


QUOTE_ID = Parameter("quote_id", INT)
STORE = Parameter("store", STRING, required=False)

CONTRACT = ContractInfo(
    namespace="urn:Shop",
    operations=(
        _global("login", ("username", "apiKey"), ("username", "api_key"), STRING),
        _global("startSession", (), (), STRING),
        _global("endSession", ("sessionId",), (), BOOLEAN),
        _global("resources", ("sessionId",), (), Array("ArrayOfApis", API)),
        _global("globalFaults", ("sessionId",), (), Array("ArrayOfExistsFaltures", FAULT)),
        _global(
            "resourceFaults",
            ("resourceName", "sessionId"),
            ("resource_name",),
            Array("ArrayOfExistsFaltures", FAULT),
        ),
        _global("multiCall", ("sessionId",), (), STRING),
    ),
    resources=(
        ResourceInfo(
            key="cart",
            title="Shopping Cart",
            aliases=("basket",),
            methods=(Method("info", "Look into a cart"),),
            operations=(
                _of_resource(
                    "cartInfo",
                    "cart",
                    "info",
                    ("quoteId", "storeId"),
                    QUOTE_ID,
                    STORE,
                    wsi=("quoteId", "store"),
                    result=CART,
                ),
            ),
            faults={"1002": CartQuoteNotExists},
        ),
        ResourceInfo(
            key="cart_customer",
            title="Customer",
            aliases=(),
            methods=(Method("set", "Set the customer"), Method("addresses", "Set the addresses")),
            operations=(
                _of_resource(
                    "cartCustomerSet",
                    "cart_customer",
                    "set",
                    ("quoteId", "customer", "storeId"),
                    QUOTE_ID,
                    Parameter("customer_data", CUSTOMER),
                    STORE,
                    wsi=("quoteId", "customerData", "store"),
                    result=BOOLEAN,
                ),
                _of_resource(
                    "cartCustomerAddresses",
                    "cart_customer",
                    "addresses",
                    ("quoteId", "customer"),
                    QUOTE_ID,
                    Parameter("addresses", ADDRESSES),
                    wsi=("quoteId", "customerAddressData"),
                    result=BOOLEAN,
                ),
            ),
            faults={"1902": CustomerQuoteNotExists, "1042": CustomerNotExists},
        ),
        ResourceInfo(
            key="stock",
            title="Stock",
            aliases=(),
            methods=(Method("count", "Count"),),
            operations=(
                _of_resource(
                    "stockCount", "stock", "count", ("sku",), Parameter("sku", STRING), result=INT
                ),
            ),
            faults={},
        ),
    ),
    faults={"2": AccessDenied, "5": SessionExpired},
)


# -- services --------------------------------------------------------------------------------------


class Carts(Service):
    """Answers with what a test put into `result`: a value, an error to raise, or a function."""

    resource = "cart"

    def __init__(self, result: Any = None) -> None:
        self.result = Cart(quote_id=1) if result is None else result
        self.seen: list[dict[str, Any]] = []

    def info(self, quote_id: int, store: str | None = None) -> Any:
        self.seen.append({"quote_id": quote_id, "store": store})
        return self._answer()

    def _answer(self) -> Any:
        if isinstance(self.result, Exception):
            raise self.result
        return self.result() if callable(self.result) else self.result


class Customers(Service):
    """The same, asynchronously."""

    resource = "cart_customer"

    def __init__(self, result: Any = True) -> None:
        self.result = result
        self.seen: list[dict[str, Any]] = []

    async def set(self, quote_id: int, customer_data: Customer, store: str | None = None) -> Any:
        self.seen.append({"quote_id": quote_id, "customer_data": customer_data, "store": store})
        if isinstance(self.result, Exception):
            raise self.result
        return self.result

    async def addresses(self, quote_id: int, addresses: Sequence[Address]) -> bool:
        self.seen.append({"quote_id": quote_id, "addresses": addresses})
        return True


def make_app(*services: Service, **settings: Any) -> SoapApp:
    """The application over these services, for the user apiUser with the key apiKey-123."""
    arguments: dict[str, Any] = {
        "authenticate": api_users({"apiUser": "apiKey-123"}),
        "wsdls": WSDLS,
        "address": "https://shop.example",
    }
    return soap_app(CONTRACT, services, **(arguments | settings))
