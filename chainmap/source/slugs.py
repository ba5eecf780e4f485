"""File names for parties, safe on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 60
"""Characters of a file name before what makes it unique."""

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TAKEN = re.compile(r"con|prn|aux|nul|conin|conout|clock|(?:com|lpt)[0-9]|chainmap|complaints")
"""Names that Windows keeps for devices, whatever follows the dot, and chainmap for itself."""


def slug(name: str, otherwise: str) -> str:
    """Return the name in lower-case letters, digits and hyphens.

    >>> slug("Order Desk (Süd)", "team")
    'order-desk-sud'
    >>> slug("aux", "team"), slug("仓库", "team")
    ('team-aux', 'team')
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = _NOT_WORD.sub("-", plain).strip("-")[:LONGEST].strip("-") or otherwise
    return f"{otherwise}-{words}" if _TAKEN.fullmatch(words) else words


def unique_slugs(names: Iterable[str], otherwise: str) -> Iterator[tuple[str, str]]:
    """Yield each name with a slug that no other has: the second of a kind ends in -2."""
    used: set[str] = set()
    for name in names:
        first = slug(name, otherwise)
        found, number = first, 1
        while found in used:
            number += 1
            found = f"{first}-{number}"
        used.add(found)
        yield name, found
