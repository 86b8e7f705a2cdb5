"""What notes add to a contract, and what is said of those that fit nothing."""

from __future__ import annotations

from contract_text import errors, read, struct, v2

from mahogen.model.api import PartWire, Scalar

CART = struct("cart", "mode:xsd:string", "cc_number:xsd:string")
CONTRACT = v2(
    CART, cartSet=("sessionId:xsd:string storeId:xsd:string apiKey:xsd:string", "r:t:cart")
)


def test_notes_document_an_operation() -> None:
    api, warnings = read(
        CONTRACT,
        notes="""
            secret = ["apiKey", "sess*"]
            [operations.cartSet]
            doc = "Sets the cart"
            returns = "The cart"
            [operations.cartSet.parameters]
            storeId = { name = "store", optional = true, doc = "Store view", values = ["a", "b"] }
            apiKey = "Key"
        """,
    )
    [operation] = api.resources[0].operations
    assert (operation.doc, operation.result_doc) == ("Sets the cart", "The cart")
    store, key = operation.parameters
    assert (store.name, store.required, store.doc) == ("store", False, "Store view")
    assert (store.values, store.secret) == (("a", "b"), False)
    assert (key.name, key.required, key.doc, key.secret) == ("apiKey", True, "Key", True)
    # On the wire the part keeps its name, and is sent whether or not the caller gave a value.
    assert operation.wires[0].parts[1] == PartWire("storeId", Scalar("string"), "store", True)
    assert warnings == []


def test_a_secret_stays_one_under_its_documented_name() -> None:
    notes = 'secret = ["apiKey"]\n[operations.cartSet.parameters]\napiKey = { name = "key" }'
    api, _ = read(CONTRACT, notes=notes)
    assert [p.secret for p in api.resources[0].operations[0].parameters] == [False, True]


def test_notes_document_an_entity() -> None:
    api, warnings = read(
        CONTRACT,
        notes="""
            secret = ["cc_*"]
            [entities.cart]
            doc = "A cart"
            [entities.cart.fields]
            mode = { doc = "Mode", values = ["guest", "customer"] }
        """,
    )
    [cart] = api.entities
    assert cart.doc == "A cart"
    mode, number = cart.fields
    assert (mode.doc, mode.values, mode.secret) == ("Mode", ("guest", "customer"), False)
    assert (number.doc, number.values, number.secret) == ("", (), True)
    assert warnings == []


def test_patterns_of_secrets_mind_the_case() -> None:
    api, _ = read(CONTRACT, notes='secret = ["CC_*"]')
    assert not any(field.secret for field in api.entities[0].fields)


def test_without_notes_the_contract_documents_itself() -> None:
    text = CONTRACT.replace(
        '<input message="t:cartSetR',
        '<documentation>Sets</documentation><input message="t:cartSetR',
    )
    api, _ = read(text)
    [operation] = api.resources[0].operations
    assert operation.doc == "Sets"
    assert all(parameter.required for parameter in operation.parameters)


def test_notes_on_what_the_contract_lacks_are_warned_of() -> None:
    _, warnings = read(
        CONTRACT,
        notes="""[operations.cartGet]
            returns = "x"
            [operations.cartSet.parameters]
            store = "x"
            sessionId = "x"
            [entities.cat]
            doc = "x"
            [entities.cart.fields]
            colour = "x"
        """,
    )
    assert warnings == [
        "notes.toml:1: the contract has no operation cartGet",
        "notes.toml:4: the contract has no part store in cartSet",
        "notes.toml:5: the part sessionId of cartSet carries the session id, "
        "which no caller passes",
        "notes.toml:6: the contract has no entity cat",
        "notes.toml:9: the contract has no field colour in cart",
    ]


def test_two_parameters_of_one_name_are_an_error_that_names_the_note() -> None:
    notes = '[operations.cartSet.parameters]\nstoreId = { name = "apiKey" }'
    assert errors(CONTRACT, notes=notes) == [
        "notes.toml:2: two parameters of cartSet are called apiKey: the parts storeId and apiKey"
    ]
