"""Prefixes of V2 found by the names of operations, where nobody tells them."""

from __future__ import annotations

from mahogen.fetch import stock
from mahogen.fetch.prefixes import Found, Named, find_prefixes

OPERATIONS = (
    *(
        "shoppingCartInfo",
        "shoppingCartCreate",
        "shoppingCartProductAdd",
        "shoppingCartProductList",
    ),
    *("acmeRewardList", "acmeRewardInfo", "acmeRewardItemList", "acmeRewardItemInfo"),
    *("wishlistItemAdd", "wishlistItemRemove", "login", "pingAll"),
)
STOCK = {"cart": "shoppingCart", "cart_product": "shoppingCartProduct", "order": "salesOrder"}
CART = Named(["cart"], ["info", "create"])
PRODUCT = Named(["cart_product"], ["add", "list"])


def found(*resources: Named, **pinned: str) -> Found:
    return find_prefixes(resources, OPERATIONS, pinned, STOCK)


def test_of_stock_resources_they_are_known() -> None:
    assert found(CART, PRODUCT) == Found({k: STOCK[k] for k in ("cart", "cart_product")}, {}, [])


def test_what_was_pinned_goes_before() -> None:
    reward = Named(["acme_reward", "reward"], ["list"])
    pinned = found(CART, reward, cart="basket", reward="acmeRewardItem").prefixes
    assert (pinned["cart"], pinned["acme_reward"]) == ("basket", "acmeRewardItem")


def test_of_others_they_are_what_stands_before_methods() -> None:
    reward = Named(["acme_reward"], ["list", "info"])
    item = Named(["acme_reward_item"], ["list", "info"])
    same = {"acme_reward": "acmeReward", "acme_reward_item": "acmeRewardItem"}
    assert found(CART, PRODUCT, reward, item).guessed == same
    assert found(item, reward, PRODUCT, CART).guessed == same


def test_an_alias_may_tell() -> None:
    stranger = Named(["loyalty", "acme_reward"], ["list", "info"])
    assert found(CART, PRODUCT, stranger).guessed == {"loyalty": "acmeReward"}


def test_a_stranger_of_whom_all_methods_fit_and_nobody_elses() -> None:
    assert found(CART, PRODUCT, Named(["lists"], ["add", "remove"])).guessed == {
        "lists": "wishlistItem"
    }
    assert find_prefixes([Named(["zz"], ["add", "remove"])], OPERATIONS, {}, STOCK).guessed == {
        "zz": "wishlistItem"
    }


def test_one_method_of_a_stranger_says_nothing() -> None:
    assert found(CART, Named(["zz"], ["all"])).unclear == ["zz"]


def test_two_that_fit_a_stranger_say_nothing() -> None:
    assert found(CART, PRODUCT, Named(["zz"], ["list", "info"])).unclear == ["zz"]


def test_a_prefix_is_for_one_resource() -> None:
    rival = Named(["reward"], ["list", "info"])
    result = found(CART, PRODUCT, rival, Named(["acme_reward"], ["list", "info"]))
    assert result.guessed["acme_reward"] == "acmeReward"
    assert "acmeReward" not in {result.guessed.get("reward")}


def test_resources_that_the_user_may_not_see_keep_their_operations() -> None:
    hidden = found(CART).prefixes
    assert hidden == {"cart": "shoppingCart", "cart_product": "shoppingCartProduct"}


def test_without_operations_nothing_is_unclear() -> None:
    assert find_prefixes([CART, Named(["zz"], ["a"])], [], {}, STOCK) == Found(
        {"cart": "shoppingCart"}, {}, []
    )


def test_stock_prefixes_are_those_of_a_checkout() -> None:
    assert len(stock.prefixes()) == 34
    assert stock.prefixes()["cart_customer"] == "shoppingCartCustomer"
