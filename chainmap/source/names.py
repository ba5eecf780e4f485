"""Names: when two are one, which are known, and which one was probably meant."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache

from chainmap.model import PartyId
from chainmap.source.wording import nearest, shown

_MOST_SEARCHES = 500
"""Unknown names for which the nearest is sought; a file full of them is another mistake."""

_CANDIDATES = 20


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """Return what is equal for names that differ only in case or surrounding space."""
    composed = unicodedata.normalize("NFC", name.strip())
    return unicodedata.normalize("NFC", composed.casefold())


class Names:
    """Known names by their key, and the search for the nearest one.

    The search compares only names that share pairs of letters with what was written, so that
    thousands of names stay quick.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key = {key_of(name): PartyId(name) for name in names}
        self._searched: dict[str, str | None] = {}

    @property
    def by_key(self) -> Mapping[str, PartyId]:
        """The names by their key."""
        return self._by_key

    def find(self, name: str) -> PartyId | None:
        """Return the name as it is known, None if it is not."""
        return self._by_key.get(key_of(name))

    def nearest(self, name: str) -> str | None:
        """Return the known name most like this one, None if none is like it."""
        key = key_of(name)
        if key not in self._searched:
            if len(self._searched) >= _MOST_SEARCHES:
                return None
            self._searched[key] = nearest(key, self._candidates(key))
        found = self._searched[key]
        return None if found is None else self._by_key[found]

    def question(self, name: str, otherwise: str) -> str:
        """Return the question after the nearest name, or the other advice."""
        found = self.nearest(name)
        return f"Did you mean {shown(found)}?" if found else otherwise

    def _candidates(self, key: str) -> list[str]:
        shared = Counter(known for pair in _pairs(key) for known in self._by_pair.get(pair, ()))
        return [known for known, _ in sorted(shared.items(), key=_most_first)[:_CANDIDATES]]

    @cached_property
    def _by_pair(self) -> Mapping[str, list[str]]:
        by_pair: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._by_key):
            for pair in _pairs(key):
                by_pair[pair].append(key)
        return by_pair


def _pairs(key: str) -> set[str]:
    padded = f" {key[:200]} "
    return {padded[i : i + 2] for i in range(len(padded) - 1)}


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return (-counted[1], counted[0])
