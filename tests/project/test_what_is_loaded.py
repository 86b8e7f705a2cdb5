"""A program loads of the package what it uses: one resource costs nothing of the others."""

from __future__ import annotations

import subprocess
import sys

import pytest

CLIENT = "from maho_api import Maho; store = Maho('https://shop', 'u', 'k')"
OF_A_RESOURCE = {
    f"maho_api.{folder}{name}"
    for folder in ("resources", "wire", "entities", "faults")
    for name in ("", ".cart_payment", ".common")
} - {"maho_api.resources.common"}


@pytest.mark.parametrize(
    ("code", "loaded"),
    [
        ("import maho_api", set[str]()),
        (
            "from maho_api import ShoppingCartProductEntity",
            {"maho_api.entities", "maho_api.entities.cart_product"},
        ),
        (f"{CLIENT}; store.cart_payment", {"maho_api.client", *OF_A_RESOURCE}),
    ],
)
def test_only_what_is_used_is_loaded(code: str, loaded: set[str]) -> None:
    probe = f"{code}\nimport sys; print(*(m for m in sys.modules if m.startswith('maho_api.')))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == loaded
