"""The middle of a team's page: people, load and work, whom it reaches, what customers said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import fsum

from chainmap import units
from chainmap.analysis.team import TeamCard
from chainmap.diagram.canvas.markup import Look, Style, cell, lines, row, table
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.canvas.tiles import Slot, fitted, largest, write
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.diagram.parts.kinds import category_words
from chainmap.model import Complaint, Organisation

_TILE = 62.0
_GAP = 8.0
_QUOTES = 3
_REACHES = 4
_CAPTION = Style(size=10, colour="#444444")
_TITLE = Style(size=14, bold=True)
_BODY = Style(size=13)
_SAID = Style(size=13, colour="#333333")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, what it is called, and how it is filled."""

    figure: str
    name: str
    fill: palette.Fill = palette.NORMAL


@dataclass(frozen=True)
class Process:
    """A team and what is known about it; `colour` is its department's."""

    card: TeamCard
    organisation: Organisation
    words: Words
    colour: str

    @property
    def figures(self) -> Iterator[Figure]:
        """Yield the figures of the team."""
        words, team = self.words, self.card.team
        unknown, utilisation = words("not asked yet"), self.card.load.utilisation
        people = words("people")
        if team.availability < 1:
            share = units.percent(team.availability)
            people = words("people, {share} of their time here", share=share)
        yield Figure(unknown if team.people is None else f"{team.people:g}", people)
        fill = palette.load_fill(utilisation, limit=palette.limit(self.organisation))
        load = unknown if utilisation is None else f"{units.percent(utilisation)}{fill.sign}"
        yield Figure(load, words("load"), fill)
        yield Figure(self._work() or unknown, words("PT, work on one item"))

    def _work(self) -> str:
        """Return the process time, from the shortest to the longest."""
        calendar = self.organisation.calendar
        known = [h.process_time for h in self.card.serves if h.process_time is not None]
        if not known:
            return ""
        ends = (units.hours(time, calendar) for time in (min(known), max(known)))
        return " – ".join(dict.fromkeys(ends))


def draw_process(sheet: Sheet, process: Process, at: Slot) -> None:
    """Draw the middle into the slot."""
    figures = list(process.figures)
    for number, figure in enumerate(figures):
        width = (at.width - _GAP * (len(figures) - 1)) / len(figures)
        slot = Slot(at.left + number * (width + _GAP), at.top, width, _TILE)
        _draw_figure(sheet, slot, figure)
    top = _draw_reaches(sheet, process, Slot(at.left, at.top + _TILE + 14, at.width, 20))
    _draw_said(sheet, process, Slot(at.left, top + 14, at.width, at.top + at.height - top - 14))


def _draw_figure(sheet: Sheet, slot: Slot, drawn: Figure) -> None:
    figure, name, fill = drawn.figure, drawn.name, drawn.fill
    size = largest([figure.replace(" ", "_")], width=slot.width - 4, most=20)
    large = Style(size=size, bold=True, colour=fill.ink)
    small = Style(size=_CAPTION.size, colour=fill.ink)
    shown = fitted(figure, width=slot.width - 4, style=large, lines=1, align="CENTER")
    shown += fitted(name, width=slot.width - 4, style=small, lines=2, align="CENTER")
    look: Look = {"BORDER": 1, "COLOR": palette.FAINT, "BGCOLOR": fill.fill}
    content = cell(shown, WIDTH=round(slot.width), HEIGHT=round(slot.height), CELLPADDING=0, **look)
    sheet.box(("figure", name), table(row(content)), f"{name}: {figure}", at=slot.centre)


def _draw_reaches(sheet: Sheet, process: Process, at: Slot) -> float:
    """Draw whom outside the work reaches; return where that ends."""
    words, reaches = process.words, process.card.reaches
    write(sheet, "reaches", at, words("External customers who get it"), style=_TITLE)
    shown = reaches if len(reaches) == _REACHES + 1 else reaches[:_REACHES]
    lines_ = [
        words(
            "{customer}, after {handoffs}",
            customer=reach.customer,
            handoffs=words.count(reach.handoffs, "{n} handoff", "{n} handoffs"),
        )
        for reach in shown
    ]
    if len(shown) < len(reaches):
        lines_.append(words("+ {n} more", n=len(reaches) - len(shown)))
    if not reaches:
        lines_.append(words("none: no chain from here leads outside"))
    for number, line in enumerate(lines_):
        at = at.lower(20 if number == 0 else 18)
        write(sheet, ("reach", number), at, line, line, style=_BODY)
    return at.top + at.height


def _draw_said(sheet: Sheet, process: Process, at: Slot) -> None:
    words, complaints = process.words, process.card.complaints
    count = words.count(round(fsum(c.count for c in complaints)), "{n} complaint", "{n} complaints")
    title = words("What they said: {complaints}", complaints=count)
    write(sheet, "said", Slot(at.left, at.top, at.width, 20), title, style=_TITLE)
    note = words("upstream of these or touchpoint: exposure, not cause")
    if not complaints:
        note = words("no complaint has this team upstream")
    write(sheet, "note", Slot(at.left, at.top + 20, at.width, 16), note, style=_CAPTION)
    top, bottom = at.top + 40, at.top + at.height
    high = 78.0
    quoted = [c for c in complaints if c.said][:_QUOTES]
    for number, complaint in enumerate(quoted):
        slot = Slot(at.left, top + number * (high + _GAP), at.width, high)
        if slot.top + high <= bottom + 1:
            _draw_quote(sheet, process, complaint, slot)


def _draw_quote(sheet: Sheet, process: Process, complaint: Complaint, slot: Slot) -> None:
    words, width = process.words, slot.width - 16
    customer = process.organisation.handoff(complaint.delivery).customer
    count = words.count(round(complaint.count), "{n} complaint", "{n} complaints")
    kind = category_words(words, complaint.category)
    about = f"{complaint.id} · {customer} · {kind} · {count}"
    shown = fitted(f"“{complaint.said}”", width=width, style=_SAID, lines=3)
    shown += fitted(about, width=width, style=_CAPTION, lines=1)
    look: Look = {"BORDER": 1, "SIDES": "L", "COLOR": process.colour}
    size = {"WIDTH": round(slot.width), "HEIGHT": round(slot.height)}
    content = cell(lines(shown.pieces, align="LEFT"), ALIGN="LEFT", BALIGN="LEFT", **size, **look)
    sheet.box(
        ("quote", complaint.id), table(row(content), CELLPADDING=6),
        complaint.said or "", about, party=None, at=slot.centre,
    )  # fmt: skip
