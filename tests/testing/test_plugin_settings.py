"""What markers and the command line say, and what is refused."""

from __future__ import annotations

from typing import Final

import pytest
from shop_projects import told_at_setup

pytest_plugins = ["pytester", "shop_fixtures"]

SEED: Final = """\
[[users]]
name = "reader"
key = "reader's own"
permissions = ["cart.create", "cart.info"]

[[users]]
name = "writer"
key = "writer's own"

[[views]]
view_id = 1
code = "default"
"""

HOW: Final = """
import pytest

from maho_api import ShoppingCartProductEntity
from maho_api.faults import MahoFault


@pytest.fixture
def how(maho, maho_store):
    '''Dialect, whether the store is strict, whether it is called over HTTP.'''
    cart = maho.cart.create("default")
    try:
        maho.cart_product.add(cart, [ShoppingCartProductEntity(sku="nothing", qty=1)])
    except MahoFault as fault:
        assert fault.message.startswith("strict: ")
    [added] = maho_store.journal.calls("cart_product.add")
    return maho.dialect, not added.ok, maho.url.startswith("http://127.0.0.1:")
"""

CLOSEST: Final = """
import pytest

pytestmark = pytest.mark.maho(dialect="v1", strict=True)


def test_of_the_module(how):
    assert how == ("v1", True, False)


@pytest.mark.maho(dialect="wsi", http=True)
class TestOfAClass:
    def test_it(self, how):
        assert how == ("wsi", True, True)

    @pytest.mark.maho(strict=False, http=False)
    def test_option_by_option(self, how):
        assert how == ("wsi", False, False)

    @pytest.mark.maho(dialect="v2", strict=False)
    @pytest.mark.maho(dialect="v1", http=False)
    def test_the_lower_one_of_two_is_closer(self, how):
        assert how == ("v1", False, False)
"""


def test_the_closest_marker_wins_option_by_option(bare: pytest.Pytester) -> None:
    bare.makeconftest(HOW)
    bare.makepyfile(CLOSEST)
    bare.runpytest_inprocess().assert_outcomes(passed=4)
    options = ("--maho-dialect=v2", "--maho-strict", "--maho-http", "-k", "TestOfAClass")
    bare.runpytest_inprocess(*options).assert_outcomes(passed=3, deselected=1)


@pytest.mark.parametrize(
    ("options", "how"),
    [
        ((), ("v2", False, False)),
        (("--maho-dialect=v1",), ("v1", False, False)),
        (("--maho-dialect=wsi", "--maho-strict"), ("wsi", True, False)),
        (("--maho-http",), ("v2", False, True)),
    ],
)
def test_the_command_line_says_it_for_a_run(
    bare: pytest.Pytester, options: tuple[str, ...], how: tuple[str, bool, bool]
) -> None:
    bare.makeconftest(HOW)
    bare.makepyfile(f"def test_it(how):\n    assert how == {how}")
    bare.runpytest_inprocess(*options).assert_outcomes(passed=1)


def test_a_seed_of_any_form_and_its_users(bare: pytest.Pytester) -> None:
    bare.mkdir("seeds")
    bare.path.joinpath("seeds", "shop.toml").write_text(SEED)
    bare.makepyfile(
        """
        import tomllib
        from pathlib import Path

        import pytest

        from maho_api.faults import AccessDenied
        from mahogen.fake_store import State
        from mahogen.fake_store.records import ApiUser

        FILE = Path(__file__).parent / "seeds" / "shop.toml"
        TABLES = tomllib.loads(FILE.read_text())
        STATE = State(users={"reader": ApiUser(name="reader", key="x")})

        @pytest.mark.parametrize("name", [
            pytest.param("reader", marks=pytest.mark.maho(seed="seeds/shop.toml")),
            pytest.param("reader", marks=pytest.mark.maho(seed=Path("seeds", "shop.toml"))),
            pytest.param("reader", marks=pytest.mark.maho(seed=FILE)),
            pytest.param("writer", marks=pytest.mark.maho(seed=TABLES, user="writer")),
            pytest.param("reader", marks=pytest.mark.maho(seed=STATE)),
            pytest.param("apiUser", marks=()),
            pytest.param("limitedUser", marks=pytest.mark.maho(user="limitedUser")),
        ])
        def test_users(maho, maho_store, maho_login, name):
            maho.login()
            assert maho.username == maho_login.username == name
            assert maho_login.api_key == maho_store.state.users[name].key
            assert maho_login.url == maho.url.removesuffix("/api/v2_soap/")

        @pytest.mark.maho(seed="seeds/shop.toml", user="reader")
        def test_permissions(maho):
            cart = maho.cart.create("default")
            with pytest.raises(AccessDenied):
                maho.cart.totals(cart)

        @pytest.mark.maho(seed=STATE)
        @pytest.mark.parametrize("time", ["first", "second"])
        def test_a_state_is_used_and_left_as_it_was(maho_store, time):
            maho_store.state.users.clear()
        """
    )
    bare.runpytest_inprocess().assert_outcomes(passed=10)


@pytest.mark.parametrize("way", [(), ("--maho-http",)], ids=["in process", "over HTTP"])
def test_a_test_has_a_store_of_its_own(bare: pytest.Pytester, way: tuple[str, ...]) -> None:
    bare.makepyfile(
        """
        import pytest

        from mahogen.runtime.errors import UnexpectedStatus

        @pytest.mark.parametrize("time", ["first", "second"])
        def test_it(maho, maho_store, time):
            assert maho.cart.create("default") == 1
            assert len(maho_store.journal) == 2

        def test_what_shall_go_wrong_is_over_with_the_test(maho, maho_store, caplog):
            maho.cart.create("default")
            maho_store.mishaps.bad_gateway("*", times=9)
            with pytest.raises(UnexpectedStatus):
                maho.cart.create("default")

        @pytest.fixture
        def seen(maho_store):
            yield
            assert maho_store.journal.last.path == "endSession"

        def test_the_session_is_ended(seen, maho):
            maho.cart.create("default")
        """
    )
    result = bare.runpytest_inprocess("-o", "log_level=WARNING", "-rA", *way)
    result.assert_outcomes(passed=4)
    result.stdout.no_fnmatch_line("*the session was not ended*")


