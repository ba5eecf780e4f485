"""Plausibility: do volumes, waits and work in process fit together, and which figure to doubt?

Three checks, each a finding where two figures for the same thing differ by more than a factor of
2: what a team gets against what it makes of it; items counted in the team (`wip:`) against
throughput x lead time (Little's law, L = lambda W); the measured wait against the wait that
queueing for people explains. Assumes a steady state. Formulas give an order of magnitude, so a
finding is a note, a question to ask, not a fault. Source: Little (1961); Erlang (see
`measure.queueing`). Cases Q1, Q5 for the formulas.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chainmap.flow import Flow, Recipe
from chainmap.issues import Issue, Location, Severity, Subject
from chainmap.measure.load import Load, loads
from chainmap.measure.queueing import explaining_availability
from chainmap.model import Evidence, Handoff, HandoffId, PartyId, Team
from chainmap.units import count, hours, number, percent, rate

FACTOR = 2.0
"""By how much two figures for the same thing may differ unremarked."""


@dataclass(frozen=True)
class _Case:
    """A flow with the load of its teams."""

    flow: Flow

    @cached_property
    def loads(self) -> Mapping[PartyId, Load]:
        return loads(self.flow.organisation)

    @cached_property
    def received(self) -> Mapping[PartyId, list[HandoffId]]:
        return _by_party(self.flow, lambda handoff: handoff.customer)

    @cached_property
    def supplied(self) -> Mapping[PartyId, list[HandoffId]]:
        return _by_party(self.flow, lambda handoff: handoff.supplier)

    def hours(self, value: float) -> str:
        return hours(value, self.flow.organisation.calendar)

    def rate(self, value: float) -> str:
        return rate(value, self.flow.organisation.calendar)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two figures of a team that do not fit together, as a finding that says which to doubt."""

    team: PartyId
    issue: Issue


def plausibility(flow: Flow) -> tuple[Doubt, ...]:
    """Return the figures of which at least one must be wrong, by team."""
    case = _Case(flow)
    return tuple(
        Doubt(team.name, issue)
        for team in flow.organisation.teams
        for look in _LOOKS
        for issue in look(case, team)
    )


def _by_party(flow: Flow, party: Callable[[Handoff], PartyId]) -> Mapping[PartyId, list[HandoffId]]:
    found: dict[PartyId, list[HandoffId]] = defaultdict(list)
    for index, handoff in enumerate(flow.handoffs):
        if handoff.in_flow:
            found[party(handoff)].append(HandoffId(index))
    return found


def _differ(one: float, other: float) -> bool:
    return max(one, other) > FACTOR * min(one, other)


def _note(location: Location, code: str, message: str, hint: str, *, about: Subject) -> Issue:
    return Issue(location, Severity.NOTE, code, message, hint, (about,))


def _in_against_out(case: _Case, team: Team) -> Iterator[Issue]:
    """Compare the volume of each input with the volumes of what is made from it.

    One input may go into several deliverables, together or each by turns, so anything between the
    largest and the sum of their volumes fits. That much is made of few of one input among several
    is no finding: a drawing serves many items.
    """
    for name, received in _by_deliverable(case, team).items():
        coming = _sum(case.flow.handoffs[index].volume for index in received)
        made = _made_from(case, team, received)
        going = _sum(made)
        if coming is None or going is None or not made:
            continue
        is_only = len(case.received[team.name]) == len(received)
        most = max(volume or 0.0 for volume in made)
        if coming > FACTOR * going or (is_only and most > FACTOR * coming):
            first = case.flow.handoffs[received[0]]
            yield _note(
                first.location,
                "flow-differs",
                f"{team.name} gets {case.rate(coming)} of {name} and makes {case.rate(going)} "
                "from it.",
                f"Doubt the volume that is not counted: {_uncounted(case, team, received)}",
                about=(team.name, first.deliverable),
            )


def _by_deliverable(case: _Case, team: Team) -> Mapping[str, list[HandoffId]]:
    """Return what the team receives by what it is called; several may supply the same."""
    found: dict[str, list[HandoffId]] = defaultdict(list)
    for index in case.received.get(team.name, ()):
        found[_called(case.flow.handoffs[index])].append(index)
    return found


def _made_from(case: _Case, team: Team, received: Sequence[HandoffId]) -> list[float | None]:
    """Return how much of an input each deliverable takes; nothing where that is only assumed."""
    supplied = case.supplied.get(team.name, [])
    assumed = any(case.flow.handoffs[index].made_from is None for index in supplied)
    if assumed and len(case.received[team.name]) > len(received):
        return []
    taken: list[float | None] = []
    for index in supplied:
        volume = case.flow.handoffs[index].volume
        part = _part_of(case.flow.recipe(index), received[0])
        if part:
            taken.append(None if volume is None else part * volume)
    return taken


def _sum(volumes: Iterable[float | None]) -> float | None:
    """Return the sum, None if any is unknown."""
    total = 0.0
    for volume in volumes:
        if volume is None:
            return None
        total += volume
    return total


def _uncounted(case: _Case, team: Team, received: Sequence[HandoffId]) -> str:
    """Say between whose figures to choose."""
    suppliers = sorted({case.flow.handoffs[index].supplier for index in received})
    named = suppliers[0] if len(suppliers) == 1 else count(len(suppliers), "supplier")
    return f"of {named} or of {team.name}. Do both count the same items?"


