"""Names on the page: isolated from the text around them, and anchors made from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from chainmap.model import Organisation

_RIGHT_TO_LEFT = frozenset(("R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI", "AN"))


_FIGURE = r"(?<!\w)(?:[<>+\u2212]\s?)?\d[\d.,]*\s(?:%|[hd](?!\w)(?:\s\d+\smin)?|min(?!\w))"


_LONG = re.compile(r"[^\s-]{15}")
"""A word that may have to break in a narrow column, which names on their own may."""


def isolated(name: object) -> Markup:
    """Return a name whose direction of writing does not disturb what stands beside it.

    One of short words from left to right cannot, and stands as it is.
    """
    text = str(name)
    bare = not _turns(text) and _LONG.search(text) is None
    return escape(text) if bare else Markup("<bdi>{}</bdi>").format(text)


class Sentences:
    """Text with names of an organisation and figures with units in it."""

    def __init__(self, organisation: Organisation) -> None:
        names = {str(party) for party in organisation.parties}
        names |= {handoff.deliverable for handoff in organisation.handoffs}
        turned = sorted(filter(_turns, names), key=lambda name: (-len(name), name))
        named = "|".join(map(re.escape, turned)) or "(?!)"
        self._names = re.compile(named)
        self._parts = re.compile(f"(?P<name>{named})|(?P<figure>{_FIGURE})")

    def isolating(self, text: str) -> Markup:
        """Return the text with names from right to left isolated; figures may break."""
        parts, end = [], 0
        for match in self._names.finditer(text):
            parts += [escape(text[end : match.start()]), isolated(match[0])]
            end = match.end()
        return Markup().join([*parts, escape(text[end:])])

    def __call__(self, text: str) -> Markup:
        """Return the text with names from right to left isolated, figures beside their units."""
        parts, end = [], 0
        for match in self._parts.finditer(text):
            tag = isolated if match.lastgroup == "name" else _unbroken
            parts += [escape(text[end : match.start()]), tag(match[0])]
            end = match.end()
        return Markup().join([*parts, escape(text[end:])])


def _unbroken(figure: str) -> Markup:
    return Markup('<span class="word">{}</span>').format(figure)


def _turns(name: str) -> bool:
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in name)


def anchors(names: Iterable[str], *, prefix: str) -> tuple[str, ...]:
    """Return an id for each name, all different, of letters and digits that need no quoting.

    >>> anchors(["C-17", "C 17", "é"], prefix="complaint")
    ('complaint-C-17', 'complaint-C-17-2', 'complaint-x')
    """
    taken: set[str] = set()
    found = []
    for name in names:
        plain = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-") or "x"
        anchor, number = f"{prefix}-{plain}", 1
        while anchor in taken:
            number += 1
            anchor = f"{prefix}-{plain}-{number}"
        taken.add(anchor)
        found.append(anchor)
    return tuple(found)
