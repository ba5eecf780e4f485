"""What to look at next, and what is not known: the end of every story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chainmap.analysis.trace import DeliveryTrace, Traced, TracedChain
from chainmap.flow import Flow
from chainmap.measure.suspects import Basis
from chainmap.model import SAME_TIME, Calendar, Evidence, Handoff, PartyKind
from chainmap.report.story.steps import wait
from chainmap.units import command, count, hours, percent, precise, quoted

MAX_NAMED = 4
"""Names written out before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, and the command that shows more of it ("" where there is none)."""

    text: str
    command: str = ""

    def __str__(self) -> str:
        """Return it on one line, the command set apart."""
        return "   ".join(filter(None, (self.text, self.command)))


def called(handoff: Handoff) -> str:
    """Return what a handoff hands over, as named in a sentence."""
    return f"“{handoff.deliverable}”" if handoff.deliverable else "the work"


def listed(names: list[str]) -> str:
    """Return the first names, each once, and how many more there are."""
    names = list(dict.fromkeys(names))
    more = len(names) - MAX_NAMED
    return ", ".join(names[:MAX_NAMED]) + (f" and {more} more" if more > 0 else "")


def next_steps(flow: Flow, traced: Traced) -> tuple[NextStep, ...]:
    """Return what a lead should do next, the most promising first."""
    calendar = flow.organisation.calendar
    steps = [NextStep(text) for text in _by_basis(flow, traced, calendar)]
    steps += _promises(flow, traced.behind)
    steps += map(NextStep, _weak_figures(traced.behind.slowest[0], calendar))
    return tuple(steps)


def _by_basis(flow: Flow, traced: Traced, calendar: Calendar) -> Iterator[str]:
    match traced.basis:
        case Basis.OVERRUN | Basis.TIME:
            yield from _slowest_step(flow, traced, calendar)
        case Basis.ACCURACY:
            yield from _least_accurate(traced)
        case Basis.CONTACTS:
            yield from _route(traced)
        case Basis.TOUCHPOINT:
            delivery = traced.behind.delivery
            yield f"Ask {delivery.customer} and {delivery.supplier} what happened; a trace cannot."
        case Basis.NONE:
            yield from _nothing_known(traced)


def _slowest_step(flow: Flow, traced: Traced, calendar: Calendar) -> Iterator[str]:
    """Ask the first suspect about its step that runs over, or takes, longest."""
    suspect = traced.suspects[0].team
    own = [step for step in traced.behind.slowest[0].steps if step.supplier == suspect]
    step = max(own, key=lambda s: (s.overrun or 0.0, s.time or 0.0))
    taken, waiting = step.time or 0.0, wait(step) or 0.0
    verb, size = ("wait", waiting) if waiting >= taken / 2 > 0 else ("take", taken)
    time = precise(size, calendar)
    asked = f"{step.supplier}, {step.customer}: why does {called(step)} {verb} {time}?"
    yield f"{asked}{_input_remark(flow, step)}"


def _input_remark(flow: Flow, step: Handoff) -> str:
    """Say how good the worst input of the step is, if its receiver judged it."""
    judged = [(h.accuracy, h) for h in flow.inputs(step) if h.accuracy is not None]
    if not judged:
        return ""
    accuracy, worst = min(judged, key=lambda pair: pair[0])
    asked = f", {worst.asked:%B %Y}" if worst.asked else ""
    return (
        f" What {step.supplier} receives as {called(worst)} from {worst.supplier} is right in "
        f"{percent(accuracy)}{asked}."
    )


def _least_accurate(traced: Traced) -> Iterator[str]:
    handoffs = (*traced.behind.upstream, traced.behind.delivery)
    judged = [(h.accuracy, h) for h in handoffs if h.accuracy is not None and h.accuracy < 1]
    for accuracy, h in sorted(judged, key=lambda pair: (pair[0], pair[1].sort_key))[:2]:
        yield (
            f"{h.supplier}, {h.customer}: what is missing or wrong in {called(h)}? "
            f"It is right in {percent(accuracy)}."
        )


def _route(traced: Traced) -> Iterator[str]:
    if traced.route is not None:
        yield (
            f"Let {traced.route.contacts[0]} send such a customer straight on: "
            f"{' → '.join(traced.route.shortest)}."
        )


def _nothing_known(traced: Traced) -> Iterator[str]:
    route = traced.route
    if route is not None and route.fewest is None:
        yield f"No handoff joins {route.contacts[0]} and {route.contacts[-1]}: who should?"
    elif route is not None:
        yield "The customer went the shortest way; look at what each contact did instead."
    else:
        yield "Collect the missing figures first: times, accuracy, or the contacts of the customer."


def _promises(flow: Flow, behind: DeliveryTrace) -> Iterator[NextStep]:
    budget, organisation = behind.promise, flow.organisation
    if budget.budget_gap is not None and budget.budget_gap > SAME_TIME:
        told = hours(budget.limit or 0.0, organisation.calendar)
        together = hours(budget.internal_sum, organisation.calendar)
        who = "Whoever promised" if budget.promised is not None else "Nobody can meet the need of"
        see = command(f"gaps --customer {quoted(behind.delivery.customer)}", organisation.source)
        yield NextStep(f"{who} {told}: no plan reaches it while the steps promise {together}.", see)


def _weak_figures(chain: TracedChain, calendar: Calendar) -> Iterator[str]:
    """Ask for a measurement of the largest time that is no measurement."""
    weak = [s for s in chain.steps if s.time and s.evidence is not Evidence.MEASURED]
    if weak:
        step = max(weak, key=lambda s: s.time or 0.0)
        basis = {
            Evidence.PROMISE: "what it promises",
            Evidence.NEED: f"what {step.customer} needs",
            Evidence.GUESS: "a guess",
        }.get(step.evidence, "an estimate")
        time = hours(step.time or 0.0, calendar)
        yield f"Ask {step.supplier} to measure {called(step)}: its {time} are {basis}."


def unknown(flow: Flow, behind: DeliveryTrace) -> tuple[str, ...]:
    """Return what the files do not say and the story therefore leaves out."""
    return (
        *_start(flow, behind),
        *_untimed(behind),
        *_unjudged(flow, behind),
        *_one_sided(behind),
        *_unproven(behind),
    )


def _start(flow: Flow, behind: DeliveryTrace) -> Iterator[str]:
    first = behind.slowest[0].steps[0]
    kind = flow.organisation.parties[first.supplier].kind
    if behind.delivery.to_outside and kind is not PartyKind.CUSTOMER and not first.stock:
        yield (
            f"Whether all this time counts for the customer: the slowest chain starts with "
            f"{first.supplier}, not with the order. Is something on it taken from stock?"
        )


def _untimed(behind: DeliveryTrace) -> Iterator[str]:
    if behind.untimed:
        names = [f"{called(h)} from {h.supplier}" for h in behind.untimed]
        yield f"How long these take (counted as 0 h): {listed(names)}."


def _unjudged(flow: Flow, behind: DeliveryTrace) -> Iterator[str]:
    parties = flow.organisation.parties
    inside = [h for h in behind.unjudged if parties[h.supplier].kind is not PartyKind.CUSTOMER]
    if inside:
        names = [f"{called(h)} from {h.supplier}" for h in inside]
        yield f"How often these are right (counted as always): {listed(names)}."


def _one_sided(behind: DeliveryTrace) -> Iterator[str]:
    steps = behind.slowest[0].steps
    only = [s for s in steps if s.promised_at is None or s.needed_at is None]
    for step in only[:MAX_NAMED]:
        silent, speaks = (
            (step.supplier, step.customer)
            if step.promised_at is None
            else (step.customer, step.supplier)
        )
        yield f"What {silent} says about {called(step)}: only {speaks} lists it."
    if len(only) > MAX_NAMED:
        yield f"What the other side says about {count(len(only) - MAX_NAMED, 'more step')}."


def _unproven(behind: DeliveryTrace) -> Iterator[str]:
    if not behind.exact:
        yield "Whether a longer or slower chain exists: a cycle made the search too large."
    if not behind.rolled_accuracy_exact:
        yield "The exact accuracy: too many alternatives hang together, they count one by one."
