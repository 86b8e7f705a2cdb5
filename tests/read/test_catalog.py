"""api.xml: what is read of it, and what is said of what is wrong in it."""

from __future__ import annotations

import pytest

from mahogen.errors import Diagnostics, InputError, Source
from mahogen.read.api_xml import parse_catalog
from mahogen.read.catalog import (
    CatalogAlias,
    CatalogFault,
    CatalogMethod,
    CatalogPrefix,
)

TEXT = b"""<?xml version="1.0"?>
<config>
  <api>
    <adapters><soap/></adapters>
    <resources>
      <cart translate="title" module="checkout">
        <model>checkout/cart_api</model>
        <title>Shopping
          Cart</title>
        <methods>
          <create><title>Create</title></create>
          <info/>
        </methods>
        <faults module="checkout">
          <no_quote>
            <code> 1002 </code>
            <message>Can not. </message>
          </no_quote>
        </faults>
      </cart>
    </resources>
    <resources_alias><basket>cart</basket></resources_alias>
    <v2><resources_function_prefix>
      <basket>shoppingCart</basket>
    </resources_function_prefix></v2>
    <faults><unknown><code>0</code></unknown></faults>
    <acl><resources><cart/></resources></acl>
  </api>
</config>
"""


def at(line: int) -> Source:
    return Source("api.xml", line)


def test_reads_what_is_about_calls_each_with_its_line() -> None:
    diagnostics = Diagnostics()
    catalog = parse_catalog(TEXT, "api.xml", diagnostics)
    [cart] = catalog.resources
    assert (cart.key, cart.title, cart.source) == ("cart", "Shopping Cart", at(6))
    assert cart.methods == (
        CatalogMethod("create", "Create", at(11)),
        CatalogMethod("info", "", at(12)),
    )
    # The message stays as it is: the blank at its end goes over the wire.
    assert cart.faults == (CatalogFault("no_quote", "1002", "Can not. ", at(15)),)
    assert catalog.aliases == (CatalogAlias("basket", "cart", at(22)),)
    assert catalog.prefixes == (CatalogPrefix("basket", "shoppingCart", at(24)),)
    assert catalog.faults == (CatalogFault("unknown", "0", "", at(26)),)
    assert diagnostics.errors == diagnostics.warnings == []


@pytest.mark.parametrize(
    "root",
    [
        "<config/>",
        "<config><global/></config>",
        "<api/>",
        "<a:config xmlns:a='x'><api/></a:config>",
    ],
)
def test_refuses_another_file(root: str) -> None:
    with pytest.raises(InputError, match=r"^api\.xml:1: is not an api\.xml: the root is not"):
        parse_catalog(root.encode(), "api.xml", Diagnostics())


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (
            "<faults><a><message>x</message></a></faults>",
            "2: the fault a has no <code>",
        ),
        (
            "<faults><a><code>1 2</code></a></faults>",
            '2: the fault a has the code "1 2", which is none',
        ),
        (
            "<faults><a><code>1</code></a>\n<a><code>2</code></a></faults>",
            "3: <a> stands twice in <faults>, first in line 2",
        ),
        (
            "<resources><a/>\n<a/></resources>",
            "3: <a> stands twice in <resources>, first in line 2",
        ),
        (
            "<resources><a><methods><b/><b/></methods></a></resources>",
            "2: <b> stands twice in <methods>, first in line 2",
        ),
        (
            "<resources_alias><a/></resources_alias>",
            '2: <a> holds "", which is not a name',
        ),
        (
            "<v2><resources_function_prefix><a>x y</a></resources_function_prefix></v2>",
            '2: <a> holds "x y", which is not a name',
        ),
        (
            "<resources><x:a xmlns:x='urn:x'/></resources>",
            '2: "{urn:x}a" is not a name for an entry of <resources>',
        ),
    ],
)
def test_reports(inside: str, message: str) -> None:
    diagnostics = Diagnostics()
    text = f"<config><api>\n{inside}</api></config>"
    parse_catalog(text.encode(), "api.xml", diagnostics)
    [problem] = diagnostics.errors
    assert f"{problem.source}: {problem.what}" == f"api.xml:{message}"
    assert problem.hint


def test_reports_every_problem() -> None:
    diagnostics = Diagnostics()
    text = b"<config><api><faults><a/><b/></faults><resources><c/><c/></resources></api></config>"
    parse_catalog(text, "api.xml", diagnostics)
    assert len(diagnostics.errors) == 3
