"""Explains a trace: for each group of complaints the chains, the times and the accuracy."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from chainmap.analysis.trace import DeliveryTrace, TracedChain
from chainmap.measure.awaited import Awaited, Awaiting
from chainmap.model import SAME_TIME, Complaint, Handoff, HandoffId
from chainmap.report.explained.bridge import of_bridge
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, judged, lacking, named, timed, weighed
from chainmap.report.explained.numbers import added, figure, in_hours, points, product
from chainmap.report.explained.suspects import of_suspects
from chainmap.report.story.groups import Group
from chainmap.units import count, percent

Waits = Mapping[HandoffId, Sequence[Awaiting]]
"""By delivery: what the steps of its slowest chain wait for."""

STEP_RULE = "lead_time, else the step's promise, else within, else 0"


def of_trace(groups: Sequence[Group], places: Places, waits: Waits) -> tuple[Explained, ...]:
    """Return where the figures of each group of complaints come from."""
    return tuple(
        one for group in groups for one in _group(group, places, waits.get(group.behind.id, ()))
    )


def _group(group: Group, places: Places, waits: Sequence[Awaiting]) -> Iterator[Explained]:
    behind, about = group.behind, title(group)
    if group.complaints:
        yield of_weight(group, about, places)
    yield from of_suspects(group, about, places)
    yield from of_delivery(behind, about, places, waits)


def of_delivery(
    behind: DeliveryTrace, about: str, places: Places, waits: Sequence[Awaiting]
) -> Iterator[Explained]:
    """Yield the times, the promises, the lengths and the accuracy behind one delivery."""
    yield slowest_of(behind, about, places)
    yield _lead_time(behind, about, waits)
    yield from of_bridge(behind, about, places)
    yield longest_of(behind, about, places, beside_slowest=True)
    yield _upstream(behind, about)
    yield from _others(behind, about, places)
    yield accuracy_of(behind, about, places)


def title(group: Group) -> str:
    """Return what a group of complaints is called, the delivery where nobody complained."""
    ids = ", ".join(complaint.id for complaint in group.complaints)
    delivery = named(group.behind.delivery)
    return f"{ids}: {delivery}" if ids else delivery


def complained(complaint: Complaint, weight: float, value: float, what: str = "") -> Input:
    """Return one entry of complaints as its weight."""
    how = " × ".join(map(figure, (complaint.count, complaint.severity, value)))
    where = (str(complaint.location),) if complaint.location.path else ()
    return Input(what or complaint.id, figure(weight), weight, how, "complaint", where)


def of_weight(group: Group, about: str, places: Places) -> Explained:
    """Return the weight of the complaints that are told together."""
    organisation = group.behind.flow.organisation
    values = tuple(weighed(organisation, group.behind.delivery, places))
    value = values[0].value if values and values[0].value is not None else 1.0
    weights = [organisation.weight(complaint) for complaint in group.complaints]
    each = [complained(c, w, value) for c, w in zip(group.complaints, weights, strict=True)]
    return Explained(
        about,
        "weight",
        group.weight,
        figure(group.weight),
        "count × severity × value of the customer, added up",
        (*each, *values),
        (added(weights, group.weight, figure(group.weight)),),
        keys=("weight",),
    )


def slowest_of(behind: DeliveryTrace, about: str, places: Places) -> Explained:
    """Return the time of the slowest chain."""
    chain = behind.slowest[0]
    unknown = [step for step in chain.steps if step.time is None]
    return Explained(
        about,
        "time of the slowest chain",
        chain.lead_time,
        _at_least(behind, chain.lead_time),
        f"the times of its steps added ({STEP_RULE})",
        _numbered(chain.steps, places),
        (_sum(chain),),
        lacking(unknown, "a time on it", "counts as 0"),
        ("slowest_chains[0].lead_time_h", "promise.actual_h"),
    )


def _numbered(steps: Sequence[Handoff], places: Places) -> tuple[Input, ...]:
    return tuple(
        timed(step, places, f"{position}  {named(step)}")
        for position, step in enumerate(steps, start=1)
    )


def _sum(chain: TracedChain) -> str:
    hours = [step.time or 0.0 for step in chain.steps]
    return added(hours, chain.lead_time, in_hours(chain.lead_time))


def _at_least(behind: DeliveryTrace, hours: float) -> str:
    return f"{'' if behind.exact else 'at least '}{in_hours(hours)}"


def _lead_time(behind: DeliveryTrace, about: str, waits: Sequence[Awaiting]) -> Explained:
    if math.isclose(behind.lead_time, behind.slowest[0].lead_time):
        worked = "as long as the slowest chain"
    else:
        chain = in_hours(behind.slowest[0].lead_time)
        worked = f"alternatives weigh by their shares: less than the slowest chain, {chain}"
    return Explained(
        about,
        "lead time",
        behind.lead_time,
        _at_least(behind, behind.lead_time),
        "each step begins with the latest of what it waits for (alternatives: mean by share)",
        tuple(_awaited(waiting, found) for waiting in waits for found in waiting.inputs),
        (worked,),
        lacking(behind.untimed, "a time upstream", "counts as 0"),
        ("lead_time_h",),
    )


def _awaited(waiting: Awaiting, found: Awaited) -> Input:
    latest = max(known.hours for known in waiting.inputs)
    slack = latest - found.hours
    if found.share is not None:
        role = f"in {percent(found.share)}"
    else:
        role = f"{figure(slack)} h slack" if slack > SAME_TIME else "latest"
    how = f"{role}, before {named(waiting.step)}"
    return Input(named(found.handoff), f"after {in_hours(found.hours)}", found.hours, how)


def longest_of(
    behind: DeliveryTrace, about: str, places: Places, *, beside_slowest: bool = False
) -> Explained:
    """Return the length of the longest chain; `beside_slowest` its steps may have been told."""
    longest = behind.longest
    is_slowest = beside_slowest and longest.steps == behind.slowest[0].steps
    known = ("the same chain as the slowest",) if is_slowest else (_sum(longest),)
    return Explained(
        about,
        "longest chain",
        float(longest.handoffs),
        count(longest.handoffs, "handoff"),
        "the most steps one after another, less the delivery",
        () if is_slowest else _numbered(longest.steps, places),
        (f"{len(longest.steps)} \N{MINUS SIGN} 1 = {longest.handoffs}", *known),
        keys=("longest_chain.handoffs",),
    )


def _upstream(behind: DeliveryTrace, about: str) -> Explained:
    return Explained(
        about,
        "upstream",
        float(behind.upstream_count),
        count(behind.upstream_count, "handoff"),
        "all handoffs that the delivery is made from, itself not counted",
        worked=(f"by {count(behind.upstream_team_count, 'team')}",),
        keys=("upstream.handoffs", "upstream.teams"),
    )


def _others(behind: DeliveryTrace, about: str, places: Places) -> Iterator[Explained]:
    first = behind.slowest[0]
    for rank, chain in enumerate(behind.slowest[1:], start=2):
        known = set(first.steps)
        yield Explained(
            about,
            f"time of the {rank}. slowest chain",
            chain.lead_time,
            _at_least(behind, chain.lead_time),
            "as of the slowest; the steps that it does not share with it:",
            tuple(timed(step, places) for step in chain.steps if step not in known),
            (_sum(chain),),
            keys=(f"slowest_chains[{rank - 1}].lead_time_h",),
        )
    work = [step.process_time for step in first.steps if step.process_time is not None]
    if first.process_time is not None:
        yield Explained(
            about,
            "work on the slowest chain",
            first.process_time,
            in_hours(first.process_time),
            "the process times of its steps added",
            worked=(added(work, first.process_time, in_hours(first.process_time)),),
            keys=("slowest_chains[0].process_time_h",),
        )


def accuracy_of(behind: DeliveryTrace, about: str, places: Places) -> Explained:
    """Return the rolled accuracy: all judgements upstream multiplied."""
    everything = (behind.delivery, *behind.upstream)
    known = [h for h in everything if h.accuracy is not None]
    known.sort(key=lambda h: (h.accuracy or 0.0, h.sort_key))
    shares = [h.accuracy or 0.0 for h in known]
    together, rolled = math.prod(shares), behind.rolled_accuracy
    worked = [f"{product(shares)} = {points(together)}"] if known else []
    if not math.isclose(together, rolled):
        worked.append(f"alternatives are not all used: averaged by their shares {points(rolled)}")
    return Explained(
        about,
        "right the first time",
        rolled,
        points(rolled),
        "accuracy of the delivery and of all handoffs upstream, multiplied",
        tuple(judged(handoff, places) for handoff in known),
        tuple(worked),
        lacking(behind.unjudged, "a judgement", "counts as 100 %"),
        ("rolled_accuracy",),
    )
