"""What notes add to a contract, and what is said of those that fit nothing."""

from __future__ import annotations

import pytest
from contract_text import array, errors, read, struct, v2, wsi

from mahogen.model.api import Dialect, PartWire, Scalar

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


@pytest.mark.parametrize(
    ("name", "secret"),
    [
        *(("password", True), ("password_hash", True), ("password_confirmation", True)),
        *(("newPassword", True), ("cc_number", True), ("apiKey", True), ("sessionId", True)),
        *(("username", False), ("CC_NUMBER", False), ("acc_number", False), ("api_key", False)),
    ],
)
def test_some_names_are_secret_without_notes(name: str, secret: bool) -> None:
    text = v2(struct("cart", f"{name}:xsd:string"))
    for notes in ("", "secret = []"):
        [cart] = read(text, notes=notes)[0].entities
        assert cart.fields[0].secret is secret


def test_notes_add_to_what_is_secret() -> None:
    text = v2(struct("cart", "taxvat:xsd:string", "cc_cid:xsd:int", "name:xsd:string"))
    [cart] = read(text, notes='secret = ["tax*"]')[0].entities
    assert [field.secret for field in cart.fields] == [True, True, False]


def test_the_part_that_carries_the_session_id_makes_no_parameter_secret() -> None:
    """As resourceFaults has it: sessionId carries what is called resourceName."""
    text = v2(faults=("resourceName:xsd:string sessionId:xsd:string", "r:xsd:string"))
    [parameter] = read(text)[0].resources[0].operations[0].parameters
    assert (parameter.name, parameter.secret) == ("resourceName", False)


STORES = v2(
    cartGet=("sessionId:xsd:string storeView:xsd:string", "r:xsd:string"),
    cartSet=("sessionId:xsd:string store:xsd:string id:xsd:int", "r:xsd:string"),
)


def test_notes_on_a_parameter_of_every_operation() -> None:
    """By the name on the wire or the documented one; what an operation says comes first."""
    api, warnings = read(
        STORES,
        notes="""
            [parameters]
            store = { optional = true, doc = "Store view" }
            storeView = { name = "view", optional = true }
            [operations.cartGet.parameters]
            storeView = { name = "store" }
            [operations.cartSet.parameters]
            store = "Of the cart"
            id = { name = "quoteId" }
        """,
    )
    said = [
        [(p.name, p.required, p.doc) for p in o.parameters] for o in api.resources[0].operations
    ]
    assert said == [
        [("store", False, "")],
        [("store", False, "Of the cart"), ("quoteId", True, "")],
    ]
    assert warnings == []


def test_a_general_note_goes_by_a_documented_name_too() -> None:
    notes = """parameters.store.optional = true
        [operations.cartGet.parameters]
        storeView = { name = "store" }"""
    api, _ = read(STORES, notes=notes)
    first, second = api.resources[0].operations
    assert [p.required for p in (*first.parameters, *second.parameters)] == [False, False, True]
    in_wsi = wsi(cartGet=("sessionId:xsd:string store:xsd:string", "r:xsd:string"))
    notes = "parameters.storeView.doc = 'x'"
    api, _ = read({Dialect.V2: STORES, Dialect.WSI: in_wsi}, notes=notes)
    [store] = api.resources[0].operations[0].parameters
    assert (store.name, store.doc) == ("store", "x")


def test_a_general_note_on_nothing_is_warned_of() -> None:
    notes = '[parameters]\nstoreVeiw = "x"\nsessionId = "x"\nx = { name = "store" }'
    assert read(STORES, notes=notes)[1] == [
        "notes.toml:2: the contract has no parameter storeVeiw",
        "notes.toml:3: the contract has no parameter sessionId",
    ]


def test_a_general_note_may_bring_two_parameters_to_one_name() -> None:
    notes = '[operations.cartSet.parameters]\nid = "x"\n[parameters]\nid = { name = "store" }'
    assert errors(STORES, notes=notes) == [
        "notes.toml:4: two parameters of cartSet are called store: the parts store and id"
    ]


def test_known_values_are_of_strings() -> None:
    api, warnings = read(
        v2(
            struct("cart", "mode:xsd:int", "modes:t:modes", "how:xsd:string"),
            array("modes", "xsd:string"),
            cartSet=("sessionId:xsd:string id:xsd:int", "r:t:cart"),
        ),
        notes="""[entities.cart.fields]
            mode = { values = ["1"] }
            modes = { values = ["a"] }
            how = { values = ["a"] }
            [operations.cartSet.parameters]
            id.values = ["1"]
        """,
    )
    assert [field.values for field in api.entities[0].fields] == [(), (), ("a",)]
    assert api.resources[0].operations[0].parameters[0].values == ()
    rest = "has known values in the notes, but is no string in the contract"
    assert warnings == [
        f"notes.toml:2: the field mode of cart {rest}",
        f"notes.toml:3: the field modes of cart {rest}",
        f"notes.toml:6: the parameter id of cartSet {rest}",
    ]


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


