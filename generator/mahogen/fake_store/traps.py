"""Where a store does what nobody expects.

A store goes on, or fails in the words of PHP; a strict fake store ends each of these calls in a
fault that says what would have happened. They are all here:

    unknown mode        cart_customer.set with another mode than guest, register or customer
    guest with ID       customer_id in a guest: the cart is that customer's
    register            needs password_confirmation, which is not in the contract: V1 alone
    known e-mail        register with the e-mail address of a customer: true
    address mode        cart_customer.addresses without mode billing or shipping: true, and nothing
    use_for_shipping    not in the contract, so that V2 and WS-I lose it on the way
    country             any text is one: true
    number in a text    address_id "2x" is 2, as is region_id
    unknown product     cart_product.add of what is not in the catalog: true, and the cart is broken
    two products        product_id and sku of different ones: the ID counts
    too many            cart_product.add and update do not look at the stock; the order is refused
    quantity of none    cart_product.add of 0 adds one, update to 0 does nothing
    coupon's store      cart_coupon.add does not look at its store view
    second order        cart.order of a cart that was ordered: another order
    nobody's order      cart.order without cart_customer.set: an order
    agreements left out cart.order without the agreements that the store requires: an order
    agreements None     the same with none at all: PHP fails
    admin store         "" and "0" as store view, and none in cart.create: the admin's, where carts
                        belong to no site
    fractional store    "1.0" as store view: PHP fails
    undeclared          parts and fields that the WSDL does not have, misspelled ones for example, a
                        part that stands twice, a second call in a Body, arguments that are too many
                        in V1: passed over. Fields beyond the contract are free in V1, whose Maps
                        hold what a store's modules know
    struct as number    a struct as quoteId in V1: cart 1
    header              any block in a Header: fault 5 in V2, PHP fails in WS-I, V1 ignores it
    text as number      "12 pieces" as quoteId in V1: 12

These hold in mode `php` of the server, which forgives the rest as PHP's does: that parts come in
another order, the namespace, the type or the SOAPAction is wrong. Nothing is lost by that; mode
`strict` refuses it, and in its own words what is undeclared as well.
"""

from __future__ import annotations

from typing import Final, NoReturn

from mahogen.runtime.errors import MahoFault, StoreFailure

UNKNOWN_MODE: Final = (
    "Mage_Sales_Model_Quote::setCustomer(): Argument #1 ($customer) must be of type"
    " Mage_Customer_Model_Customer, null given, called in"
    " /var/www/store/app/code/core/Mage/Checkout/Model/Cart/Customer/Api.php on line 85"
)
POISONED: Final = "Call to a member function setFinalPrice() on null"
AGREEMENTS_NULL: Final = "array_diff(): Argument #1 ($array) must be of type array, null given"
FRACTIONAL_VIEW: Final = "Unsupported operand types: the store view has a fraction"


class Traps:
    """What becomes of who steps into one; `strict` says which of both."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict

    def warn(self, fault: type[MahoFault], text: str) -> None:
        """Where a store goes on as if nothing were wrong.

        Raises:
            MahoFault: strictly, with `text`.
        """
        if self.strict:
            raise fault(f"strict: {text}")

    def fail(self, php: str, fault: type[MahoFault], text: str) -> NoReturn:
        """Where PHP fails.

        Raises:
            StoreFailure: with PHP's text `php`; MahoFault: strictly, with `text` in its place.
        """
        self.warn(fault, text)
        raise StoreFailure(php)
