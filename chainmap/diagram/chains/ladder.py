"""Ladder view: the slowest chain as on a value stream map, with the time line below it.

Rother and Shook, Learning to See (1999): data boxes in a line, under them waits and process times
at two levels, their sums at the end, bursts where improvement should start.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from chainmap import units
from chainmap.analysis.trace import Traced
from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.extent import Size, extent
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Line, Note
from chainmap.diagram.canvas.markup import Style, Table, cell, row, table
from chainmap.diagram.canvas.sheet import PageSheet, Sheet
from chainmap.diagram.chains import databox, ladderbox
from chainmap.diagram.chains.chainline import chain_arrow, step_words, turn_box
from chainmap.diagram.chains.timeline import MOST, SHARE, TimeLine
from chainmap.diagram.chains.upstream import Upstream
from chainmap.diagram.chains.wording import complains, complaint_title, trace_subtitle
from chainmap.diagram.looks import palette
from chainmap.diagram.parts import boxes
from chainmap.diagram.parts.departments import department_colour
from chainmap.diagram.swimlanes.lanes import fitness
from chainmap.flow import Flow
from chainmap.model import PartyId, Team

_PITCH = databox.WIDTH + 48
"""Points from one box to the next."""

_BURST = 50.0
_GAP = 16.0
_ROW_GAP = 36.0
_MARK = 44.0
_STAR = 40.0


def ladder_view(flow: Flow, frame: Frame, traced: Traced) -> Drawing:
    """Draw the slowest chain behind a delivery over its time line."""
    ladder = _Ladder(
        Upstream(flow.organisation, traced, 0, frame.words), TimeLine.of(flow, traced), frame
    )
    heading = frame.heading(
        title=complaint_title(traced, frame.words),
        subtitle=trace_subtitle(flow.organisation, traced, words=frame.words),
        legend=_legend(ladder),
        boxes=len(ladder.line.pieces),
    )
    sheet = PageSheet(heading)
    ladder.draw(sheet, extent(heading.content))
    return sheet.drawing


def _legend(ladder: _Ladder) -> Iterator[Entry]:
    words, line = ladder.frame.words, ladder.line
    yield Line(words("slowest chain, supplier → customer, numbered"), palette.CHAIN, weight=3)
    yield Box(words("high: wait before the work = lead time − PT"), fill=_HIGH)
    yield Note(words("low: PT = work on one item"))
    if line.bursts:
        yield Box(
            words(
                "improve first: the largest waits, together {share} of all waiting, at most {most}",
                share=units.percent(SHARE),
                most=MOST,
            ),
            inside="★",
            fill=palette.SUSPECT,
        )
    yield Note(words("activity ratio = PT / LT"))
    if line.unknown_times or line.unknown_work or not line.exact:
        yield Note(words("+ ? = more, but nobody says how much"))
    yield Note(words("%C&A = usable as received"))
    if ladder.upstream.traced.suspects:
        yield Box(words("suspect: exposure, not cause"), inside="◆", fill=palette.SUSPECT)


_HIGH = palette.tint(palette.INK, 0.05)


@dataclass(frozen=True)
class _Ladder:
    """A chain and its time line, in rows like text."""

    upstream: Upstream
    line: TimeLine
    frame: Frame

    @cached_property
    def contents(self) -> tuple[Table, ...]:
        """The boxes of the chain, the customer's last."""
        steps = [self._step(piece.step.supplier, piece.number) for piece in self.line.pieces]
        room = boxes.width_for([self.upstream.receiver], bold=True)
        note = complains(self.upstream.traced, self.upstream.words)
        return (*steps, boxes.customer_box(self.upstream.receiver, note, room=room))

    def _step(self, party: PartyId, number: int) -> Table:
        organisation = self.upstream.organisation
        team = organisation.parties[party]
        if not isinstance(team, Team):
            room = boxes.width_for([party], bold=True)
            vendor = self.upstream.is_vendor(party)
            return boxes.start_box(
                party,
                self.upstream.words("vendor") if vendor else self.upstream.words("orders"),
                numbers=[number],
                vendor=vendor,
                room=room,
            )
        strip = None
        if team.department is not None:
            strip = (team.department, department_colour(organisation, team.department))
        box = self.upstream.data_box(party, numbers=[number])
        return box.content(also_numbers=self.upstream.numbers[party], area=strip)

    @cached_property
    def _sizes(self) -> tuple[Size, ...]:
        return tuple(map(extent, self.contents))

    def _rows(self, length: int) -> list[range]:
        count = len(self.contents)
        return [range(at, min(at + length, count)) for at in range(0, count, length)]

    def _height(self, items: Sequence[int]) -> float:
        tallest = max(self._sizes[item][1] for item in items)
        return self._head(items) + tallest + _GAP + self._foot

    def _head(self, items: Sequence[int]) -> float:
        """Return the room for bursts over a row."""
        return _BURST if any(item + 1 in self.line.bursts for item in items) else 0.0

    @property
    def _foot(self) -> float:
        return ladderbox.HEIGHT + 10.0

    def _folded(self, head: Size) -> list[range]:
        """Return the rows with which letters are largest on a slide; few rows where that does."""

        def legible(rows: list[range]) -> float:
            width = max(len(rows[0]) * _PITCH + 2 * _MARK, head[0])
            height = head[1] + sum(self._height(items) + _ROW_GAP for items in rows)
            return fitness(width, height, turns=len(rows) - 1)

        count = len(self.contents)
        return max((self._rows(ceil(count / rows)) for rows in range(1, count + 1)), key=legible)

    def draw(self, sheet: Sheet, head: Size) -> None:
        """Draw the rows, one below the other, and what is not known."""
        rows, top = self._folded(head), 0.0
        for items in rows:
            self._draw_row(sheet, items, top, first=items is rows[0], last=items is rows[-1])
            top += self._height(items) + _ROW_GAP
        self._draw_chain(sheet, rows)
        room = max(len(rows[0]) * _PITCH, 600)
        words = self.frame.words
        below = (
            ("scale", ladderbox.to_scale(self.line, width=room, words=words)),
            ("unknown", ladderbox.not_known(self.line, words, limit=room / 11 / 1.2)),
        )
        for key, content in below:
            if content is not None:
                across, down = extent(content)
                sheet.box(key, content, at=(_MARK + across / 2, top + down / 2))
                top += down + _GAP

    def _x(self, place: int) -> float:
        return _MARK + (place + 0.5) * _PITCH

    def _draw_row(self, sheet: Sheet, items: range, top: float, *, first: bool, last: bool) -> None:
        upper = top + self._head(items)
        middle = upper + max(self._sizes[item][1] for item in items) / 2
        for place, item in enumerate(items):
            at = self._x(place), middle
            party = self.upstream.chain.teams[item]
            sheet.box(item, self.contents[item], party, party=party, at=at)
            self._draw_burst(sheet, item, (self._x(place), upper - _BURST / 2))
        if not first:
            mark = turn_box(f"{items[0]} ▸")
            sheet.box(("in", items[0]), mark, at=(_MARK / 2 - 4, middle))
        if not last:
            mark, right = turn_box(f"▸ {items[-1] + 2}"), _MARK + len(items) * _PITCH
            sheet.box(("out", items[-1]), mark, at=(right + _MARK / 2 - 4, middle))
        self._draw_line(sheet, items, top + self._height(items) - self._foot / 2)
        if last:
            self._draw_totals(sheet, items, top + self._height(items))

    def _draw_line(self, sheet: Sheet, items: range, y: float) -> None:
        """Draw the time line under those steps of a row that take time: they stand together."""
        timed = [piece for piece in self.line.timed if piece.number - 1 in items]
        if not timed:
            return
        line = ladderbox.time_line(
            timed, self.line.bursts, room=_PITCH, words=self.frame.words,
            calendar=self.upstream.organisation.calendar,
        )  # fmt: skip
        places = [items.index(piece.number - 1) for piece in timed]
        at = (self._x(places[0]) + self._x(places[-1])) / 2, y
        sheet.box(("line", items[0]), line, self.frame.words("time line"), at=at)

    def _draw_totals(self, sheet: Sheet, items: range, bottom: float) -> None:
        """Draw the sums right of the time line: under the customer, who has no step."""
        content = ladderbox.totals(
            self.line, room=_PITCH - 40, words=self.frame.words,
            calendar=self.upstream.organisation.calendar,
        )  # fmt: skip
        x = self._x(len(items) - 1) + 24
        sheet.box("totals", content, at=(x, bottom - extent(content)[1] / 2 + 20))

    def _draw_burst(self, sheet: Sheet, item: int, at: tuple[float, float]) -> None:
        number = item + 1
        if number not in self.line.bursts:
            return
        share = self.line.bursts[number]
        wait = self.line.pieces[item].wait or 0.0
        calendar = self.upstream.organisation.calendar
        words = ladderbox.burst_words(share, wait, calendar, self.frame.words)
        left = at[0] - _PITCH / 2 + 34
        rank = [*self.line.bursts].index(number) + 1
        sign = table(row(cell(markup.text(str(rank), Style(size=12, bold=True)))), CELLPADDING=0)
        sheet.box(
            ("burst", item), sign, at=(left + 10, at[1]), shape="star", style="filled",
            fillcolor=palette.SUSPECT, color=palette.CHAIN, penwidth="1.5",
            width="0.62", height="0.62", fixedsize="true",
        )  # fmt: skip
        across = extent(words)[0]
        sheet.box(("wait", item), words, at=(left + 10 + _STAR / 2 + 8 + across / 2, at[1]))

    def _draw_chain(self, sheet: Sheet, rows: Sequence[range]) -> None:
        starts = {items[0] for items in rows}
        for piece in self.line.pieces:
            step, item = piece.step, piece.number - 1
            words = step_words(piece.number, step)
            if item + 1 not in starts:
                chain_arrow(sheet, item, item + 1, words)
                continue
            chain_arrow(sheet, item, ("out", item), words)
            chain_arrow(sheet, ("in", item + 1), item + 1, words)
