"""What stands in the box of a party on a chain: the figures of the step it supplies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chainmap.deck.shapes import INK, Align, Line, Run, line
from chainmap.deck.text import clipped
from chainmap.deck.theme import CHAIN, GREY, MILD, PAPER, SUSPECT
from chainmap.measure.suspects import Basis
from chainmap.model import Calendar, Handoff, PartyId
from chainmap.report.slides.grid import INSET, PARTS, WHOLE_CHAIN, Grid, Node
from chainmap.report.story.steps import StepRow, wait
from chainmap.report.story.telling import Story
from chainmap.units import hours, percent

_OF = {
    Basis.OVERRUN: " of the overrun",
    Basis.TIME: " of the time",
    Basis.ACCURACY: " of the defects",
    Basis.CONTACTS: " of the passing on",
}


@dataclass(frozen=True, slots=True)
class Looks:
    """What the boxes of a story have in common: its suspects, and how busy each team is."""

    story: Story
    calendar: Calendar
    loads: Mapping[PartyId, float | None]

    def suspicion(self, party: PartyId) -> str:
        """Return how far a party is suspected, "" where it is not."""
        first = self.story.group.first
        for suspect in first.suspects:
            if suspect.team == party:
                if first.basis is Basis.TOUCHPOINT:
                    return "◆ touchpoint"
                return f"◆ {percent(suspect.share)}{_OF.get(first.basis, '')}"
        return ""

    def fill(self, party: PartyId) -> str:
        """Return the fill of a party's box: the main suspects' is the strongest."""
        shares = {suspect.team: suspect.share for suspect in self.story.group.first.suspects}
        if party not in shares:
            return PAPER
        return SUSPECT if shares[party] >= max(shares.values()) / 2 else MILD


def chain_nodes(looks: Looks) -> tuple[Node, ...]:
    """Return the boxes of the slowest chain: the supplier of each step, then the customer."""
    steps = looks.story.group.behind.slowest[0].steps
    nodes = [
        _supplier(step, row, looks) for step, row in zip(steps, looks.story.steps, strict=True)
    ]
    return (*nodes, _customer(steps[-1], looks))


def _supplier(step: Handoff, row: StepRow, looks: Looks) -> Node:
    over = bool(row.deviation) and (step.overrun or 0.0) > 0
    facts = list(_facts(step, row, looks))
    return Node(
        name=step.supplier,
        texts=_texts(step.supplier, facts),
        alt=f"{step.supplier} hands {step.deliverable or 'the work'} to {step.customer}. "
        + " ".join(f"{fact.text}." for fact in facts[1:]),
        fill=looks.fill(step.supplier),
        edge=CHAIN if over else GREY,
        edge_width=2.0 if over else 1.0,
    )


@dataclass(frozen=True, slots=True)
class _Fact:
    """A line of a box; of a name that takes more room, only the beginning is shown."""

    text: str
    colour: str = INK
    bold: bool = False
    lines: int = 1


def _facts(step: Handoff, row: StepRow, looks: Looks) -> Iterator[_Fact]:
    yield _Fact(f"→ {step.deliverable}" if step.deliverable else "→ (not named)", GREY)
    if step.time is not None:
        yield _time(step, row)
    if step.process_time is not None and step.time is not None:
        work, idle = (
            hours(step.process_time, looks.calendar),
            hours(wait(step) or 0.0, looks.calendar),
        )
        yield _Fact(f"work {work}, wait {idle}")
    if known := _quality(step, looks):
        yield _Fact(known)
    if suspicion := looks.suspicion(step.supplier):
        yield _Fact(suspicion, INK, bold=True)


def _time(step: Handoff, row: StepRow) -> _Fact:
    weak = f" ({row.evidence})" if row.evidence and not row.promised else ""
    against = f", {row.promised}" if row.promised else ""
    over = bool(row.deviation) and (step.overrun or 0.0) > 0
    text = f"{row.time}{weak}{against}{f': {row.deviation}' if over else ''}"
    return _Fact(text, CHAIN if over else INK, bold=over, lines=2)


def _quality(step: Handoff, looks: Looks) -> str:
    right = "" if step.accuracy is None else f"right {percent(step.accuracy)}"
    busy = looks.loads.get(step.supplier)
    load = "" if busy is None else f"load {percent(busy)}"
    return ", ".join(filter(None, (right, load)))


def _customer(delivery: Handoff, looks: Looks) -> Node:
    budget = looks.story.group.behind.promise
    facts = []
    if looks.story.takes != "–":
        facts.append(_Fact(f"waits {looks.story.takes}", bold=True))
    if budget.limit is not None:
        told = "promised" if budget.promised is not None else "needs it within"
        facts.append(_Fact(f"{told} {hours(budget.limit, looks.calendar)}"))
    if looks.story.category:
        number = looks.story.count
        noun = "complaint" if number == "1" else "complaints"
        facts.append(_Fact(f"{looks.story.category}: {number} {noun}", lines=2))
    said = " ".join(f"{fact.text}." for fact in facts)
    return Node(
        delivery.customer, _texts(delivery.customer, facts), f"{delivery.customer} {said}".strip()
    )


def _texts(name: str, facts: list[_Fact]) -> dict[float, tuple[Line, ...]]:
    grids = {grid.size: grid for grid in (*PARTS, *WHOLE_CHAIN)}
    return {size: tuple(_lines(name, facts, grid)) for size, grid in grids.items()}


def _lines(name: str, facts: list[_Fact], grid: Grid) -> Iterator[Line]:
    room, size = grid.box_width - 2 * INSET, grid.size
    title = clipped(name, size, room, lines=2, bold=True)
    yield line(title, size, bold=True, after=2)
    for fact in facts:
        shown = clipped(fact.text, size, room, lines=fact.lines, bold=fact.bold)
        yield Line((Run(shown, size, fact.bold, fact.colour),), Align.LEFT)


def route_nodes(looks: Looks) -> tuple[Node, ...]:
    """Return the boxes of the route that a customer was sent along."""
    route = looks.story.group.route
    contacts = route.contacts if route else ()
    return tuple(_contact(contact, number, looks) for number, contact in enumerate(contacts, 1))


def _contact(contact: PartyId, number: int, looks: Looks) -> Node:
    facts = [_Fact(f"contact {number}")]
    if suspicion := looks.suspicion(contact):
        facts.append(_Fact(suspicion, bold=True, lines=2))
    fill = looks.fill(contact)
    return Node(contact, _texts(contact, facts), f"Contact {number}: {contact}.", fill)
