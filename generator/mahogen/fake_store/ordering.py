"""From a cart to an order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from maho_api.faults import CreateOrderFault
from mahogen.fake_store.collect import collected
from mahogen.fake_store.people.address import address_problems
from mahogen.fake_store.quotes import Quote
from mahogen.fake_store.records import Address, Customer, Order
from mahogen.fake_store.shop import Shop
from mahogen.fake_store.sums import is_virtual, lines, sums


def place_order(shop: Shop, quote: Quote, agreements: Sequence[str]) -> Order:
    """Make an order of a cart, which stays as it is; the stock goes down.

    Raises:
        CreateOrderFault: something is missing.
        StoreFailure: an item has no product.
    """
    quote = collected(quote)
    for problem in _problems(shop, quote):
        raise CreateOrderFault(problem)
    billing, payment = quote.billing, quote.payment
    assert billing is not None
    assert payment is not None
    with shop.changing:
        _sell(shop, quote)
        number = str(shop.next("order"))
        quote = _register(shop, quote)
        order = Order(
            number=number,
            quote_id=quote.quote_id,
            view_id=quote.view_id,
            email=quote.buyer.email if quote.buyer else None,
            customer_id=quote.buyer.customer_id if quote.buyer else None,
            skus=tuple((product.sku, item.qty) for item, product in lines(shop.state, quote)),
            shipping_method=quote.shipping_method,
            payment_method=payment.method,
            agreements=tuple(agreements),
            grand_total=sums(shop.state, quote).grand_total,
            created_at=shop.clock.stamp(),
            billing=billing.address,
            shipping=quote.shipping.address if quote.shipping else None,
        )
        shop.state.orders[number] = order
        shop.save(replace(quote, orders=(*quote.orders, number)))
    return order


def _problems(shop: Shop, quote: Quote) -> Iterator[str]:
    """What keeps a cart from being ordered, in the order in which a store finds it."""
    if not is_virtual(shop.state, quote):
        yield from _address(quote.shipping.address if quote.shipping else None, "shipping")
        if quote.shipping_method not in shop.state.shipping_methods:
            yield "Please specify a shipping method."
    yield from _address(quote.billing.address if quote.billing else None, "billing")
    if quote.payment is None:
        yield "Please select a valid payment method."


def _address(address: Address | None, kind: str) -> Iterator[str]:
    if problems := address_problems(address or Address()):
        yield f"Please check {kind} address information. {' '.join(problems)}"


def _sell(shop: Shop, quote: Quote) -> None:
    sold = list(lines(shop.state, quote))
    if any(item.qty > product.stock for item, product in sold):
        raise CreateOrderFault("Not all products are available in the requested quantity")
    for item, product in sold:
        left = replace(product, stock=product.stock - int(item.qty))
        shop.state.products[product.product_id] = left


def _register(shop: Shop, quote: Quote) -> Quote:
    """A buyer who wanted to register is a customer with the first order."""
    buyer = quote.buyer
    if buyer is None or buyer.mode != "register" or buyer.customer_id is not None:
        return quote
    customer = Customer(
        customer_id=shop.next("customer"),
        email=buyer.email or "",
        firstname=buyer.firstname or "",
        lastname=buyer.lastname or "",
        group_id=buyer.group_id,
    )
    shop.state.customers[customer.customer_id] = customer
    return replace(quote, buyer=replace(buyer, customer_id=customer.customer_id))
