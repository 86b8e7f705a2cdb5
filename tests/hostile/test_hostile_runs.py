"""G30 to G34: the same contract in other circumstances, and runs that do not come to their end."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from lxml import etree

from golden import files_of, run
from reformat import reformat
from support.hostile.oracle import Shop, documentation
from support.hostile.payloads import INVISIBLE, QUOTED
from support.hostile.store import (
    CONFIG,
    array,
    catalog,
    element,
    enumeration,
    files,
    operations,
    resource,
    struct,
    v2,
    wsi,
)
from support.permissions import permissions_count

RICH = {
    "types": struct("other", element("x", "xsd:int"), element("node", "t:itemEntity"))
    + array("others", "t:other[]")
    + enumeration("mode", "a", "b"),
    "fields": element("others", "t:others") + element("mode", "t:mode"),
}
BOTH = CONFIG.replace('v2 = "v2.wsdl"', 'v2 = "v2.wsdl"\nwsi = "wsi.wsdl"')


def rich() -> dict[str, bytes]:
    """A project with something of everything."""
    more = operations("shopItemList", "shopItemUpdate")
    odd = {**QUOTED, **INVISIBLE}
    doc = " ".join(text for text in odd.values() if "{{" not in text)
    told = catalog(method_title=doc, **resource("cart", "list", prefix="cart"))
    return files(
        v2(doc=doc, **RICH, **more),
        wsi_wsdl=wsi(doc=doc, fields=element("mode", "xsd:string")),
        api_xml=told.replace("<methods>", "<methods><list/><update/>", 1),
        mahogen_toml=BOTH,
    )


# -- G30: other words ------------------------------------------------------------------------------


WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
WITHOUT_ORDER = {
    f"{WSDL}definitions": ("*",),  # messages among them
    f"{WSDL}binding": (f"{WSDL}operation",),
    f"{WSDL}types": ("*",),
    "config": ("*",),
    "api": ("*",),
    "resources": ("*",),
    "resources_function_prefix": ("*",),
    "faults": ("*",),
}
"""What may stand in any order, by what it stands in.

