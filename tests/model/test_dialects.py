"""Several contracts taken together: what belongs together, and whose word counts."""

from __future__ import annotations

import pytest
from contract_text import (
    PING,
    array,
    errors,
    items,
    line_of,
    read,
    sequence,
    struct,
    v2,
    wsi,
)

from mahogen.errors import Diagnostics
from mahogen.model.api import (
    Anything,
    Api,
    ArrayOf,
    Compositor,
    Dialect,
    Entity,
    EntityRef,
    EntityWire,
    MapOf,
    Operation,
    Scalar,
)
from mahogen.model.build import build

STRING, INT = Scalar("string"), Scalar("int")
SESSION = "sessionId:xsd:string"


def both(v2_text: str, wsi_text: str, notes: str = "") -> Api:
    """The Api of two contracts, of which there is nothing to complain."""
    api, warnings = read({Dialect.WSI: wsi_text, Dialect.V2: v2_text}, notes=notes)
    assert warnings == []
    return api


def only(api: Api) -> Operation:
    [resource] = api.resources
    [operation] = resource.operations
    return operation


def parts(operation: Operation) -> dict[str, list[tuple[str, str | None]]]:
    """By dialect, the parts of a request with the parameters that they carry."""
    return {w.dialect: [(p.name, p.parameter) for p in w.parts] for w in operation.wires}


def paired(v2_parts: str, wsi_parts: str, notes: str = "") -> Operation:
    v2_text, wsi_text = v2(ping=(v2_parts, "")), wsi(ping=(wsi_parts, ""))
    return only(both(v2_text, wsi_text, notes))


def test_there_has_to_be_a_contract() -> None:
    with pytest.raises(ValueError, match="no contract"):
        build({}, None, None, Diagnostics())


def test_operations_belong_together_by_name() -> None:
    api = both(
        v2(b=PING["ping"], both=PING["ping"], a=PING["ping"]),
        wsi(both=PING["ping"], d=PING["ping"], c=PING["ping"]),
    )
    [resource] = api.resources
    assert {o.name: [w.dialect.value for w in o.wires] for o in resource.operations} == {
        "b": ["v2"],
        "both": ["v2", "wsi"],
        "a": ["v2"],
        "d": ["wsi"],
        "c": ["wsi"],
    }
    assert [o.name for o in resource.operations] == ["b", "both", "a", "d", "c"]
    assert [contract.dialect for contract in api.contracts] == [Dialect.V2, Dialect.WSI]


def test_parts_belong_together_by_name_where_both_have_the_same_names() -> None:
    operation = paired(
        f"{SESSION} id:xsd:int store:xsd:string", f"store?:xsd:string {SESSION} id:xsd:int"
    )
    assert [(p.name, p.type, p.required) for p in operation.parameters] == [
        ("id", INT, True),
        ("store", STRING, False),
    ]
    assert parts(operation) == {
        "v2": [("sessionId", None), ("id", "id"), ("store", "store")],
        "wsi": [("store", "store"), ("sessionId", None), ("id", "id")],
    }


def test_else_they_belong_together_by_position_and_have_the_names_of_wsi() -> None:
    operation = paired(
        f"{SESSION} customer:xsd:int storeId:xsd:string",
        f"{SESSION} customerData:xsd:int store?:xsd:string",
    )
    assert [(p.name, p.required) for p in operation.parameters] == [
        ("customerData", True),
        ("store", False),
    ]
    assert parts(operation) == {
        "v2": [("sessionId", None), ("customer", "customerData"), ("storeId", "store")],
        "wsi": [("sessionId", None), ("customerData", "customerData"), ("store", "store")],
    }


def test_what_one_has_beyond_the_other_is_its_alone() -> None:
    longer = paired(f"{SESSION} id:xsd:int kind:xsd:string", f"{SESSION} product:xsd:int")
    # WS-I can be called without it, and so may be everything.
    assert [(p.name, p.required) for p in longer.parameters] == [("product", True), ("kind", False)]
    assert parts(longer)["wsi"] == [("sessionId", None), ("product", "product")]
    shorter = paired(f"{SESSION} id:xsd:int", f"{SESSION} id:xsd:int store?:xsd:string")
    assert [(p.name, p.required) for p in shorter.parameters] == [("id", True), ("store", False)]
    assert parts(shorter)["v2"] == [("sessionId", None), ("id", "id")]


def test_the_session_id_is_no_argument_wherever_it_stands() -> None:
    api, _ = read(
        {
            Dialect.V2: v2(resourceFaults=(f"resourceName:xsd:string {SESSION}", "")),
            Dialect.WSI: wsi(resourceFaults=(f"{SESSION} resourceName:xsd:string", "")),
        }
    )
    assert [p.name for p in api.operations[0].parameters] == ["resourceName"]
    assert parts(api.operations[0]) == {
        "v2": [("resourceName", None), ("sessionId", "resourceName")],
        "wsi": [("sessionId", None), ("resourceName", "resourceName")],
    }


