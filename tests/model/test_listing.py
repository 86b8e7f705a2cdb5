"""What `inspect` prints for people."""

from __future__ import annotations

from contract_text import V1, array, read, sequence, struct, v2, wsi

from mahogen.model.api import Dialect
from mahogen.model.listing import listing
from mahogen.model.select import only

CATALOG = """<config><api>
<resources><cart><title>Shopping Cart</title><methods><info/></methods>
<faults><none><code>1002</code><message>None. </message></none>
<no><code>9</code><message>No</message></no></faults></cart><other/></resources>
<resources_alias><basket>cart</basket></resources_alias>
<v2><resources_function_prefix><cart>cart</cart></resources_function_prefix></v2>
<faults><unknown><code>0</code><message>Unknown</message></unknown></faults>
</api></config>"""
NOTES = """
[operations.cartInfo.parameters]
storeId = { name = "store", optional = true }
[entities.cart]
doc = "A cart"
[entities.cart.fields]
mode = { values = ["guest", "customer"] }
"""
EXPECTED = """\
contracts
  v2  urn:Shop  rpc
      service ShopService, port ShopPort, binding ShopBinding
      address https://shop.example/api/v2_soap/

operations of every store
  login(username: string) -> string

resource cart
  Shopping Cart
  also called basket
  operations start with cart

  info = cartInfo(id: int, store?: string) -> cart

     9  no    No
  1002  none  None.

entities
  cart  A cart
      mode?   string  (guest, customer)
      carts   cart[]
      labels  map of string

faults of every call
  0  unknown  Unknown

resources without operations in the contract
  other
"""


def test_it_lists_what_the_contract_has() -> None:
    text = v2(
        struct("cart", "mode?:xsd:string", "carts:t:carts", "labels:t:labels"),
        array("carts", "t:cart"),
        struct("label", "key:xsd:string", "value:xsd:string"),
        array("labels", "t:label"),
        login=("username:xsd:string", "r:xsd:string"),
        cartInfo=("sessionId:xsd:string id:xsd:int storeId:xsd:string", "r:t:cart"),
    )
    api, warnings = read(text, CATALOG, NOTES)
    assert listing(api) == EXPECTED
    assert warnings == []


def test_it_leaves_out_what_there_is_none_of() -> None:
    text = v2(cartInfo=("sessionId:xsd:string", "r:xsd:string"))
    api, _ = read(text, CATALOG)
    assert listing(only(api, ["cart"]), contracts=False).startswith("resource cart\n")


DIFFERENCES = """\
operations of every store
  call(resourcePath: string, args: anything) -> anything
      only in v1

resource cart
  info = cartInfo(id: int, store?: string) -> boolean
      in v2 without store
      in wsi id: string, -> int
  drop = cartDrop()
      only in wsi

entities
  cart  only in v2
      id  int

  item
      sku   string  in wsi int
      name  string  only in v2
"""


def test_it_says_where_dialects_differ() -> None:
    sku, name = "sku:xsd:string", "name:xsd:string"
    item = sequence("item", "sku:xsd:int")
    texts = {
        Dialect.V2: v2(
            struct("cart", "id:xsd:int"),
            struct("item", sku, name),
            cartInfo=("sessionId:xsd:string id:xsd:int", "r:xsd:boolean"),
        ),
        Dialect.WSI: wsi(
            item,
            cartInfo=("sessionId:xsd:string id:xsd:string store?:xsd:string", "result:xsd:int"),
            cartDrop=("sessionId:xsd:string", ""),
        ),
        Dialect.V1: V1,
    }
    catalog = CATALOG.partition("<faults>")[0].replace("<title>Shopping Cart</title>", "")
    catalog += "</cart></resources><v2><resources_function_prefix><cart>cart</cart>"
    api, _ = read(texts, f"{catalog}</resources_function_prefix></v2></api></config>")
    text = listing(api, contracts=False).replace("  operations start with cart\n\n", "")
    assert text == DIFFERENCES


def test_what_v1_spells_otherwise() -> None:
    api, _ = read(
        v2(
            struct("filters", "filter:t:pairs"),
            struct("qty", "id:xsd:int", "qty:xsd:double"),
            struct("codes", "some:t:strings"),
            struct("entry", "key:xsd:string", "value:xsd:string"),
            array("pairs", "t:entry"),
            array("strings", "xsd:string"),
        ),
        notes="""
            [entities]
            filters.fields.filter.spread = true
            qty.pair = ["id", "qty"]
            codes.listed = true
        """,
    )
    text = listing(api, contracts=False)
    assert "    filter  map of string  in v1 without a key of its own\n" in text
    assert "  qty  in v1 a list is a map of id to qty\n" in text
    assert "  codes  in v1 one list\n" in text