Elsewhere the order is a part of what comes out: fields and parameters have the order of their
struct and message, by which Python and V1 take them; methods have that of the portType and of
`methods`; types have that of the contract that is served, so that a diff of it is short.
"""


def shuffled(data: bytes, seed: int) -> bytes:
    """The same document with attributes, and what may stand in any order, in another one."""
    order = random.Random(seed)
    root = etree.fromstring(data)
    for node in root.iter(etree.Element):
        attributes = [(str(name), str(value)) for name, value in node.attrib.items()]
        order.shuffle(attributes)
        node.attrib.clear()
        node.attrib.update(attributes)
        children = [*node.iterchildren(*WITHOUT_ORDER.get(str(node.tag), ("none",)))]
        order.shuffle(children)
        node.extend(children)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def test_g30_other_words(shop: Shop) -> None:
    inputs = rich()
    shop.accepts(inputs)
    expected = files_of(shop.output)
    for name in ("v2.wsdl", "wsi.wsdl", "api.xml"):
        shop.write({name: reformat(inputs[name])})
    assert run("check").stdout == ""
    for seed in range(5):
        names = ("v2.wsdl", "wsi.wsdl", "api.xml")
        shop.write({name: shuffled(inputs[name], seed) for name in names})
        ended = run("check")
        assert (ended.exit_code, ended.stdout) == (0, ""), seed
    assert files_of(shop.output) == expected


@pytest.mark.parametrize(
    ("name", "tag", "changed"),
    [
        ("v2.wsdl", "portType", "resources/shop_item.py"),
        ("v2.wsdl", "all", "entities/shop_item.py"),
        ("v2.wsdl", "schema", "contract/v2.wsdl"),
        ("api.xml", "methods", "contract/__init__.py"),
    ],
)
def test_g30_where_the_order_is_told(shop: Shop, name: str, tag: str, changed: str) -> None:
    """What is left alone above is left alone for a reason."""
    inputs = rich()
    before = shop.accepts(inputs)
    root = etree.fromstring(inputs[name])
    for node in root.iter(f"{{*}}{tag}"):
        node.extend([*node][::-1])
    after = shop.accepts({name: etree.tostring(root)})
    assert before.keys() == after.keys()
    assert before[changed] != after[changed]
    assert sorted(before[changed].split()) == sorted(after[changed].split())


def test_g30_line_ends_and_blanks(shop: Shop) -> None:
    inputs = rich()
    shop.accepts(inputs)
    changes: tuple[Callable[[bytes], bytes], ...] = (
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.replace(b"<part ", b"<part\n\t\n "),
        lambda data: data.replace(b"</message>", b"<!-- x --></message><?pi x?>\n\n"),
        lambda data: data.replace(b"urn:Shop", b"&#117;rn:Shop"),
    )
    for change in changes:
        shop.write({name: change(data) for name, data in inputs.items() if name.endswith("wsdl")})
        assert run("check").stdout == ""


# -- G31: other circumstances ----------------------------------------------------------------------


def elsewhere(shop: Shop, umask: int, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mahogen", "generate"],
        cwd=shop.project,
        env={**os.environ, **environment},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("umask", "environment"),
    [
        (0o022, {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"}),
        (0o077, {"PYTHONHASHSEED": "4711", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"}),
        (0o000, {"PYTHONHASHSEED": "1", "LANG": "de_DE@euro", "PYTHONUTF8": "0", "COLUMNS": "20"}),
    ],
)
def test_g31_other_circumstances(shop: Shop, umask: int, environment: dict[str, str]) -> None:
    shop.accepts(rich())
    expected = files_of(shop.output)
    for path in sorted(shop.output.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    done = elsewhere(shop, umask, **environment)
    assert done.returncode == 0, done.stderr
    assert files_of(shop.output) == expected
    modes = {stat.S_IMODE(path.stat().st_mode) for path in shop.output.rglob("*.py")}
    assert modes == {0o666 & ~umask}


def test_g31_a_checkout_with_other_line_ends(shop: Shop) -> None:
    shop.accepts(rich())
    expected = files_of(shop.output)
    inputs = {name: data.replace(b"\n", b"\r\n") for name, data in rich().items()}
    shop.write(inputs)
    for path, data in expected.items():
        (shop.output / path).write_bytes(data.replace(b"\n", b"\r\n"))
    assert run("generate").exit_code == 0
    assert files_of(shop.output) == expected


def test_g31_turkish_letters(shop: Shop) -> None:
    """Where i has no dot: names are made without a look at the locale."""
    fields = (
        element("IsActive", "xsd:int") + element("ID", "xsd:int") + element("\u0130x", "xsd:int")
    )
    shop.write(files(v2(fields=fields)))
    done = elsewhere(shop, 0o022, LC_ALL="tr_TR.UTF-8", LANGUAGE="tr")
    assert done.returncode == 0, done.stderr
    text = (shop.output / "entities" / "shop_item.py").read_text()
    assert [name for name in ("is_active:", "id:", "x:") if name not in text] == []


# -- G32: templates --------------------------------------------------------------------------------

TEMPLATED = f'{CONFIG}templates = "mine"\n'
SERVICE = '{% include "mahogen/service.py.jinja" %}\n'


def templated(text: str, name: str = "mine/service.py.jinja") -> dict[str, bytes]:
    return {**files(v2(doc="A doc"), mahogen_toml=TEMPLATED), name: text.encode()}


def test_g32_a_contract_is_no_template(shop: Shop) -> None:
    """What stands in a contract is never rendered, in a template of the user's either."""
    text = "{% raw %} {{ 7 * 7 }} {# x #} {% include 'mahogen/client.py.jinja' %}"
    inputs = {**templated(SERVICE), "v2.wsdl": v2(doc=text).encode()}
    texts = shop.accepts(inputs)
    assert text in documentation(texts)


