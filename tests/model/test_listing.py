"""What `inspect` prints for people."""

from __future__ import annotations

from contract_text import array, read, struct, v2

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
