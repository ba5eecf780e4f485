"""Chains besides the slowest: how long they take, and where they differ from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chainmap.analysis.trace import TracedChain
from chainmap.model import Calendar
from chainmap.report.story.bridge import joined
from chainmap.report.story.groups import Group
from chainmap.units import count, hours


@dataclass(frozen=True, slots=True)
class OtherChain:
    """A chain besides the slowest: its time, its handoffs, its parties, and where it differs."""

    time: str
    handoffs: str
    teams: tuple[str, ...]
    difference: str


def longer_chain(group: Group, calendar: Calendar) -> OtherChain | None:
    """Return the chain with most handoffs, None if the slowest has as many."""
    longest, slowest = group.behind.longest, group.behind.slowest[0]
    return None if longest.handoffs <= slowest.handoffs else other_chain(longest, slowest, calendar)


def other_chain(chain: TracedChain, slowest: TracedChain, calendar: Calendar) -> OtherChain:
    """Return what is told of a chain besides the slowest."""
    return OtherChain(
        time=hours(chain.lead_time, calendar),
        handoffs=count(chain.handoffs, "handoff"),
        teams=chain.teams,
        difference=_difference(chain.teams, slowest.teams),
    )


def _difference(teams: Sequence[str], slowest: Sequence[str]) -> str:
    """Say through whom a chain goes that the slowest does not, and the reverse."""
    through = [team for team in dict.fromkeys(teams) if team not in slowest]
    instead = [team for team in dict.fromkeys(slowest) if team not in teams]
    if not through and not instead:
        return "same teams, other deliverables"
    if not through:
        return f"without {joined(instead)}"
    via = f"through {joined(through)}"
    return f"{via} instead of {joined(instead)}" if instead else via
