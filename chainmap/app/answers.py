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
    from chainmap.analysis.chance import Chance
    from chainmap.analysis.gaps import Gaps
    from chainmap.analysis.next_moves import NextMoves
    from chainmap.analysis.plausibility import Doubt
    from chainmap.analysis.team import TeamCard
    from chainmap.analysis.trace import Trace
    from chainmap.flow import Flow
    from chainmap.model import Category, Complaint, Handoff, HandoffId, Organisation, PartyId, Team

Result_co = TypeVar("Result_co", covariant=True)


_LISTED = 8
"""Departments named in a hint."""

_SUGGESTED = 3
"""Names that hold what was asked for, named in a hint."""

MAX_UNCOMPLAINED = 10
"""Deliveries traced where there is no complaint to choose by."""


@dataclass(frozen=True)
class Answer(Generic[Result_co]):
    """A result, and the flow of the organisation it was found in."""

    flow: Flow
    result: Result_co


@dataclass(frozen=True)
class Ranked:
    """Teams ranked, the figures to doubt, and the handoffs whose time is by formula."""

    flow: Flow
    result: Bottlenecks
    doubts: tuple[Doubt, ...] = ()
    by_formula: tuple[Handoff, ...] = ()
    chance: Chance | None = None
    moves: NextMoves | None = None


@dataclass(frozen=True, slots=True)
class Moves:
    """Which next moves to rank teams by: one more person, work that is right in this share."""

    add_person: bool = False
    accuracy: float | None = None


@dataclass(frozen=True, slots=True)
class Dice:
    """How often to draw, and from which seed."""

    runs: int = 100_000
    seed: int = 1


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


def bottlenecks(
    root: Path,
    *,
    cut: float,
    formula: bool = False,
    dice: Dice | None = None,
    moves: Moves = Moves(),
) -> Ranked:
    """Rank the teams by what their improvement would give complaining customers.

    With `formula` waits that nobody measured are those of queueing for people; with `dice` the
    same is asked of many runs in which times vary; `moves` are other ways to help them.
    """
    from chainmap.analysis.bottlenecks import bottlenecks as analysis
    from chainmap.analysis.plausibility import plausibility
    from chainmap.flow import Flow
    from chainmap.measure.stand_in import with_formula_waits

    flow = open_flow(root)
    doubts = plausibility(flow)
    by_formula: tuple[Handoff, ...] = ()
    if formula:
        changed = with_formula_waits(flow.organisation)
        flow, by_formula = Flow(changed.organisation), changed.handoffs
    drawn = None
    if dice is not None:
        from chainmap.analysis.chance import chance

        drawn = chance(flow, runs=dice.runs, seed=dice.seed, cut=cut)
    found = None
    if moves != Moves():
        from chainmap.analysis.next_moves import next_moves

        found = next_moves(flow, add_person=moves.add_person, accuracy=moves.accuracy)
    return Ranked(flow, analysis(flow, cut=cut), doubts, by_formula, drawn, found)


def chance_of(flow: Flow, trace: Trace, dice: Dice) -> Chance:
    """Draw the deliveries of a trace by chance."""
    from chainmap.analysis.chance import chance

    weights: dict[HandoffId, float] = {}
    for traced in trace.complaints:
        weights[traced.behind.id] = weights.get(traced.behind.id, 0.0) + traced.weight
    return chance(flow, weights=weights, runs=dice.runs, seed=dice.seed, improve=False)


def gaps(root: Path, *, as_of: date, customer: str | None = None) -> Answer[Gaps]:
    """Find where suppliers and customers disagree, for all or behind what one party receives."""
    from chainmap.analysis.gaps import gaps as analysis

    flow = open_flow(root)
    behind = None if customer is None else find_party(flow.organisation, customer)
    return Answer(flow, analysis(flow, as_of=as_of, behind=behind))


def team(root: Path, name: str) -> Answer[TeamCard]:
    """Return the page of the team with this name."""
    from chainmap.analysis.team import team_card

    flow = open_flow(root)
    return Answer(flow, team_card(flow, find_team(flow.organisation, name)))


