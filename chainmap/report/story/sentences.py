"""A group of complaints told in sentences: whose they are, the answer, how much of it is known."""

from __future__ import annotations

from chainmap.analysis.trace import DeliveryTrace
from chainmap.model import SAME_TIME, Calendar, Category, Evidence
from chainmap.report.story.advice import called
from chainmap.report.story.bridge import bridge
from chainmap.report.story.groups import Group
from chainmap.report.story.steps import total as total_time
from chainmap.units import count, hours, number, percent

_CLEARLY = 0.05
"""Share by which two times must differ before a story tells both."""


def title(group: Group) -> str:
    """Return who complains how often of what, or, without complaints, what is looked behind."""
    delivery = group.behind.delivery
    about = f"{called(delivery)} from {delivery.supplier}"
    if not group.complaints:
        return f"Behind {about} for {delivery.customer}"
    reports = number(group.count)
    counted = f"{reports} {'complaint' if reports == '1' else 'complaints'}"
    return f"{group.called}  {delivery.customer} about {about}: {category(group)}. {counted}."


def category(group: Group) -> str:
    """Return what kind of complaint it is, "" without complaints."""
    return group.complaints[0].category.value.replace("-", " ") if group.complaints else ""


def answer(group: Group, calendar: Calendar) -> str:
    """Return the answer to the complaint: what goes wrong, and how long it takes."""
    kind = group.complaints[0].category if group.complaints else None
    if kind in {Category.WRONG, Category.INCOMPLETE}:
        return f"{_right(group)} {_time(group, calendar)}"
    if kind is Category.PASSED_AROUND:
        return f"{_passed_on(group)} {_time(group, calendar)}"
    if kind in {None, Category.LATE}:
        return _time(group, calendar)
    return f"A trace of times and accuracy cannot explain this. {_time(group, calendar)}"


def _time(group: Group, calendar: Calendar) -> str:
    behind = group.behind
    if not timed(group):
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


def chain(group: Group) -> str:
    """Return how many handoffs the slowest chain has, without any times the longest."""
    slowest, exact = group.behind.slowest[0], "" if group.behind.exact else "at least "
    rank = "slowest" if timed(group) else "longest"
    return f"The {rank} chain behind it has {exact}{count(slowest.handoffs, 'handoff')}."


def timed(group: Group) -> bool:
    """Whether any step on the slowest chain has a time."""
    return any(step.time is not None for step in group.behind.slowest[0].steps)


def total(group: Group, calendar: Calendar) -> str:
    """Return how long the slowest chain takes in all, and how many of its times are measured."""
    slowest = group.behind.slowest[0]
    if not timed(group):
        return "no step has a time."
    known = [step for step in slowest.steps if step.time is not None]
    measured = sum(step.evidence is Evidence.MEASURED for step in known)
    steps = count(len(known), "step")
    return f"{total_time(slowest, calendar)}. {measured} of {steps} measured."


def accuracy(group: Group) -> str:
    """Return in which share of the cases everything is right, and how many handoffs are judged."""
    handoffs = judged(group)
    if not handoffs:
        return "Nobody upstream has judged what it receives."
    return f"{_right(group)} Judged by the receiver: {handoffs}."


def judged(group: Group) -> int:
    """Return how many of the handoffs behind it, the delivery included, their receivers judge."""
    return group.behind.upstream_count + 1 - len(group.behind.unjudged)


def route(group: Group) -> str | None:
    """Return the route the customer was sent along and the shortest, None if it is not known."""
    if group.route is None:
        return None
    taken = " → ".join(group.route.contacts)
    shortest = " → ".join(group.route.shortest)
    return f"{taken}" + (f"   shortest: {shortest}" if shortest else "")
