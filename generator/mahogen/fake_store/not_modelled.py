"""What a store can do and this one cannot; who asks for it is told so.

Prices are sums of what the seed says: no tax, no price rules, no special or tier prices, no
currencies, no rounding but of the sums. A coupon takes off a fixed amount. Products have neither
options nor parts nor links. Payments are names: no card is looked at. There are no gift messages,
no store credit and no carts that are shipped to several addresses.
"""

from __future__ import annotations

from mahogen.runtime.errors import MahoFault


class NotModelled(MahoFault):
    """The call needs something that the fake store does not have."""

    code = "0"

    def __init__(self, what: str) -> None:
        super().__init__(f"mahogen's fake store does not model {what}")
