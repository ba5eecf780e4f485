"""Looks at the chain: does it hang together, from the customer's order to what is delivered?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from chainmap.analysis.findings.case import Case, named, note, warning
from chainmap.flow import Flow
from chainmap.issues import Issue, Location
from chainmap.measure.chains import slowest_chains
from chainmap.measure.cycles import cycles as cycles_of
from chainmap.model import Handoff, PartyId


def cycles(case: Case) -> Iterator[Issue]:
    """Work that goes round."""
    for cycle in cycles_of(case.flow):
        teams = cycle.teams(case.flow)
        yield warning(
            case.flow.handoffs[cycle.handoffs[0]].location,
            "cycle",
            f"Work goes round in a cycle: {' → '.join((*teams, teams[0]))}.",
            "Say what each deliverable is made from (from: [...]), or mark what only helps "
            "(support: true), is sent back (rework: true) or comes from stock (stock: true).",
            teams,
        )


def without_external_customer(case: Case) -> Iterator[Issue]:
    """Teams that reach no external customer, by a chain or by supporting a team that does."""
    organisation = case.organisation
    if not organisation.customers:
        place = min((t.location for t in organisation.teams), default=Location(organisation.source))
        yield warning(
            Location(place.path),
            "no-external-customer",
            "There is no external customer: nobody outside is served, so nobody can complain.",
            "Add a file with customer: NAME and let a team serve it, or write customer: for team: "
            "where one is outside; until then use trace --to.",
            (organisation.name,),
        )
        return
    reaching = _reaching(case.flow)
    for team in organisation.teams:
        if team.name in case.busy and team.name not in reaching:
            yield warning(
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


def orphans(case: Case) -> Iterator[Issue]:
    """Parties that take part in nothing."""
    for party in case.organisation.parties.values():
        if party.name not in case.busy:
            message = f"{party.name} neither serves nor needs anybody."
            hint = "Add serves: or needs:."
            yield warning(party.location, "orphan", message, hint, (party.name,))


def one_sided(case: Case) -> Iterator[Issue]:
    """Handoffs that only one of the two sides wrote down."""
    for h in case.flow.handoffs:
        if h.needed_at is None:
            message = (
                f"{h.supplier} says it delivers {named(h)} to {h.customer}; "
                f"{h.customer} does not list it."
            )
            hint = f"Ask {h.customer} what it needs."
            yield note(h.location, "one-sided", message, hint, h.sort_key)
        elif h.promised_at is None and (case.organisation.is_order(h) or not case.says_who_owns):
            message = (
                f"{h.customer} says it needs {named(h)} from {h.supplier}; "
                f"{h.supplier} does not list it."
            )
            hint = f"Ask {h.supplier} what it promises."
            yield note(h.location, "one-sided", message, hint, h.sort_key)


def assumed_inputs(case: Case) -> Iterator[Issue]:
    """Teams that do not say which inputs a deliverable is made from."""
    inputs: dict[PartyId, int] = defaultdict(int)
    outputs: dict[PartyId, list[Handoff]] = defaultdict(list)
    for handoff in case.flow_handoffs:
        inputs[handoff.customer] += 1
        outputs[handoff.supplier].append(handoff)
    for team in case.organisation.teams:
        unsaid = [h for h in outputs[team.name] if h.made_from is None]
        different = {h.deliverable or h.customer for h in outputs[team.name]}
        if inputs[team.name] > 1 and len(different) > 1 and unsaid:
            yield warning(
                unsaid[0].location,
                "assumed-inputs",
                f"{team.name} has {inputs[team.name]} inputs and {len(different)} deliverables; "
                f"{named(unsaid[0])} does not say what it is made from, so all inputs count.",
                "Add from: [...] with the deliverables it is made from.",
                (team.name,),
            )


def starts_before_order(case: Case) -> Iterator[Issue]:
    """Slowest chains that do not begin with what the customer hands in."""
    slowest = slowest_chains(case.flow, to=case.flow.deliveries, k=1)
    for delivery, chains in slowest.items():
        first = case.flow.handoffs[chains.chains[0].steps[0]]
        if not first.stock and not case.organisation.is_order(first):
            known = case.flow.handoffs[delivery]
            yield warning(
                known.location,
                "starts-before-order",
                f"The slowest chain behind {named(known)} for {known.customer} starts with "
                f"{first.supplier}, not with the customer's order.",
                f"Is something on it taken from stock (stock: true), or does {known.customer} "
                "hand in an order (serves:)?",
                known.sort_key,
            )
