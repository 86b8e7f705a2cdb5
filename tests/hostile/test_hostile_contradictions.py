"""G26 to G29: contracts that contradict themselves, or speak of something else."""

from __future__ import annotations

import pytest

from support.hostile.oracle import Shop
from support.hostile.store import (
    CONFIG,
    SOAPENC,
    catalog,
    files,
    operation,
    operations,
    resource,
    v2,
    wsi,
)

BODY = f'<soap:body use="encoded" namespace="urn:Shop" encodingStyle="{SOAPENC}"/>'
SOAP12 = "http://schemas.xmlsoap.org/wsdl/soap12/"
HTTP_BINDING = "http://schemas.xmlsoap.org/wsdl/http/"


def project(text: str, key: str = "v2") -> dict[str, bytes]:
    config = CONFIG.replace('v2 = "v2.wsdl"', f'{key} = "{key}.wsdl"')
    return files(None, **{f"{key}_wsdl": text}, mahogen_toml=config)


def changed(before: str, after: str, text: str = "") -> str:
    """The good contract, or `text`, with something else in one place."""
    text = text or v2()
    assert before in text
    return text.replace(before, after, 1)


PART = '<part name="item" type="t:itemEntity">'
SESSION = '<part name="sessionId" type="xsd:string"/>'
G26 = {
    "part_twice": (
        v2(parts=SESSION),
        "the part sessionId of shopItemInfoRequest is declared twice",
    ),
    "part_without_type": (changed(PART, '<part name="item">'), "has no type"),
    "type_and_element": (
        changed(PART, PART.replace(">", ' element="t:itemEntity">')),
        "has both a type and an element",
    ),
    "element": (changed(PART, '<part name="item" element="t:x">'), "has an element, not a type"),
    "part_without_name": (changed(PART, '<part type="xsd:int">'), "has no name"),
    "message": (changed('"t:shopItemInfoRequest"', '"t:nothing"'), "refers to nothing, which is"),
    "message_elsewhere": (changed('"t:shopItemInfoRequest"', '"xsd:string"'), "refers to string,"),
    "message_prefix": (changed('"t:shopItemInfoRequest"', '"q:x"'), "has a prefix that nothing"),
    "no_message": (changed(' message="t:shopItemInfoRequest"', ""), "refers to nothing, which is"),
    "message_twice": (v2(messages='<message name="shopItemInfoRequest"/>'), "is declared twice"),
    "binding": (
        changed('binding="t:ShopBinding"', 'binding="t:x"'),
        "the port ShopPort refers to x",
    ),
    "port_type": (changed('type="t:ShopPortType"', 'type="t:x"'), "ShopBinding refers to x, which"),
    "port_type_twice": (
        changed("<binding", '<portType name="ShopPortType"/><binding'),
        "the portType ShopPortType is declared twice",
    ),
    "binding_twice": (
        changed("<service", '<binding name="ShopBinding" type="t:ShopPortType"/><service'),
        "the binding ShopBinding is declared twice",
    ),
    "two_results": (
        changed('<part name="result"', '<part name="other" type="xsd:int"/><part name="result"'),
        "the message shopItemInfoResponse has 2 parts",
    ),
    "no_output": (changed('<output message="t:shopItemInfoResponse"/>', ""), "has no output"),
    "no_input": (changed('<input message="t:shopItemInfoRequest"/>', ""), "has no input"),
    "field_twice": (
        v2(fields='<xsd:element name="sku" type="xsd:int"/>'),
        "the field sku of itemEntity is declared twice, in other words",
    ),
    "type_twice": (
        v2(types='<xsd:complexType name="itemEntity"/>'),
        "the type itemEntity is declared twice",
    ),
    "two_lists_of_fields": (
        changed("<xsd:all>", "<xsd:sequence/><xsd:all>"),
        "has both xsd:all and xsd:sequence",
    ),
}


@pytest.mark.parametrize("name", G26)
def test_g26_contradictions(shop: Shop, name: str) -> None:
    text, what = G26[name]
    shop.refuses(files(text), "v2.wsdl:", what)


def test_g26_contradictions_of_wsi(shop: Shop) -> None:
    text = wsi()
    for before, after, what in (
        ('element="s:shopItemInfoRequestParam"', 'type="xsd:int"', "and should have an element"),
        ('element="s:shopItemInfoRequestParam"', 'element="s:x"', "refers to the element x"),
        ('"parameters"', '"parameters" type="xsd:int"', "has a type, and should have an element"),
    ):
        shop.refuses(project(changed(before, after, text), "wsi"), "wsi.wsdl:", what)


def test_g26_every_problem_is_told_at_once(shop: Shop) -> None:
    text = changed(PART, '<part name="item">', changed('binding="t:ShopBinding"', 'binding="t:x"'))
    said = shop.refuses(files(changed('"xsd:string"', '"q:string"', text)), "has a prefix", "to x")
    assert said.count("\n  hint: ") >= 2


# -- G27 -------------------------------------------------------------------------------------------


def test_g27_an_operation_that_is_not_bound(shop: Shop) -> None:
    only = operation("shopItemList")["operations"]
    shop.refuses(
        files(v2(operations=only)), "the operation shopItemList is not in the binding ShopBinding"
    )


def test_g27_an_operation_that_is_only_bound(shop: Shop) -> None:
    only = operation("shopItemList")["bindings"]
    shop.refuses(
        files(v2(bindings=only)),
        "the operation shopItemList is bound, but is not in the portType ShopPortType",
    )


