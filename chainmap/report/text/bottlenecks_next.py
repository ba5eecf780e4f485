"""Bottlenecks as text: what to do with the ranking."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.flow import Flow
from chainmap.model import SAME_TIME, PartyId
from chainmap.report.text.blocks import next_steps
from chainmap.units import command, quoted


def next_text(result: Bottlenecks, flow: Flow, *, with_moves: bool) -> str | None:
    """Return what a lead should do next, None where no team's times delay anybody.

    `with_moves` where the other moves have been ranked already.
    """
    first = result.teams[0] if result.teams else None
    if first is None or first.leverage <= SAME_TIME:
        return None
    keeping = max(result.teams, key=lambda team: (team.restore, team.leverage))
    kept = keeping.team if keeping.restore > SAME_TIME else None
    return "\n".join(next_steps(_steps(first.team, kept, flow, with_moves=with_moves)))


def _steps(
    first: PartyId, keeping: PartyId | None, flow: Flow, *, with_moves: bool
) -> Iterator[str]:
    source = flow.organisation.source
    yield f"Ask {first} what its work waits for:   {command(f'team {quoted(first)}', source)}"
    if keeping is not None and keeping != first:
        asked = command(f"team {quoted(keeping)}", source)
        yield f"Ask {keeping} what keeps it from its promises:   {asked}"
    if not with_moves:
        yield (
            "See whether one more person, or better work, would help more:   "
            f"{command('bottlenecks --add-person --accuracy 99%', source)}"
        )
    yield f"Try a change before it is made:   {command('whatif SCENARIO', source)}"
