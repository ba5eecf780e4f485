"""The gaps as a list of talks: who should speak with whom about what, the most urgent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chainmap.analysis.gaps import Gap, Gaps, Talk
from chainmap.flow import Flow
from chainmap.model import Handoff
from chainmap.report.page.figures import Figure, share
from chainmap.report.story.gap_kinds import GAP_KINDS


@dataclass(frozen=True, slots=True)
class GapLine:
    """One gap: between whom, its kind as it is called, what is handed over, and the detail.

    `weight` is the part of complaint weight behind, `handoff` the position in the organisation.
    """

    supplier: str
    customer: str
    weight: Figure
    kind: str
    deliverable: str
    detail: str
    handoff: int


@dataclass(frozen=True, slots=True)
class TalkLine:
    """Two parties that should talk, about what; `handoffs` are positions in the organisation."""

    supplier: str
    customer: str
    weight: Figure
    gaps: Figure
    deliverables: tuple[str, ...]
    handoffs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of gap: its name, what it means, how many there are."""

    name: str
    meaning: str
    count: int


@dataclass(frozen=True, slots=True)
class NeverAsked:
    """A supplier, and the handoffs about which nobody has noted a talk."""

    supplier: str
    handoffs: tuple[Handoff, ...]


def gap_lines(found: Gaps, flow: Flow, *, total: float) -> tuple[GapLine, ...]:
    """Return the gaps, the first talk's first; `total` is the weight of all complaints."""
    places = {handoff.sort_key: place for place, handoff in enumerate(flow.handoffs)}
    return tuple(
        _line(gap, share(talk.weight / (total or 1.0) or None), places[gap.handoff.sort_key])
        for talk in found.talks
        for gap in talk.gaps
    )


def talk_lines(found: Gaps, flow: Flow, *, total: float) -> tuple[TalkLine, ...]:
    """Return who should talk with whom, the most urgent first."""
    places = {handoff.sort_key: place for place, handoff in enumerate(flow.handoffs)}
    return tuple(_talk(talk, places, total or 1.0) for talk in found.talks)


def _talk(talk: Talk, places: Mapping[tuple[str, str, str], int], total: float) -> TalkLine:
    handoffs = {gap.handoff: None for gap in talk.gaps}
    return TalkLine(
        supplier=talk.supplier,
        customer=talk.customer,
        weight=share(talk.weight / total or None),
        gaps=Figure(str(len(talk.gaps)), len(talk.gaps)),
        deliverables=tuple(handoff.deliverable or "the work" for handoff in handoffs),
        handoffs=tuple(places[handoff.sort_key] for handoff in handoffs),
    )


def kind_lines(found: Gaps) -> tuple[KindLine, ...]:
    """Return all nine kinds in the order of the analysis."""
    counted = Counter(gap.kind for gap in found.gaps)
    return tuple(KindLine(name, text, counted[kind]) for kind, (name, text) in GAP_KINDS.items())


def never_asked(handoffs: Iterable[Handoff]) -> tuple[NeverAsked, ...]:
    """Return the handoffs without a date of a talk, by supplier."""
    by_supplier: dict[str, list[Handoff]] = defaultdict(list)
    for handoff in handoffs:
        by_supplier[handoff.supplier].append(handoff)
    return tuple(NeverAsked(name, tuple(by_supplier[name])) for name in sorted(by_supplier))


def _line(gap: Gap, weight: Figure, place: int) -> GapLine:
    handoff = gap.handoff
    return GapLine(
        supplier=handoff.supplier,
        customer=handoff.customer,
        weight=weight,
        kind=GAP_KINDS[gap.kind][0],
        deliverable=handoff.deliverable or "the work",
        detail=gap.detail,
        handoff=place,
    )
