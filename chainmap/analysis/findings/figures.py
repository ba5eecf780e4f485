"""Looks at figures: is one missing, or can one not be right?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from chainmap.analysis.findings.case import Case, named, note, warning
from chainmap.issues import Issue, Severity
from chainmap.measure.lead_time import lead_times
from chainmap.model import Handoff, Limits, PartyId
from chainmap.units import number, percent

MODEL_OFF = 0.2
"""Share by which a measured end-to-end time may differ from the sum of the steps unremarked."""

MAX_NAMED = 3
"""Handoffs named in one finding before the rest is only counted."""


def untimed(case: Case) -> Iterator[Issue]:
    """Steps that nobody gave a time."""
    untimed: dict[PartyId, list[Handoff]] = defaultdict(list)
    for handoff in (case.flow.handoffs[h] for h in sorted(case.flow.untimed)):
        untimed[handoff.supplier].append(handoff)
    for supplier, handoffs in untimed.items():
        names = ", ".join(f"{named(h)} to {h.customer}" for h in handoffs[:MAX_NAMED])
        more = f" and {len(handoffs) - MAX_NAMED} more" if len(handoffs) > MAX_NAMED else ""
        yield note(
            handoffs[0].location,
            "no-time",
            f"Nobody says how long {supplier} takes for {names}{more}: it counts as 0 h.",
            "Add lead_time (a guess with evidence: guess will do).",
            *(h.sort_key for h in handoffs),
        )


def measured_end_to_end(case: Case) -> Iterator[Issue]:
    """Deliveries whose measured time is not the sum of their steps."""
    deliveries = [d for d in case.flow.deliveries if case.flow.handoffs[d].end_to_end]
    lead = lead_times(case.flow, to=deliveries).values
    for delivery in deliveries:
        known = case.flow.handoffs[delivery]
        measured = known.end_to_end.hours if known.end_to_end else 0.0
        if abs(lead[delivery] - measured) > MODEL_OFF * measured:
            yield warning(
                known.location,
                "end-to-end-differs",
                f"{named(known)} takes {case.hours(measured)} from order to delivery as measured; "
                f"the steps behind it add up to {case.hours(lead[delivery])}.",
                "A step is missing, taken from stock, or has a wrong time.",
                known.sort_key,
            )


def backlogs(case: Case) -> Iterator[Issue]:
    """Teams that get more work than they can do."""
    week = case.organisation.calendar.hours_in("w")
    for team in case.organisation.teams:
        load = case.loads[team.name]
        growth = load.growing_backlog
        if growth is not None and growth > 0:
            message = (
                f"{team.name} gets more work than its people can do "
                f"({percent(load.utilisation or 0)}): "
                f"its backlog grows by {number(growth * week)} items a week."
            )
        elif growth is not None:
            message = (
                f"{team.name} gets as much work as its people can do (100 %): "
                "they never make up for what is left once, and its backlog grows."
            )
        elif load.arrival_rate and (team.people == 0 or team.availability == 0):
            message = (
                f"{team.name} gets {number(load.arrival_rate * week)} items a week and has nobody "
                "to do them: its backlog grows."
            )
        else:
            continue
        hint = "Check volume, process_time, people and availability."
        severity = _of_backlog(case.organisation.limits)
        yield Issue(team.location, severity, "growing-backlog", message, hint, ((team.name,),))


def _of_backlog(limits: Limits) -> Severity:
    """Return how grave a backlog is: a limit of load is not kept either, where there is one."""
    of_rule = limits.severities.get("max_utilisation", Severity.WARNING)
    return min((Severity.WARNING, of_rule), key=lambda severity: severity.rank)


def never_right(case: Case) -> Iterator[Issue]:
    """Handoffs that would come back for ever."""
    for handoff in case.flow.handoffs:
        if handoff.accuracy == 0:
            yield warning(
                handoff.needed_at or handoff.location,
                "never-right",
                f"{named(handoff)} from {handoff.supplier} is never right for {handoff.customer} "
                "(accuracy 0 %): it would come back for ever.",
                "Ask both what 0 % means; load counts it as done once.",
                handoff.sort_key,
            )
