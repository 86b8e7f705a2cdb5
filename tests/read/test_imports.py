"""What a contract imports: nothing unless it is named, and then within narrow limits."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pytest

from mahogen.errors import Diagnostics
from mahogen.model.api import Api, Dialect
from mahogen.model.build import build
from mahogen.model.json import to_json
from mahogen.read import imports
from mahogen.read.address import Address
from mahogen.read.imports import Imports
from mahogen.read.settings import Settings
from mahogen.read.source import Origin, read_bytes
from mahogen.read.web import OnDemand
from mahogen.read.wsdl import WsdlDocument, bind
from mahogen.read.xml import parse
from support.web_server import Answer, Reply, serving

CASE = Path(__file__).parents[1] / "cases" / "array_of_struct"
WHOLE = (CASE / "v2.wsdl").read_text()
START, END = WHOLE.index("<schema"), WHOLE.index("</schema>") + len("</schema>")
SCHEMA = WHOLE[START:END]
XSD = "http://www.w3.org/2001/XMLSchema"
NS = SCHEMA.partition('targetNamespace="')[2].partition('"')[0]


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()


def importing(inside: str, schema: str = "") -> str:
    """The contract with something else in place of its schema, which goes elsewhere."""
    of = f' targetNamespace="{NS}"' if schema or "include" in inside else ""
    return f'{WHOLE[:START]}<schema xmlns="{XSD}"{of}>{inside}{schema}</schema>{WHOLE[END:]}'


def alone(schema: str) -> str:
    """The schema as a document, under other prefixes than those of the contract."""
    uses = f'xmlns:own="{NS}" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/"'
    extra = f'xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:x="{XSD}"'
    for old, new in (("typens:", "own:"), ("soapenc:", "e:"), ("wsdl:", "w:"), ("xsd:", "x:")):
        schema = schema.replace(old, new)
    return schema.replace("<schema", f"<schema {uses} {extra}", 1)


def resolved(
    place: Origin | Address, allowed: Collection[str], diagnostics: Diagnostics
) -> WsdlDocument:
    with closing(OnDemand(Settings())) as web:
        data = read_bytes(place) if isinstance(place, Origin) else web.get(place).data
        document = bind(parse(data, place.name, diagnostics), place.name, diagnostics)
        return Imports(allowed, web, diagnostics).resolved(document, place)


def read(allowed: Collection[str], text: str) -> Api:
    """What the contract docs/v2.wsdl says, without anything wrong in it."""
    Path("docs/v2.wsdl").write_text(text)
    diagnostics = Diagnostics()
    document = resolved(Origin.of("docs/v2.wsdl"), allowed, diagnostics)
    return build({Dialect.V2: document}, None, None, diagnostics)


def wrong(allowed: Collection[str], text: str) -> list[str]:
    Path("docs/v2.wsdl").write_text(text)
    diagnostics = Diagnostics()
    resolved(Origin.of("docs/v2.wsdl"), allowed, diagnostics)
    return [f"{p.source}: {p.what}" for p in diagnostics.errors]


@pytest.mark.parametrize("name", [NS, "types.xsd"])
def test_an_import_that_is_named_is_followed(name: str) -> None:
    Path("docs/types.xsd").write_text(alone(SCHEMA))
    text = importing(f'<import namespace="{NS}" schemaLocation="types.xsd"/>')
    assert to_json(read([name], text)) == to_json(read([], WHOLE))
    assert wrong([], text) == [f'docs/v2.wsdl:{line_of(text, "<import ")}: imports "{NS}"']


def line_of(text: str, piece: str) -> int:
    return text.count("\n", 0, text.index(piece)) + 1


def test_an_include_takes_the_namespace_around_it() -> None:
    Path("docs/inner").mkdir()
    Path("docs/inner/types.xsd").write_text(alone(SCHEMA).replace(f'targetNamespace="{NS}"', "", 1))
    text = importing('<include schemaLocation="inner/types.xsd"/>')
    assert to_json(read(["inner/types.xsd"], text)) == to_json(read([], WHOLE))


def test_a_contract_in_two_files() -> None:
    Path("docs/abstract.wsdl").write_text(WHOLE[: WHOLE.index("<binding")] + "</definitions>")
    head, rest = WHOLE[: WHOLE.index("<types")], WHOLE[WHOLE.index("<binding") :]
    text = f'{head}<import namespace="{NS}" location="abstract.wsdl"/>{rest}'
    assert to_json(read([NS], text)) == to_json(read([], WHOLE))


def test_problems_in_what_is_imported_are_placed_there() -> None:
    Path("docs/types.xsd").write_text(
        f'<schema xmlns="{XSD}" targetNamespace="{NS}">\n<group/>\n</schema>'
    )
    assert wrong(["types.xsd"], importing('<include schemaLocation="types.xsd"/>')) == [
        "docs/types.xsd:2: xsd:group in the contract is not supported"
    ]


def test_cycles_do_no_harm() -> None:
    for name, other in (("a", "b"), ("b", "a")):
        schema = (
            f'<schema xmlns="{XSD}" targetNamespace="{NS}"><include schemaLocation="{other}.xsd"/>'
        )
        Path(f"docs/{name}.xsd").write_text(
            f'{schema}<include schemaLocation="./{name}.xsd"/></schema>'
        )
    names = ["a.xsd", "b.xsd", "./a.xsd", "./b.xsd"]
    assert wrong(names, importing('<include schemaLocation="a.xsd"/>', "")) == []


def chain(length: int) -> list[str]:
    for number in range(1, length):
        schema = f'<schema xmlns="{XSD}" targetNamespace="{NS}">'
        Path(f"docs/{number}.xsd").write_text(
            f'{schema}<include schemaLocation="{number + 1}.xsd"/></schema>'
        )
    return [f"{number}.xsd" for number in range(1, length + 1)]


def test_a_chain_is_followed_to_its_limit() -> None:
    text = importing('<include schemaLocation="1.xsd"/>')
    assert wrong(chain(1000), text) == [
        'docs/8.xsd:1: imports "9.xsd", and that makes more than 8 levels'
    ]


def test_many_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MAX_DOCUMENTS", 3)
    names = [f"{number}.xsd" for number in range(4)]
    for name in names:
        Path("docs", name).write_text(f'<schema xmlns="{XSD}" targetNamespace="{NS}"/>')
    text = importing("".join(f'<include schemaLocation="{name}"/>' for name in names))
    assert [said.partition(": ")[2] for said in wrong(names, text)] == [
        f'imports "{name}", and that makes more than 3 documents' for name in names[2:]
    ]


def test_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MAX_BYTES", 100)
    Path("docs/a.xsd").write_text(f'<schema xmlns="{XSD}" targetNamespace="{NS}"/>{" " * 100}')
    [said] = wrong(["a.xsd"], importing('<include schemaLocation="a.xsd"/>'))
    assert said.endswith('imports "a.xsd", and that makes more than 100 bytes')


def test_a_link_out_of_the_folder() -> None:
    Path("secret.xsd").write_text(alone(SCHEMA))
    Path("docs/link.xsd").symlink_to("../secret.xsd")
    [said] = wrong(["link.xsd"], importing('<include schemaLocation="link.xsd"/>'))
    assert said.endswith('imports "link.xsd", which is not in the folder of the contract')


def test_a_name_that_no_file_has() -> None:
    [said] = wrong(["a%00\u202eb.xsd"], importing('<include schemaLocation="a%00\u202eb.xsd"/>'))
    assert said == "docs/a%00\u202eb.xsd: there is no such file"


def from_server(
    answers: dict[str, Answer], inside: str, allowed: Collection[str]
) -> tuple[list[str], list[str]]:
    """What is said of a contract on a server, and what that was asked for besides it."""
    answers = {"/a/v2.wsdl": Reply(importing(inside).encode()), **answers}
    diagnostics = Diagnostics()
    with serving(answers) as site:
        resolved(Address.of(f"{site.url}/a/v2.wsdl"), allowed, diagnostics)
        said = [f"{p.source}: {p.what}" for p in diagnostics.errors]
        return [text.replace(site.url, "SITE") for text in said], site.paths[1:]


def test_imports_of_a_contract_on_a_server() -> None:
    inside = '<include schemaLocation="../types.xsd"/>'
    answers: dict[str, Answer] = {"/types.xsd": Reply(alone(SCHEMA).encode())}
    assert from_server(answers, inside, ["../types.xsd"]) == ([], ["/types.xsd"])
    said, asked = from_server(answers, inside, [])
    assert (len(said), asked) == (1, [])


@pytest.mark.parametrize(
    ("location", "text"),
    [
        ("http://169.254.169.254/latest/x.xsd", 'imports "{}", which is not on the same server'),
        ("http://[::ffff:169.254.169.254]/x.xsd", 'imports "{}", which is not on the same server'),
        ("http://localhost/x.xsd", 'imports "{}", which is not on the same server'),
        ("//127.0.0.1:1/x.xsd", 'imports "{}", which is not on the same server'),
        ("file:///etc/passwd", 'imports "{}", which is not of http or https'),
        ("\\\\host\\x.xsd", 'imports "{}", which has characters that no address has'),
    ],
)
def test_a_server_leads_nowhere_else(location: str, text: str) -> None:
    [said], asked = from_server({}, f'<include schemaLocation="{location}"/>', [location])
    assert said.endswith(text.format(location))
    assert asked == []


def test_an_import_that_redirects_elsewhere() -> None:
    away = Reply(status=302, headers={"Location": "http://169.254.169.254/x.xsd"})
    inside = '<include schemaLocation="x.xsd"/>'
    assert from_server({"/a/x.xsd": away}, inside, ["x.xsd"]) == (
        ["SITE/a/x.xsd: redirects to another server: http://169.254.169.254/x.xsd"],
        ["/a/x.xsd"],
    )


def test_nothing_is_followed_out_of_a_merged_contract() -> None:
    text = importing('<include schemaLocation="a.xsd"/>')
    diagnostics = Diagnostics()
    document = bind(parse(text.encode(), "tree", diagnostics), "tree", diagnostics)
    with closing(OnDemand(Settings())) as web:
        Imports(["a.xsd"], web, diagnostics).resolved(document, None)
    [problem] = diagnostics.errors
    assert problem.what == ('imports "a.xsd", and nothing is followed out of several files at once')