def test_a_store_over_http(bare: pytest.Pytester) -> None:
    bare.makepyfile(
        """
        import pytest

        from maho_api import Maho

        @pytest.fixture
        def own(maho_store_url, monkeypatch):
            monkeypatch.setenv("SHOP_URL", maho_store_url)
            with Maho(maho_store_url, "apiUser", "apiKey-123") as client:
                yield client

        def test_clients_meet_in_the_same_store(own, maho, maho_async):
            assert maho.url == maho_async.url == own.url
            assert maho.cart.info(own.cart.create("default")).quote_id == 1

        @pytest.mark.maho(http=False)
        def test_unless_a_marker_says_otherwise(own, maho):
            assert maho.url != own.url
            assert maho.cart.info(own.cart.create("default")).quote_id == 1

        def test_a_login_is_the_start_of_a_client(maho_login, maho_store):
            with Maho(*maho_login) as client:
                client.cart.create("default")
            maho_store.journal.in_order("login", "cart.create", "endSession")
            assert repr(maho_login) == f"Login('{maho_login.url}', 'apiUser', '***')"
        """
    )
    bare.runpytest_inprocess("-W", "error").assert_outcomes(passed=3)


def test_proxies_of_the_machine_are_not_asked(
    bare: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    bare.makepyfile(
        """
        import asyncio

        def test_it(maho, maho_async):
            assert maho.cart.create("default")
            assert asyncio.run(maho_async.cart.create("default"))
        """
    )
    bare.runpytest_inprocess("--maho-http").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("sed='x.toml'", "has no option 'sed'; did you mean seed?"),
        ("port=80", "has no option 'port'; known are http, dialect, strict, seed, user"),
        ("'v1'", "has the value 'v1' without a name; its options are named:"),
        ("dialect='v3'", "takes for dialect one of 'v1', 'v2', 'wsi', not 'v3'"),
        ("dialect=None", "takes for dialect one of 'v1', 'v2', 'wsi', not None"),
        ("dialect=[]", "takes for dialect one of 'v1', 'v2', 'wsi', not []"),
        ("http=1", "takes for http True or False, not 1"),
        ("strict='no'", "takes for strict True or False, not 'no'"),
        ("seed=7", "takes for seed a file's path from pytest's rootdir on, a mapping, or a State,"),
        ("user=7", "takes for user the name of a user of the seed, not 7"),
        ("seed='x.toml'", "has a seed that cannot be: x.toml: there is no such file\n  hint: "),
        ("seed={'userz': []}", 'has a seed that cannot be: seed: "userz" is not a known key\n'),
        ("user='boss'", "names the user 'boss', and the store's are apiUser, limitedUser"),
        ("seed={}", "has a seed without users, so that nobody can log in; it needs one such as"),
    ],
)
def test_what_cannot_be_is_refused(bare: pytest.Pytester, said: str, refusal: str) -> None:
    bare.makepyfile(
        f"import pytest\n@pytest.mark.maho({said})\ndef test_it(maho_async):\n    assert maho_async"
    )
    told = told_at_setup(bare.runpytest_inprocess())
    assert told.startswith(
        f"test_what_cannot_be_is_refused.py::test_it: @pytest.mark.maho {refusal}"
    )
    assert told.count("\n") == refusal.count("\n")  # a hint has a line of its own


def test_a_dialect_that_the_package_lacks(shop: pytest.Pytester) -> None:
    shop.makepyfile("def test_it(maho):\n    assert maho")
    result = shop.runpytest_inprocess("-o", "maho_package=v2_api", "--maho-dialect=wsi")
    assert told_at_setup(result) == (
        "the package v2_api cannot speak wsi: this package was generated without a wsi contract"
        " that has a login; give mahogen the store's wsi WSDL and generate again"
    )


def test_a_dialect_that_nobody_speaks(bare: pytest.Pytester) -> None:
    result = bare.runpytest_inprocess("--maho-dialect=v3")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines("*--maho-dialect: invalid choice: 'v3'*")


def test_fixtures_options_and_marker_are_told_of(bare: pytest.Pytester) -> None:
    told = bare.runpytest_inprocess("--fixtures").stdout.str()
    for name in ("maho", "maho_async", "maho_store", "maho_store_url", "maho_login"):
        assert f"\n{name} -- " in told
    told = bare.runpytest_inprocess("--markers").stdout.str()
    assert "@pytest.mark.maho(*, http, dialect, strict, seed, user): " in told
    told = bare.runpytest_inprocess("--help").stdout.str()
    for option in ("--maho-http", "--maho-dialect={v1,v2,wsi}", "--maho-strict", "maho_package"):
        assert option in told


def test_a_store_of_ones_own_takes_the_place_of_the_plugins(bare: pytest.Pytester) -> None:
    bare.makeconftest(
        """
        import pytest

        from mahogen.fake_store import FakeStore

        @pytest.fixture
        def maho_store():
            return FakeStore({"users": [{"name": "other", "key": "k"}]})
        """
    )
    bare.makepyfile("def test_it(maho):\n    maho.login()\n    assert maho.username == 'other'")
    bare.runpytest_inprocess().assert_outcomes(passed=1)
