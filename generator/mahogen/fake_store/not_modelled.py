"""What a store can do and this one cannot; who asks for it is told so.

Prices are sums of what the seed says: no tax, no price rules, no special or tier prices, no
currencies, no rounding but of the sums. A coupon takes off a fixed amount. Products have neither
options nor parts nor links. Payments are names: no card is looked at. There are no gift messages,
no store credit and no carts that are shipped to several addresses. There are the resources of the
contract that mahogen comes with, cart and what begins with cart_; a call of another one that a
stock store has, see mahogen.fake_store.other_resources, is told so, and of one that no store has
what a store says.
"""

from __future__ import annotations

from mahogen.runtime.errors import MahoFault


class NotModelled(MahoFault):
    """The call needs something that the fake store does not have."""

    code = "0"

    def __init__(self, what: str) -> None:
        super().__init__(f"mahogen's fake store does not model {what}")
