"""The questions: read the organisation, select what is asked for, analyse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar
from unicodedata import normalize

from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.analysis.bottlenecks import Bottlenecks
    from chainmap.analysis.gaps import Gaps
    from chainmap.analysis.team import TeamCard
    from chainmap.analysis.trace import Trace
    from chainmap.flow import Flow
    from chainmap.model import Category, Complaint, Organisation, PartyId

Result_co = TypeVar("Result_co", covariant=True)


MAX_UNCOMPLAINED = 10
"""Deliveries traced where there is no complaint to choose by."""


@dataclass(frozen=True)
class Answer(Generic[Result_co]):
    """A result, and the flow of the organisation it was found in."""

    flow: Flow
    result: Result_co


@dataclass(frozen=True, slots=True)
class Selection:
    """Which complaints to trace, or (`to`) which party instead; None where it does not matter."""

    complaint: str | None = None
    customer: str | None = None
    category: str | None = None
    since: date | None = None
    to: str | None = None


def open_flow(root: Path) -> Flow:
    """Read the organisation below `root` and return its flow."""
    from chainmap.app import load
    from chainmap.flow import Flow

    return Flow(load(root).organisation)


def trace(root: Path, selection: Selection, *, k: int) -> Answer[Trace]:
    """Trace the selected complaints, or what stands behind a party."""
    return traced(open_flow(root), selection, k=k)


def traced(flow: Flow, selection: Selection, *, k: int = 5) -> Answer[Trace]:
    """Trace in an organisation that is open already.

    An organisation without any complaint is traced by what it delivers outside, or, if that is
    nothing, by the handoffs with the slowest and longest chains behind them.
    """
    from chainmap.analysis.trace import trace, trace_deliveries

    if selection.to is not None:
        party = find_party(flow.organisation, selection.to)
        return Answer(flow, trace_deliveries(flow, flow.handoffs_to(party), k=k))
    if flow.organisation.complaints or selection != Selection():
        return Answer(flow, trace(flow, _selected(flow, selection), k=k))
    found = trace_deliveries(flow, flow.deliveries or tuple(flow.graph), k=k)
    return Answer(flow, replace(found, complaints=found.complaints[:MAX_UNCOMPLAINED]))


def bottlenecks(root: Path, *, cut: float) -> Answer[Bottlenecks]:
    """Rank the teams by what their improvement would give complaining customers."""
    from chainmap.analysis.bottlenecks import bottlenecks as analysis

    flow = open_flow(root)
    return Answer(flow, analysis(flow, cut=cut))


def gaps(root: Path, *, as_of: date, customer: str | None = None) -> Answer[Gaps]:
    """Find where suppliers and customers disagree, for all or behind what one party receives."""
    from chainmap.analysis.gaps import gaps as analysis

    flow = open_flow(root)
    behind = None if customer is None else find_party(flow.organisation, customer)
    return Answer(flow, analysis(flow, as_of=as_of, behind=behind))


def team(root: Path, name: str) -> Answer[TeamCard]:
    """Return the page of the team with this name."""
    from chainmap.analysis.team import team_card
    from chainmap.model import Team

    flow = open_flow(root)
    party = flow.organisation.parties[find_party(flow.organisation, name)]
    if not isinstance(party, Team):
        kind = f"{party.name} is a {party.kind}, not a team."
        raise _not_found(flow.organisation, "not-a-team", kind, "chainmap trace --to shows more.")
    return Answer(flow, team_card(flow, party))


def find_party(organisation: Organisation, name: str) -> PartyId:
    """Return the party called so, without regard to case and surrounding space."""
    wanted = _folded(name)
    for party in organisation.parties:
        if _folded(party) == wanted:
            return party
    near = _nearest(name, organisation.parties)
    message = f"{name} is no team, customer or vendor."
    raise _not_found(organisation, "unknown-party", message, near)


def _selected(flow: Flow, selection: Selection) -> Sequence[Complaint]:
    organisation = flow.organisation
    complaints: Iterable[Complaint] = organisation.complaints
    if selection.complaint is not None:
        complaints = [_complaint(organisation, selection.complaint)]
    if selection.customer is not None:
        customer = find_party(organisation, selection.customer)
        complaints = [c for c in complaints if flow.handoffs[c.delivery].customer == customer]
    if selection.category is not None:
        category = _category(organisation, selection.category)
        complaints = [c for c in complaints if c.category is category]
    if selection.since is not None:
        complaints = [c for c in complaints if c.date is not None and c.date >= selection.since]
    return tuple(complaints)


def _complaint(organisation: Organisation, wanted: str) -> Complaint:
    for complaint in organisation.complaints:
        if complaint.id.casefold() == wanted.strip().casefold():
            return complaint
    near = _nearest(wanted, [complaint.id for complaint in organisation.complaints])
    raise _not_found(organisation, "unknown-complaint", f"There is no complaint {wanted}.", near)


def _category(organisation: Organisation, wanted: str) -> Category:
    from chainmap.model import Category

    folded = wanted.strip().casefold().replace(" ", "-")
    if folded in set(Category):
        return Category(folded)
    near = _nearest(folded, Category) or f"Choose one of {', '.join(Category)}."
    message = f"{wanted} is no kind of complaint."
    raise _not_found(organisation, "unknown-category", message, near)


def _folded(name: str) -> str:
    return normalize("NFC", name.strip()).casefold()


def _nearest(name: str, names: Iterable[str]) -> str | None:
    folded = {known.casefold(): known for known in names}
    near = get_close_matches(name.strip().casefold(), folded, n=1)
    return f"Did you mean {folded[near[0]]}?" if near else None


def _not_found(
    organisation: Organisation, code: str, message: str, hint: str | None
) -> ChainmapError:
    return ChainmapError(Issue(Location(organisation.source), Severity.ERROR, code, message, hint))
