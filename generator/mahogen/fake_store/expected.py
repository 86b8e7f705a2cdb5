"""What a test expects of the calls of a store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from mahogen.fake_store.entry import Entry
from mahogen.fake_store.paths import check, shown


class Expected(ABC):
    """Holds what a test expects against the calls that there were."""

    @abstractmethod
    def calls(
        self, path: str = "*", /, *, user: str | None = None, **arguments: Any
    ) -> list[Entry]:
        """The calls that fit."""

    @abstractmethod
    def shown(self) -> str:
        """What the text of a failure shows of them."""

    @property
    @abstractmethod
    def forgotten(self) -> int:
        """How many earlier calls are not known any more."""

    def one(self, path: str, /, *, user: str | None = None, **arguments: Any) -> Entry:
        """The one call that `calls` gives.

        Raises:
            AssertionError: there is none or more than one, or not all calls are known any more; it
                shows the journal.
            ValueError: as `calls` does.
        """
        __tracebackhide__ = True  # pytest shows the test
        found = self.calls(path, user=user, **arguments)
        if len(found) != 1 or self.forgotten:
            raise self._unmet(f"one {path}", user, self._counted(found), path, arguments)
        return found[0]

    def never(self, path: str, /, *, user: str | None = None, **arguments: Any) -> None:
        """Hold that there is no such call as `calls` would give.

        Raises:
            AssertionError: there is, or not all calls are known any more; it shows the journal.
            ValueError: as `calls` does.
        """
        __tracebackhide__ = True  # pytest shows the test
        if (found := self.calls(path, user=user, **arguments)) or self.forgotten:
            raise self._unmet(f"no {path}", user, self._counted(found), path, arguments)

    def in_order(self, *paths: str, user: str | None = None) -> list[Entry]:
        """Calls of these paths or patterns, one after the other; others may be between them.

        Raises:
            AssertionError: there are none such; it shows the journal.
            ValueError: as `calls` does.
        """
        __tracebackhide__ = True  # pytest shows the test
        if not paths:
            raise ValueError("name the paths of the calls")
        for path in paths:
            check(path)
        entries = iter(self.calls(user=user))
        found: list[Entry] = []
        for path in paths:
            entry = next((entry for entry in entries if fnmatchcase(entry.path, path)), None)
            if entry is None:
                after = f" after {found[-1].path} ({found[-1].number})" if found else ""
                raise self._unmet(" then ".join(paths), user, f"there is no {path}{after}")
            found.append(entry)
        return found

    def _counted(self, found: list[Entry]) -> str:
        if self.forgotten:
            return f"the journal has forgotten earlier calls ({self.forgotten})"
        return "there is 1" if len(found) == 1 else f"there are {len(found)}"

    def _unmet(
        self,
        wanted: str,
        user: str | None,
        found: str,
        path: str = "*",
        arguments: Mapping[str, Any] | None = None,
    ) -> AssertionError:
        given = f" with {shown(path, arguments)}" if arguments else ""
        whose = "" if user is None else f" by {user}"
        return AssertionError(f"expected {wanted}{given}{whose}, and {found}:\n{self.shown()}")
