"""Puts what people wrote into messages: short, visible, with the nearest known name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import get_close_matches

from chainmap.issues import Issue, Location, Severity, Subject

LONGEST = 80
"""Characters of a user's text that a message shows."""

MOST_LISTED = 8
"""Names that a message lists."""


def error(location: Location, code: str, message: str, hint: str | None = None) -> Issue:
    """Return a finding that stops the analysis."""
    return Issue(location, Severity.ERROR, code, message, hint)


def warning(
    location: Location, code: str, message: str, hint: str | None = None, *, about: Subject = ()
) -> Issue:
    """Return a finding that does not stop the analysis."""
    return Issue(location, Severity.WARNING, code, message, hint, (about,) if about else ())


def shown(text: str) -> str:
    r"""Return the text as a message shows it: at most 80 characters, control characters escaped.

    >>> shown("a\tb")
    'a\\tb'
    """
    cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in cut)


def listed(names: Sequence[str], last: str = "and", *, more: int = 0) -> str:
    """Return the names as a sentence lists them, and how many more there are.

    >>> listed(["a", "b", "c"], "or")
    'a, b or c'
    """
    more += max(0, len(names) - MOST_LISTED)
    known = [shown(name) for name in names[:MOST_LISTED]]
    *first, end = [*known, f"{more} more"] if more else known or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def nearest(text: str, choices: Collection[str]) -> str | None:
    """Return the choice most like the text, case aside; None if none is like it."""
    by_fold: dict[str, str] = {}
    for choice in choices:
        by_fold.setdefault(choice.casefold(), choice)
    found = get_close_matches(text.strip().casefold()[:200], by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def did_you_mean(text: str, choices: Sequence[str]) -> str:
    """Return the question after the nearest choice, or the list of all."""
    found = nearest(text, choices)
    return f"Did you mean {shown(found)}?" if found else f"Write {listed(choices, 'or')}."


def kind_of(value: object) -> str:
    """Return what a piece of a document is called."""
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list | tuple) else "a text"
