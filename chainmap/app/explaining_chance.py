"""What `--explain` says of chance, of next moves, and of how sure an order is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chainmap.analysis.certainty import Certainty
    from chainmap.analysis.chance import Chance
    from chainmap.analysis.trace import Trace
    from chainmap.app.answers import Ranked
    from chainmap.flow import Flow
    from chainmap.model import HandoffId
    from chainmap.report.explained import Explained
    from chainmap.report.explained.inputs import Places
    from chainmap.report.explained.ranking import Ranking
    from chainmap.report.story.groups import Group


@dataclass(frozen=True, slots=True)
class Unsure:
    """How sure a trace is: its certainty, the trials in which the first stays so, and chance."""

    certainty: Certainty | None = None
    stable: float | None = None
    chance: Chance | None = None


def sure_of(trace: Trace, unsure: Unsure, places: Places) -> Iterable[Explained]:
    """Return how sure the order of the suspects is."""
    if unsure.certainty is None or not unsure.certainty.suspects:
        return ()
    from chainmap.report.explained.certainty import of_certainty

    return of_certainty(unsure.certainty, trace, places, stable=unsure.stable)


def drawn_of(
    flow: Flow, groups: Sequence[Group], chance: Chance | None, places: Places
) -> Iterable[Explained]:
    """Return what chance says of each delivery, beside the first group that is about it."""
    if chance is None:
        return
    from chainmap.report.explained.chance import of_delivery_chance, of_dice, on_slowest_chain
    from chainmap.report.explained.trace import title

    about: dict[HandoffId, str] = {}
    for group in groups:
        about.setdefault(group.behind.id, title(group))
    yield of_dice(chance)
    for known in chance.deliveries:
        yield from of_delivery_chance(known, chance, flow, about[known.id], places)
    yield on_slowest_chain(chance)


def moves_of(found: Ranked, ranking: Ranking, places: Places) -> Iterable[Explained]:
    """Return what other moves than a cut give."""
    if found.moves is None:
        return ()
    from chainmap.report.explained.moves import of_moves

    return of_moves(found.moves, found.result, ranking, places)


def prevented_of(found: Ranked, places: Places) -> Iterable[Explained]:
    """Yield what chance says of the whole, of each team and of each delivery."""
    if found.chance is None:
        return
    from chainmap.report.explained import chance
    from chainmap.report.explained.inputs import named

    yield chance.of_dice(found.chance)
    yield from chance.of_late(found.chance, places)
    for team in found.chance.teams:
        yield from chance.of_team_chance(team, found.chance, found.flow, places)
    for known in found.chance.deliveries:
        about = named(known.delivery)
        yield from chance.of_delivery_chance(known, found.chance, found.flow, about, places)
