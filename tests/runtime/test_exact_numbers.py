"""Numbers as Decimals: what is read has every digit that was there, and so has what is sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

import pytest

from mahogen.runtime.codec.array import Array
from mahogen.runtime.codec.base import Misfit
from mahogen.runtime.codec.plain import ANYTHING
from mahogen.runtime.codec.scalars import EXACT, Exact
from mahogen.runtime.codec.struct import Field, Struct
from mahogen.runtime.codec.text import UnsendableValue
from mahogen.runtime.entity import Entity, from_dict, to_dict
from mahogen.runtime.server.php_coercion import coerced
from mahogen.runtime.server.php_values import converted
from support.things import read, write

FULL = Exact("decimal")


@dataclass(slots=True, kw_only=True, repr=False)
class Price(Entity):
    amount: Decimal | None = None
    tiers: list[Decimal] | None = None
    by_group: dict[str, Decimal] | None = None


PRICE = Struct(
    "priceEntity",
    Price,
    (Field("amount", "amount", EXACT), Field("tiers", "tiers", Array("ArrayOfDouble", EXACT))),
)


@pytest.mark.parametrize("dialect", ["v2", "wsi", "v1"])
@pytest.mark.parametrize("kind", ["xsd:float", "xsd:double", "xsd:string", "xsd:int"])
@pytest.mark.parametrize(
    "text", ["57.49", "10.5000", "2", "-0", "0.10000000000000000001", "1.0E+25", "1.0E-7", "7."]
)
def test_is_read_digit_by_digit(text: str, kind: str, dialect: str) -> None:
    value = read(EXACT, f'<result xsi:type="{kind}"> {text} </result>', dialect)
    assert (type(value), str(value)) == (Decimal, str(Decimal(text)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("INF", "Infinity"),
        ("-INF", "-Infinity"),
        ("NaN", "NaN"),
        ("NAN", "NaN"),
        ("-inf", "-Infinity"),
    ],
)
def test_what_is_no_finite_number(text: str, value: str) -> None:
    assert str(read(EXACT, f"<result>{text}</result>")) == value


@pytest.mark.parametrize(
    "text", ["10,50", "1_000", "0x1A", "1e", "--1", ".", "sNaN", "NaN1", "٣", "1e99999", "a", "1 2"]
)
def test_what_is_no_number_stays_as_it_was(text: str) -> None:
    price = read(PRICE, f"<result><amount>{text}</amount></result>")
    assert price == Price(extras={"amount": text})


def test_nothing_is_none() -> None:
    assert read(PRICE, "<result><amount/></result>") == Price()
    assert read(PRICE, '<result><amount xsi:nil="true"/></result>') == Price()


def test_a_long_text_is_read_in_no_time() -> None:
    """Digits are matched once: a text that fails at its end is not tried over and over."""
    assert read(PRICE, f"<result><amount>{'1' * 200_000}x</amount></result>").amount is None
    value = read(PRICE, f"<result><amount>{'1' * 200_000}</amount></result>").amount
    assert value is not None
    assert value.adjusted() == 199_999


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("8.2500"), "8.2500"),
        (Decimal("1.0E+25"), "1.0E+25"),
        (Decimal("1E-7"), "1E-7"),
        (Decimal("-0"), "-0"),
        (Decimal("0.1") + Decimal("0.2"), "0.3"),
        (Decimal("12345678901234567890.123"), "12345678901234567890.123"),
        (Decimal("Infinity"), "INF"),
        (Decimal("-Infinity"), "-INF"),
        (Decimal("NaN"), "NaN"),
        (Decimal("sNaN"), "NaN"),
    ],
)
def test_is_sent_digit_by_digit(value: Decimal, text: str) -> None:
    assert write(EXACT, value) == f'<x xsi:type="xsd:double">{text}</x>'
    assert write(EXACT, value, "wsi") == f"<x>{text}</x>"
    assert write(EXACT, value, "v1") == f'<item xsi:type="xsd:float">{text}</item>'


def test_an_int_is_one_as_in_php() -> None:
    assert write(EXACT, 7) == '<x xsi:type="xsd:double">7</x>'
    assert write(EXACT, 7, "v1") == '<item xsi:type="xsd:int">7</item>'


def test_xsd_knows_no_exponent_in_a_decimal() -> None:
    assert write(FULL, Decimal("1.5E+3")) == '<x xsi:type="xsd:decimal">1500</x>'
    assert write(FULL, Decimal("1E-7")) == '<x xsi:type="xsd:decimal">0.0000001</x>'
    with pytest.raises(UnsendableValue, match="x: a Decimal is too large or too small"):
        write(FULL, Decimal("1E+99999999"))


def test_no_context_rounds_on_the_way() -> None:
    with localcontext() as context:
        context.prec = 3
        value = read(EXACT, "<result>1234.56789</result>")
        assert str(value) == "1234.56789"
        assert write(EXACT, value) == '<x xsi:type="xsd:double">1234.56789</x>'
        assert write(FULL, value) == '<x xsi:type="xsd:decimal">1234.56789</x>'


@pytest.mark.parametrize(
    ("value", "kind"), [(0.1, "float"), ("0.1", "str"), (True, "bool"), (None, "")]
)
def test_what_is_not_exact_is_not_sent(value: Any, kind: str) -> None:
    if value is None:
        assert write(EXACT, value) == '<x xsi:nil="true"/>'
        return
    with pytest.raises(TypeError, match=f"x: expected Decimal, got {kind}"):
        write(EXACT, value)


def test_entities_become_plain_data_and_back() -> None:
    price = Price(
        amount=Decimal("8.2500"),
        tiers=[Decimal(1), Decimal("1E+2")],
        by_group={"a": Decimal("0.10")},
    )
    plain = json.loads(json.dumps(to_dict(price)))
    assert plain == {"amount": "8.2500", "tiers": ["1", "1E+2"], "by_group": {"a": "0.10"}}
    again = from_dict(Price, plain)
    assert again == price
    assert str(again.amount) == "8.2500"


@pytest.mark.parametrize(("value", "text"), [(8.25, "8.25"), (7, "7"), (Decimal("1.0"), "1.0")])
def test_numbers_of_json_are_decimals(value: Any, text: str) -> None:
    assert str(from_dict(Price, {"amount": value}).amount) == text


@pytest.mark.parametrize("value", ["much", True, [], {}])
def test_what_is_no_number_is_none_of_an_entity(value: Any) -> None:
    with pytest.raises(TypeError, match="expected a number, got"):
        from_dict(Price, {"amount": value})


@pytest.mark.parametrize(
    ("value", "text"), [("8.2500", "8.2500"), (5, "5"), (8.25, "8.25"), (1e25, "1.0E+25")]
)
def test_values_of_php_in_a_call_of_v1(value: Any, text: str) -> None:
    assert str(converted(EXACT, value)) == text


def test_no_value_of_php() -> None:
    assert converted(EXACT, "") is None
    unfit: Any
    for unfit in ("abc", [], {}):
        with pytest.raises(Misfit):
            converted(EXACT, unfit)


def test_what_php_makes_of_a_text() -> None:
    assert str(coerced(EXACT, "12.50 pieces")) == "12.50"
    assert str(coerced(EXACT, "abc")) == "0"
    with pytest.raises(Misfit):
        coerced(EXACT, "1e99999 pieces")


def test_where_no_contract_says_the_type() -> None:
    value = {"price": Decimal("8.2500")}
    assert write(ANYTHING, value) == '<x><price xsi:type="xsd:float">8.2500</price></x>'
    entry = '<key xsi:type="xsd:string">price</key><value xsi:type="xsd:float">8.2500</value>'
    assert write(ANYTHING, value, "v1") == f'<item xsi:type="ns2:Map"><item>{entry}</item></item>'
