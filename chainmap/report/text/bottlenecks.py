"""Bottlenecks as text: both rankings, and why the first is first."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.bottlenecks import Bottleneck, Bottlenecks
from chainmap.analysis.plausibility import Doubt
from chainmap.flow import Flow
from chainmap.measure.weighing import WeighedBy
from chainmap.model import Calendar, Handoff, PartyId
from chainmap.report.story.advice import called
from chainmap.report.story.steps import wait
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.table import table
from chainmap.units import command, count, hours, number, percent, precise, rate

MAX_ROWS = 15
"""Teams printed; JSON has all."""

MAX_DOUBTS = 3
"""Doubtful figures and calculated times told one by one."""


def as_text(
    result: Bottlenecks,
    flow: Flow,
    *,
    footer: str,
    doubts: Sequence[Doubt] = (),
    by_formula: Sequence[Handoff] = (),
) -> str:
    """Return both rankings with load and exposure, and what the first would gain.

    `doubts` are figures that do not fit together, `by_formula` handoffs with a calculated time.
    """
    calendar = flow.organisation.calendar
    blocks = [
        [_question(result), "", *explanation(result, flow)],
        indented(_table(result, calendar)),
        _columns(result),
        _stand_ins(by_formula),
        _caveats(result),
        _doubts(result, doubts, flow),
        [footer],
    ]
    return laid_out(blocks) + "\n"


def explanation(result: Bottlenecks, flow: Flow) -> list[str]:
    """Return in sentences who is first by each ranking, why, and what is gained."""
    calendar = flow.organisation.calendar
    first = result.teams[0] if result.teams else None
    if first is None or first.leverage <= 0:
        nothing = (
            "No team's times delay a customer: either no time is known on the chains, or "
            "nothing is delivered outside. Add lead_time, see chainmap check."
        )
        return [nothing]
    lines = [_first_by_leverage(first, result, calendar), *_longest_step(first.team, flow)]
    keeping = max(result.teams, key=lambda team: (team.restore, team.leverage))
    if keeping.restore > 0:
        same = "Also first" if keeping.team == first.team else f"{keeping.team} is first"
        gained = hours(keeping.restore, calendar)
        lines.append(
            f"{same} by restore: if it kept its own promises, the customer would gain {gained}."
        )
    else:
        lines.append("No team takes longer than it promises, as far as promises are known.")
    return lines


def _question(result: Bottlenecks) -> str:
    whose = (
        "complaining customers"
        if result.weighed_by is WeighedBy.COMPLAINTS
        else "customers (there are no complaints: every delivery counts by its customer's value)"
    )
    return f"Which team's improvement would help the {whose} most?"


def _first_by_leverage(first: Bottleneck, result: Bottlenecks, calendar: Calendar) -> str:
    gained = hours(first.leverage, calendar)
    heaviest = first.gains[0]
    delivery = heaviest.delivery
    sooner = count(len(first.gains), "delivery comes", "deliveries come")
    return (
        f"{first.team}: with its times cut by {percent(result.cut)} a complaining customer would "
        f"gain {gained} on average. {sooner} sooner; {called(delivery)} from {delivery.supplier} "
        f"for {delivery.customer} in {hours(heaviest.after, calendar)} instead of "
        f"{hours(heaviest.before, calendar)}."
    )


def _longest_step(team: PartyId, flow: Flow) -> list[str]:
    """Say which step of the team takes longest, and how much of it is waiting."""
    calendar = flow.organisation.calendar
    steps = [h for h in flow.handoffs if h.supplier == team and h.in_flow and h.time]
    if not steps:
        return []
    step = max(steps, key=lambda h: h.time or 0.0)
    told = f", promised {hours(step.own_promise.hours, calendar)}" if step.own_promise else ""
    waited = wait(step)
    waiting = f", {precise(waited, calendar)} of it waiting" if waited else ""
    took = hours(step.time or 0.0, calendar)
    return [f"Its longest step: {called(step)} to {step.customer}, {took}{told}{waiting}."]


def _table(result: Bottlenecks, calendar: Calendar) -> list[str]:
    shown = [t for t in result.teams if t.leverage > 0 or t.restore > 0][:MAX_ROWS]
    if not shown:
        shown = [t for t in result.teams if t.exposure > 0][:MAX_ROWS]
    shares = ("exposure", "unavoidable")
    rows = [("", "Team", "leverage", "restore", *shares, "arrivals", "load", "wait")]
    for rank, team in enumerate(shown, start=1):
        rows.append(
            (
                str(rank),
                team.team,
                hours(team.leverage, calendar),
                hours(team.restore, calendar),
                percent(team.exposure),
                percent(team.unavoidable),
                _arrivals(team, calendar),
                _load(team),
                _wait(team, calendar),
            )
        )
    return table(rows, right=frozenset(range(2, 9)))


def _arrivals(team: Bottleneck, calendar: Calendar) -> str:
    arrivals = team.load.arrival_rate
    return "–" if arrivals is None else rate(arrivals, calendar)


def _load(team: Bottleneck) -> str:
    load = team.load
    if load.utilisation is None:
        return "–"
    return f"{_least(team)}{percent(load.utilisation)}"


def _wait(team: Bottleneck, calendar: Calendar) -> str:
    """Return the wait by formula; where work piles up there is none, but growth."""
    load = team.load
    if load.growing_backlog == 0:
        return "backlog"
    if load.growing_backlog is not None:
        return f"backlog +{number(load.growing_backlog * calendar.hours_in('w'))}/w"
    if load.queue_wait is None:
        return "–"
    return f"{_least(team)}{hours(load.queue_wait, calendar)}"


def _least(team: Bottleneck) -> str:
    return "" if team.load.complete else "≥ "


def _columns(result: Bottlenecks) -> list[str]:
    cut = percent(result.cut)
    return [
        f"leverage     hours gained per complaint with the team's times cut by {cut} (--cut)",
        "             recomputed, not apportioned: a team with slack scores 0",
        "restore      hours gained if its times come down to its own promises",
        "exposure     share of complaint weight with the team upstream or as touchpoint; not cause",
        "unavoidable  share of complaint weight where every chain passes through the team",
        "load         arrival rate × process time / (people × availability); work sent back counts",
        "wait         until somebody begins, by formula (M/M/c): an order of magnitude",
    ]


def _stand_ins(by_formula: Sequence[Handoff]) -> list[str]:
    if not by_formula:
        return []
    names = [f"{called(step)} from {step.supplier}" for step in by_formula[:MAX_DOUBTS]]
    more = len(by_formula) - len(names)
    rest = f" and {more} more" if more else ""
    return [f"Times by formula, not measured (--wait formula): {', '.join(names)}{rest}."]


def _doubts(result: Bottlenecks, doubts: Sequence[Doubt], flow: Flow) -> list[str]:
    """Return the figures to doubt of the teams that rank first."""
    if not doubts:
        return []
    rank = {team.team: number for number, team in enumerate(result.teams)}
    lines = ["Figures that do not fit together (more than a factor of 2 apart)"]
    for doubt in sorted(doubts, key=lambda known: rank[known.team])[:MAX_DOUBTS]:
        lines += [f"  {doubt.issue.message}", f"    {doubt.issue.hint}"]
    if len(doubts) > MAX_DOUBTS:
        see = command("check --all", flow.organisation.source)
        lines.append(f"  {count(len(doubts) - MAX_DOUBTS, 'more', 'more')}: {see}")
    return lines


def _caveats(result: Bottlenecks) -> list[str]:
    lines = []
    hidden = sum(t.leverage > 0 or t.restore > 0 for t in result.teams) - MAX_ROWS
    if hidden > 0:
        lines.append(f"{count(hidden, 'more team')} with leverage or restore: --format json.")
    unknown = [t.team for t in result.teams if t.load.utilisation is None and t.exposure > 0]
    if unknown:
        lines.append(
            f"Load not known for {count(len(unknown), 'team')} upstream: "
            "arrivals, volume, process_time or people is missing."
        )
    if not result.exact:
        lines.append("A cycle made the search too large: hours are approximate. chainmap check")
    return lines
