"""Chain view: the whole organisation, who serves whom with what, up to the external customers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chainmap import units
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Line, Note
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.colouring import by_load
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.chain_map import draw_map
from chainmap.diagram.maps.fitting import scope_of
from chainmap.diagram.maps.marks import Colouring, Mark
from chainmap.diagram.maps.scope import Scope
from chainmap.diagram.maps.view import View
from chainmap.diagram.parts.arrows import Arrow, Kind, thickness
from chainmap.flow import Flow
from chainmap.model import PartyId


def chain_view(
    flow: Flow, frame: Frame, *, scope: Scope | None = None, colouring: Colouring | None = None
) -> Drawing:
    """Draw the organisation's chain: suppliers left, customers right.

    `scope` is what of it is drawn, by default what fits; `colouring` what the fill of a box says,
    by default the load.
    """
    view = View(scope or scope_of(flow.organisation, words=frame.words))
    marks = ChainMarks(view, frame.words, colouring or by_load(flow.organisation, frame.words))
    heading = frame.heading(
        title=flow.organisation.name,
        subtitle=subtitle(view, frame.words),
        legend=(*legend(view, frame.words), *marks.colouring.legend),
        boxes=len(view.organisation.teams),
    )
    return draw_map(heading, view, marks, frame.words)


@dataclass(frozen=True)
class ChainMarks:
    """Arrows in the colour of the supplier's department, the thicker the more they carry."""

    view: View
    words: Words
    colouring: Colouring

    def arrow(self, arrow: Arrow) -> Mark:
        """Return how an arrow looks; what stays inside a department comes first."""
        if arrow.kind is not Kind.FLOW:
            return Mark(palette.FAINT, dashed=True)
        width = self._width(arrow)
        if self.view.is_quiet(arrow):
            return Mark(palette.FAINT, width)
        if self.view.is_small or self.view.stays_inside(arrow):
            return Mark(self.view.colour(arrow.supplier), width, prominence=2)
        return Mark(self.view.colour(arrow.supplier, strength=0.6), width, prominence=1)

    def _width(self, arrow: Arrow) -> float:
        if self.view.largest_volume:
            return thickness(arrow.volume, largest=self.view.largest_volume)
        return thickness(len(arrow.handoffs), largest=self.view.most_handoffs)

    def fill(self, party: PartyId) -> Fill:
        """Return the fill of a party's box."""
        return self.view.quiet_fill(party) or self.colouring.fill(party)

    def notes(self, party: PartyId) -> tuple[str, ...]:
        """Return what stands below a party's name."""
        notes = (self.view.scope.notes.get(party, ""), self.colouring.note(party))
        return tuple(note for note in notes if note)


def subtitle(view: View, words: Words) -> str:
    """Return what is drawn, counted, and what is not."""
    whole = view.scope.whole
    facts = [words.count(len(whole.teams), "{n} team", "{n} teams")]
    if departments := {team.department for team in whole.teams if team.department}:
        inside = words.count(len(departments), "in {n} department", "in {n} departments")
        facts[0] += f" {inside}"
    facts.append(words.count(len(whole.handoffs), "{n} handoff", "{n} handoffs"))
    if whole.customers:
        customers = words.count(
            len(whole.customers), "{n} external customer", "{n} external customers"
        )
        facts.append(customers)
    if over := sum(load >= view.limit for load in view.loads.values()):
        of = units.percent(view.limit)
        facts.append(
            words("1 team with a load of {load} or more", load=of)
            if over == 1
            else words("{n} teams with a load of {load} or more", n=over, load=of)
        )
    return " ".join((", ".join(facts) + ".", *remarks(view)))


def remarks(view: View) -> Iterator[str]:
    """Yield what is not drawn, and why, as sentences."""
    for remark in view.remarks:
        yield f"{remark[0].upper()}{remark[1:]}."


def legend(view: View, words: Words) -> Iterator[Entry]:
    """Yield what every map shows."""
    if view.largest_volume:
        flow = words("supplier → customer, the way work flows; thicker = more volume")
    else:
        flow = words("supplier → customer, the way work flows; thicker = more deliverables")
    yield Line(flow, weight=2)
    if any(arrow.kind is not Kind.FLOW for arrow in view.drawn):
        yield Line(words("support, rework"), colour=palette.FAINT, dashed=True)
    yield from parties(view, words)


def parties(view: View, words: Words) -> Iterator[Entry]:
    """Yield how those outside are shown."""
    if view.vendors:
        yield Box(words("vendor"), fill=palette.VENDOR)
    if view.organisation.customers:
        yield Box(words("external customer"), border=2)
    if view.ordering:
        yield Box(words("the same, ordering"), dashed=True)
    elif view.orders:
        yield Note(words("◂ orders come in from"))
