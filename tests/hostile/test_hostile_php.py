"""What is read over, or as something else, is what PHP's own server reads so."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from mahogen.runtime.answer import Answer
from mahogen.runtime.dialects import dialect_named
from mahogen.runtime.exchange import Exchange
from support.hostile.oracle import Shop
from support.hostile.store import element, enumeration, files, v2

pytestmark = pytest.mark.peer

ECHO = """
class Echoing {
    public function __call($name, $given) {
        fwrite(STDERR, json_encode($given));
        return $given[1];
    }
}
$server = new SoapServer($argv[1], ['cache_wsdl' => WSDL_CACHE_NONE]);
$server->setObject(new Echoing());
$server->handle(stream_get_contents(STDIN));
"""
LENIENT = v2(
    entity="3dItem",
    message="4th",
    port_type="5-6",
    types=enumeration("mode", "guest", "register") + enumeration("modes", base="t:mode")
    + enumeration("size", base="xsd:int", more='<xsd:maxInclusive value="3"/>')
    + '<xsd:simpleType name="ids"><xsd:list itemType="xsd:int"/></xsd:simpleType>',
    fields=element("mode", "t:modes") + element("size", "t:size") + element("ids", "t:ids")
    + element("inner", "", inside=enumeration("", "a", "b")),
    parts='<part name="way" type="t:mode"/>\n',
    messages='<message name="oops"><part name="x" type="xsd:string"/></message>',
    said='<fault name="oops" message="t:oops"/>',
    bound='<fault name="oops"><soap:fault name="oops" use="literal"/></fault>',
    bound_input='<soap:header message="t:oops" part="x" use="literal"/>',
)  # fmt: skip


@pytest.fixture
def package(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The package of the contract, imported here."""
    shop.accepts(
        files(LENIENT),
        "which XML does not allow as a name",
        "wsdl:fault in operation",
        "soap:header in operation",
        "xsd:maxInclusive in simpleType size",
        "is an xsd:list, which is read as xsd:string",
    )
    monkeypatch.syspath_prepend(shop.project)
    yield importlib.import_module("shop_api")
    for name in [*sys.modules]:
        if name.partition(".")[0] == "shop_api":
            del sys.modules[name]


def test_php_reads_over_what_is_read_over_here(shop: Shop, package: ModuleType) -> None:
    wire: Any = importlib.import_module("shop_api.wire.shop_item")
    fields = {"sku": "a", "mode": "vip", "size": 7, "ids": "1 2", "inner": "c"}
    item = getattr(package, "N3dItem")(**fields)  # noqa: B009 - nobody declares it
    call = dialect_named("v2")("urn:Shop").request(wire.SHOP_ITEM_INFO, "s", (item, "neither"))
    done = subprocess.run(
        ["php", "-r", ECHO, "--", str(shop.project / "v2.wsdl")],
        input=call.body,
        capture_output=True,
        check=False,
    )
    assert done.stderr == (
        b'["s",{"sku":"a","mode":"vip","size":7,"ids":"1 2","inner":"c"},"neither"]'
    ), done.stderr
    answer = Answer(200, "", done.stdout)
    assert Exchange({}, exact_text=False).result(wire.SHOP_ITEM_INFO, answer) == item
