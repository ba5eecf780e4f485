"""Compare view: two states in one picture, what changed in front of what did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chainmap.analysis.comparison import Comparison
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Line
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.chain import parties
from chainmap.diagram.maps.chain_map import draw_map
from chainmap.diagram.maps.compare_marks import (
    ADDED,
    BLUE,
    CHANGED,
    PURPLE,
    RED,
    REMOVED,
    TEAL,
    CompareMarks,
)
from chainmap.diagram.maps.compare_words import subtitle
from chainmap.diagram.maps.scope import Scope
from chainmap.diagram.maps.view import View
from chainmap.model import Organisation, PartyId


def both(found: Comparison) -> Organisation:
    """Return the organisation with everything that is there before or after, as named after."""
    after = found.after.organisation
    names = {one.before: one.after for one in found.renamed}
    spelled = {name.casefold(): name for name in after.parties}
    gone = {party.name: party for party in found.parties_removed}

    def now(name: PartyId) -> PartyId:
        return names.get(name) or spelled.get(name.casefold(), name)

    removed = [
        replace(handoff, supplier=now(handoff.supplier), customer=now(handoff.customer))
        for handoff in found.handoffs_removed
    ]
    handoffs = sorted((*after.handoffs, *removed), key=lambda h: h.sort_key)
    return replace(
        after, parties={**after.parties, **gone}, handoffs=tuple(handoffs), complaints=()
    )


def compare_map(found: Comparison, scope: Scope, frame: Frame) -> Drawing:
    """Draw both states of an organisation; `scope` is of `both`."""
    marks = CompareMarks(found, scope, frame.words)
    view = View(scope, marked=marks.pairs)
    heading = frame.heading(
        title=frame.words(
            "{organisation}: before and after", organisation=found.after.organisation.name
        ),
        subtitle=subtitle(view, found, frame.words),
        legend=_legend(view, frame.words),
        boxes=len(view.organisation.teams),
    )
    return draw_map(heading, view, marks, frame.words)


def _legend(view: View, words: Words) -> Iterator[Entry]:
    yield Line(words("supplier → customer, the way work flows; no change"), colour=palette.FAINT)
    yield Line(words("+ added"), colour=BLUE, weight=3)
    yield Line(words("− removed"), colour="#4d4d4d", weight=2, dashed=True)
    yield Line(words("▼ slower, by so much"), colour=RED, weight=3)
    yield Line(words("▲ faster"), colour=TEAL, weight=3)
    yield Line(f"≠ {words('something else changed')}", colour=PURPLE, weight=2)
    yield Box(words("added"), inside="+", fill=ADDED.fill)
    yield Box(words("removed"), inside="−", fill=REMOVED.fill)
    yield Box(words("people, time or department changed"), inside="≠", fill=CHANGED.fill)
    yield from parties(view, words)
