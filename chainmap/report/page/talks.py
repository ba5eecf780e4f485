"""The gaps as a list of talks: who should speak with whom about what, the most urgent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from chainmap.analysis.gaps import Gap, Gaps, Talk
from chainmap.model import Handoff
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.units import percent


@dataclass(frozen=True, slots=True)
class GapLine:
    """One gap: its kind as it is called, what is handed over, and the detail."""

    kind: str
    deliverable: str
    detail: str


@dataclass(frozen=True, slots=True)
class TalkLines:
    """Two parties and the gaps between them; `weight` is the part of complaint weight behind."""

    supplier: str
    customer: str
    weight: str
    gaps: tuple[GapLine, ...]


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


def talk_lines(found: Gaps, *, total: float) -> tuple[TalkLines, ...]:
    """Return the talks as text; `total` is the weight of all complaints."""
    return tuple(_talk(talk, total) for talk in found.talks)


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


def _talk(talk: Talk, total: float) -> TalkLines:
    weight = percent(talk.weight / total) if total and talk.weight else "–"
    return TalkLines(talk.supplier, talk.customer, weight, tuple(map(_line, talk.gaps)))


def _line(gap: Gap) -> GapLine:
    return GapLine(GAP_KINDS[gap.kind][0], gap.handoff.deliverable or "the work", gap.detail)
