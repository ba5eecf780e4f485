"""Looks at volumes: does what a team gets fit what it makes, by counts, arrivals and shares?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chainmap.analysis.plausibility.case import FACTOR, Case, differ, note
from chainmap.flow import Recipe
from chainmap.issues import Issue
from chainmap.model import Handoff, HandoffId, Team
from chainmap.units import count


def in_against_out(case: Case, team: Team) -> Iterator[Issue]:
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
            yield note(
                first.location,
                "flow-differs",
                f"{team.name} gets {case.rate(coming)} of {name} and makes {case.rate(going)} "
                "from it.",
                f"Doubt the volume that is not counted: {_uncounted(case, team, received)}",
                about=(team.name, first.deliverable),
            )


def arrivals_against_counted(case: Case, team: Team) -> Iterator[Issue]:
    """Compare arrivals with the volumes that suppliers without a share count."""
    if _routed(case, team) is None:
        return
    coming = sum(h.volume or 0.0 for h in case.received_by(team) if h.share is None)
    if team.arrivals and coming and differ(team.arrivals, coming):
        yield note(
            team.location,
            "flow-differs",
            f"{case.rate(team.arrivals)} arrive at {team.name}; its suppliers count "
            f"{case.rate(coming)}.",
            "Doubt arrivals: they stand for everything that no share brings.",
            about=(team.name, "arrivals:"),
        )


def shares_against_volumes(case: Case, team: Team) -> Iterator[Issue]:
    """Compare what each share hands on with the volume that is stated as well."""
    items = _routed(case, team)
    if items is None:
        return
    for handoff in case.supplied_by(team):
        handed_on = items * (handoff.share or 0.0)
        if handoff.share and handoff.volume and differ(handed_on, handoff.volume):
            yield note(
                handoff.location,
                "flow-differs",
                f"By its share {case.rate(handed_on)} of {_called(handoff)} go from {team.name} to "
                f"{handoff.customer}; its volume is {case.rate(handoff.volume)}.",
                "Doubt the share or the volume: load counts the share.",
                about=handoff.sort_key,
            )


def left_over_against_counted(case: Case, team: Team) -> Iterator[Issue]:
    """Compare what the shares leave over with the volumes of the handoffs without a share."""
    items, supplied = _routed(case, team), case.supplied_by(team)
    if items is None:
        return
    left_over = items * (1 - sum(handoff.share or 0.0 for handoff in supplied))
    counted = _sum(handoff.volume for handoff in supplied if handoff.share is None)
    if counted and left_over > 0 and differ(left_over, counted):
        yield note(
            team.location,
            "flow-differs",
            f"The shares of {team.name} leave {case.rate(left_over)} over; its handoffs without a "
            f"share count {case.rate(counted)}.",
            "Doubt arrivals and shares, or the volumes: load counts the shares.",
            about=(team.name, "shares:"),
        )


def _routed(case: Case, team: Team) -> float | None:
    """Return the items per hour that shares route through a team, None without any."""
    load = case.loads[team.name]
    return load.throughput if load.routed else None


def _by_deliverable(case: Case, team: Team) -> Mapping[str, list[HandoffId]]:
    """Return what the team receives by what it is called; several may supply the same."""
    found: dict[str, list[HandoffId]] = defaultdict(list)
    for index in case.received.get(team.name, ()):
        found[_called(case.flow.handoffs[index])].append(index)
    return found


def _made_from(case: Case, team: Team, received: Sequence[HandoffId]) -> list[float | None]:
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


def _part_of(recipe: Recipe, feeder: HandoffId) -> float:
    """Return in which share of the cases the recipe takes the input."""
    if feeder in recipe.required:
        return 1.0
    options = (option for options in recipe.alternatives for option in options)
    return sum(option.share for option in options if feeder in option.handoffs)


def _sum(volumes: Iterable[float | None]) -> float | None:
    """Return the sum, None if any is unknown."""
    total = 0.0
    for volume in volumes:
        if volume is None:
            return None
        total += volume
    return total


def _uncounted(case: Case, team: Team, received: Sequence[HandoffId]) -> str:
    """Say between whose figures to choose."""
    suppliers = sorted({case.flow.handoffs[index].supplier for index in received})
    named = suppliers[0] if len(suppliers) == 1 else count(len(suppliers), "supplier")
    return f"of {named} or of {team.name}. Do both count the same items?"


def _called(handoff: Handoff) -> str:
    return f"“{handoff.deliverable}”" if handoff.deliverable else "the (unnamed) deliverable"
