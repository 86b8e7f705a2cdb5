"""How the V2 operations of a resource start: the one thing of a catalog that no store reports.

For stock resources it is known. For others it is what stands before the names of their methods in
names of operations: acmeReward in acmeRewardList, if there is a resource with a method list that
this may well be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

ALIKE: Final = 4
"""Letters in a row that a prefix has in common with the name of a resource it may belong to."""


@dataclass(frozen=True, slots=True)
class Named:
    """A resource by its names, its own first, and those of its methods."""

    names: Sequence[str]
    methods: Collection[str]

    @property
    def key(self) -> str:
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Found:
    """The prefixes by key of their resource, those among them that were guessed, and the keys of
    resources that none was found for.
    """

    prefixes: Mapping[str, str]
    guessed: Mapping[str, str]
    unclear: Sequence[str]


def find_prefixes(
    resources: Sequence[Named],
    operations: Collection[str],
    pinned: Mapping[str, str],
    stock: Mapping[str, str],
) -> Found:
    """The prefixes of `resources`, and those of stock resources that only operations tell of.

    `pinned` goes before `stock`; both may name a resource by an alias.
    """
    known = {
        resource.key: prefix
        for resource in resources
        if (prefix := _known(resource, pinned) or _known(resource, stock))
    }
    starts = {_longest(operation, {*known.values(), *stock.values()}) for operation in operations}
    hidden = {key: prefix for key, prefix in stock.items() if prefix in starts - {*known.values()}}
    methods = {known[r.key]: r.methods for r in resources if r.key in known}
    open_ = [o for o in operations if not _explained(o, methods)]
    guesses = {
        resource.key: guess
        for resource in resources
        if resource.key not in known
        and (guess := _guess(resource, open_, {*methods, *hidden.values()}))
    }
    guessed = _undisputed(guesses)
    found = known | guessed
    ordered = {r.key: found[r.key] for r in resources if r.key in found}
    unclear = [r.key for r in resources if operations and r.methods and r.key not in found]
    whole = ordered | {k: p for k, p in hidden.items() if k not in ordered}
    return Found(whole, guessed, unclear)


@dataclass(frozen=True, slots=True, order=True)
class _Guess:
    """How well a prefix fits: same name, methods, letters in common, and how short it is."""

    same: bool
    methods: int
    letters: int
    shortness: int
    prefix: str


def _known(resource: Named, prefixes: Mapping[str, str]) -> str:
    return next((prefixes[name] for name in resource.names if name in prefixes), "")


def _longest(operation: str, prefixes: Iterable[str]) -> str:
    return max((p for p in prefixes if operation.startswith(p)), key=len, default="")


def _explained(operation: str, methods: Mapping[str, Collection[str]]) -> bool:
    """Whether the operation is one of a resource whose prefix is known."""
    return any(operation in _operations(prefix, names) for prefix, names in methods.items())


def _operations(prefix: str, methods: Iterable[str]) -> set[str]:
    return {prefix + name[:1].upper() + name[1:] for name in methods}


def _guess(resource: Named, operations: Iterable[str], taken: Collection[str]) -> _Guess | None:
    """The prefix that most speaks for, None if nothing does or two are as good."""
    covered: dict[str, set[str]] = {}
    for operation in operations:
        for method in resource.methods:
            end = method[:1].upper() + method[1:]
            prefix = operation.removesuffix(end)
            if operation.endswith(end) and prefix and prefix not in taken:
                covered.setdefault(prefix, set()).add(method)
    guesses = sorted((_rated(p, len(m), resource) for p, m in covered.items()), reverse=True)
    if not guesses:
        return None
    best = guesses[0]
    if best.letters >= ALIKE:
        return best
    alone = len(guesses) == 1 or guesses[1].methods < best.methods
    return best if alone and best.methods == len(resource.methods) > 1 else None


def _rated(prefix: str, methods: int, resource: Named) -> _Guess:
    names = [name.replace("_", "").lower() for name in resource.names]
    lower = prefix.lower()
    letters = max(SequenceMatcher(None, lower, name).find_longest_match().size for name in names)
    return _Guess(lower in names, methods, letters, -len(prefix), prefix)


def _undisputed(guesses: Mapping[str, _Guess]) -> dict[str, str]:
    """Each prefix for the one resource that it fits best."""
    best: dict[str, str] = {}
    for key, guess in guesses.items():
        rival = best.get(guess.prefix)
        if rival is None or guess > guesses[rival]:
            best[guess.prefix] = key
    return {key: prefix for prefix, key in best.items()}
