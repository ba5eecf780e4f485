"""Rules: does the chain keep what the organisation asks of itself (`limits:` in chainmap.yaml)?

Each rule that is set is one look, a small function; all are listed in `_LOOKS`. Assumes what the
figures assume that it holds against the limits: chains, rolled accuracy, load, promise budget. A
figure of a cyclic flow that is "at least" can only be worse than it is said here.

What the rules hold for: a handoff is *promised* when its supplier says how long it takes (to an
external customer: what the customer was told); it is *owned* when its supplier lists it itself,
so that somebody answers for it. What an external customer hands in needs neither, and support
and rework need no promise: nobody outside waits for them along a chain. Source: own definition.
No published case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from chainmap.flow import Flow
from chainmap.issues import Issue, Location, Severity, in_order
from chainmap.measure.accuracy import rolled_accuracies
from chainmap.measure.chains import longest_chains
from chainmap.measure.load import loads
from chainmap.measure.promises import promise_budget, slowest_promises
from chainmap.measure.queueing import FULL
from chainmap.measure.upstream import Upstream
from chainmap.model import SAME_TIME, Handoff, Limits
from chainmap.units import command, count, hours, percent, quoted

_ROUNDING = 1e-9
"""A share misses its limit by more than this: 0.3 × 0.7 is no less than 21 %."""

_GRAVITY = {"max_survey_age": Severity.NOTE}
"""How grave it is to break a rule that does not say it itself; else a warning."""


@dataclass(frozen=True, slots=True)
class _Case:
    """An organisation on a day."""

    flow: Flow
    as_of: date

    @property
    def limits(self) -> Limits:
        return self.flow.organisation.limits

    def hours(self, value: float) -> str:
        return hours(value, self.flow.organisation.calendar)

    def command(self, words: str) -> str:
        return command(words, self.flow.organisation.source)

    def issue(  # noqa: PLR0913 - a finding has these parts
        self,
        rule: str,
        where: Location,
        code: str,
        message: str,
        hint: str,
        *,
        about: tuple[str, ...],
    ) -> Issue:
        """Return the finding that a rule is broken, as grave as the rule says."""
        severity = self.limits.severities.get(rule, _GRAVITY.get(rule, Severity.WARNING))
        return Issue(where, severity, code, message, hint, (about,))


def broken_rules(flow: Flow, *, as_of: date) -> tuple[Issue, ...]:
    """Return where the rules are not kept on a day, by place."""
    case = _Case(flow, as_of)
    return in_order(issue for look in _LOOKS for issue in look(case))


def _max_handoffs(case: _Case) -> Iterator[Issue]:
    limit = case.limits.max_handoffs
    if limit is None:
        return
    for delivery, found in longest_chains(case.flow, to=case.flow.deliveries).items():
        length = found.chains[0].handoffs
        if length > limit:
            message = f"has a chain of {count(length, 'handoff')} behind it"
            known = case.flow.handoffs[delivery]
            yield _beyond(case, "max_handoffs", known, "limit-handoffs", message, str(limit))


def _min_rolled_accuracy(case: _Case) -> Iterator[Issue]:
    limit, flow = case.limits.min_rolled_accuracy, case.flow
    if limit is None:
        return
    upstream = Upstream(flow, of=flow.deliveries)
    for delivery, rolled in rolled_accuracies(flow, of=flow.deliveries, upstream=upstream).items():
        if rolled.share < limit - _ROUNDING:
            message = f"is right the first time in {percent(rolled.share)}"
            known, least = flow.handoffs[delivery], f"at least {percent(limit)}"
            yield _beyond(case, "min_rolled_accuracy", known, "limit-accuracy", message, least)


def _beyond(  # noqa: PLR0913, PLR0917 - what a sentence is made of
    case: _Case, rule: str, delivery: Handoff, code: str, message: str, limit: str
) -> Issue:
    subject = f"{_named(delivery)} from {delivery.supplier} for {delivery.customer}"
    return case.issue(
        rule,
        delivery.location,
        code,
        f"{subject} {message}; the limit is {limit}.",
        f"See the chain: {case.command(f'trace --to {quoted(delivery.customer)}')}",
        about=delivery.sort_key,
    )


def _max_utilisation(case: _Case) -> Iterator[Issue]:
    """Too much load; from 100 % on it is a growing backlog, which is found without a rule."""
    limit = case.limits.max_utilisation
    if limit is None:
        return
    for team, load in loads(case.flow.organisation).items():
        if load.utilisation is not None and limit + _ROUNDING < load.utilisation < FULL:
            yield case.issue(
                "max_utilisation",
                case.flow.organisation.parties[team].location,
                "limit-utilisation",
                f"{team} is busy {percent(load.utilisation)} of its hours; the limit is "
                f"{percent(limit)}.",
                f"Waiting grows steeply from here: {case.command('bottlenecks')}",
                about=(team,),
            )


def _max_survey_age(case: _Case) -> Iterator[Issue]:
    limit = case.limits.max_survey_age
    for h in case.flow.handoffs:
        if limit is not None and h.asked and (age := (case.as_of - h.asked).days) > limit:
            yield case.issue(
                "max_survey_age",
                h.needed_at or h.location,
                "limit-survey-age",
                f"{h.supplier} and {h.customer} last spoke about {_named(h)} {age} days ago; "
                f"the limit is {limit:g}.",
                "Ask again.",
                about=h.sort_key,
            )


def _every_handoff_promised(case: _Case) -> Iterator[Issue]:
    for h in case.flow.handoffs if case.limits.every_handoff_promised else ():
        if h.in_flow and h.promise is None and not case.flow.organisation.is_order(h):
            yield case.issue(
                "every_handoff_promised",
                h.location,
                "not-promised",
                f"{h.supplier} promises {h.customer} no time for {_named(h)}.",
                "Add promise: in the file of the supplier, after the two have spoken.",
                about=h.sort_key,
            )


def _every_handoff_owned(case: _Case) -> Iterator[Issue]:
    for h in case.flow.handoffs if case.limits.every_handoff_owned else ():
        if h.promised_at is None and not case.flow.organisation.is_order(h):
            yield case.issue(
                "every_handoff_owned",
                h.location,
                "not-owned",
                f"{h.customer} needs {_named(h)} from {h.supplier}; nobody answers for it, as "
                f"{h.supplier} does not list it.",
                f"Ask {h.supplier} whether it serves {h.customer} with it.",
                about=h.sort_key,
            )


def _promises_fit(case: _Case) -> Iterator[Issue]:
    flow = case.flow
    if not case.limits.promises_fit:
        return
    for found in slowest_promises(flow, to=flow.deliveries).values():
        steps = [flow.handoffs[step] for step in found.chains[0].steps]
        known, budget = steps[-1], promise_budget(steps)
        missed = _missed(case, budget.internal_sum, told=budget.promised, needed=budget.needed)
        if missed:
            together = case.hours(budget.internal_sum)
            see = case.command(f"promises --customer {quoted(known.customer)}")
            yield case.issue(
                "promises_fit",
                known.location,
                "promises-do-not-fit",
                f"The steps behind {_named(known)} for {known.customer} promise {together} "
                f"together; the customer {missed}.",
                f"See who promises what: {see}",
                about=known.sort_key,
            )


def _missed(case: _Case, total: float, *, told: float | None, needed: float | None) -> str:
    """Return which of promise and need the promises of the steps do not reach, as words."""
    said = (("was told", told), ("needs it within", needed))
    return " and ".join(
        f"{words} {case.hours(limit)}"
        for words, limit in said
        if limit is not None and total > limit + SAME_TIME
    )


def _named(handoff: Handoff) -> str:
    return f"“{handoff.deliverable}”" if handoff.deliverable else "the (unnamed) deliverable"


_LOOKS: tuple[Callable[[_Case], Iterator[Issue]], ...] = (
    _max_handoffs,
    _min_rolled_accuracy,
    _max_utilisation,
    _max_survey_age,
    _every_handoff_promised,
    _every_handoff_owned,
    _promises_fit,
)
