"""Hostile contracts in packages of another taste: exact numbers, and the runtime within."""

from __future__ import annotations

import pytest

from support.hostile.oracle import Shop, documentation, strings
from support.hostile.payloads import INVISIBLE, LINES, QUOTED, armed
from support.hostile.store import CONFIG, catalog, element, files, v2

TEXT = " ".join([*QUOTED.values(), *LINES.values(), *INVISIBLE.values()])


@pytest.mark.parametrize("taste", ['double = "decimal"', 'runtime = "vendor"'])
def test_g04_documentation_in_every_taste(shop: Shop, taste: str) -> None:
    text = armed(TEXT, shop.canary)
    slots = dict.fromkeys(("doc", "entity_doc", "field_doc", "part_doc"), text)
    fields = element("price", "xsd:double", doc=text) + element("class", "xsd:double")
    texts = shop.accepts(
        files(
            v2(fields=fields, **slots),
            api_xml=catalog(title=text, method_title=text, message=text),
            mahogen_toml=f"{CONFIG}{taste}\n",
        )
    )
    assert " ".join(text.split()) in documentation(texts)
    assert text in strings(texts)
    assert ("Decimal" in texts["entities/shop_item.py"]) == ("decimal" in taste)
    assert ("_runtime/LICENSE" in texts) == ("vendor" in taste)


def test_g13_a_default_of_a_number_that_is_exact(shop: Shop) -> None:
    """Of a Decimal too, nothing comes out as it stands in the contract."""
    default = " default=\"__import__('os').system('id')\""
    fields = element("price", "xsd:double", more=default)
    inputs = files(v2(fields=fields), mahogen_toml=f'{CONFIG}double = "decimal"\n')
    shop.refuses(inputs, "v2.wsdl:13: the attribute default=", "of element price is not supported")
