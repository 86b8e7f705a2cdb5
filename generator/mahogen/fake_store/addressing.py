"""Putting an address into a cart."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from maho_api.entities.cart_customer import ShoppingCartCustomerAddressEntity
from maho_api.faults import AddressNotBelongCustomer, CustomerAddressInvalid, InvalidAddressId
from mahogen.fake_store.numerals import leading, whole
from mahogen.fake_store.people.address import address_problems
from mahogen.fake_store.people.countries import COUNTRIES
from mahogen.fake_store.quotes import Quote, QuoteAddress
from mahogen.fake_store.records import Address
from mahogen.fake_store.shop import Shop
from mahogen.fake_store.sums import is_virtual
from mahogen.runtime.server import dialect


def with_address(
    shop: Shop, saved: Quote, quote: Quote, entry: ShoppingCartCustomerAddressEntity
) -> Quote:
    """The cart with an entry of cart_customer.addresses in it; unchanged if it has no mode.

    `saved` is the cart as it was before the first entry: what is not in that one is new.

    Raises:
        InvalidAddressId, AddressNotBelongCustomer, CustomerAddressInvalid
    """
    found = _address(shop, quote, entry)
    mode: str | None = entry.mode
    if mode == "billing":
        return _with_billing(shop, saved, quote, found, entry)
    if mode == "shipping":
        return replace(quote, shipping=_in_place_of(shop, saved, saved.shipping, found))
    shop.traps.warn(
        CustomerAddressInvalid,
        f"an address of mode {mode!r} is neither billing nor shipping; a store ignores it",
    )
    return quote


def _address(
    shop: Shop, quote: Quote, entry: ShoppingCartCustomerAddressEntity
) -> tuple[Address, int | None]:
    """The address of an entry, and its ID in the address book if it is from there."""
    if entry.address_id and entry.address_id != "0":
        number = _number(shop, "address_id", entry.address_id)
        booked = shop.state.addresses.get(number or 0)
        if booked is None:
            raise InvalidAddressId
        if booked.customer_id != (quote.buyer.customer_id if quote.buyer else None):
            raise AddressNotBelongCustomer
        return booked.address, booked.address_id
    said: dict[str, Any] = {f.name: getattr(entry, f.name, None) or None for f in fields(Address)}
    said["region_id"] = _number(shop, "region_id", entry.region_id or "")
    address = Address(**said)
    if problems := address_problems(address):
        raise CustomerAddressInvalid("\n".join(problems))
    if address.country_id not in COUNTRIES:
        shop.traps.warn(
            CustomerAddressInvalid,
            f"{address.country_id!r} is the code of no country, as DE is; a store takes any text",
        )
    return address, None


def _number(shop: Shop, name: str, text: str) -> int | None:
    """The number that a text begins with, which is all that a store reads of it."""
    number = leading(text)
    if text and whole(text) is None:
        shop.traps.warn(
            CustomerAddressInvalid,
            f"{name} {text!r} is no number; a store reads it as {number or 0}",
        )
    return number


def _with_billing(
    shop: Shop,
    saved: Quote,
    quote: Quote,
    found: tuple[Address, int | None],
    entry: ShoppingCartCustomerAddressEntity,
) -> Quote:
    billing = _in_place_of(shop, saved, saved.billing, found)
    quote = replace(quote, billing=replace(billing, same_as_billing=False))
    if is_virtual(shop.state, quote):
        return quote
    # Not in the contract: in V2 and WS-I it is lost on the way.
    also = entry.extras.get("use_for_shipping")
    if also in (None, "", "0", 0, False):
        nowhere = (Address(), None) if quote.shipping is None else _of(quote.shipping)
        return replace(quote, shipping=_in_place_of(shop, saved, saved.shipping, nowhere))
    if dialect() != "v1":
        shop.traps.warn(
            CustomerAddressInvalid, "use_for_shipping is lost in V2 and WS-I: send both addresses"
        )
        return quote
    shipping = _in_place_of(shop, saved, saved.shipping, found)
    return replace(quote, shipping=replace(shipping, same_as_billing=True))


def _of(address: QuoteAddress) -> tuple[Address, int | None]:
    return address.address, address.customer_address_id


def _in_place_of(
    shop: Shop, saved: Quote, before: QuoteAddress | None, found: tuple[Address, int | None]
) -> QuoteAddress:
    """An address where another or none was; a new one is taken for the same as the billing one,
    unless the customer ships elsewhere by default."""
    now = shop.clock.stamp()
    customer = shop.state.customers.get((saved.buyer.customer_id if saved.buyer else None) or 0)
    elsewhere = (
        customer is not None
        and customer.default_shipping is not None
        and customer.default_shipping != customer.default_billing
    )
    return QuoteAddress(
        address=found[0],
        customer_address_id=found[1],
        same_as_billing=before is None and not elsewhere,
        created_at=before.created_at if before else now,
        updated_at=now,
    )
