"""`trace --explain`: every figure of a story, traced to the lines of the files it comes from."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from chainmap.analysis.trace import DeliveryTrace, Traced
from chainmap.measure.awaited import Awaited, Awaiting
from chainmap.measure.suspects import Basis
from chainmap.model import SAME_TIME, Complaint, Customer, Handoff, HandoffId
from chainmap.report.story.groups import Group
from chainmap.report.text.explain import (
    Places,
    figure,
    named,
    place,
    promise_key,
    terms,
    time_of,
    with_sign,
)
from chainmap.report.text.table import MAX_CELL, indented, printable, table
from chainmap.units import count, percent

Waits = Mapping[HandoffId, Sequence[Awaiting]]
"""By delivery: what the steps of its slowest chain wait for."""

_WIDE = 2 * MAX_CELL


def explained(groups: Sequence[Group], places: Places, waits: Waits) -> str:
    """Return for each group of complaints where its figures come from, as text."""
    blocks = [_group(group, places, waits.get(group.behind.id, ())) for group in groups]
    return printable("\n\n".join("\n".join(block) for block in blocks))


def _group(group: Group, places: Places, waits: Sequence[Awaiting]) -> list[str]:
    behind = group.behind
    parts = [
        [f"Where the figures of {_title(group)} come from (in hours, rounded only here)"],
        _weights(group, places),
        _steps(behind, places),
        _waiting(waits),
        _limit(behind, places),
        _accuracy(behind, places),
        _suspects(group.first),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part).split("\n")


def _title(group: Group) -> str:
    ids = ", ".join(complaint.id for complaint in group.complaints)
    return ids or named(group.behind.delivery)


def _weights(group: Group, places: Places) -> list[str]:
    if not group.complaints:
        return []
    organisation = group.behind.flow.organisation
    customer = organisation.parties[group.behind.delivery.customer]
    value = customer.value if isinstance(customer, Customer) else 1.0
    at = place(places, (customer.name,), "value")
    rows = [_weight(c, organisation.weight(c), value) for c in group.complaints]
    told = f"value of {customer.name}: {at}" if at else f"value of {customer.name}: not said, 1"
    total = f"Together {figure(group.weight)}; {told}"
    return ["Weight = count × severity × value of the customer", *indented([*table(rows), total])]


def _weight(complaint: Complaint, weight: float, value: float) -> tuple[str, ...]:
    factors = " × ".join(map(figure, (complaint.count, complaint.severity, value)))
    return complaint.id, f"{factors} = {figure(weight)}", str(complaint.location)


def _steps(behind: DeliveryTrace, places: Places) -> list[str]:
    steps = behind.slowest[0].steps
    rows = []
    for number, step in enumerate(steps, start=1):
        rows.append((str(number), named(step), *time_of(step, places)))
    title = "Times of the slowest chain: lead_time, else the step's promise, else within, else 0"
    body = table(rows, right=frozenset({0, 2}), widest=_WIDE)
    total = f"{terms([step.time or 0.0 for step in steps])} = {figure(behind.promise.actual)} h"
    return [title, *indented([*body, f"Together {total}"]), *indented(_lead_time(behind))]


def _lead_time(behind: DeliveryTrace) -> list[str]:
    if math.isclose(behind.lead_time, behind.slowest[0].lead_time):
        return []
    mean = f"alternatives weigh by their shares: the lead time is {figure(behind.lead_time)} h"
    return [f"The slowest chain is one way it can go; {mean}."]


def _waiting(waits: Sequence[Awaiting]) -> list[str]:
    """Return for each step with several inputs which one decides, and the slack of the others."""
    rows = []
    for waiting in waits:
        latest = max(i.hours for i in waiting.inputs)
        for position, found in enumerate(waiting.inputs):
            rows.append(
                (
                    named(waiting.step) if position == 0 else "",
                    named(found.handoff),
                    f"after {figure(found.hours)} h",
                    _role(found, latest),
                )
            )
    body = indented(table(rows, right=frozenset({2}), widest=_WIDE)) if rows else []
    title = "What a step waits for: the latest input decides (alternatives: mean by share)"
    return [title, *body] if rows else []


def _role(found: Awaited, latest: float) -> str:
    if found.share is not None:
        return f"in {percent(found.share)}"
    slack = latest - found.hours
    return f"{figure(slack)} h slack" if slack > SAME_TIME else "latest"


def _limit(behind: DeliveryTrace, places: Places) -> list[str]:
    budget, delivery = behind.promise, behind.delivery
    if budget.limit is None or budget.late is None or budget.budget_gap is None:
        return []
    key = "promise" if budget.promised is not None else "within"
    at = place(places, delivery.sort_key, key, delivery.location)
    rows = [_promise(step, places) for step in behind.slowest[0].steps]
    total, limit = figure(budget.internal_sum), figure(budget.limit)
    overruns = terms([overrun.hours for overrun in budget.overruns])
    gap = f"{total} {_MINUS} {limit} = {with_sign(budget.budget_gap)}"
    lines = [
        f"Limit {limit} h: {key} of the delivery, {at}",
        f"Steps promise {terms([_promised(s) for s in behind.slowest[0].steps])} = {total} h",
        f"Promises against limit: {gap}",
        f"Beyond promises: {overruns} = {with_sign(sum(o.hours for o in budget.overruns))}",
        f"Together {with_sign(budget.late)} = {figure(budget.actual)} {_MINUS} {limit}",
    ]
    title = "Promises of these steps (a step without one counts with its time)"
    body = table(rows, right=frozenset({1, 2}), widest=_WIDE)
    return [title, *indented([*body, *lines])]


_MINUS = "\N{MINUS SIGN}"


def _promised(step: Handoff) -> float:
    return step.time or 0.0 if step.own_promise is None else step.own_promise.hours


def _promise(step: Handoff, places: Places) -> tuple[str, ...]:
    if step.own_promise is None:
        return named(step), "–", "", "no promise"
    key = promise_key(step)
    over = "" if step.overrun is None else with_sign(step.overrun) if step.overrun else "0 h"
    at = place(places, step.sort_key, key, step.location)
    return named(step), f"{figure(step.own_promise.hours)} h", over, f"{key}  {at}"


def _accuracy(behind: DeliveryTrace, places: Places) -> list[str]:
    everything = (behind.delivery, *behind.upstream)
    judged = [h for h in everything if h.accuracy is not None]
    if not judged:
        return []
    judged.sort(key=lambda h: (h.accuracy or 0.0, h.sort_key))
    rows = [
        (_share(h.accuracy or 0.0), named(h), place(places, h.sort_key, "accuracy", h.needed_at))
        for h in judged
    ]
    product = math.prod(h.accuracy or 0.0 for h in judged)
    unjudged = count(len(behind.unjudged), "handoff") + " nobody judged: 100 % each"
    lines = [f"Product {_share(product)}", *([unjudged] if behind.unjudged else [])]
    if not math.isclose(product, behind.rolled_accuracy):
        shares = _share(behind.rolled_accuracy)
        lines.append(f"Alternatives are not all used: averaged by their shares {shares}")
    body = table(rows, right=frozenset({0}), widest=_WIDE)
    title = (
        "Right the first time: accuracy of the delivery and of all handoffs upstream, multiplied"
    )
    return [title, *indented([*body, *lines])]


def _share(share: float) -> str:
    return f"{figure(share * 100)} %"


def _suspects(traced: Traced) -> list[str]:
    """Return the shares of the suspects as numerator over denominator."""
    charges = _charges(traced)
    if not charges:
        return []
    total, unit = math.fsum(charges.values()), _UNITS[traced.basis]
    rows = [
        (suspect.team, f"{figure(charges[suspect.team])} / {figure(total)}", percent(suspect.share))
        for suspect in traced.suspects
        if suspect.team in charges
    ]
    return [f"Shares: {unit}", *indented(table(rows, right=frozenset({1, 2})))]


_UNITS = {
    Basis.OVERRUN: "hours beyond the own promise on the slowest chain, of all such hours",
    Basis.TIME: "hours on the slowest chain, of all its hours",
    Basis.ACCURACY: f"{_MINUS}ln(accuracy) of what each hands over upstream, of all",
    Basis.CONTACTS: "times the customer was passed on, of all",
}


def _charges(traced: Traced) -> Mapping[str, float]:
    steps = traced.behind.slowest[0].steps
    match traced.basis:
        case Basis.OVERRUN:
            return _summed((s, max(s.overrun or 0.0, 0.0)) for s in steps)
        case Basis.TIME:
            return _summed((s, s.time or 0.0) for s in steps)
        case Basis.ACCURACY:
            return _losses((traced.behind.delivery, *traced.behind.upstream))
        case Basis.CONTACTS:
            contacts = traced.route.contacts[:-1] if traced.route else ()
            return {contact: float(contacts.count(contact)) for contact in contacts}
        case _:
            return {}


def _losses(handoffs: Sequence[Handoff]) -> Mapping[str, float]:
    never: Mapping[str, float] = {h.supplier: 1.0 for h in handoffs if h.accuracy == 0}
    if never:  # outweighs all else
        return never
    return _summed((h, -math.log(h.accuracy)) for h in handoffs if h.accuracy)


def _summed(charges: Iterable[tuple[Handoff, float]]) -> Mapping[str, float]:
    charged: dict[str, float] = defaultdict(float)
    for step, charge in charges:
        charged[step.supplier] += charge
    return charged
