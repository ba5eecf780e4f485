"""Stories from a trace: the answer first, then the chain, then what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chainmap.analysis.trace import DeliveryTrace, Trace, TracedChain
from chainmap.flow import Flow
from chainmap.measure.suspects import Basis
from chainmap.model import SAME_TIME, Calendar, Category, Evidence, HandoffId
from chainmap.report.story.advice import NextStep, called, next_steps, unknown
from chainmap.report.story.bridge import Bridge, bridge, joined
from chainmap.report.story.groups import Group, grouped
from chainmap.report.story.measured import measured_line
from chainmap.report.story.steps import StepRow, longest_wait, step_rows, total
from chainmap.units import count, hours, number, percent


@dataclass(frozen=True, slots=True)
class SuspectRow:
    """A party and its share of what stands behind the complaint, in percent."""

    team: str
    share: str


@dataclass(frozen=True, slots=True)
class OtherChain:
    """A chain besides the slowest: its time, its handoffs, its parties, and where it differs."""

    time: str
    handoffs: str
    teams: tuple[str, ...]
    difference: str


@dataclass(frozen=True, slots=True)
class Story:
    """Everything there is to tell about one group of complaints, as text ready to print."""

    group: Group
    ids: tuple[str, ...]
    customer: str
    supplier: str
    deliverable: str
    category: str
    count: str
    takes: str
    handoffs: str
    title: str
    quotes: tuple[str, ...]
    answer: str
    chain: str
    steps: tuple[StepRow, ...]
    total: str
    waits: str
    bridge: Bridge | None
    right: str
    accuracy: str
    route: str | None
    suspects_by: str
    suspects: tuple[SuspectRow, ...]
    longest: OtherChain | None
    slower: tuple[OtherChain, ...]
    cycles: tuple[str, ...]
    next_steps: tuple[NextStep, ...]
    unknown: tuple[str, ...]

    @property
    def section(self) -> tuple[HandoffId, str]:
        """Which delivery it is about and what is complained of: the page tells these together."""
        return self.group.behind.id, self.category


def stories(flow: Flow, trace: Trace) -> tuple[Story, ...]:
    """Return one story for each group of complaints, heaviest first."""
    return tuple(_story(flow, group, trace) for group in grouped(trace.complaints))


def footer(flow: Flow, as_of: date) -> str:
    """Return the line under every answer: calendar, logs that times are from, source and day."""
    organisation = flow.organisation
    source = organisation.source.rstrip("/") + "/"
    told = [f"Working time, {organisation.calendar}.", measured_line(flow.handoffs)]
    return " ".join([*filter(None, told), f"{source}, {as_of}."])


def _story(flow: Flow, group: Group, trace: Trace) -> Story:
    calendar, behind = flow.organisation.calendar, group.behind
    slowest = behind.slowest[0]
    return Story(
        group=group,
        ids=tuple(complaint.id for complaint in group.complaints),
        customer=behind.delivery.customer,
        supplier=behind.delivery.supplier,
        deliverable=called(behind.delivery),
        category=_category(group),
        count=number(group.count),
        takes=hours(slowest.lead_time, calendar) if _timed(group) else "–",
        handoffs=str(behind.longest.handoffs),
        title=_title(group),
        quotes=tuple(quote for complaint in group.complaints for quote in complaint.quotes),
        answer=_answer(group, calendar),
        chain=_chain(group),
        steps=step_rows(slowest, calendar),
        total=_total(group, calendar),
        waits=longest_wait(slowest, calendar),
        bridge=bridge(behind.promise, calendar),
        right=percent(behind.rolled_accuracy) if _judged(group) else "–",
        accuracy=_accuracy(group),
        route=_route(group),
        suspects_by=_SUSPECTS_BY[group.first.basis],
        suspects=tuple(SuspectRow(s.team, percent(s.share)) for s in group.first.suspects),
        longest=_longest(group, calendar),
        slower=tuple(_other(chain, slowest, calendar) for chain in behind.slowest[1:]),
        cycles=_cycles(group, trace),
        next_steps=next_steps(flow, group.first),
        unknown=unknown(flow, behind),
    )


_CLEARLY = 0.05
"""Share by which two times must differ before a story tells both."""

_SUSPECTS_BY = {
    Basis.OVERRUN: "share of the overrun of their own promises; exposure, not cause",
    Basis.TIME: "share of the time, as nobody overran a promise; exposure, not cause",
    Basis.ACCURACY: "share of what is not right the first time; exposure, not cause",
    Basis.CONTACTS: "share of the times the customer was passed on; exposure, not cause",
    Basis.TOUCHPOINT: "the touchpoint only: a trace of time and accuracy cannot say more",
    Basis.NONE: "nobody: the files do not say enough",
}


def _title(group: Group) -> str:
    delivery = group.behind.delivery
    about = f"{called(delivery)} from {delivery.supplier}"
    if not group.complaints:
        return f"Behind {about} for {delivery.customer}"
    reports = number(group.count)
    counted = f"{reports} {'complaint' if reports == '1' else 'complaints'}"
    return f"{group.called}  {delivery.customer} about {about}: {_category(group)}. {counted}."


def _category(group: Group) -> str:
    return group.complaints[0].category.value.replace("-", " ") if group.complaints else ""


def _answer(group: Group, calendar: Calendar) -> str:
    category = group.complaints[0].category if group.complaints else None
    if category in {Category.WRONG, Category.INCOMPLETE}:
        return f"{_right(group)} {_time(group, calendar)}"
    if category is Category.PASSED_AROUND:
        return f"{_passed_on(group)} {_time(group, calendar)}"
    if category in {None, Category.LATE}:
        return _time(group, calendar)
    return f"A trace of times and accuracy cannot explain this. {_time(group, calendar)}"


def _time(group: Group, calendar: Calendar) -> str:
    behind = group.behind
    if not _timed(group):
        return "Nobody says how long any step behind it takes."
    budget, exact = behind.promise, "" if behind.exact else "at least "
    takes = f"{exact}{hours(budget.actual, calendar)}{_weighed(behind, calendar)}"
    if budget.late is None or budget.limit is None:
        return f"It takes {takes}."
    gap = bridge(budget, calendar)
    difference = gap.difference if gap else ""
    limit = hours(budget.limit, calendar)
    told = "were promised" if budget.promised is not None else "need it within"
    if budget.late > SAME_TIME:
        return f"They {told} {limit} and wait {takes}: {exact}{difference} late."
    room = f", {difference} to spare" if budget.late < -SAME_TIME else ""
    return f"They {told} {limit}, and the slowest chain takes {takes}{room}."


def _weighed(behind: DeliveryTrace, calendar: Calendar) -> str:
    """Return the lead time where alternatives make it clearly shorter than the slowest chain."""
    slowest = behind.slowest[0].lead_time
    if slowest - behind.lead_time <= _CLEARLY * slowest:
        return ""
    return f" ({hours(behind.lead_time, calendar)} with alternatives by their shares)"


def _right(group: Group) -> str:
    share, handoffs = group.behind.rolled_accuracy, group.behind.upstream_count + 1
    over = count(handoffs, "handoff")
    return f"Over {over} everything is right the first time in {percent(share)} of the cases."


def _passed_on(group: Group) -> str:
    route = group.route
    if route is None:
        return "The route the customer was sent along is not written down."
    passed = f"The customer was passed on {count(route.taken, 'time')}"
    if route.fewest is None:
        return f"{passed}; no handoffs join the first contact and the last."
    return f"{passed}; {count(route.fewest, 'time')} would do."


def _chain(group: Group) -> str:
    slowest, exact = group.behind.slowest[0], "" if group.behind.exact else "at least "
    rank = "slowest" if _timed(group) else "longest"
    return f"The {rank} chain behind it has {exact}{count(slowest.handoffs, 'handoff')}."


def _timed(group: Group) -> bool:
    """Whether any step on the slowest chain has a time."""
    return any(step.time is not None for step in group.behind.slowest[0].steps)


def _total(group: Group, calendar: Calendar) -> str:
    slowest = group.behind.slowest[0]
    timed = [step for step in slowest.steps if step.time is not None]
    if not timed:
        return "no step has a time."
    measured = sum(step.evidence is Evidence.MEASURED for step in timed)
    steps = count(len(timed), "step")
    return f"{total(slowest, calendar)}. {measured} of {steps} measured."


def _accuracy(group: Group) -> str:
    judged = _judged(group)
    if not judged:
        return "Nobody upstream has judged what it receives."
    return f"{_right(group)} Judged by the receiver: {judged}."


def _judged(group: Group) -> int:
    return group.behind.upstream_count + 1 - len(group.behind.unjudged)


def _route(group: Group) -> str | None:
    if group.route is None:
        return None
    taken = " → ".join(group.route.contacts)
    shortest = " → ".join(group.route.shortest)
    return f"{taken}" + (f"   shortest: {shortest}" if shortest else "")


def _longest(group: Group, calendar: Calendar) -> OtherChain | None:
    longest, slowest = group.behind.longest, group.behind.slowest[0]
    return None if longest.handoffs <= slowest.handoffs else _other(longest, slowest, calendar)


def _other(chain: TracedChain, slowest: TracedChain, calendar: Calendar) -> OtherChain:
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


def _cycles(group: Group, trace: Trace) -> tuple[str, ...]:
    """Return the cycles among the teams upstream."""
    teams = {*group.behind.upstream_teams, group.behind.delivery.supplier}
    return tuple(
        " → ".join((*cycle, cycle[0])) for cycle in trace.cycles if teams.issuperset(cycle)
    )
