"""Stories from a trace: the answer first, then the chain, then what to do."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.analysis.trace import Trace
from chainmap.flow import Flow
from chainmap.measure.suspects import Basis
from chainmap.model import HandoffId
from chainmap.report.story import sentences
from chainmap.report.story.advice import NextStep, called, next_steps, unknown
from chainmap.report.story.bridge import Bridge, bridge
from chainmap.report.story.groups import Group, grouped
from chainmap.report.story.other_chains import OtherChain, longer_chain, other_chain
from chainmap.report.story.steps import StepRow, longest_wait, step_rows
from chainmap.units import hours, number, percent

_SUSPECTS_BY = {
    Basis.OVERRUN: "share of the overrun of their own promises; exposure, not cause",
    Basis.TIME: "share of the time, as nobody overran a promise; exposure, not cause",
    Basis.ACCURACY: "share of what is not right the first time; exposure, not cause",
    Basis.CONTACTS: "share of the times the customer was passed on; exposure, not cause",
    Basis.TOUCHPOINT: "the touchpoint only: a trace of time and accuracy cannot say more",
    Basis.NONE: "nobody: the files do not say enough",
}


@dataclass(frozen=True, slots=True)
class SuspectRow:
    """A party and its share of what stands behind the complaint, in percent."""

    team: str
    share: str


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


def _story(flow: Flow, group: Group, trace: Trace) -> Story:
    calendar, behind = flow.organisation.calendar, group.behind
    slowest = behind.slowest[0]
    return Story(
        group=group,
        ids=tuple(complaint.id for complaint in group.complaints),
        customer=behind.delivery.customer,
        supplier=behind.delivery.supplier,
        deliverable=called(behind.delivery),
        category=sentences.category(group),
        count=number(group.count),
        takes=hours(slowest.lead_time, calendar) if sentences.timed(group) else "–",
        handoffs=str(behind.longest.handoffs),
        title=sentences.title(group),
        quotes=tuple(quote for complaint in group.complaints for quote in complaint.quotes),
        answer=sentences.answer(group, calendar),
        chain=sentences.chain(group),
        steps=step_rows(slowest, calendar),
        total=sentences.total(group, calendar),
        waits=longest_wait(slowest, calendar),
        bridge=bridge(behind.promise, calendar),
        right=percent(behind.rolled_accuracy) if sentences.judged(group) else "–",
        accuracy=sentences.accuracy(group),
        route=sentences.route(group),
        suspects_by=_SUSPECTS_BY[group.first.basis],
        suspects=tuple(SuspectRow(s.team, percent(s.share)) for s in group.first.suspects),
        longest=longer_chain(group, calendar),
        slower=tuple(other_chain(chain, slowest, calendar) for chain in behind.slowest[1:]),
        cycles=_cycles(group, trace),
        next_steps=next_steps(flow, group.first),
        unknown=unknown(flow, behind),
    )


def _cycles(group: Group, trace: Trace) -> tuple[str, ...]:
    """Return the cycles among the teams upstream."""
    teams = {*group.behind.upstream_teams, group.behind.delivery.supplier}
    return tuple(
        " → ".join((*cycle, cycle[0])) for cycle in trace.cycles if teams.issuperset(cycle)
    )
