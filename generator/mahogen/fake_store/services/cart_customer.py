"""The resource cart_customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from maho_api.entities.cart_customer import (
    ShoppingCartCustomerAddressEntity,
    ShoppingCartCustomerEntity,
)
from maho_api.faults import (
    CustomerAddressDataEmpty,
    CustomerDataInvalid,
    CustomerModeIsUnknown,
    CustomerNotExists,
)
from maho_api.services import CartCustomerService
from mahogen.fake_store.addressing import with_address
from mahogen.fake_store.collect import collected
from mahogen.fake_store.people.customer import password_hash, password_problems, person_problems
from mahogen.fake_store.quotes import Buyer
from mahogen.fake_store.shop import Shop
from mahogen.fake_store.traps import UNKNOWN_MODE
from mahogen.runtime.server import dialect


class Customers(CartCustomerService):
    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def set(
        self, quote_id: int, customer_data: ShoppingCartCustomerEntity, store: str | None = None
    ) -> bool:
        with self._shop.quote(quote_id, store) as quote:
            mode: str | None = customer_data.mode
            if mode is None:
                raise CustomerModeIsUnknown
            if mode == "customer":
                buyer = self._known(customer_data)
            elif mode in ("guest", "register"):
                buyer = self._unknown(mode, customer_data, quote_id)
            else:
                self._shop.traps.fail(
                    UNKNOWN_MODE,
                    CustomerModeIsUnknown,
                    f"mode {mode!r} is none of guest, register and customer; PHP fails",
                )
            self._shop.save(replace(quote, buyer=buyer))
        return True

    def addresses(
        self,
        quote_id: int,
        customer_address_data: Sequence[ShoppingCartCustomerAddressEntity],
        store: str | None = None,
    ) -> bool:
        with self._shop.quote(quote_id, store) as quote:
            if not customer_address_data:
                raise CustomerAddressDataEmpty
            changed = quote
            for entry in customer_address_data:
                changed = with_address(self._shop, quote, changed, entry)
            self._shop.save(collected(changed))
        return True

    def _known(self, data: ShoppingCartCustomerEntity) -> Buyer:
        customer = self._shop.state.customers.get(data.customer_id or 0)
        if customer is None:
            raise CustomerNotExists
        return Buyer(
            mode="customer",
            customer_id=customer.customer_id,
            email=customer.email,
            firstname=customer.firstname,
            lastname=customer.lastname,
            group_id=customer.group_id,
        )

    def _unknown(self, mode: str, data: ShoppingCartCustomerEntity, quote_id: int) -> Buyer:
        problems = person_problems(data.firstname, data.lastname, data.email)
        if mode == "register":
            # Not in the contract: in V2 and WS-I it is lost on the way.
            repeated = data.extras.get("password_confirmation") if dialect() == "v1" else None
            problems += password_problems(data.password, repeated)
            if repeated is None:
                self._shop.traps.warn(
                    CustomerDataInvalid,
                    "register needs password_confirmation, which only V1 carries; the field"
                    " confirmation is something else",
                )
        if problems:
            raise CustomerDataInvalid("\n".join(problems))
        if data.customer_id is not None:
            self._shop.traps.warn(
                CustomerDataInvalid,
                f"customer_id {data.customer_id} in mode {mode} makes the cart that customer's:"
                " leave it out, or send mode customer",
            )
        customers = self._shop.state.customers.values()
        if mode == "register" and any(known.email == data.email for known in customers):
            self._shop.traps.warn(
                CustomerDataInvalid,
                f"there is a customer with the e-mail address {data.email!r}; a store takes it here"
                " all the same: send mode customer, or another address",
            )
        return Buyer(
            mode=mode,
            customer_id=data.customer_id,
            email=data.email,
            firstname=data.firstname,
            lastname=data.lastname,
            password_hash=password_hash(quote_id),
        )
