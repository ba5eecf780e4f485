"""Findings about the chain itself: can it be trusted, and does it keep the organisation's limits?

Each look is a small function over the flow; all are listed in `_LOOKS`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chainmap.flow import Flow
from chainmap.issues import Issue, Location, Severity, in_order
from chainmap.measure.accuracy import rolled_accuracies
from chainmap.measure.chains import longest_chains, slowest_chains
from chainmap.measure.cycles import cycles
from chainmap.measure.lead_time import lead_times
from chainmap.measure.load import Load, loads
from chainmap.measure.upstream import Upstream
from chainmap.model import Handoff, Organisation, PartyId, PartyKind
from chainmap.units import command, count, hours, number, percent, quoted

MODEL_OFF = 0.2
"""Share by which a measured end-to-end time may differ from the sum of the steps unremarked."""

MAX_NAMED = 3
"""Handoffs named in one finding before the rest is only counted."""


@dataclass(frozen=True)
class _Case:
    """An organisation on a day, with what several looks need."""

    flow: Flow
    as_of: date

    @property
    def organisation(self) -> Organisation:
        return self.flow.organisation

    def hours(self, value: float) -> str:
        return hours(value, self.organisation.calendar)

    @cached_property
    def busy(self) -> frozenset[PartyId]:
        """Who takes part in any handoff."""
        handoffs = self.flow.handoffs
        return frozenset(party for h in handoffs for party in (h.supplier, h.customer))

    @cached_property
    def loads(self) -> Mapping[PartyId, Load]:
        return loads(self.organisation)

    @cached_property
    def flow_handoffs(self) -> tuple[Handoff, ...]:
        return tuple(h for h in self.flow.handoffs if h.in_flow)


def findings(flow: Flow, *, as_of: date) -> tuple[Issue, ...]:
    """Return what is remarkable about the chain on a day, by place."""
    case = _Case(flow, as_of)
    return in_order(issue for look in _LOOKS for issue in look(case))


def named(handoff: Handoff) -> str:
    """Return how a handoff is called in a sentence."""
    return f"“{handoff.deliverable}”" if handoff.deliverable else "its (unnamed) deliverable"


def _warning(location: Location, code: str, message: str, hint: str | None = None) -> Issue:
    return Issue(location, Severity.WARNING, code, message, hint)


def _note(location: Location, code: str, message: str, hint: str | None = None) -> Issue:
    return Issue(location, Severity.NOTE, code, message, hint)


def _cycles(case: _Case) -> Iterator[Issue]:
    for cycle in cycles(case.flow):
        teams = cycle.teams(case.flow)
        yield _warning(
            case.flow.handoffs[cycle.handoffs[0]].location,
            "cycle",
            f"Work goes round in a cycle: {' → '.join((*teams, teams[0]))}.",
            "Say what each deliverable is made from (from: [...]), or mark what only helps "
            "(support: true), is sent back (rework: true) or comes from stock (stock: true).",
        )


def _without_external_customer(case: _Case) -> Iterator[Issue]:
    """Teams that reach no external customer, by a chain or by supporting a team that does."""
    organisation = case.organisation
    if not organisation.customers:
        place = min((t.location for t in organisation.teams), default=Location(organisation.source))
        yield _warning(
            Location(place.path),
            "no-external-customer",
            "There is no external customer: nobody outside is served, so nobody can complain.",
            "Add a file with customer: NAME and let a team serve it; until then use trace --to.",
        )
        return
    reaching = _reaching(case.flow)
    for team in organisation.teams:
        if team.name in case.busy and team.name not in reaching:
            yield _warning(
                team.location,
                "no-external-customer",
                f"{team.name} serves no external customer by any chain.",
                "Is a handoff missing, or is what it does support (support: true)?",
            )


def _reaching(flow: Flow) -> frozenset[PartyId]:
    """Return who stands behind a delivery outside, or supports somebody who does."""
    behind = flow.upstream(flow.deliveries).union(flow.deliveries)
    reaching = {flow.handoffs[handoff].supplier for handoff in behind}
    reaching.update(h.supplier for h in flow.handoffs if h.to_outside)
    return frozenset(reaching).union(
        h.supplier for h in flow.handoffs if h.support and h.customer in reaching
    )


def _orphans(case: _Case) -> Iterator[Issue]:
    for party in case.organisation.parties.values():
        if party.name not in case.busy:
            message = f"{party.name} neither serves nor needs anybody."
            yield _warning(party.location, "orphan", message, "Add serves: or needs:.")


def _untimed(case: _Case) -> Iterator[Issue]:
    untimed: dict[PartyId, list[Handoff]] = defaultdict(list)
    for handoff in (case.flow.handoffs[h] for h in sorted(case.flow.untimed)):
        untimed[handoff.supplier].append(handoff)
    for supplier, handoffs in untimed.items():
        names = ", ".join(f"{named(h)} to {h.customer}" for h in handoffs[:MAX_NAMED])
        more = f" and {len(handoffs) - MAX_NAMED} more" if len(handoffs) > MAX_NAMED else ""
        yield _note(
            handoffs[0].location,
            "no-time",
            f"Nobody says how long {supplier} takes for {names}{more}: it counts as 0 h.",
            "Add lead_time (a guess with evidence: guess will do).",
        )


def _is_order(case: _Case, handoff: Handoff) -> bool:
    """Whether an external customer hands it in: the clock starts there."""
    return case.organisation.parties[handoff.supplier].kind is PartyKind.CUSTOMER


def _one_sided(case: _Case) -> Iterator[Issue]:
    for h in case.flow.handoffs:
        if h.needed_at is None:
            message = (
                f"{h.supplier} says it delivers {named(h)} to {h.customer}; "
                f"{h.customer} does not list it."
            )
            yield _note(h.location, "one-sided", message, f"Ask {h.customer} what it needs.")
        elif h.promised_at is None:
            message = (
                f"{h.customer} says it needs {named(h)} from {h.supplier}; "
                f"{h.supplier} does not list it."
            )
            yield _note(h.location, "one-sided", message, f"Ask {h.supplier} what it promises.")


def _assumed_inputs(case: _Case) -> Iterator[Issue]:
    inputs: dict[PartyId, int] = defaultdict(int)
    outputs: dict[PartyId, list[Handoff]] = defaultdict(list)
    for handoff in case.flow_handoffs:
        inputs[handoff.customer] += 1
        outputs[handoff.supplier].append(handoff)
    for team in case.organisation.teams:
        unsaid = [h for h in outputs[team.name] if h.made_from is None]
        different = {h.deliverable or h.customer for h in outputs[team.name]}
        if inputs[team.name] > 1 and len(different) > 1 and unsaid:
            yield _warning(
                unsaid[0].location,
                "assumed-inputs",
                f"{team.name} has {inputs[team.name]} inputs and {len(different)} deliverables; "
                f"{named(unsaid[0])} does not say what it is made from, so all inputs count.",
                "Add from: [...] with the deliverables it is made from.",
            )


def _starts_before_order(case: _Case) -> Iterator[Issue]:
    slowest = slowest_chains(case.flow, to=case.flow.deliveries, k=1)
    for delivery, chains in slowest.items():
        first = case.flow.handoffs[chains.chains[0].steps[0]]
        if not first.stock and not _is_order(case, first):
            known = case.flow.handoffs[delivery]
            yield _warning(
                known.location,
                "starts-before-order",
                f"The slowest chain behind {named(known)} for {known.customer} starts with "
                f"{first.supplier}, not with the customer's order.",
                f"Is something on it taken from stock (stock: true), or does {known.customer} "
                "hand in an order (serves:)?",
            )


def _measured_end_to_end(case: _Case) -> Iterator[Issue]:
    deliveries = [d for d in case.flow.deliveries if case.flow.handoffs[d].end_to_end]
    lead = lead_times(case.flow, to=deliveries).values
    for delivery in deliveries:
        known = case.flow.handoffs[delivery]
        measured = known.end_to_end.hours if known.end_to_end else 0.0
        if abs(lead[delivery] - measured) > MODEL_OFF * measured:
            yield _warning(
                known.location,
                "end-to-end-differs",
                f"{named(known)} takes {case.hours(measured)} from order to delivery as measured; "
                f"the steps behind it add up to {case.hours(lead[delivery])}.",
                "A step is missing, taken from stock, or has a wrong time.",
            )


def _backlogs(case: _Case) -> Iterator[Issue]:
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
        elif load.arrival_rate and (team.people == 0 or team.availability == 0):
            message = (
                f"{team.name} gets {number(load.arrival_rate * week)} items a week and has nobody "
                "to do them: its backlog grows."
            )
        else:
            continue
        hint = "Check volume, process_time, people and availability."
        yield _warning(team.location, "growing-backlog", message, hint)


def _never_right(case: _Case) -> Iterator[Issue]:
    for handoff in case.flow.handoffs:
        if handoff.accuracy == 0:
            yield _warning(
                handoff.needed_at or handoff.location,
                "never-right",
                f"{named(handoff)} from {handoff.supplier} is never right for {handoff.customer} "
                "(accuracy 0 %): it would come back for ever.",
                "Ask both what 0 % means; load counts it as done once.",
            )


def _limits_of_deliveries(case: _Case) -> Iterator[Issue]:
    limits, flow = case.organisation.limits, case.flow
    if limits.max_handoffs is not None:
        for delivery, chains in longest_chains(flow, to=flow.deliveries).items():
            length = chains.chains[0].handoffs
            if length > limits.max_handoffs:
                yield _exceeded(
                    case,
                    flow.handoffs[delivery],
                    "limit-handoffs",
                    f"has a chain of {count(length, 'handoff')} behind it",
                    str(limits.max_handoffs),
                )
    if limits.min_rolled_accuracy is not None:
        upstream = Upstream(flow, of=flow.deliveries)
        rolled = rolled_accuracies(flow, of=flow.deliveries, upstream=upstream)
        for delivery, share in ((d, known.share) for d, known in rolled.items()):
            if share < limits.min_rolled_accuracy:
                yield _exceeded(
                    case,
                    flow.handoffs[delivery],
                    "limit-accuracy",
                    f"is right the first time in {percent(share)}",
                    f"at least {percent(limits.min_rolled_accuracy)}",
                )


def _exceeded(case: _Case, delivery: Handoff, code: str, message: str, limit: str) -> Issue:
    subject = f"{named(delivery)} from {delivery.supplier} for {delivery.customer}"
    see = command(f"trace --to {quoted(delivery.customer)}", case.organisation.source)
    hint = f"See the chain: {see}"
    return _warning(delivery.location, code, f"{subject} {message}; the limit is {limit}.", hint)


def _limit_of_utilisation(case: _Case) -> Iterator[Issue]:
    limit = case.organisation.limits.max_utilisation
    see = command("bottlenecks", case.organisation.source)
    for team, load in case.loads.items():
        if limit is not None and load.utilisation is not None and limit < load.utilisation < 1:
            yield _warning(
                case.organisation.parties[team].location,
                "limit-utilisation",
                f"{team} is busy {percent(load.utilisation)} of its hours; the limit is "
                f"{percent(limit)}.",
                f"Waiting grows steeply from here: {see}",
            )


def _limit_of_survey_age(case: _Case) -> Iterator[Issue]:
    limit = case.organisation.limits.max_survey_age
    for h in case.flow.handoffs:
        if limit is not None and h.asked and (age := (case.as_of - h.asked).days) > limit:
            yield _note(
                h.needed_at or h.location,
                "limit-survey-age",
                f"{h.supplier} and {h.customer} last spoke about {named(h)} {age} days ago; "
                f"the limit is {limit:g}.",
                "Ask again.",
            )


_LOOKS: tuple[Callable[[_Case], Iterator[Issue]], ...] = (
    _cycles,
    _without_external_customer,
    _orphans,
    _untimed,
    _one_sided,
    _assumed_inputs,
    _starts_before_order,
    _measured_end_to_end,
    _backlogs,
    _never_right,
    _limits_of_deliveries,
    _limit_of_utilisation,
    _limit_of_survey_age,
)