def test_types_are_those_of_v2_and_each_wire_has_its_own() -> None:
    operation = only(
        both(
            v2(ping=("id:xsd:string", "r:xsd:boolean")), wsi(ping=("id:xsd:int", "result:xsd:int"))
        )
    )
    boolean = Scalar("boolean")
    assert (operation.parameters[0].type, operation.result) == (STRING, boolean)
    assert [(w.parts[0].type, w.result and w.result.type) for w in operation.wires] == [
        (STRING, boolean),
        (INT, INT),
    ]


def test_documentation_is_that_of_notes_or_else_of_the_first_who_says_anything() -> None:
    texts = [v2(**PING), wsi(**PING)]
    for index, said in enumerate(("V2", "WS-I")):
        texts[index] = texts[index].replace(
            "<input message", f"<documentation>{said}</documentation><input message"
        )
    notes = '[operations.ping]\ndoc = "Notes"'
    for found, expected in (
        (only(both(texts[0], texts[1], notes)), ("Notes", ["V2", "WS-I"])),
        (only(both(texts[0], texts[1])), ("V2", ["V2", "WS-I"])),
        (only(both(v2(**PING), texts[1])), ("WS-I", ["", "WS-I"])),
    ):
        assert (found.doc, [wire.doc for wire in found.wires]) == expected


# -- entities --------------------------------------------------------------------------------------


def entity(*entities: Entity) -> Entity:
    [found] = entities
    return found


def test_entities_and_their_fields_belong_together_by_name() -> None:
    fields = "id:xsd:int", "old:xsd:string", "tags:t:tags"
    others = "id?:xsd:string", "new:xsd:string", "tags:t:tags"
    api = both(
        v2(struct("a"), struct("cart", *fields), array("tags", "xsd:string")),
        wsi(sequence("b"), items("tags", "xsd:string"), sequence("cart", *others)),
    )
    assert [e.name for e in api.entities] == ["a", "cart", "b"]
    cart = api.entities[1]
    assert {f.name: [w.dialect.value for w in f.wires] for f in cart.fields} == {
        "id": ["v2", "wsi"],
        "old": ["v2"],
        "tags": ["v2", "wsi"],
        "new": ["wsi"],
    }
    first = cart.fields[0]
    assert (first.type, first.required) == (INT, True)
    assert [(w.type, w.required) for w in first.wires] == [(INT, True), (STRING, False)]
    assert cart.wires == (
        EntityWire(Dialect.V2, Compositor.ALL),
        EntityWire(Dialect.WSI, Compositor.SEQUENCE, order=("id", "new", "tags")),
    )


def test_the_order_of_fields_is_said_only_where_it_differs() -> None:
    api = both(
        v2(struct("cart", "a:xsd:int", "b:xsd:int"), **PING),
        wsi(sequence("cart", "a:xsd:int", "b:xsd:int", "c:xsd:int"), **PING),
    )
    assert [wire.order for wire in api.entities[0].wires] == [(), ()]


def test_the_entry_of_a_map_is_an_entity_where_a_dialect_uses_it_as_one() -> None:
    entry = ("key:xsd:string", "value:xsd:string")
    request = ("sessionId:xsd:string", "r:t:labels")
    with_entity = sequence("cart", "label:t:label")
    v2_text = v2(struct("label", *entry), array("labels", "t:label"), ping=request)
    wsi_text = wsi(sequence("label", *entry), items("labels", "t:label"), with_entity, ping=request)
    api = both(v2_text, wsi_text)
    assert only(api).result == MapOf("labels", "label", STRING)
    assert [e.name for e in api.entities] == ["label", "cart"]
    assert [e.name for e in read(v2_text)[0].entities] == []


def test_one_dialect_may_have_a_struct_where_the_other_has_a_list() -> None:
    api = both(
        v2(struct("carts", "id:xsd:int"), ping=("", "r:t:carts")),
        wsi(items("carts", "xsd:int"), ping=("", "result:t:carts")),
    )
    assert [w.result and w.result.type for w in only(api).wires] == [
        EntityRef("carts"),
        ArrayOf("carts", INT),
    ]
    assert [w.dialect.value for w in entity(*api.entities).wires] == ["v2"]


# -- notes -----------------------------------------------------------------------------------------

NOTES = """[operations.ping.parameters]
storeId = { name = "store", doc = "Store view" }
"""


