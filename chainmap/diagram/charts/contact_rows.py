"""One route of contacts as a row: the stops in a line, the shortest way in a line below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from chainmap.analysis.trace import Traced
from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Style
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.canvas.tiles import Slot, largest, write
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.measure.route import Route
from chainmap.model import PartyId

_CAPTION = 40.0
_END = 14.0
"""Points below a row."""

_ARROW = 24.0
"""Points between two boxes."""

_BELOW = 10.0
"""Points between two lines of boxes."""

_BADGE = 20
"""Points of the number before a stop."""

AGAIN = "↻"
"""The sign of a stop where the customer had been before."""


@dataclass(frozen=True, slots=True)
class Row:
    """A route to draw: `columns` stops side by side, in `room` points where one line is enough."""

    words: Words
    number: int
    traced: Traced
    route: Route
    columns: int
    room: float
    quoted: bool = True
    """Whether what they said stands over the route."""

    @property
    def height(self) -> float:
        """The height in points."""
        lines = self._lines(self.route.contacts) * (self.box + _BELOW)
        return _CAPTION + lines + self._lines(self.shortest) * (self.small_box + _BELOW) + _END

    @property
    def box(self) -> float:
        """The height of the box of a stop."""
        return (self.room - _CAPTION - 2 * _BELOW - _END) * 0.58

    @property
    def small_box(self) -> float:
        """The height of the box of a stop that would have been enough."""
        return (self.room - _CAPTION - 2 * _BELOW - _END) * 0.42

    @property
    def shortest(self) -> tuple[PartyId, ...]:
        """The shortest way, where the customer's was longer."""
        fewest = self.route.fewest
        return self.route.shortest if fewest is not None and fewest < self.route.taken else ()

    def _lines(self, stops: Sequence[PartyId]) -> int:
        return -(-len(stops) // self.columns)

    def size(self, width: float, height: float) -> int:
        """Return the points of letters in a box: two lines have room, no word is parted."""
        names = (*self.route.contacts, self.traced.behind.delivery.customer)
        words = [word for name in names for word in name.split()]
        return largest(words, width=width - 4, most=max(9, min(16, round(height / 2.6))))


def draw_row(sheet: Sheet, drawn: Row, at: Slot) -> None:
    """Draw a route and the shortest way into the slot."""
    _draw_caption(sheet, drawn, at)
    line = Slot(at.left, at.top + _CAPTION, at.width, drawn.box)
    _draw_customer(sheet, drawn, _column(drawn, line, 0))
    _draw_stops(sheet, drawn, line)
    below = line.top + -(-len(drawn.route.contacts) // drawn.columns) * (drawn.box + _BELOW)
    _draw_shortest(sheet, drawn, Slot(at.left, below, at.width, drawn.small_box))


def _column(drawn: Row, line: Slot, column: int) -> Slot:
    """Return the place of a box; column 0 is the customer's."""
    pitch = line.width / (drawn.columns + 1)
    return Slot(line.left + column * pitch, line.top, pitch - _ARROW, line.height)


def _place(drawn: Row, line: Slot, stop: int) -> Slot:
    """Return the place of a stop, counted from 0; every second line runs back."""
    down, along = divmod(stop, drawn.columns)
    column = drawn.columns - along if down % 2 else along + 1
    return _column(drawn, line.lower(down * (line.height + _BELOW)), column)


def _draw_caption(sheet: Sheet, drawn: Row, at: Slot) -> None:
    words, complaint = drawn.words, drawn.traced.complaint
    customer = drawn.traced.behind.delivery.customer
    count = complaint.count if complaint else 1.0
    head = [complaint.id] if complaint else []
    head += [customer, words.count(round(count), "{n} complaint", "{n} complaints"), _taken(drawn)]
    style = Style(size=13, bold=True)
    slot = Slot(at.left, at.top, at.width - 20, 19)
    write(sheet, (drawn.number, "caption"), slot, " · ".join(head), style=style)
    said = f"“{complaint.said}”" if drawn.quoted and complaint and complaint.said else ""
    small = Style(size=11, colour=palette.GREY)
    write(sheet, (drawn.number, "said"), slot.lower(19), said, said, style=small)


def _taken(drawn: Row) -> str:
    words, route = drawn.words, drawn.route
    taken = words.count(route.taken, "passed on once", "passed on {n} times")
    if route.fewest is None:
        return words("{taken}, no way along the handoffs leads there", taken=taken)
    if not drawn.shortest:
        return words("{taken}, no way is shorter", taken=taken)
    return words("{taken}, {fewest} would have been enough", taken=taken, fewest=route.fewest)


def _draw_customer(sheet: Sheet, drawn: Row, at: Slot) -> None:
    customer = drawn.traced.behind.delivery.customer
    style = Style(size=drawn.size(at.width, at.height), bold=True)
    look: markup.Look = {"BORDER": 2, "COLOR": palette.INK}
    key, words = (drawn.number, 0, *_NAME), drawn.words("external customer")
    write(
        sheet, key, at, customer, customer, words, style=style, align="CENTER", lines=2,
        party=customer, look=look,
    )  # fmt: skip


def _draw_stops(sheet: Sheet, drawn: Row, line: Slot) -> None:
    contacts = drawn.route.contacts
    for number in range(1, len(contacts) + 1):
        _draw_stop(sheet, drawn, number, _place(drawn, line, number - 1))
    for number in range(len(contacts)):
        start, end = _ends(drawn, number)
        sheet.arrow(
            supplier=(drawn.number, number, *start),
            customer=(drawn.number, number + 1, *end),
            tooltip=(f"{number} → {number + 1}" if number else drawn.words("asks"),),
            colour=palette.CHAIN,
            width=2.5,
        )


_NAME: tuple[str, ...] = ()
_LEFT: tuple[str, ...] = ("number",)


def _ends(drawn: Row, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return at which part of its box the arrow from a stop starts, and where it ends."""
    if number == 0:
        return _NAME, _LEFT
    if number % drawn.columns == 0:
        return _NAME, _NAME  # down to the next line
    return (_LEFT, _NAME) if (number // drawn.columns) % 2 else (_NAME, _LEFT)


def _draw_stop(sheet: Sheet, drawn: Row, number: int, at: Slot) -> None:
    """Draw the number of a stop, and right of it who it is."""
    contact = drawn.route.contacts[number - 1]
    again = contact in drawn.route.contacts[: number - 1]
    tooltip = contact, drawn.words("stop {number}", number=number)
    size = min(13, round(at.height / 2.7))
    bold, key = Style(size=size, bold=True, colour=palette.PAPER), (drawn.number, number)
    badge = f"{number} {AGAIN}" if again else f"{number}"
    left = Slot(at.left, at.top, _BADGE, at.height)
    write(
        sheet, (*key, *_LEFT), left, badge, *tooltip,
        style=bold, align="CENTER", lines=2, look={"BGCOLOR": palette.CHAIN},
    )  # fmt: skip
    right = Slot(at.left + _BADGE, at.top, at.width - _BADGE, at.height)
    style = Style(size=drawn.size(right.width, at.height), bold=True)
    fill = palette.SUSPECT if again else palette.PAPER
    write(
        sheet, (*key, *_NAME), right, contact, *tooltip,
        style=style, align="CENTER", lines=2, party=contact,
        look={"BORDER": 1, "COLOR": palette.CHAIN, "BGCOLOR": fill},
    )  # fmt: skip


def _draw_shortest(sheet: Sheet, drawn: Row, line: Slot) -> None:
    if not drawn.shortest:
        return
    width = _column(drawn, line, 0).width
    style = Style(size=drawn.size(width, line.height), colour=palette.GREY)
    label = drawn.words("shortest way")
    write(sheet, (drawn.number, "label"), _column(drawn, line, 0), label, style=style, lines=2)
    keys = [(drawn.number, "short", contact) for contact in drawn.shortest]
    look: markup.Look = {"BORDER": 1, "COLOR": palette.GREY}
    for stop, (key, contact) in enumerate(zip(keys, drawn.shortest, strict=True)):
        at = _place(drawn, line, stop)
        write(
            sheet, key, at, contact, contact, style=style, align="CENTER", lines=2, party=contact,
            look=look,
        )  # fmt: skip
    for one, other in pairwise(keys):
        sheet.arrow(supplier=one, customer=other, tooltip=(label,), dashed=True, width=1.5)
