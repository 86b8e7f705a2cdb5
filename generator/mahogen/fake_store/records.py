"""What a store keeps: values that never change; what changes is put in their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

ADMIN_VIEW = 0
EVERYTHING = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiUser:
    """An API user and the calls he may make: `cart` for all of a resource, `cart.info`, `all`."""

    name: str
    key: str = field(repr=False)
    permissions: frozenset[str] = frozenset({EVERYTHING})
    active: bool = True

    def may(self, resource: str, method: str) -> bool:
        """Whether he may call a method of a resource, both named as api.xml names them."""
        return not self.permissions.isdisjoint({EVERYTHING, resource, f"{resource}.{method}"})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A store view."""

    view_id: int
    code: str
    name: str = ""
    website_id: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product; prices in the one currency of the store, `weight` None where nothing is sent."""

    product_id: int
    sku: str
    name: str
    price: Decimal
    kind: str = "simple"
    weight: Decimal | None = None
    stock: int = 0
    attribute_set_id: int = 4
    category_ids: tuple[int, ...] = (3,)
    website_ids: tuple[int, ...] = (1,)

    @property
    def is_virtual(self) -> bool:
        return self.kind in ("virtual", "downloadable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody lives; None where nothing was said. Lines of the street by line feeds."""

    prefix: str | None = None
    firstname: str | None = None
    middlename: str | None = None
    lastname: str | None = None
    suffix: str | None = None
    company: str | None = None
    street: str | None = None
    city: str | None = None
    region: str | None = None
    region_id: int | None = None
    postcode: str | None = None
    country_id: str | None = None
    telephone: str | None = None
    fax: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedAddress:
    """An address in the address book of a customer."""

    address_id: int
    customer_id: int
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A registered customer."""

    customer_id: int
    email: str
    firstname: str
    lastname: str
    group_id: int = 1
    website_id: int = 1
    default_billing: int | None = None
    default_shipping: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippingMethod:
    """A way to ship; `price` is for each piece that is shipped, or else for the whole cart."""

    carrier: str
    carrier_title: str
    method: str
    method_title: str
    price: Decimal
    per_piece: bool = True

    @property
    def code(self) -> str:
        return f"{self.carrier}_{self.method}"

    @property
    def description(self) -> str:
        return f"{self.carrier_title} - {self.method_title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentMethod:
    """A way to pay; one that is not `usable` is known but refused."""

    code: str
    title: str
    cc_types: tuple[tuple[str, str], ...] = ()
    usable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Terms that the buyer accepts."""

    agreement_id: int
    name: str
    content: str
    checkbox_text: str = ""
    content_height: str | None = None
    is_active: bool = True
    is_html: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coupon:
    """A code that takes a fixed amount off a cart, down to nothing."""

    code: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order as it was placed."""

    number: str
    quote_id: int
    view_id: int
    email: str | None
    customer_id: int | None
    skus: tuple[tuple[str, Decimal], ...]
    shipping_method: str | None
    payment_method: str
    agreements: tuple[str, ...]
    grand_total: Decimal
    created_at: str
    billing: Address
    shipping: Address | None
