"""Operations to resources, by prefix; and what the catalog says of them."""

from __future__ import annotations

import pytest
from contract_text import PING, line_of, read, v2

from mahogen.model.api import Api, Fault, Method

PART = ("sessionId:xsd:string", "result:xsd:boolean")


def catalog(resources: str = "", prefixes: str = "", aliases: str = "", faults: str = "") -> str:
    return "\n".join(
        [
            "<config><api>",
            f"<resources>{resources}</resources>",
            f"<resources_alias>{aliases}</resources_alias>",
            f"<v2><resources_function_prefix>{prefixes}</resources_function_prefix></v2>",
            f"<faults>{faults}</faults>",
            "</api></config>",
        ]
    )


def resource(key: str, *methods: str) -> str:
    return f"<{key}><methods>{''.join(f'<{m}/>' for m in methods)}</methods></{key}>"


def v2_of(*operations: str) -> str:
    return v2(**dict.fromkeys(operations, PART))


def owned(api: Api) -> dict[str, list[tuple[str, str]]]:
    """Which operations each resource has, and what it calls them."""
    return {r.key: [(o.name, o.method) for o in r.operations] for r in api.resources}


def test_without_a_catalog_all_but_the_global_ones_belong_together() -> None:
    api, warnings = read(v2_of("login", "cartInfo", "call", "productList"))
    assert [operation.name for operation in api.operations] == ["login", "call"]
    assert owned(api) == {"operations": [("cartInfo", "cartInfo"), ("productList", "productList")]}
    assert warnings == []


def test_the_longest_prefix_wins_whatever_the_order() -> None:
    prefixes = ["<cart>shoppingCart</cart>", "<cart_item>shoppingCartItem</cart_item>"]
    resources = resource("cart", "info") + resource("cart_item", "add")
    for order in (prefixes, prefixes[::-1]):
        api, warnings = read(
            v2_of("shoppingCartItemAdd", "shoppingCartInfo"), catalog(resources, "".join(order))
        )
        assert owned(api) == {
            "cart": [("shoppingCartInfo", "info")],
            "cart_item": [("shoppingCartItemAdd", "add")],
        }
        assert warnings == []


def test_the_key_of_a_prefix_may_be_an_alias() -> None:
    api, warnings = read(
        v2_of("salesOrderInvoiceInfo"),
        catalog(
            resource("sales_order_invoice", "info"),
            "<order_invoice>salesOrderInvoice</order_invoice>",
            "<order_invoice>sales_order_invoice</order_invoice>",
        ),
    )
    [found] = api.resources
    assert (found.key, found.prefix) == ("sales_order_invoice", "salesOrderInvoice")
    assert found.aliases == ("order_invoice",)
    assert owned(api) == {"sales_order_invoice": [("salesOrderInvoiceInfo", "info")]}
    assert warnings == []


def test_a_resource_comes_with_all_that_the_catalog_says() -> None:
    text = catalog(
        "<cart><title>Shopping Cart</title>\n"
        "<methods><info><title>Info</title></info><totals/></methods>\n"
        "<faults><no_quote><code>1002</code><message>No. </message></no_quote></faults></cart>",
        "<cart>cart</cart>",
        faults="<unknown><code>0</code><message>Unknown</message></unknown>",
    )
    api, _ = read(v2_of("cartInfo"), text)
    [cart] = api.resources
    assert (cart.title, cart.source.line) == ("Shopping Cart", 2)
    assert cart.methods == (Method("info", "Info"), Method("totals", ""))
    assert cart.faults == (Fault("no_quote", "1002", "No. "),)
    assert cart.faults[0].source.line == 4
    assert api.faults == (Fault("unknown", "0", "Unknown"),)


def test_resources_keep_the_order_of_the_catalog_also_without_operations() -> None:
    api, _ = read(
        v2_of("aGo", "bGo"),
        catalog(
            resource("c") + resource("b", "go") + resource("a", "go"), "<a>a</a><b>b</b><c>c</c>"
        ),
    )
    assert owned(api) == {"c": [], "b": [("bGo", "go")], "a": [("aGo", "go")]}


def test_what_no_prefix_claims_goes_to_operations_with_a_warning() -> None:
    text = v2_of("strangeThing", "cart", "cartInfo")
    api, warnings = read(text, catalog(resource("cart", "info"), "<cart>cart</cart>"))
    assert owned(api) == {
        "cart": [("cartInfo", "info")],
        "operations": [("strangeThing", "strangeThing"), ("cart", "cart")],
    }
    lines = [line_of(text, f'operation name="{name}"') for name in ("strangeThing", "cart")]
    assert warnings == [
        f"v2.wsdl:{lines[0]}: no prefix of api.xml fits the operation strangeThing",
        f"v2.wsdl:{lines[1]}: no prefix of api.xml fits the operation cart",
    ]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            catalog(resource("cart", "info"), "<cart>cart</cart>"),
            "api.xml:2: the operation cartTotals would be cart.totals, "
            "which the resource does not have",
        ),
        (
            catalog("", "<cart>cart</cart>"),
            "api.xml:4: the prefix cart is for cart, a resource that is declared nowhere",
        ),
        (
            catalog(
                resource("a", "totals") + resource("cart", "totals"),
                "<a>cart</a>\n<cart>cart</cart>",
            ),
            "api.xml:5: the prefix cart is for cart, and at api.xml:4 for a",
        ),
    ],
)
def test_warns_and_goes_on(text: str, warning: str) -> None:
    api, warnings = read(v2_of("cartTotals"), text)
    assert owned(api)["cart"] == [("cartTotals", "totals")]
    assert warnings == [warning]


def test_an_undeclared_resource_is_warned_of_once() -> None:
    api, warnings = read(v2_of("cartA", "cartB"), catalog("", "<cart>cart</cart>"))
    assert owned(api) == {"cart": [("cartA", "a"), ("cartB", "b")]}
    assert len(warnings) == 1


def test_a_prefix_that_no_operation_has_says_nothing() -> None:
    _, warnings = read(
        v2_of("cartInfo"), catalog(resource("cart", "info"), "<cart>cart</cart><b>blog</b>")
    )
    assert warnings == []


def test_prefixes_without_resources_are_one_warning() -> None:
    names = [f"{letter}{letter}Ping" for letter in "abcde"]
    prefixes = "".join(f"\n<{n[0]}>{n[:2]}</{n[0]}>" for n in names)
    inside = f"<v2><resources_function_prefix>{prefixes}</resources_function_prefix></v2>"
    text = f"<config><api>{inside}</api></config>"
    _, warnings = read(v2(**dict.fromkeys(names, PING["ping"])), text)
    assert warnings == [
        "api.xml:2: the prefix aa is for a, a resource that is declared nowhere, "
        "and so are 4 more: b, c, d, ..."
    ]
