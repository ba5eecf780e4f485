"""What can be drawn: each view analyses what it needs and hands it to its own diagram module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.answers import Selection, traced
from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.analysis.agreement import Agreement
    from chainmap.analysis.trace import Traced
    from chainmap.diagram.canvas.drawing import Drawing
    from chainmap.diagram.canvas.frame import Frame
    from chainmap.diagram.maps.seen import SeenLog
    from chainmap.evidence.request import Request
    from chainmap.flow import Flow


class View(StrEnum):
    """What can be drawn."""

    CHAIN = "chain"
    TRACE = "trace"
    SWIMLANE = "swimlane"
    LADDER = "ladder"
    SIPOC = "sipoc"
    MATRIX = "matrix"
    CONTACTS = "contacts"
    OVERVIEW = "overview"
    PARETO = "pareto"
    COMPARE = "compare"
    GAPS = "gaps"
    OBSERVED = "observed"
    AGREEMENT = "agreement"


class ColourBy(StrEnum):
    """What the fill of a team's box says."""

    LOAD = "load"
    LEVERAGE = "leverage"
    GAP = "gap"
    EVIDENCE = "evidence"


class MatrixOrder(StrEnum):
    """How the rows of a matrix are ordered."""

    DEPARTMENT = "department"
    PARTITION = "partition"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be drawn of an organisation, whatever the file is to look like."""

    view: View
    selection: Selection = Selection()
    team: str | None = None
    focus: str | None = None
    depth: int = 1
    department: str | None = None
    colour_by: ColourBy = ColourBy.LOAD
    order: MatrixOrder = MatrixOrder.DEPARTMENT
    before: Path | None = None
    log: Request | None = None
    names: Path | None = None
    arrows: int = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """An organisation, what is wanted of it, the words around the picture; how it was before.

    Where a log is drawn, `log` is what it shows, `agreed` how that agrees with what is declared.
    """

    flow: Flow
    wanted: Wanted
    frame: Frame
    as_of: date
    before: Flow | None = None
    log: SeenLog | None = None
    agreed: Agreement | None = None


def drawings(subject: Subject) -> tuple[Drawing, ...]:
    """Return the drawings of the view, one for each page."""
    return _VIEWS[subject.wanted.view](subject)


def has_coarser(view: View) -> bool:
    """Whether there is something that shows less where a view takes too long."""
    return view in _COARSER


def coarser(subject: Subject) -> tuple[Drawing, ...]:
    """Return drawings that show less than those of the view."""
    return _COARSER[subject.wanted.view](subject)


def _chain(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import maps

    return maps.chain(subject)


def _overview(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import maps

    return maps.overview(subject)


def _gaps(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import maps

    return maps.gaps(subject)


def _compare(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import maps

    return maps.compare(subject)


def _trace(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.diagram.chains.trace import trace_view

    return (trace_view(subject.flow, _heaviest(subject), subject.frame),)


def _swimlane(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import maps
    from chainmap.diagram.swimlanes.swimlane import swimlane_view

    selected = subject.wanted.selection
    marked = selected != Selection() or subject.flow.organisation.complaints
    trace = _heaviest(subject) if marked else None
    scope, colouring = maps.fitting_scope(subject), maps.colouring(subject)
    return (swimlane_view(subject.flow, subject.frame, trace, scope=scope, colouring=colouring),)


def _ladder(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.diagram.chains.ladder import ladder_view

    return (ladder_view(subject.flow, subject.frame, _heaviest(subject)),)


def _chain_alone(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.diagram.chains.trace import trace_view

    return (trace_view(subject.flow, _heaviest(subject), subject.frame, quiet=0),)


def _heaviest(subject: Subject) -> Traced:
    """Return the first trace of those selected: the heaviest complaint, the slowest delivery."""
    found = traced(subject.flow, subject.wanted.selection).result.complaints
    if found:
        return found[0]
    raise ChainmapError(
        Issue(
            Location(subject.flow.organisation.source),
            Severity.ERROR,
            "nothing-to-trace",
            "No complaint matches, and no handoff leads there.",
            "Draw what stands behind a party instead: --to NAME.",
        )
    )


def _sipoc(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import charts

    return charts.sipoc(subject)


def _matrix(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import charts

    return charts.matrix(subject)


def _contacts(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import charts

    return charts.contacts(subject)


def _pareto(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import charts

    return charts.pareto(subject)


def _observed(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import log_views

    return log_views.observed(subject)


def _agreement(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.app import log_views

    return log_views.agreement(subject)


_VIEWS: Mapping[View, Callable[[Subject], tuple[Drawing, ...]]] = {
    View.CHAIN: _chain,
    View.OVERVIEW: _overview,
    View.GAPS: _gaps,
    View.COMPARE: _compare,
    View.TRACE: _trace,
    View.SWIMLANE: _swimlane,
    View.LADDER: _ladder,
    View.SIPOC: _sipoc,
    View.MATRIX: _matrix,
    View.CONTACTS: _contacts,
    View.PARETO: _pareto,
    View.OBSERVED: _observed,
    View.AGREEMENT: _agreement,
}

_COARSER: Mapping[View, Callable[[Subject], tuple[Drawing, ...]]] = {
    View.CHAIN: _overview,
    View.GAPS: _overview,
    View.COMPARE: _overview,
    View.SWIMLANE: _overview,
    View.TRACE: _chain_alone,
}
"""What is drawn instead where a view takes too long."""
