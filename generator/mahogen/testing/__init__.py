"""The pytest plugin: a store and a client of it for each test that asks for them.

    def test_an_order(maho, maho_store):
        place_order(maho)                                       # code of yours
        assert maho_store.journal.one("cart.order").ok

`pip install 'mahogen[testing]'`, and pytest finds it. `pytest --fixtures` tells what there is:
maho, maho_async, maho_store, maho_store_url, maho_login. The package is the one that mahogen.toml
(or [tool.mahogen] of pyproject.toml) in pytest's rootdir makes; if it makes several, `maho_package`
of pytest's own configuration says which; without a configuration it is maho_api.

    @pytest.mark.maho(dialect="v1", strict=True, seed="tests/shop.toml", user="reader", http=True)

holds for a test, a class or a module; what is closest wins, option by option. --maho-dialect,
--maho-strict and --maho-http say what holds where no marker does.

A test that passes although a mishap of its store never came is warned of: MishapNeverCame. To have
it fail, or to hear nothing, name mahogen.testing.MishapNeverCame in filterwarnings.
"""

from __future__ import annotations

from mahogen.testing.login import Login
from mahogen.testing.never_came import MishapNeverCame

__all__ = ["Login", "MishapNeverCame"]
