"""Findings about the chain itself: can it be trusted?

Each look is a small function over the flow; all are listed in `_LOOKS`. Assumes nothing beyond the
files: what nobody wrote down is not seen. Source: own definition. No published case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from chainmap.flow import Flow
from chainmap.issues import Issue, Location, Severity, Subject, in_order
from chainmap.measure.chains import slowest_chains
from chainmap.measure.cycles import cycles
from chainmap.measure.lead_time import lead_times
from chainmap.measure.load import Load, loads
from chainmap.model import Handoff, Limits, Organisation, PartyId, PartyKind
from chainmap.units import hours, number, percent

MODEL_OFF = 0.2
"""Share by which a measured end-to-end time may differ from the sum of the steps unremarked."""

MAX_NAMED = 3
"""Handoffs named in one finding before the rest is only counted."""


@dataclass(frozen=True)
class _Case:
    """An organisation with what several looks need."""

    flow: Flow

    @property
    def organisation(self) -> Organisation:
        return self.flow.organisation

    def hours(self, value: float) -> str:
        return hours(value, self.organisation.calendar)

    @property
    def says_who_owns(self) -> bool:
        """Whether a rule asks for an owner: then it says what no supplier lists."""
        return self.organisation.limits.every_handoff_owned

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


def findings(flow: Flow) -> tuple[Issue, ...]:
    """Return what is remarkable about the chain, by place."""
    case = _Case(flow)
    return in_order(issue for look in _LOOKS for issue in look(case))


def named(handoff: Handoff) -> str:
    """Return how a handoff is called in a sentence."""
    return f"“{handoff.deliverable}”" if handoff.deliverable else "its (unnamed) deliverable"


def _warning(location: Location, code: str, message: str, hint: str, *about: Subject) -> Issue:
    return Issue(location, Severity.WARNING, code, message, hint, about)


def _note(location: Location, code: str, message: str, hint: str, *about: Subject) -> Issue:
    return Issue(location, Severity.NOTE, code, message, hint, about)


def _cycles(case: _Case) -> Iterator[Issue]:
    for cycle in cycles(case.flow):
        teams = cycle.teams(case.flow)
        yield _warning(
            case.flow.handoffs[cycle.handoffs[0]].location,
            "cycle",
            f"Work goes round in a cycle: {' → '.join((*teams, teams[0]))}.",
            "Say what each deliverable is made from (from: [...]), or mark what only helps "
            "(support: true), is sent back (rework: true) or comes from stock (stock: true).",
            teams,
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
            (organisation.name,),
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
                (team.name,),
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
            hint = "Add serves: or needs:."
            yield _warning(party.location, "orphan", message, hint, (party.name,))


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
            *(h.sort_key for h in handoffs),
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
            hint = f"Ask {h.customer} what it needs."
            yield _note(h.location, "one-sided", message, hint, h.sort_key)
        elif h.promised_at is None and (_is_order(case, h) or not case.says_who_owns):
            message = (
                f"{h.customer} says it needs {named(h)} from {h.supplier}; "
                f"{h.supplier} does not list it."
            )
            hint = f"Ask {h.supplier} what it promises."
            yield _note(h.location, "one-sided", message, hint, h.sort_key)


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
                (team.name,),
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
                known.sort_key,
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
                known.sort_key,
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
        severity = _of_backlog(case.organisation.limits)
        yield Issue(team.location, severity, "growing-backlog", message, hint, ((team.name,),))


def _of_backlog(limits: Limits) -> Severity:
    """Return how grave a backlog is: a limit of load is not kept either, where there is one."""
    of_rule = limits.severities.get("max_utilisation", Severity.WARNING)
    return min((Severity.WARNING, of_rule), key=lambda severity: severity.rank)


def _never_right(case: _Case) -> Iterator[Issue]:
    for handoff in case.flow.handoffs:
        if handoff.accuracy == 0:
            yield _warning(
                handoff.needed_at or handoff.location,
                "never-right",
                f"{named(handoff)} from {handoff.supplier} is never right for {handoff.customer} "
                "(accuracy 0 %): it would come back for ever.",
                "Ask both what 0 % means; load counts it as done once.",
                handoff.sort_key,
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
)
