"""Contacts view: the routes customers were sent along, each above the shortest way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from chainmap import units
from chainmap.analysis.trace import Traced
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Line, Note
from chainmap.diagram.canvas.markup import Style
from chainmap.diagram.canvas.sheet import PageSheet, Sheet
from chainmap.diagram.canvas.tiles import Slot, write
from chainmap.diagram.chains.wording import complaint_title
from chainmap.diagram.charts.bars import WIDTH as PANEL
from chainmap.diagram.charts.bars import Panel, draw_panel, height_of
from chainmap.diagram.charts.contact_rows import AGAIN, Row, draw_row
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.measure.pareto import Pareto, pareto
from chainmap.measure.route import Route
from chainmap.model import Category

MOST = 5
"""Routes drawn; all are counted."""

_BESIDE = 3
"""Routes from which the bars stand beside them, not below."""

_PAGE = 1300.0
_GAP = 36.0
_BARS = 270.0
"""Points of height for the bars where they stand below."""

_HIGHEST = 190.0
_ROOM = 580.0
"""Points of height for the routes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A complaint, and the route its customers were sent along."""

    traced: Traced
    route: Route

    @property
    def count(self) -> float:
        """How many customers it was."""
        return self.traced.complaint.count if self.traced.complaint else 1.0


def sent(complaints: Sequence[Traced]) -> tuple[Sent, ...]:
    """Return the complaints about being passed around that say whom the customer was sent to."""
    return tuple(
        Sent(traced, traced.route)
        for traced in complaints
        if traced.route is not None
        and traced.complaint is not None
        and traced.complaint.category is Category.PASSED_AROUND
    )


def contacts_view(routes: Sequence[Sent], frame: Frame) -> Drawing:
    """Draw the heaviest routes, in the order given, and who passes on most; at least one."""
    words, drawn = frame.words, routes[:MOST]
    heading = frame.heading(
        title=_title(words, routes),
        subtitle=_subtitle(words, routes),
        legend=_legend(words, routes),
    )
    sheet = PageSheet(heading, splines="line")
    panel = _passing_on(words, routes)
    beside = len(drawn) >= _BESIDE and bool(panel.pareto.bars)
    width = _PAGE - PANEL - _GAP if beside else _PAGE
    bottom = _draw_routes(sheet, words, drawn, width)
    if beside:
        _draw_bars(sheet, words, panel, Slot(_PAGE - PANEL, 0, PANEL, bottom))
    elif panel.pareto.bars:
        below = Slot(0, bottom + _GAP / 2, PANEL, _BARS)
        _draw_bars(sheet, words, panel, below)
        _draw_quotes(sheet, drawn, below)
    return sheet.drawing


def _draw_bars(sheet: Sheet, words: Words, panel: Panel, at: Slot) -> None:
    step = min((at.height - height_of(panel, step=0)) / len(panel.pareto.bars), 48.0)
    draw_panel(sheet, words, panel, Slot(at.left, at.top, PANEL, max(step, 22.0)))


def _draw_quotes(sheet: Sheet, routes: Sequence[Sent], beside: Slot) -> None:
    """Draw in large letters what was said, right of the bars."""
    said = [c.said for one in routes if (c := one.traced.complaint) is not None and c.said]
    left = beside.left + beside.width + 2 * _GAP
    high = beside.height / max(len(said), 1)
    for number, words in enumerate(said):
        slot = Slot(left, beside.top + number * high, _PAGE - left, high)
        style = Style(size=24, colour="#444444")
        write(sheet, ("quote", number), slot, f"“{words}”", words, style=style, lines=4)


def _draw_routes(sheet: Sheet, words: Words, routes: Sequence[Sent], width: float) -> float:
    """Draw a row for each route; return where the last one ends."""
    top = 0.0
    for number, one in enumerate(routes, start=1):
        room = min(_ROOM / len(routes), _HIGHEST)
        quoted = len(routes) >= _BESIDE
        row = Row(words, number, one.traced, one.route, _columns(routes), room, quoted)
        draw_row(sheet, row, Slot(0.0, top, width, row.height))
        top += row.height
    return top


def _columns(routes: Sequence[Sent]) -> int:
    """Return how many stops stand side by side."""
    return min(max(5, *(len(one.route.contacts) for one in routes)), 8)


def _title(words: Words, routes: Sequence[Sent]) -> str:
    if len(routes) == 1:
        return complaint_title(routes[0].traced, words)
    return words("Passed around: the routes customers were sent along")


def _subtitle(words: Words, routes: Sequence[Sent]) -> str:
    if len(routes) == 1:
        return _answer(words, routes[0])
    known = [one for one in routes if one.route.fewest is not None]
    said = [
        words(
            "{complaints}: passed on {taken} times, {fewest} would have been enough.",
            complaints=_count(words, fsum(one.count for one in routes)),
            taken=units.number(fsum(one.count * one.route.taken for one in known)),
            fewest=units.number(fsum(one.count * (one.route.fewest or 0) for one in known)),
        )
    ]
    if len(routes) > MOST:
        said.append(
            words("The {shown} heaviest of {all} routes.", shown=MOST, all=f"{len(routes):,}")
        )
    return " ".join(said)


def _answer(words: Words, one: Sent) -> str:
    route, customer = one.route, one.traced.behind.delivery.customer
    passed = words.count(route.taken, "passed on once", "passed on {n} times")
    answer = f"{customer}: {passed}"
    if route.fewest is None:
        answer += words("; no way along the handoffs leads from the first contact to the last")
    elif route.fewest < route.taken:
        answer += words("; {fewest} would have been enough", fewest=route.fewest)
    return f"{answer}."


def _count(words: Words, count: float) -> str:
    return words.count(round(count), "{n} complaint", "{n} complaints")


def _legend(words: Words, routes: Sequence[Sent]) -> Iterator[Entry]:
    yield Line(words("the customer's route, stops numbered"), colour=palette.CHAIN, weight=3)
    if any(one.route.fewest is not None for one in routes):
        shortest = words("shortest way along the handoffs, in either direction")
        yield Line(shortest, dashed=True)
    yield Box(words("came there before"), inside=AGAIN, fill=palette.SUSPECT)
    yield Note(words("bars: exposure, not cause"))


def _passing_on(words: Words, routes: Sequence[Sent]) -> Panel:
    return Panel(
        words("Who passes on most"),
        words("on routes longer than needed, all complaints counted"),
        words("times"),
        passings_on(routes),
        parties=True,
    )


def passings_on(routes: Sequence[Sent]) -> Pareto:
    """Return how often each contact passed customers on, where a shorter way was there."""
    longer = [one for one in routes if (one.route.fewest or 0) < one.route.taken]
    return pareto(
        (contact, one.count)
        for one in longer
        if one.route.fewest is not None
        for contact in one.route.contacts[:-1]
    )