def _part_of(recipe: Recipe, feeder: HandoffId) -> float:
    """Return in which share of the cases the recipe takes the input."""
    if feeder in recipe.required:
        return 1.0
    options = (option for options in recipe.alternatives for option in options)
    return sum(option.share for option in options if feeder in option.handoffs)


def _routed_against_counted(case: _Case, team: Team) -> Iterator[Issue]:
    """Compare arrivals and shares with the volumes that are stated as well."""
    load = case.loads[team.name]
    if not load.routed or load.throughput is None:
        return
    counted = [case.flow.handoffs[h] for h in case.received.get(team.name, ())]
    coming = sum(h.volume or 0.0 for h in counted if h.share is None)
    if team.arrivals and coming and _differ(team.arrivals, coming):
        yield _note(
            team.location,
            "flow-differs",
            f"{case.rate(team.arrivals)} arrive at {team.name}; its suppliers count "
            f"{case.rate(coming)}.",
            "Doubt arrivals: they stand for everything that no share brings.",
            about=(team.name, "arrivals:"),
        )
    for handoff in (case.flow.handoffs[h] for h in case.supplied.get(team.name, ())):
        if (
            handoff.share
            and handoff.volume
            and _differ(handoff.share * load.throughput, handoff.volume)
        ):
            yield _note(
                handoff.location,
                "flow-differs",
                f"By its share {case.rate(handoff.share * load.throughput)} of {_called(handoff)} "
                f"go from {team.name} to {handoff.customer}; its volume is "
                f"{case.rate(handoff.volume)}.",
                "Doubt the share or the volume: load counts the share.",
                about=handoff.sort_key,
            )
    yield from _left_over_against_counted(case, team, load.throughput)


def _left_over_against_counted(case: _Case, team: Team, items: float) -> Iterator[Issue]:
    """Compare what the shares leave over with the volumes of the handoffs without a share."""
    supplied = [case.flow.handoffs[h] for h in case.supplied.get(team.name, ())]
    left_over = items * (1 - sum(handoff.share or 0.0 for handoff in supplied))
    counted = _sum(handoff.volume for handoff in supplied if handoff.share is None)
    if counted and left_over > 0 and _differ(left_over, counted):
        yield _note(
            team.location,
            "flow-differs",
            f"The shares of {team.name} leave {case.rate(left_over)} over; its handoffs without a "
            f"share count {case.rate(counted)}.",
            "Doubt arrivals and shares, or the volumes: load counts the shares.",
            about=(team.name, "shares:"),
        )


def _work_in_process(case: _Case, team: Team) -> Iterator[Issue]:
    load = case.loads[team.name]
    if team.wip is None or load.throughput is None or load.lead_time is None:
        return
    expected = load.throughput * load.lead_time
    if _differ(team.wip, expected) and abs(team.wip - expected) >= 1:
        yield _note(
            team.location,
            "wip-differs",
            f"{team.name} counts {number(team.wip)} items in work; {case.rate(load.throughput)} "
            f"for {case.hours(load.lead_time)} each make {number(expected)}.",
            _doubt_of_wip(case, team, load),
            about=(team.name,),
        )


def _doubt_of_wip(case: _Case, team: Team, load: Load) -> str:
    steps = (case.flow.handoffs[h] for h in case.supplied.get(team.name, ()))
    stated = {step.evidence for step in steps if step.lead_time is not None}
    if stated != {Evidence.MEASURED}:
        return "Doubt the lead time first: it is not measured."
    rates = "arrivals and shares" if load.routed else "the volume"
    return f"Doubt {rates} first: the lead time is measured. Then count the items again."


def _waits(case: _Case, team: Team) -> Iterator[Issue]:
    load = case.loads[team.name]
    if not load.complete or load.measured_wait is None or not load.process_time:
        return
    if load.time_in_team is None or load.utilisation is None or team.people is None:
        return
    expected = max(0.0, load.time_in_team - load.process_time)
    apart = abs(load.measured_wait - expected)
    if _differ(load.measured_wait, expected) and apart > load.process_time:
        yield _note(
            team.location,
            "wait-differs",
            f"Work waits {case.hours(load.measured_wait)} at {team.name} as measured; "
            f"{_crew(team)} busy {percent(load.utilisation)} of the time would explain "
            f"{case.hours(expected)} (formula).",
            _doubt_of_wait(team, load),
            about=(team.name,),
        )


def _crew(team: Team) -> str:
    return "1 person" if team.people == 1 else f"{number(team.people or 0.0)} people"


def _doubt_of_wait(team: Team, load: Load) -> str:
    explaining = explaining_availability(
        load.measured_wait or 0.0,
        people=team.people or 0.0,
        work=(load.utilisation or 0.0) * team.availability,
        process_time=load.process_time or 0.0,
        variability=team.variability,
    )
    if explaining is None:
        return "Doubt volume and process_time (too high) or people (too few)."
    instead = f"{percent(explaining)} instead of {percent(team.availability)}"
    if (load.measured_wait or 0.0) < (load.time_in_team or 0.0):
        return f"Doubt availability: {instead} would explain it."
    busy = percent((load.utilisation or 0.0) * team.availability / explaining)
    return (
        f"Doubt availability ({instead} would explain it, {busy} busy). If that is right, work "
        "waits for no person: batches, opening hours, answers of others."
    )


def _called(handoff: Handoff) -> str:
    return f"“{handoff.deliverable}”" if handoff.deliverable else "the (unnamed) deliverable"


_LOOKS: tuple[Callable[[_Case, Team], Iterator[Issue]], ...] = (
    _in_against_out,
    _routed_against_counted,
    _work_in_process,
    _waits,
)
