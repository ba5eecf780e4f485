"""Gaps view: the chain, each handoff with the worst of its gaps, the rest quiet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmap.analysis.gaps import Gap, GapKind, Gaps
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Entry, Line, Note
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps import gap_look
from chainmap.diagram.maps.chain import parties, remarks
from chainmap.diagram.maps.chain_map import draw_map
from chainmap.diagram.maps.gap_look import GRAVITY, NAMES, sign
from chainmap.diagram.maps.marks import Colouring, Mark
from chainmap.diagram.maps.scope import Scope
from chainmap.diagram.maps.view import View
from chainmap.diagram.parts.arrows import Arrow
from chainmap.model import PartyId


def gap_map(found: Gaps, scope: Scope, frame: Frame, colouring: Colouring | None = None) -> Drawing:
    """Draw who serves whom, with the worst gap of every handoff."""
    by_pair: dict[tuple[PartyId, PartyId], list[Gap]] = defaultdict(list)
    for gap in found.gaps:
        by_pair[scope.pair(gap.handoff)].append(gap)
    view = View(scope, marked=frozenset(by_pair))
    marks = _Marks(view, by_pair, colouring or Colouring(), frame.words)
    heading = frame.heading(
        title=frame.words("Gaps at {organisation}", organisation=scope.whole.name),
        subtitle=_subtitle(view, found, frame.words),
        legend=(*_legend(view, found, frame.words), *marks.colouring.legend),
        boxes=len(view.organisation.teams),
    )
    return draw_map(heading, view, marks, frame.words)


@dataclass(frozen=True)
class _Marks:
    """Arrows by their worst gap, those without one quiet; so are teams without a gap."""

    view: View
    by_pair: Mapping[tuple[PartyId, PartyId], Sequence[Gap]]
    colouring: Colouring
    words: Words

    def arrow(self, arrow: Arrow) -> Mark:
        pair = (arrow.supplier, arrow.customer)
        merged = bool({*pair} & self.view.scope.groups)
        deliverables = {handoff.deliverable for handoff in arrow.handoffs}
        gaps = [
            gap
            for gap in self.by_pair.get(pair, ())
            if merged or gap.handoff.deliverable in deliverables
        ]
        if not gaps:
            return Mark(palette.FAINT, 0.8)
        kinds = sorted({gap.kind for gap in gaps}, key=GRAVITY.index)
        worst = kinds[0]
        return Mark(
            gap_look.colour(worst),
            gap_look.weight(worst),
            dashed=gap_look.is_dashed(worst),
            badge=" ".join(sign(kind) for kind in kinds),
            tooltip=tuple(
                f"{sign(gap.kind)} {gap.handoff.deliverable}: {gap.detail}" for gap in gaps
            ),
            prominence=len(GRAVITY) - GRAVITY.index(worst),
        )

    def fill(self, party: PartyId) -> Fill:
        if self.colouring.fills:
            return self.colouring.fill(party)
        return palette.NORMAL if self._count[party] else palette.BESIDE

    def notes(self, party: PartyId) -> tuple[str, ...]:
        if note := self.colouring.note(party):
            return (note,)
        count = self._count[party]
        return (self.words.count(count, "{n} gap", "{n} gaps"),) if count else ()

    @property
    def _count(self) -> Counter[PartyId]:
        count = Counter[PartyId]()
        for pair, gaps in self.by_pair.items():
            count.update(dict.fromkeys(pair, len(gaps)))
        return count


def _subtitle(view: View, found: Gaps, words: Words) -> str:
    kinds = Counter(gap.kind for gap in found.gaps)
    handoffs = len({gap.handoff.sort_key for gap in found.gaps})
    whole = len(view.scope.whole.handoffs)
    if not kinds:
        return " ".join(
            (
                words.count(whole, "No gaps in {n} handoff.", "No gaps in {n} handoffs."),
                *remarks(view),
            )
        )
    ranked = sorted(kinds, key=GRAVITY.index)
    named = ", ".join(f"{kinds[kind]} {words(NAMES[kind])}" for kind in ranked)
    return " ".join(
        (
            words("{n} of {all} handoffs have a gap: {named}.", n=handoffs, all=whole, named=named),
            *remarks(view),
        )
    )


def _legend(view: View, found: Gaps, words: Words) -> Iterator[Entry]:
    known = {gap.kind for gap in found.gaps}
    yield Note(words("supplier → customer, the way work flows"))
    yield Note(words("A is the gravest gap, I the lightest"))
    for kind in GRAVITY:
        if kind in known:
            yield _entry(kind, words)
    if any((arrow.supplier, arrow.customer) not in view.marked for arrow in view.drawn):
        yield Line(words("no gap"), colour=palette.FAINT)
    yield from parties(view, words)


def _entry(kind: GapKind, words: Words) -> Line:
    return Line(
        f"{sign(kind)} {words(NAMES[kind])}",
        colour=gap_look.colour(kind),
        weight=round(gap_look.weight(kind)),
        dashed=gap_look.is_dashed(kind),
    )
