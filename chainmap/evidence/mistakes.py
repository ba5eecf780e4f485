"""What is wrong with a log, as findings."""

from __future__ import annotations

from collections.abc import Callable

from chainmap.issues import ChainmapError, Issue, Location, Severity

_LONGEST = 80
"""Characters of a user's text that a message shows."""


def mistake(
    source: str, code: str, message: str, hint: str | None = None, *, line: int = 0
) -> ChainmapError:
    """Return the error that a log cannot be read."""
    place = Location(source, line, 1 if line else 0)
    return ChainmapError(Issue(place, Severity.ERROR, code, message, hint))


def together(*steps: Callable[[], object]) -> None:
    """Take all steps; what any of them finds wrong is told at once.

    Raises:
        ChainmapError: any step does.
    """
    issues: list[Issue] = []
    for step in steps:
        try:
            step()
        except ChainmapError as error:
            issues += error.issues
    if issues:
        raise ChainmapError(*issues)


def shown(text: str, *, most: int = _LONGEST) -> str:
    """Return the text as a message shows it: short, control characters escaped."""
    cut = text if len(text) <= most else f"{text[: most - 1]}…"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in cut)
