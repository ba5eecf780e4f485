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
    from chainmap.analysis.trace import Traced
    from chainmap.diagram.drawing import Drawing
    from chainmap.diagram.frame import Frame
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


@dataclass(frozen=True, slots=True)
class Subject:
    """An organisation, what is wanted of it, and the words around the picture."""

    flow: Flow
    wanted: Wanted
    frame: Frame
    as_of: date


def drawings(subject: Subject) -> tuple[Drawing, ...]:
    """Return the drawings of the view, one for each page."""
    return _VIEWS[subject.wanted.view](subject)


def _chain(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.diagram.chain import chain_view

    return (chain_view(subject.flow, subject.frame),)


def _trace(subject: Subject) -> tuple[Drawing, ...]:
    from chainmap.diagram.trace import trace_view

    return (trace_view(subject.flow, _heaviest(subject), subject.frame),)


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


_VIEWS: Mapping[View, Callable[[Subject], tuple[Drawing, ...]]] = {
    View.CHAIN: _chain,
    View.TRACE: _trace,
}
