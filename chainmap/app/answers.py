"""The questions: read the organisation, select what is asked for, analyse.

Each raises a ChainmapError where files have errors, or where what is asked for is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from chainmap.app.looking_up import find_category, find_complaint, find_party, find_team

if TYPE_CHECKING:
    from chainmap.analysis.bottlenecks import Bottlenecks
    from chainmap.analysis.chance import Chance
    from chainmap.analysis.gaps import Gaps
    from chainmap.analysis.next_moves import NextMoves
    from chainmap.analysis.plausibility import Doubt
    from chainmap.analysis.team import TeamCard
    from chainmap.analysis.trace import Trace
    from chainmap.flow import Flow
    from chainmap.model import Complaint, Handoff, HandoffId

Result_co = TypeVar("Result_co", covariant=True)


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
        category = find_category(organisation, selection.category)
        complaints = [c for c in complaints if c.category is category]
    if selection.since is not None:
        recent = (since(complaint, selection.since) for complaint in complaints)
        complaints = [complaint for complaint in recent if complaint is not None]
    return tuple(complaints)