def test_g32_no_module_beside_templates_is_imported(shop: Shop) -> None:
    trap = f"open({str(shop.canary)!r}, 'w')\n".encode()
    names = ("__init__", "service", "jinja2", "filters", "conftest", "sitecustomize", "lxml")
    inputs = templated(SERVICE)
    shop.accepts({**inputs, **{f"mine/{name}.py": trap for name in names}})
    done = elsewhere(shop, 0o022)
    assert done.returncode == 0, done.stderr
    assert not shop.canary.exists()


@pytest.mark.parametrize(
    "text",
    [
        "{% include '/etc/passwd' %}",
        "{% include '../v2.wsdl' %}",
        "{% include '../../beside' %}",
        "{% import 'os' as os %}",
        "{% extends 'mahogen/../../cli.py' %}",
        "{{ nothing }}",
        "{% for %}",
        "{{ view.nothing }}",
        "import os\nos.system('id')\n{{ view.doc }}{{ 1 / 0 }}",
        "\udcff",
    ],
)
def test_g32_templates_that_do_not_work(shop: Shop, text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    inputs = {**templated(""), "mine/service.py.jinja": data}
    shop.refuses(inputs, "mine/service.py.jinja", exit_code=2)


@pytest.mark.parametrize(
    "text",
    [
        "{{ view.doc }}\n{{ 'import os' }}\n",
        "{{ view.doc }}\nx = {{ view.key | replace('\"', '') }}()\n",
        "{{ view.doc }}\n# {{ view.key }}\n",
    ],
)
def test_g32_what_templates_print_is_held_to_the_grammar(shop: Shop, text: str) -> None:
    said = "makes what mahogen does not let through"
    shop.refuses(templated(text), "mine/service.py.jinja", said, exit_code=2)


@pytest.mark.parametrize("place", ["../home", "nowhere", "v2.wsdl", "shop_api"])
def test_g32_folders_of_templates(shop: Shop, place: str) -> None:
    """A folder of none is no harm; what is no folder, or is written to, is refused."""
    inputs = files(mahogen_toml=TEMPLATED.replace("mine", place))
    if place == "../home":
        shop.accepts(inputs)
    else:
        assert shop.refused_somehow(inputs) == 2


# -- G34: an end before the end --------------------------------------------------------------------

CHANGED = files(
    v2(doc="Other words", entity="thingEntity", **operations("shopItemList")),
    api_xml=catalog(**resource("shop_other", "info", prefix="shopOther")).replace(
        "<methods>", "<methods><list/>", 1
    ),
)


class Fails:
    """Counts the steps of a run, and fails at one, or at each from one on."""

    def __init__(self, patch: pytest.MonkeyPatch, nth: int, error: BaseException) -> None:
        self.count, self.nth, self.error = 0, nth, error
        for name in ("replace", "link", "mkdir", "unlink", "rename", "rmdir"):
            patch.setattr(os, name, self.step(getattr(os, name)))
        patch.setattr(Path, "write_bytes", self.step(Path.write_bytes))

    def step(self, real: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **more: object) -> object:
            self.count += 1
            if self.count == self.nth:
                raise self.error
            return real(*args, **more)

        return counted


def tree(shop: Shop) -> dict[str, object]:
    """The old tree: content, time stamps and modes, but for the stamps of folders."""
    return {
        path.relative_to(shop.output).as_posix(): (
            (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None,
            path.stat().st_mode,
        )
        for path in shop.output.rglob("*")
    }


FULL, READ_ONLY, DENIED, BROKEN, QUOTA = 28, 30, 13, 5, 122


@pytest.mark.parametrize(
    ("reason", "steps"),
    [
        (FULL, range(1, 200, 3)),
        pytest.param(FULL, range(1, 200), marks=pytest.mark.slow),
        *((reason, (2, 9, 16)) for reason in (READ_ONLY, DENIED, BROKEN, QUOTA)),
    ],
)
def test_g34_a_step_that_fails(shop: Shop, reason: int, steps: Sequence[int]) -> None:
    shop.write(CHANGED)
    before = tree(shop)
    refused = 0
    for nth in steps:
        with pytest.MonkeyPatch.context() as patch:
            Fails(patch, nth, OSError(reason, os.strerror(reason)))
            ended = run("generate")
        assert "Traceback" not in ended.stderr
        if ended.exit_code == 0:  # there was another way, or it was a step of cleaning up
            assert run("check").exit_code == 0
            break
        refused += 1
        assert ended.exit_code == 2
        assert "shop_api" in ended.stderr
        assert tree(shop) == before, (nth, ended.stderr)
    assert refused >= 1


def test_g34_an_interrupt(shop: Shop) -> None:
    shop.write(CHANGED)
    before = tree(shop)
    for nth in (1, 9, 20, 33):
        with pytest.MonkeyPatch.context() as patch:
            Fails(patch, nth, KeyboardInterrupt())
            assert run("generate").exit_code == 130
        assert tree(shop) == before, nth


KILLED = """
import os, signal, sys
from pathlib import Path
nth = int(sys.argv[1])
count = 0
def stepped(real):
    def step(*args, **more):
        global count
        count += 1
        if count == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)
    return step
for name in ("replace", "link", "mkdir", "unlink", "rename", "rmdir"):
    setattr(os, name, stepped(getattr(os, name)))
Path.write_bytes = stepped(Path.write_bytes)
sys.argv = ["mahogen", "generate"]
from mahogen.__main__ import main
main()
"""


def killed(shop: Shop, nth: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(nth)], cwd=shop.project, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("nth", [3, 12])
def test_g34_killed_while_files_are_prepared(shop: Shop, nth: int) -> None:
    """Until all is prepared, nothing of the old tree has been touched."""
    shop.write(CHANGED)
    before = tree(shop)
    killed(shop, nth)
    after = tree(shop)
    assert {path: after[path] for path in before} == before
    shop.accepts({})


@pytest.mark.parametrize(
    "nth", [20, *(pytest.param(n, marks=pytest.mark.slow) for n in range(10, 48, 3))]
)
def test_g34_the_run_after_a_killed_one_heals(shop: Shop, nth: int) -> None:
    """Killed while files move: each is the old one or the new one, and the next run ends it."""
    shop.write(CHANGED)
    old = files_of(shop.output)
    killed(shop, nth)
    left = files_of(shop.output)
    shop.accepts({})
    new = files_of(shop.output)
    for path, data in left.items():
        if not path.startswith(".mahogen"):
            assert data in (old.get(path), new.get(path)), path


def test_g34_a_limit_on_the_size_of_files(shop: Shop) -> None:
    """As on a disk that is full: the system itself refuses to write."""
    shop.write(CHANGED)
    before = tree(shop)
    limited = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))\n"
        "sys.argv = ['mahogen', 'generate']\n"
        "from mahogen.__main__ import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", limited],
        cwd=shop.project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "shop_api/" in done.stderr
    assert "cannot be written: File too large" in done.stderr
    assert tree(shop) == before


def test_g34_a_folder_that_is_read_only(shop: Shop) -> None:
    shop.write(CHANGED)
    before = tree(shop)
    shop.output.chmod(0o555)
    try:
        with permissions_count():
            ended = run("generate")
    finally:
        shop.output.chmod(0o755)
    assert ended.exit_code == 2
    assert "cannot be written: Permission denied" in ended.stderr
    assert tree(shop) == before


@pytest.mark.slow
def test_g34_two_runs_at_once(shop: Shop) -> None:
    """One of them writes; what stands there in the end is whole."""
    shop.write(CHANGED)
    command = [sys.executable, "-m", "mahogen", "generate"]
    runs = [subprocess.Popen(command, cwd=shop.project, stderr=subprocess.PIPE) for _ in range(3)]
    codes = [one.wait(120) for one in runs]
    said = b"".join(one.stderr.read() for one in runs if one.stderr)
    for one in runs:
        if one.stderr:
            one.stderr.close()
    assert 0 in codes
    assert set(codes) <= {0, 2}
    assert b"Traceback" not in said
    assert run("check").exit_code == 0
