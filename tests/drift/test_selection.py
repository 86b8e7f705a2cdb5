"""Of a comparison, what concerns some resources."""

from __future__ import annotations

import pytest
from drift_shop import (
    SHOP,
    Edit,
    added,
    both,
    changes,
    fields,
    of_operation,
    of_struct,
    one,
    operation,
    parts,
    text,
    with_,
    without,
)
from rule_cases import NOTE, array_of, catalog, colours

from mahogen.drift.judge import Question, judge
from mahogen.drift.rules import Side
from mahogen.errors import ConfigError

EVERYWHERE = both(
    parts("shopItemList", one("id", type="xsd:string")),
    parts("shopAdd", without("comment")),
    fields("order", without("paid")),
    fields("item", without("sku")),
    fields("address", with_(NOTE)),
    of_struct("unused", lambda _: None),
    catalog("<code>101</code>", "<code>201</code>"),
    catalog("<store>shop</store>", "<outlet>shop</outlet>"),
    catalog("<message>Unknown</message>", "<message>Unknown error</message>"),
    text("https://shop", "https://other"),
)


def found(edit: Edit, *resources: str, first: Edit = lambda shop: shop) -> list[str]:
    """`RULE path` of every finding, seen from all sides."""
    old = first(SHOP)
    new = edit(old)
    question = Question(tuple(Side), resources or None)
    findings = judge(changes(old, new), [old.api(), new.api()], question)
    return sorted(f"{finding.rule.id} {finding.change.path}" for finding in findings)


WHOLE = ["AD002 address", "FT006 faults.unknown"]
OF_SHOP = [
    *("EL001 address.note", "EL003 item.sku", "EL005 item.sku", "EL005 order.paid"),
    *("FT005 shop.faults.gone", "PT001 shopAdd.comment", "RS003 shop.store", "RS004 shop.outlet"),
]
OF_ITEMS = ["EL003 item.sku", "EL005 item.sku", "TY001 shopItemList.id"]


def test_everything_is_told_where_nothing_is_selected() -> None:
    assert found(EVERYWHERE) == sorted({*WHOLE, *OF_SHOP, *OF_ITEMS, "TY010 unused"})


@pytest.mark.parametrize(
    ("resources", "told"),
    [
        (("shop",), OF_SHOP),
        (("shop_item",), OF_ITEMS),
        (("shop_item", "shop"), [*OF_SHOP, *OF_ITEMS]),
        (("shop", "shop"), OF_SHOP),
    ],
)
def test_what_other_resources_lead_to_is_left_out(
    resources: tuple[str, ...], told: list[str]
) -> None:
    assert found(EVERYWHERE, *resources) == sorted({*WHOLE, *told})


def test_a_resource_is_known_by_its_other_names_of_either_side() -> None:
    assert found(EVERYWHERE, "store") == found(EVERYWHERE, "shop")
    assert found(EVERYWHERE, "outlet") == found(EVERYWHERE, "shop")
    assert found(EVERYWHERE, "out*") == found(EVERYWHERE, "shop")
    assert found(EVERYWHERE, "shop*") == found(EVERYWHERE, "shop", "shop_item")


def test_arrays_belong_to_those_who_lead_to_them() -> None:
    edit = array_of("strings", "xsd:int")
    assert found(edit, "shop") == found(edit, "shop_item") == ["AR001 strings"]
    alone = both(of_operation("shopItemList", lambda _: None), added(operation("shopItemList", ())))
    assert found(edit, "shop_item", first=alone) == []


def test_listed_values_belong_to_those_who_send_or_receive_them() -> None:
    of_item = both(colours("red"), fields("item", one("sku", type="t:colour")))
    edit = colours("red", "green")
    assert found(edit, "shop_item", first=of_item) == ["EN002 colour", "EN004 colour"]
    of_shop = both(colours("red"), parts("shopAdd", one("comment", type="t:colour")))
    assert found(edit, "shop", first=of_shop) == ["EN002 colour"]
    assert found(edit, "shop_item", first=of_shop) == []


def test_what_came_and_went_belongs_to_its_resource() -> None:
    edit = both(added(operation("shopItemDrop", (), "")), of_operation("shopMove", lambda _: None))
    assert found(edit, "shop_item") == ["OP002 shopItemDrop"]
    assert found(edit, "shop") == ["OP001 shopMove"]


def test_a_resource_of_one_side_alone_can_be_asked_for() -> None:
    gone = both(
        of_operation("shopItemList", lambda _: None),
        catalog("<shop_item><title>Items</title><methods><list/></methods></shop_item>", ""),
        catalog("<shop_item>shopItem</shop_item>", ""),
    )
    assert found(gone, "shop_item") == ["RS001 shop_item"]
    assert found(gone, "shop") == []


@pytest.mark.parametrize(
    ("name", "hint"), [("shop_itm", "shop_item"), ("stor", "store"), ("zebra", "shop, shop_item")]
)
def test_a_resource_that_neither_has_is_refused_with_names_like_it(name: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        found(EVERYWHERE, "shop", name)
    [problem] = caught.value.problems
    assert f'"{name}"' in problem.what
    assert hint in problem.hint
