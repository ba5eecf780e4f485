"""Explains next moves: what one more person, or better work, gives the complaining customers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.analysis.next_moves import MoreAccurate, NextMoves, OnePerson
from chainmap.measure.gains import Gain, hours_sooner, share_more
from chainmap.measure.load import Load
from chainmap.model import Handoff, PartyId, Team
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, judged, named, of_party, timed
from chainmap.report.explained.load import WAIT_RULE, wait_worked
from chainmap.report.explained.numbers import added, figure, in_hours, points
from chainmap.report.explained.ranking import Ranking, gained
from chainmap.units import MINUS, percent

_ONE_MORE = (
    f"weight × (lead time before {MINUS} after) of each delivery, over all weight; stated lead "
    "times shrink by what is waited less, never below process_time"
)

_RIGHT = (
    f"weight × (rolled accuracy after {MINUS} before) of each delivery, over all weight; what it "
    "hands over that is right too seldom is raised, the rest stays"
)


def of_moves(
    moves: NextMoves, result: Bottlenecks, ranking: Ranking, places: Places
) -> Iterator[Explained]:
    """Yield where the figures of each move come from, team by team."""
    loads = {team.team: team.load for team in result.teams}
    for person in moves.one_person or ():
        yield from _one_person(person, loads[person.team], ranking, places)
    for better in moves.more_accurate or ():
        yield _more_accurate(better, moves.accuracy or 0.0, ranking, places)


def _one_person(
    move: OnePerson, load: Load, ranking: Ranking, places: Places
) -> Iterator[Explained]:
    team = ranking.organisation.parties[move.team]
    if not isinstance(team, Team):
        return
    people = team.people or 0.0
    staff = of_party(team.name, "people", people, figure(people), places)
    if move.ends_backlog:
        yield _ends_backlog(team, staff)
        return
    yield _wait_saved(move, team, load, staff)
    yield _gain(move, ranking, places)
    yield _items_fewer(move, load)


def _ends_backlog(team: Team, staff: Input) -> Explained:
    more = (team.people or 0.0) + 1
    return Explained(
        team.name,
        "one more person",
        None,
        "ends its backlog",
        "arrivals × process_time below (people + 1) × availability",
        (staff,),
        (f"{figure(more)} people are enough",),
        keys=("next_moves.one_person.ends_backlog",),
    )


def _stated(team: PartyId, ranking: Ranking) -> Sequence[Handoff]:
    handoffs = ranking.organisation.handoffs
    return [h for h in handoffs if h.supplier == team and h.lead_time is not None]


def _wait_saved(move: OnePerson, team: Team, load: Load, staff: Input) -> Explained:
    saved, wait = move.wait_saved or 0.0, load.queue_wait or 0.0
    then, missing = wait - saved, "some work is not known: at least"
    return Explained(
        team.name,
        "waited less with one more person",
        saved,
        in_hours(saved),
        f"wait by formula now, {MINUS} with one more: {WAIT_RULE}",
        (staff,),
        (*_waits(team, load, then=then), added([wait, -then], saved, in_hours(saved))),
        () if move.complete else (missing,),
        ("next_moves.one_person.wait_saved_h",),
    )


def _waits(team: Team, load: Load, *, then: float) -> Iterator[str]:
    """Yield the wait for people by formula, today and with one person more."""
    people, busy, work = team.people or 0.0, load.utilisation or 0.0, load.process_time or 0.0
    more = replace(team, people=people + 1)
    less_busy = busy * people / (people + 1)
    yield f"today {wait_worked(team, load.queue_wait or 0.0, busy, work)}"
    yield f"with {figure(people + 1)} people {wait_worked(more, then, less_busy, work)}"


def _gain(move: OnePerson, ranking: Ranking, places: Places) -> Explained:
    hours, gains = move.gain or 0.0, move.gains
    steps = tuple(timed(handoff, places) for handoff in _stated(move.team, ranking))
    total = figure(hours_sooner(gains))
    return Explained(
        move.team,
        "sooner with one more person",
        hours,
        in_hours(hours),
        _ONE_MORE,
        (*steps, *(gained(gain) for gain in gains)) if gains else (),
        (f"{total} / {figure(ranking.total)} = {in_hours(hours)}",)
        if gains
        else ("no delivery comes sooner",),
        keys=("next_moves.one_person.gain_h",),
    )


def _items_fewer(move: OnePerson, load: Load) -> Explained:
    fewer, rate = move.items_fewer or 0.0, load.arrival_rate or 0.0
    return Explained(
        move.team,
        "items fewer there",
        move.items_fewer,
        figure(fewer),
        "arrivals × hours waited less (Little)",
        worked=(f"{figure(rate)}/h × {in_hours(move.wait_saved)} = {figure(fewer)}",),
        keys=("next_moves.one_person.items_fewer",),
    )


def _more_accurate(move: MoreAccurate, least: float, ranking: Ranking, places: Places) -> Explained:
    total, gains = figure(share_more(move.gains)), move.gains
    low = tuple(judged(handoff, places) for handoff in move.raised)
    return Explained(
        move.team,
        f"all it hands over {percent(least)} right",
        move.gain,
        f"+{points(move.gain)}",
        _RIGHT,
        (*low, *(_righter(gain) for gain in gains)),
        (f"{total} / {figure(ranking.total)} = {points(move.gain)}",),
        keys=("next_moves.more_accurate.gain", "next_moves.accuracy"),
    )


def _righter(gain: Gain) -> Input:
    more = gain.weight * (gain.after - gain.before)
    how = f"= {figure(gain.weight)} × ({points(gain.after)} {MINUS} {points(gain.before)})"
    return Input(named(gain.delivery), figure(more), more, how)
