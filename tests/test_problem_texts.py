"""Every sentence that mahogen can say of what is wrong is seen in some golden stderr."""

from __future__ import annotations

from pathlib import Path

import pytest

import mahogen
from problem_texts import WILD, Text, texts

TESTS = Path(__file__).parent
# What the runtime and the fake store say is said to callers, and seen in their own tests.
TEXTS = texts(Path(mahogen.__path__[0]), "runtime/", "fake_store/")
# What needs a server, or thousands of files, or is no problem is held word for word by these tests.
SPELLED_OUT = (
    *(f"read/test_{name}.py" for name in ("http", "imports", "place", "store")),
    *(f"testing/test_plugin_{name}.py" for name in ("package", "settings")),
    "model/test_disagreements.py",
    "lint/test_lint.py",
)
SEEN = "\n".join(
    path.read_text(encoding="utf-8")
    for name in ("failures/*/stderr.txt", "cases/*/stderr.txt", "fetch/said/*.txt", *SPELLED_OUT)
    for path in sorted(TESTS.glob(name))
)

EXCUSED = {
    "the field {} of {}, which {} declares: the order of its fields is that of the modules": (
        "needs several modules: tests/model"
    ),
    "another run of mahogen is writing here": "needs a second run: tests/tree",
    "cannot be parsed as XML: {}": "says what libxml2 finds beyond expat, in its words",
    "cannot be read: {}": "needs a file that its owner cannot read",
    "cannot be written: {}": "needs a full disk: tests/tree",
    "declares more than {} modules in app/etc/modules": "needs as many: tests/read",
    "has more than {} folders to look for modules in": "needs as many folders: tests/read",
    "is a link that leads nowhere": "needs a link: tests/scaffold",
    "is a link that leads out of the output folder": "needs a link: tests/tree",
    "mahogen did not write this file and left it alone": "is no failure: tests/cli",
    "takes the modules above the limit of {} bytes together": "needs large files: tests/read",
    "was changed in part: {}{}": "needs a disk that fails twice: tests/tree",
}


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_every_text_is_seen(text: Text) -> None:
    seen = text.pattern.search(SEEN) is not None
    excuse = EXCUSED.get(text.literal.replace(WILD, "{}"))
    assert seen != bool(excuse), excuse or "add a folder to tests/failures or tests/cases"


def test_excuses_are_needed() -> None:
    assert set(EXCUSED) <= {text.literal.replace(WILD, "{}") for text in TEXTS}
    assert len(TEXTS) > 80
