"""Tables of what a log says: cut after some rows, with what their cells have in common."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.observed.handoffs import Spread, Team
from chainmap.model import Calendar
from chainmap.report.text.blocks import indented
from chainmap.report.text.table import table
from chainmap.units import hours

MAX_ROWS = 10
"""Rows of a table that are printed; `--all` and JSON have all."""

NO_TEAM = "(no team)"

_WORDS = frozenset(
    {"From", "To", "Team", "by way of", "for example", "Route", "Month", "Outcome", "Activity"}
)
"""Heads of the columns that hold words, not figures."""


def cut(rows: Sequence[tuple[str, ...]], most: int | None) -> list[str]:
    """Return a table with its head and, of the rows below it, at most so many."""
    shown = list(rows) if most is None else list(rows[: most + 1])
    words = frozenset(at for at, name in enumerate(rows[0]) if name in _WORDS)
    lines = indented(table(shown, right=frozenset(range(len(rows[0]))) - words))
    more = len(rows) - len(shown)
    return [*lines, *indented([f"… {more:,} more: --all"] if more else [])]


def spread_cells(time: Spread, clock: Calendar) -> tuple[str, str, str]:
    """Return the median and the 85th and 95th percentile."""
    return (hours(time.median, clock), hours(time.p85, clock), hours(time.p95, clock))


def team_name(team: Team) -> str:
    """Return the name of a team, or that there is none."""
    return NO_TEAM if team is None else team
