"""The JSON of an Api, its digest, and that the form of a contract plays no part in them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from contract_text import PING, array, read, struct, v2

from mahogen.model.api import Anything, Api, ArrayOf, EntityRef, MapOf, Scalar, TypeRef
from mahogen.model.json import digest, to_json
from mahogen.model.spell import spell, spell_shortly

CONTRACT = v2(
    struct("cart", "id:xsd:int", "name?:xsd:string", "items:t:items"),
    array("items", "t:cart"),
    cartInfo=("sessionId:xsd:string id:xsd:int", "r:t:cart"),
    login=("username:xsd:string", "r:xsd:string"),
)
CATALOG = """<config><api><resources><cart><title>Cart</title>
<methods><info/></methods><faults><gone><code>1002</code><message>Gone é</message></gone></faults>
</cart></resources>
<v2><resources_function_prefix><cart>cart</cart></resources_function_prefix></v2></api></config>"""
NOTES = '[entities.cart.fields]\nname = { values = ["a"] }'

EXPECTED_CART = {
    "name": "cart",
    "fields": [
        {"name": "id", "type": "xsd:int", "required": True, "wires": {"v2": {}}},
        {"name": "name", "type": "xsd:string", "wires": {"v2": {}}, "values": ["a"]},
        {"name": "items", "type": "items[cart]", "required": True, "wires": {"v2": {}}},
    ],
    "wires": {"v2": {"compositor": "all"}},
}


@pytest.fixture
def api() -> Api:
    return read(CONTRACT, CATALOG, NOTES)[0]


def test_it_leaves_out_what_is_empty_or_said_already(api: Api) -> None:
    text = to_json(api)
    assert text.endswith("}\n")
    assert "Gone é" in text
    found = json.loads(text)
    assert list(found) == ["contracts", "resources", "operations", "entities"]
    assert found["entities"] == [EXPECTED_CART]
    assert found["contracts"]["v2"]["service"] == "ShopService"
    assert found["resources"][0]["faults"] == [{"tag": "gone", "code": "1002", "message": "Gone é"}]
    [login] = found["operations"]
    assert "session" not in login
    assert login["wires"]["v2"]["parts"] == [
        {"name": "username", "type": "xsd:string", "parameter": "username", "required": True}
    ]
    assert '"source"' not in text


def test_what_a_dialect_says_otherwise_is_said(api: Api) -> None:
    [cart] = api.entities
    identifier = cart.fields[0]
    wire = replace(identifier.wires[0], required=False, nillable=True, type=Anything())
    fields = (replace(identifier, wires=(wire,)),)
    found = json.loads(to_json(replace(api, entities=(replace(cart, fields=fields),))))
    said = found["entities"][0]["fields"][0]["wires"]["v2"]
    assert said == {"type": "*", "required": False, "nillable": True}


def test_locations_are_added_on_request(api: Api) -> None:
    found = json.loads(to_json(api, locations=True))
    assert found["entities"][0]["source"] == "v2.wsdl:3"
    assert found["entities"][0]["fields"][0]["source"] == "v2.wsdl:4"
    assert found["resources"][0]["faults"][0]["source"] == "api.xml:2"


@pytest.mark.parametrize(
    ("of", "spelled", "shortly"),
    [
        (Scalar("int"), "xsd:int", "int"),
        (EntityRef("int"), "int", "int"),
        (ArrayOf("carts", EntityRef("cart")), "carts[cart]", "cart[]"),
        (ArrayOf("", Anything()), "[*]", "anything[]"),
        (
            MapOf("pairs", "pair", ArrayOf("names", Scalar("string"))),
            "pairs{pair: names[xsd:string]}",
            "map of string[]",
        ),
    ],
)
def test_types_are_spelled(of: TypeRef, spelled: str, shortly: str) -> None:
    assert (spell(of), spell_shortly(of)) == (spelled, shortly)


def other_prefixes(text: str) -> str:
    """The same contract with a prefix for WSDL, and others for the rest."""
    text = re.sub(r"<(/?)([a-zA-Z]+)(?=[\s/>])", r"<\1w:\2", text)
    text = text.replace('xmlns="http://schemas.xmlsoap.org/wsdl/"', "")
    text = text.replace("xmlns:wsdl=", "xmlns:w=").replace(" wsdl:arrayType", " w:arrayType")
    return re.sub(r"\b(xmlns:)?(xsd|soapenc|t)(?=[:=])", r"\1\2x", text)


def attributes_reversed(text: str) -> str:
    """The same contract with the attributes of each element in the opposite order."""

    def turn(match: re.Match[str]) -> str:
        found = re.findall(r'\s+[\w:]+="[^"]*"', match.group(2))
        return match.group(1) + "".join(reversed(found)) + match.group(3)

    return re.sub(r'(<[\w:]+)((?:\s+[\w:]+="[^"]*")+)(\s*/?>)', turn, text)


def spread_out(text: str) -> str:
    """The same contract with other white space, comments, and an XML declaration."""
    text = re.sub(r">\s*<", ">\n\n  <!-- x -->\t<", text).replace("/>", "\n/>")
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{text}"


@pytest.mark.parametrize(
    "form",
    [other_prefixes, attributes_reversed, spread_out, lambda text: text.replace("\n", "\r\n")],
)
def test_the_form_of_a_contract_says_nothing(api: Api, form: object) -> None:
    assert callable(form)
    text = form(CONTRACT)
    assert text != CONTRACT
    again, warnings = read(text, CATALOG, NOTES)
    assert again == api
    assert to_json(again) == to_json(api)
    assert digest(again) == digest(api)
    assert warnings == []


@pytest.mark.parametrize(
    ("sought", "instead"),
    [
        ('name="id" type="xsd:int"', 'name="id" type="xsd:long"'),
        ('minOccurs="0"', ""),
        ("urn:Action", "urn:Other"),
        ("https:", "http:"),
        ('name="ShopService"', 'name="Other"'),
    ],
)
def test_the_digest_is_of_what_is_said(api: Api, sought: str, instead: str) -> None:
    assert sought in CONTRACT
    again, _ = read(CONTRACT.replace(sought, instead), CATALOG, NOTES)
    assert digest(again) != digest(api)


def test_the_digest_is_the_same_in_every_run() -> None:
    api, _ = read(v2(**PING))
    assert re.fullmatch("[0-9a-f]{64}", digest(api))
    assert digest(api) == digest(read(v2(**PING))[0])
