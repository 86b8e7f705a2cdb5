"""Template variables of a module's WSDL files."""

from __future__ import annotations

import pytest

from mahogen.errors import Diagnostics
from mahogen.read.variables import filler, name_in

VALUES = {"url": "http://localhost/", "handler": "H", "name": "Shop"}


def filled(text: str) -> tuple[str, list[str]]:
    diagnostics = Diagnostics()
    done = filler(VALUES, "w.xml", diagnostics)(text)
    return done, [f"{e.source}: {e.what}" for e in diagnostics.errors]


def test_the_three_that_a_store_knows() -> None:
    text = "{{var wsdl.url}} {{var wsdl.handler}}Port urn:{{var  wsdl.name }}"
    assert filled(text) == ("http://localhost/ HPort urn:Shop", [])


def test_an_unknown_one_is_told_with_its_line() -> None:
    text = "<a>\n{{var wsdl.url}}\n{{var wsdl.port}}{{var store.name}}</a>"
    assert filled(text) == (
        "<a>\nhttp://localhost/\n</a>",
        [
            'w.xml:3: "{{var wsdl.port}}" is a template variable that stores do not fill in',
            'w.xml:3: "{{var store.name}}" is a template variable that stores do not fill in',
        ],
    )


def test_another_directive_is_an_error_as_well() -> None:
    text = "<a>\n{{config path='web/url'}}</a>"
    said = "is a template directive, not a variable"
    assert filled(text) == ("<a>\n</a>", [f"w.xml:2: \"{{{{config path='web/url'}}}}\" {said}"])


@pytest.mark.parametrize(
    "text", ["<!-- {{var wsdl.port}}\n -->", "{{sku}}", "{{variable}}", "{ {var x} }", "{{var x}"]
)
def test_what_is_none_stays(text: str) -> None:
    assert filled(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<definitions xmlns="u" name="Maho" targetNamespace="urn:Other">', "Maho"),
        ("<wsdl:definitions\n  xmlns:name='x'\n name = 'Maho'>", "Maho"),
        (
            '<definitions name="{{var wsdl.name}}" targetNamespace="urn:{{var wsdl.name}}">'
            '<schema targetNamespace="urn:OpenMage">',
            "OpenMage",
        ),
        ('<definitions name="{{var wsdl.name}}">', "Magento"),
        ("<other/>", "Magento"),
    ],
)
def test_what_a_store_calls_itself(text: str, name: str) -> None:
    assert name_in(text) == name
