"""Changes that real contracts went through, each rebuilt small: what was told of them, and no more.

The names of what changed are the real ones, for those who look them up; the contracts around them
are the shop of these tests.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

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
    result,
    text,
    told,
    with_,
    without,
)
from rule_cases import only

from golden import run
from mahogen.drift.judge import Question, judge
from mahogen.drift.rules import Severity, Side
from mahogen.model.api import Dialect
from support.contracts import Struct, Value

V2, WSI = Dialect.V2, Dialect.WSI


def optional(name: str, type_: str = "xsd:string") -> Value:
    return Value(name, type_, optional=True)


def mapped(entry: str, value: str) -> Edit:
    """A map that a request takes, with another struct as its entry."""
    return both(
        added(Struct(entry, (Value("key", "xsd:string"), Value("value", value)), "all")),
        lambda shop: replace(
            shop, arrays=(*(a for a in shop.arrays if a[0] != "map"), ("map", f"t:{entry}"))
        ),
    )


def schema_in(old: str, new: str) -> Edit:
    """Types of another namespace than the rest of the contract has."""
    return both(
        text(f'schema targetNamespace="{old}"', f'schema targetNamespace="{new}"'),
        text(f'xmlns:t="{old}"', f'xmlns:t="{new}"'),
    )


@dataclass(frozen=True)
class Real:
    """What happened, from `first` to `then`, and all that is to be told of it."""

    then: Edit
    told: tuple[str, ...]
    first: Edit = lambda shop: shop


PAYMENTS = operation("shoppingCartPaymentList", (Value("quoteId", "xsd:int"), optional("storeId")))
REFUND = operation("salesOrderCreditmemoCreate", (Value("creditmemoIncrementId", "xsd:string"),))
CREATE = operation(
    "salesOrderCreditmemoCreate",
    (Value("orderIncrementId", "xsd:string"), optional("refundToStoreCreditAmount")),
)
MULTI = operation("catalogInventoryStockItemMultiUpdate", (Value("productIds", "t:strings"),))
CART = Struct(
    "shoppingCartInfoEntity", (optional("store_id"), optional("is_multi_shipping")), "sequence"
)
CART_INFO = operation("shoppingCartInfo", (Value("quoteId", "xsd:int"),), f"t:{CART.name}")
ENTRY = "associativeAnyTypeEntity"
TAGS = 'element name="tags" type="t:strings" minOccurs="0">'

REAL: dict[str, Real] = {
    "1.8.0.0: parts of requests renamed, an operation added": Real(
        both(
            parts("shoppingCartPaymentList", one("storeId", name="store")),
            parts(
                "salesOrderCreditmemoCreate", one("creditmemoIncrementId", name="orderIncrementId")
            ),
            added(MULTI),
        ),
        (
            "OP002 catalogInventoryStockItemMultiUpdate",
            "PT004 salesOrderCreditmemoCreate.creditmemoIncrementId",
            "PT004 shoppingCartPaymentList.storeId",
        ),
        both(added(PAYMENTS), added(REFUND)),
    ),
    "1.7.0.1: another entry of a map, whose values had no type": Real(
        both(of_struct(ENTRY, lambda _: None), mapped("associativeEntity", "xsd:string")),
        (f"TY008 {ENTRY}",),
        both(mapped(ENTRY, "xsd:anyType"), parts("shopAdd", with_(Value("data", "t:map")))),
    ),
    "1.7.0.1: the struct, where nothing had it": Real(
        of_struct(ENTRY, lambda _: None),
        (f"TY010 {ENTRY}",),
        added(Struct(ENTRY, (Value("key", "xsd:string"), optional("data")), "all")),
    ),
    "1.5.0: a resource is written anew": Real(
        both(
            of_operation("shopMove", lambda _: None),
            added(operation("shopRemove", (Value("id", "xsd:int"),))),
            added(operation("shopItemUpdate", (Value("item", "t:item"),))),
            parts("shopInfo", one("id", type="xsd:string")),
            parts("shopAdd", lambda p: with_(optional("store", "xsd:int"))(without("comment")(p))),
            result("shopItemList", None),
            fields("order", without("created_at")),
            fields("order", with_(optional("weight", "xsd:double"))),
            fields("order", with_(optional("currency"))),
            fields("item", one("qty", type="xsd:string")),
            fields("item", one("item_id", optional=True)),
            of_struct("unused", lambda _: None),
        ),
        (
            "EL004 order.currency",
            "EL004 order.weight",
            "EL005 order.created_at",
            "OC002 item.item_id",
            "OC003 item.item_id",
            "OP001 shopMove",
            "OP002 shopItemUpdate",
            "OP002 shopRemove",
            "PT001 shopAdd.comment",
            "PT008 shopItemList.result",
            "PT013 shopAdd.store",
            "TY001 item.qty",
            "TY001 shopInfo.id",
            "TY003 item.qty",
            "TY010 unused",
        ),
        only(WSI),
    ),
    "1.8.1.0: a prefix that was lost is found": Real(
        text(f"<wsdl:{TAGS}</wsdl:element>", f"<xsd:{TAGS}</xsd:element>", "wsi"),
        ("EL011 item.tags",),
        text(f"<xsd:{TAGS}</xsd:element>", f"<wsdl:{TAGS}</wsdl:element>", "wsi"),
    ),
    "#1977: optional fields in answers": Real(
        both(
            fields("order", with_(optional("coupon_code"))), fields("order", with_(optional("tax")))
        ),
        ("EL004 order.coupon_code", "EL004 order.tax"),
    ),
    "#392: names of the handler filled in": Real(
        both(
            text('"urn:Action"', '"urn:HandlerAction"'),
            text('name="Port"', 'name="HandlerPort"'),
            text('name="Binding"', 'name="HandlerBinding"'),
            text('"m:Binding"', '"m:HandlerBinding"'),
        ),
        ("BI005 soapAction", "BI009 binding", "BI009 port"),
    ),
    "#2242: another namespace, but not for the types of WS-I": Real(
        both(text("urn:Shop", "urn:Other"), schema_in("urn:Other", "urn:Shop")),
        ("NS001 targetNamespace", "NS002 schema.targetNamespace"),
        only(WSI),
    ),
    "#2405: the types follow": Real(
        schema_in("urn:Other", "urn:Shop"),
        ("NS002 schema.targetNamespace",),
        both(only(WSI), schema_in("urn:Shop", "urn:Other")),
    ),
    "#3022: minOccurs taken from a part": Real(
        text(' minOccurs="0" name="comment" type', ' name="comment" type', "v2"),
        ("PT011 shopAdd.comment",),
        text(
            '<wsdl:part name="comment" type', '<wsdl:part minOccurs="0" name="comment" type', "v2"
        ),
    ),
    "maho #16: another namespace everywhere": Real(
        text("urn:Shop", "urn:Maho"), ("NS001 targetNamespace",)
    ),
    "maho #45: an operation of the store": Real(
        added(operation("mahoInfo", (), "t:order")), ("OP002 mahoInfo",)
    ),
    "maho #396: an operation removed": Real(
        of_operation("magentoInfo", lambda _: None),
        ("OP001 magentoInfo",),
        both(
            added(operation("magentoInfo", (), "t:order")),
            added(operation("mahoInfo", (), "t:order")),
        ),
    ),
    "an operation that goes when its like comes": Real(
        of_operation("magentoInfo", lambda o: replace(o, name="mahoInfo")),
        ("OP003 magentoInfo",),
        added(operation("magentoInfo", (), "t:order")),
    ),
    "maho #645: a field gone from an answer": Real(
        fields(CART.name, without("is_multi_shipping")),
        ("EL005 shoppingCartInfoEntity.is_multi_shipping",),
        both(added(CART), added(CART_INFO)),
    ),
    "maho #1204: the last part gone from a request": Real(
        parts("salesOrderCreditmemoCreate", without("refundToStoreCreditAmount")),
        ("PT001 salesOrderCreditmemoCreate.refundToStoreCreditAmount",),
        added(CREATE),
    ),
    "OpenMage against Maho: 80 lines, two changes": Real(
        both(
            text("urn:Shop", "urn:Maho"),
            fields(CART.name, without("is_multi_shipping")),
            lambda shop: replace(shop, structs=shop.structs[::-1]),
        ),
        ("EL005 shoppingCartInfoEntity.is_multi_shipping", "NS001 targetNamespace"),
        both(added(CART), added(CART_INFO)),
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_what_happened_is_told_and_nothing_else(name: str) -> None:
    real = REAL[name]
    old = real.first(SHOP)
    assert told(old, real.then(old)) == sorted(real.told)


@pytest.mark.parametrize("name", REAL)
def test_every_change_has_a_fingerprint_of_its_own(name: str) -> None:
    real = REAL[name]
    old = real.first(SHOP)
    found = changes(old, real.then(old))
    assert len({change.fingerprint for change in found}) == len(found)


def test_the_last_part_of_a_request_is_lost_on_servers_and_in_source() -> None:
    real = REAL["maho #1204: the last part gone from a request"]
    old = real.first(SHOP)
    new = real.then(old)
    [finding] = judge(changes(old, new), [old.api(), new.api()], Question(tuple(Side)))
    assert finding.severities == {
        Side.CLIENT: Severity.WARNING,
        Side.SERVER: Severity.ERROR,
        Side.SOURCE: Severity.ERROR,
    }


def test_optional_fields_in_answers_are_no_more_than_news() -> None:
    old = SHOP
    new = REAL["#1977: optional fields in answers"].then(old)
    found = judge(changes(old, new), [old.api(), new.api()], Question(tuple(Side)))
    assert {finding.severity for finding in found} == {Severity.INFO}


BROKEN = {
    "an HTML page": "<!DOCTYPE html><html><body><h1>Fatal error</h1></body></html>",
    "nothing": "",
    "text": "Warning: Class Mage_Api not found in /var/www/maho/vendor on line 1",
    "half of it": SHOP.wsdl(V2)[:2000],
    "a contract without operations": SHOP.wsdl(V2).replace("wsdl:operation", "wsdl:documentation"),
    "a fault": '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body/>'
    "</e:Envelope>",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_store_that_is_broken_has_not_removed_everything(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.wsdl").write_text(SHOP.wsdl(V2))
    Path("new.wsdl").write_text(BROKEN[what])
    for arguments in (("old.wsdl", "new.wsdl"), ("new.wsdl", "old.wsdl")):
        ended = run("diff", *arguments, "--allow-empty")
        assert (ended.exit_code, ended.stdout) == (3, "")
        assert ended.stderr.startswith("new.wsdl")
        assert "  hint: " in ended.stderr