@pytest.mark.parametrize(
    "texts",
    [
        {Dialect.V2: v2(ping=("storeId:xsd:string", ""))},
        {Dialect.WSI: wsi(ping=("store?:xsd:string", ""))},
        {
            Dialect.V2: v2(ping=("storeId:xsd:string", "")),
            Dialect.WSI: wsi(ping=("store?:xsd:string", "")),
        },
        {
            Dialect.V2: v2(ping=("view:xsd:string", "")),
            Dialect.WSI: wsi(ping=("storeId?:xsd:string", "")),
        },
    ],
    ids=["v2", "wsi", "both", "key of wsi"],
)
def test_a_note_is_found_by_either_name(texts: dict[Dialect, str]) -> None:
    api, warnings = read(texts, notes=NOTES)
    [parameter] = only(api).parameters
    assert (parameter.name, parameter.doc, warnings) == ("store", "Store view", [])


def test_a_note_that_fits_by_its_key_goes_before_one_that_fits_by_its_name() -> None:
    notes = NOTES + 'store = "Code"\nview = { name = "store" }'
    api, warnings = read(v2(ping=("store:xsd:string", "")), notes=notes)
    assert [(p.name, p.doc) for p in only(api).parameters] == [("store", "Code")]
    assert warnings == [
        "notes.toml:2: the contract has no part storeId in ping",
        "notes.toml:4: the contract has no part view in ping",
    ]


def test_two_notes_on_one_parameter_are_warned_of() -> None:
    texts = {
        Dialect.V2: v2(ping=("storeId:xsd:string", "")),
        Dialect.WSI: wsi(ping=("store:xsd:string", "")),
    }
    api, warnings = read(texts, notes=NOTES + 'store = "Code"')
    assert [p.doc for p in only(api).parameters] == ["Store view"]
    assert warnings == ["notes.toml:3: the part store of ping has another note"]


def test_names_of_positions_may_collide() -> None:
    texts = {
        Dialect.V2: v2(ping=("a:xsd:int b:xsd:int c:xsd:int", "")),
        Dialect.WSI: wsi(ping=("c:xsd:int d:xsd:int", "")),
    }
    line = line_of(texts[Dialect.V2], '"c"')
    assert errors(texts) == [
        f"v2.wsdl:{line}: two parameters of ping are called c: the parts a and c"
    ]
    notes = '[operations.ping.parameters]\nc = { name = "e" }'
    api, warnings = read(texts, notes=notes)
    assert ([p.name for p in only(api).parameters], warnings) == (["c", "d", "e"], [])


# -- the whole -------------------------------------------------------------------------------------


def test_contracts_of_two_stores_are_warned_of() -> None:
    other = wsi(**PING).replace("urn:Shop", "urn:Else")
    _, warnings = read({Dialect.V2: v2(**PING), Dialect.WSI: other})
    assert warnings == ["wsi.wsdl:1: the contract is of urn:Else, but that of v2 of urn:Shop"]


def test_what_each_contract_lacks_is_no_defect_of_the_notes() -> None:
    notes = '[operations.ping]\nreturns = "x"\n[entities.cart.fields]\nid = "x"\nname = "y"'
    api = both(
        v2(struct("cart", "id:xsd:int"), ping=("", "r:t:cart"), pong=("", "")),
        wsi(sequence("cart", "name:xsd:int"), pong=("", "")),
        notes,
    )
    assert [f.doc for f in entity(*api.entities).fields] == ["x", "y"]


def test_a_list_that_one_contract_refers_to_and_the_other_declares() -> None:
    v2_text = v2(struct("post", "id:xsd:int"), ping=("sessionId:xsd:string", "r:t:posts"))
    wsi_text = wsi(sequence("post", "id:xsd:int"), items("posts", "t:post", "item"))
    api, warnings = read({Dialect.V2: v2_text, Dialect.WSI: wsi_text})
    [operation] = api.resources[0].operations
    assert operation.result == ArrayOf("posts", EntityRef("post"))
    line = line_of(v2_text, "t:posts")
    said = f"v2.wsdl:{line}: the part r of pingResponse has the type posts"
    assert f"{said}, which another contract alone declares" in warnings
    alone, warnings = read(v2_text)
    assert alone.resources[0].operations[0].result == Anything()
    assert f"{said}, which is declared nowhere" in warnings


@pytest.mark.parametrize("other", ["", struct("posts", "id:xsd:int"), items("posts", "t:lacking")])
def test_what_the_other_contract_does_not_declare_as_such_a_list(other: str) -> None:
    v2_text = v2(struct("post", "id:xsd:int"), ping=("sessionId:xsd:string", "r:t:posts"))
    wsi_text = wsi(other, sequence("lacking", "id:xsd:int"))
    api, _ = read({Dialect.V2: v2_text, Dialect.WSI: wsi_text})
    assert api.resources[0].operations[0].result == Anything()