@pytest.mark.parametrize("way", ["input", "output"])
def test_g27_a_message_that_is_not_bound(shop: Shop, way: str) -> None:
    text = changed(f"<{way}>{BODY}</{way}>", "")
    shop.refuses(files(text), f"the {way} of shopItemInfo has no soap:body in the binding")


def test_g27_nothing_at_all(shop: Shop) -> None:
    start, end = v2().index("<operation"), v2().index("</portType>")
    shop.refuses(files(v2()[:start] + v2()[end:]), "the portType ShopPortType has no operations")


# -- G28 -------------------------------------------------------------------------------------------

G28 = {
    "wsdl20": ('<description xmlns="http://www.w3.org/ns/wsdl"/>', "is WSDL 2.0"),
    "soap12": (
        v2().replace("http://schemas.xmlsoap.org/wsdl/soap/", SOAP12),
        "has no soap:address",
    ),
    "http": (
        v2().replace("http://schemas.xmlsoap.org/wsdl/soap/", HTTP_BINDING),
        "has no soap:address",
    ),
    "soap12_transport": (changed("schemas.xmlsoap.org/soap/http", "x.example/"), "the transport"),
    "literal": (v2().replace('use="encoded"', 'use="literal"'), 'has use="literal", not encoded'),
    "document": (changed('style="rpc"', 'style="document"'), "this looks like WS-I"),
    "encoding": (
        v2().replace(f'encodingStyle="{SOAPENC}"', 'encodingStyle="urn:x"'),
        'has encodingStyle="urn:x"',
    ),
    "no_binding": (changed('<soap:binding style="rpc" ', "<soap:x "), "has no soap:binding"),
    "mtom_multipart": (
        changed(
            f"<input>{BODY}</input>",
            '<input><m:multipartRelated xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/">'
            f"<m:part>{BODY}</m:part></m:multipartRelated></input>",
        ),
        "the input of shopItemInfo has no soap:body",
    ),
    "headerfault": (changed(BODY, f"{BODY}<soap:headerfault/>"), "soap:headerfault"),
    "no_service": (v2()[: v2().index("<service")] + "</definitions>", "declares no service"),
}


@pytest.mark.parametrize("name", G28)
def test_g28_other_protocols(shop: Shop, name: str) -> None:
    text, what = G28[name]
    shop.refuses(files(text), "v2.wsdl:", what)


def test_g28_the_other_way_to_a_store_is_passed_over(shop: Shop) -> None:
    address = f'<x:address xmlns:x="{SOAP12}" location="u"/>'
    other = f'<port name="P12" binding="t:ShopBinding">{address}</port>'
    shop.accepts(files(v2(ports=other)))


def test_g28_policies_are_warnings(shop: Shop) -> None:
    mtom = "http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization"
    policy = f'<o:OptimizedMimeSerialization xmlns:o="{mtom}"/>'
    shop.accepts(
        files(v2(messages=policy)), "OptimizedMimeSerialization in definitions Shop is not"
    )


def test_g28_faults_and_headers_are_warnings(shop: Shop) -> None:
    """PHP reads over them, and so may modules of real stores have them."""
    text = v2(
        messages='<message name="oops"><part name="x" type="xsd:string"/></message>',
        said='<fault name="oops" message="t:oops"/>',
        bound='<fault name="oops"><soap:fault name="oops" use="encoded"/></fault>',
        bound_input='<soap:header message="t:oops" part="x" use="encoded"/>',
    )
    warnings = [
        f"{name} in operation shopItemInfo is not read" for name in ("wsdl:fault", "soap:header")
    ]
    texts = shop.accepts(files(text), *warnings)
    assert "oops" not in "".join(texts.values())


# -- G29 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["shop_itm", "item", "shopItem", "SHOP_ITEM"])
def test_g29_near_names(shop: Shop, asked: str) -> None:
    config = f'{CONFIG}resources = ["{asked}"]\n'
    shop.refuses(files(mahogen_toml=config), "mahogen.toml:", "shop_item", exit_code=2)


@pytest.mark.parametrize(
    "asked", ["../x", "__class__", "x\\u202e", "", "'; import os", "a" * 5_000]
)
def test_g29_names_that_are_none(shop: Shop, asked: str) -> None:
    config = f'{CONFIG}resources = ["{asked}"]\n'
    shop.refuses(files(mahogen_toml=config), "mahogen.toml:", exit_code=2)


def test_g29_prefixes_that_overlap(shop: Shop) -> None:
    """The longest prefix wins, in whatever order they are declared."""
    told = [
        resource("cart", "info", prefix="shoppingCart"),
        resource("cart_customer", "info", prefix="shoppingCartCustomer"),
    ]
    wsdl = v2(**operations("shoppingCartInfo", "shoppingCartCustomerInfo"))
    found = []
    for order in (told, told[::-1]):
        slots = {key: "".join(one[key] for one in order) for key in told[0]}
        texts = shop.accepts(files(wsdl, api_xml=catalog(**slots)))
        assert 'function="info"' in texts["wire/cart_customer.py"]
        assert "SHOPPING_CART_CUSTOMER_INFO" not in texts["wire/cart.py"]
        found.append(texts["resources/cart_customer.py"])
    assert found[0] == found[1]


def test_g29_a_prefix_that_is_a_whole_name(shop: Shop) -> None:
    told = catalog(**resource("cart", "info", prefix="shoppingCart"))
    wsdl = v2(**operations("shoppingCart"))
    shop.accepts(files(wsdl, api_xml=told), "fits the operation shoppingCart")