def find_team(organisation: Organisation, name: str) -> Team:
    """Return the team called so, without regard to case and surrounding space."""
    from chainmap.model import Team

    party = organisation.parties[find_party(organisation, name)]
    if isinstance(party, Team):
        return party
    kind = f"{party.name} is a {party.kind}, not a team."
    raise not_found(organisation, "not-a-team", kind, "chainmap trace --to shows more.")


def find_party(organisation: Organisation, name: str) -> PartyId:
    """Return the party called so, without regard to case and surrounding space."""
    for party in organisation.parties:
        if same_name(party, name):
            return party
    hint = nearest(name, organisation.parties)
    hint = hint or f"The names are those in the files below {organisation.source}."
    message = f"{name} is no team, customer or vendor."
    raise not_found(organisation, "unknown-party", message, hint)


def _selected(flow: Flow, selection: Selection) -> Sequence[Complaint]:
    from chainmap.model import since

    organisation = flow.organisation
    complaints: Iterable[Complaint] = organisation.complaints
    if selection.complaint is not None:
        complaints = [find_complaint(organisation, selection.complaint)]
    if selection.customer is not None:
        customer = find_party(organisation, selection.customer)
        complaints = [c for c in complaints if flow.handoffs[c.delivery].customer == customer]
    if selection.category is not None:
        category = _category(organisation, selection.category)
        complaints = [c for c in complaints if c.category is category]
    if selection.since is not None:
        recent = (since(complaint, selection.since) for complaint in complaints)
        complaints = [complaint for complaint in recent if complaint is not None]
    return tuple(complaints)


def find_department(organisation: Organisation, name: str) -> str:
    """Return the department called so, without regard to case and surrounding space."""
    known = sorted({team.department for team in organisation.teams if team.department})
    for department in known:
        if same_name(department, name):
            return department
    listed = f"The departments are {', '.join(known[:_LISTED])}." if known else None
    hint = nearest(name, known) or listed or "No team names its department."
    raise not_found(organisation, "unknown-department", f"{name} is no department.", hint)


def find_complaint(organisation: Organisation, wanted: str) -> Complaint:
    """Return the complaint with this id, without regard to case and surrounding space."""
    folded = wanted.strip().casefold()
    for complaint in organisation.complaints:
        if folded in {name.casefold() for name in (complaint.id, *complaint.ids)}:
            return complaint
    if any(complaint.rows > 1 for complaint in organisation.complaints):
        message = f"{wanted} is not known by itself: large files are counted, not kept."
        hint = "Choose them by --customer, --category and --since."
        raise not_found(organisation, "unknown-complaint", message, hint)
    near = nearest(wanted, [complaint.id for complaint in organisation.complaints])
    raise not_found(organisation, "unknown-complaint", f"There is no complaint {wanted}.", near)


def _category(organisation: Organisation, wanted: str) -> Category:
    from chainmap.model import Category

    folded = wanted.strip().casefold().replace(" ", "-")
    if folded in set(Category):
        return Category(folded)
    near = nearest(folded, Category) or f"Choose one of {', '.join(Category)}."
    message = f"{wanted} is no kind of complaint."
    raise not_found(organisation, "unknown-category", message, near)


def _folded(name: str) -> str:
    return normalize("NFC", name.strip()).casefold()


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, without regard to case and surrounding space."""
    return _folded(one) == _folded(other)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return a question for the known names that hold the given one, else the one most like it."""
    from chainmap.source.wording import listed

    folded = {known.casefold(): known for known in names}
    given = name.strip().casefold()
    holding = [known for fold, known in sorted(folded.items()) if given and given in fold]
    likely = holding or [folded[near] for near in get_close_matches(given, folded, n=1)]
    if not likely:
        return None
    others = len(likely) - _SUGGESTED
    return f"Did you mean {listed(likely[:_SUGGESTED], 'or', more=max(0, others))}?"


def not_found(
    organisation: Organisation, code: str, message: str, hint: str | None
) -> ChainmapError:
    """Return the error that something asked for is not in the organisation."""
    return ChainmapError(Issue(Location(organisation.source), Severity.ERROR, code, message, hint))
