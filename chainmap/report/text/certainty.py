"""Certainty as text: how sure the order of the suspects is."""

from __future__ import annotations

from chainmap.analysis.certainty import Certainty, Weighed
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.table import table
from chainmap.units import count, percent

MAX_TEAMS = 5
"""Suspects shown; JSON has more."""


_KNOWN = (
    "Both know how few complaints there are, how few cases a figure rests on, and that every late",
    "case has a slowest chain of its own. What is missing in the files, they do not know.",
)


def certainty_text(result: Certainty, *, stable: float | None = None) -> str:
    """Return the suspects of all complaints together with their intervals, and what to make of it.

    `stable` is the share of trials with moved figures in which the first stayed first.
    """
    asked = count(round(result.complaints), "complaint")
    head = f"How sure is the order? ({asked}; exposure, not cause)"
    if not result.is_enough:
        told = "  Too few complaints to rank teams: read the shares as questions to ask."
        return laid_out([[head, told]])
    if len(result.suspects) == 1:
        alone = f"  There is none: only {result.suspects[0].team} is suspected."
        return laid_out([[head, alone]])
    return laid_out([[head, *indented([*_table(result), *remarks(result, stable)])]])


def _table(result: Certainty) -> list[str]:
    rows = [("", "Team", "share", "95 % interval", "truly first")]
    rows += [_row(rank, team) for rank, team in enumerate(result.suspects[:MAX_TEAMS], start=1)]
    return table(rows, right=frozenset(range(2, 5)))


def _row(rank: int, team: Weighed) -> tuple[str, str, str, str, str]:
    return (
        str(rank),
        team.team,
        percent(team.share),
        interval_of(team),
        percent(team.truly_first),
    )


def interval_of(team: Weighed) -> str:
    """Return where a share lies in 95 % of cases.

    >>> from chainmap.measure.small_counts import Interval
    >>> interval_of(Weighed("A", 0.3, Interval(0.204, 0.47), 0.5, 0.3))
    '20–47 %'
    """
    return f"{team.interval.low * 100:.0f}–{percent(team.interval.high)}"


def remarks(result: Certainty, stable: float | None = None) -> list[str]:
    """Return in lines what the intervals say and do not say of the order."""
    ties, first = result.ties, result.suspects[0].team
    lines = []
    if ties:
        others = ", ".join(ties[:MAX_TEAMS]) + (
            f" and {len(ties) - MAX_TEAMS} more" if len(ties) > MAX_TEAMS else ""
        )
        lines.append(f"{first} may be first by chance: its interval overlaps that of {others}.")
    else:
        lines.append(f"{first} is first beyond chance: no other interval reaches its own.")
    per = "per item handled" if result.by_volume else "per team, as not all volumes are known"
    lines.append(f"truly first: probability of the highest rate of complaints {per}.")
    lines += [*_one_by_one(result.suspects[0]), *_KNOWN]
    if stable is not None:
        told = f"{first} stays first in {percent(stable)} of trials in which all figures move by up"
        lines.append(f"{told} to 20 %.")
    lines.append("Teams that log more of what goes wrong look worse.")
    return lines


def _one_by_one(first: Weighed) -> list[str]:
    """Say where single cases point elsewhere than the share, which is of the average case."""
    if first.interval.low < first.share < first.interval.high:
        return []
    which = "less" if first.case_by_case < first.share else "more"
    told = f"Looked into one by one, the complaints would point {which} to {first.team}"
    return [f"{told}: about {percent(first.case_by_case)}."]