# -- what is known of every store ------------------------------------------------------------------

FILTERED = wsi(
    struct("filters", "filter:xsd:string"),
    customerCustomerList=(
        "sessionId:xsd:string filters:t:filters store?:xsd:string",
        "r:t:filters",
    ),
)


def test_stock_notes_fill_what_others_leave_open() -> None:
    for notes, said in {
        "": (False, ""),
        "parameters.filters = 'x'": (False, "x"),
        "parameters.filters.optional = false": (True, ""),
        "[operations.customerCustomerList.parameters]\nfilters.optional = false": (True, ""),
    }.items():
        api, warnings = read({Dialect.WSI: FILTERED}, notes=notes, stock=True)
        [operation] = api.resources[0].operations
        assert (operation.parameters[0].required, operation.parameters[0].doc) == said
        assert warnings == []
    assert read({Dialect.WSI: FILTERED})[0].resources[0].operations[0].parameters[0].required


def test_stock_notes_on_what_the_contract_lacks_are_not_told() -> None:
    assert read(CONTRACT, stock=True)[1] == []


def test_a_note_may_require_what_the_contract_lets_be_left_out() -> None:
    notes = "[operations.customerCustomerList.parameters]\nstore.optional = false"
    [operation] = read({Dialect.WSI: FILTERED}, notes=notes)[0].resources[0].operations
    assert [p.required for p in operation.parameters] == [True, True]


# -- what V1 spells otherwise ----------------------------------------------------------------------

SPELLED = v2(
    struct("filters", "filter:t:pairs", "text:xsd:string", "inner:t:codes"),
    struct("codes", "some:t:strings", "more:t:others"),
    struct("entry", "key:xsd:string", "value:xsd:string"),
    array("pairs", "t:entry"),
    array("strings", "xsd:string"),
    array("others", "xsd:string"),
)


def test_notes_say_how_v1_spells_an_entity() -> None:
    api, warnings = read(
        SPELLED,
        notes="""
            [entities.filters]
            pair = ["text", "inner"]
            [entities.filters.fields]
            filter.spread = true
            inner.spread = true
            [entities.codes]
            listed = true
        """,
    )
    filters, codes = api.entities
    assert [field.spread for field in filters.fields] == [True, False, True]
    assert (filters.pair, filters.listed) == (("text", "inner"), False)
    assert (codes.pair, codes.listed) == ((), True)
    assert warnings == []


def test_notes_on_how_v1_spells_what_cannot_be_so() -> None:
    notes = """[entities.filters]
        pair = ["text", "texts"]
        listed = true
        [entities.filters.fields]
        text.spread = true
    """
    api, warnings = read(SPELLED, notes=notes)
    filters = api.entities[0]
    assert (filters.pair, filters.listed) == ((), False)
    assert not any(field.spread for field in filters.fields)
    assert warnings == [
        "notes.toml:1: filters is listed in the notes, but its fields are not lists of one type",
        "notes.toml:1: pair names texts, which filters does not have",
        "notes.toml:5: the field text of filters has spread in the notes, "
        "but is neither a struct nor a map",
    ]


def test_stock_notes_that_cannot_be_are_not_told() -> None:
    text = v2(struct("filters", "filter:xsd:string"), struct("orderItemIdQty", "id:xsd:int"))
    api, warnings = read(text, stock=True)
    assert not api.entities[0].fields[0].spread
    assert api.entities[1].pair == ()
    assert warnings == []


def test_the_key_of_a_pair_is_a_scalar() -> None:
    api, warnings = read(SPELLED, notes="entities.filters.pair = ['inner', 'text']")
    assert api.entities[0].pair == ()
    assert warnings == [
        "notes.toml:1: pair names inner of filters for a key, which is no text and no number"
    ]


def test_nothing_is_spread_into_itself() -> None:
    text = v2(
        struct("a", "a:t:a", "b:t:b", "c:t:c"), struct("b", "a:t:a"), struct("c", "x:xsd:int")
    )
    notes = """
        [entities]
        a.fields = { a.spread = true, b.spread = true, c.spread = true }
        b.fields.a.spread = true
    """
    api, warnings = read(text, notes=notes)
    assert [[field.spread for field in entity.fields] for entity in api.entities[:2]] == [
        [False, False, True],
        [False],
    ]
    assert [warning.partition(": ")[2] for warning in warnings] == [
        f"the field {field} is spread into itself" for field in ("a of a", "b of a", "a of b")
    ]
