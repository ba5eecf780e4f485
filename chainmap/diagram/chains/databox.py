"""Data boxes: a team on the highlighted chain with its numbers, as on a value stream map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chainmap import units
from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Cell, Content, Row, Style, Table, cell, row, table
from chainmap.diagram.canvas.text import wrap
from chainmap.diagram.chains.wording import Suspicion
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.looks.words import ENGLISH, Words
from chainmap.diagram.parts.boxes import name_lines
from chainmap.model import Calendar, Handoff

WIDTH = 200
"""Points: room for a line of figures."""

_DATA = Style(size=10)
_BOLD = Style(size=10, bold=True)
_LATE = Style(size=10, bold=True, colour=palette.CHAIN)
_ASIDE = Style(size=9, colour=palette.GREY)
_UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class StepData:
    """The figures of one step of the chain, as text."""

    hands_on: str
    process_time: str
    wait: str
    accuracy: str
    against_promise: str
    late: bool

    @classmethod
    def of(cls, step: Handoff, calendar: Calendar, words: Words = ENGLISH) -> StepData:
        """Return the figures of a step; what nobody knows is a dash."""
        work, time, overrun = step.process_time, step.time, step.overrun
        wait = None if work is None or time is None else max(time - work, 0.0)
        return cls(
            hands_on=step.deliverable,
            process_time=_UNKNOWN if work is None else units.hours(work, calendar),
            wait=_UNKNOWN if wait is None else units.hours(wait, calendar),
            accuracy=_UNKNOWN if step.accuracy is None else units.percent(step.accuracy),
            against_promise=_against_promise(step, calendar, words),
            late=overrun is not None and overrun > 0,
        )


def _against_promise(step: Handoff, calendar: Calendar, words: Words) -> str:
    if step.time is None:
        return words("time not known")
    takes = units.hours(step.time, calendar)
    if step.own_promise is None:
        return words("takes {time}", time=takes)
    promised = units.hours(step.own_promise.hours, calendar)
    return words("takes {time}, promised {promised}", time=takes, promised=promised)


@dataclass(frozen=True, slots=True)
class DataBox:
    """A team on the chain: its numbered steps, its load, and whether it is suspected."""

    name: str
    steps: tuple[tuple[int, StepData], ...]
    load: str | None
    load_fill: Fill
    suspicion: Suspicion | None
    words: Words = ENGLISH

    def content(
        self,
        *,
        also_numbers: Sequence[int] = (),
        area: tuple[str, str] | None = None,
        also_from: Sequence[str] = (),
    ) -> Table:
        """Return the marked-up box.

        `also_numbers` are steps of the team that have a box elsewhere, `area` the name and colour
        of its department where that is not drawn, `also_from` who serves it beside the chain.
        """
        numbers = sorted({number for number, _ in self.steps} | {*also_numbers})
        rows = [_head(self.name, numbers)]
        if area is not None:
            rows.insert(0, _strip(*area))
        for number, step in self.steps:
            rows += _step_rows(f"{number}: " if len(numbers) > 1 else "", step, self.words)
        if self.load is not None:
            words = self.words("load {load}", load=self.load) + self.load_fill.sign
            style = Style(size=10, colour=self.load_fill.ink)
            rows.append(row(_wide(markup.text(words, style), BGCOLOR=self.load_fill.fill)))
        if also_from:
            said = self.words("also from {suppliers}", suppliers=", ".join(also_from))
            listed = wrap(said, limit=WIDTH / 10, lines=2)
            shown = markup.lines(markup.text(line, _ASIDE) for line in listed)
            rows.append(row(_wide(shown)))
        return _framed([*rows, *_suspicion_row(self.suspicion)])


def _strip(department: str, colour: str) -> Row:
    style = Style(size=9, bold=True, colour=palette.PAPER)
    (shown,) = wrap(department, limit=WIDTH / 11, lines=1)
    return row(_wide(markup.text(shown, style), BGCOLOR=colour, CELLPADDING=2))


def _suspicion_row(suspicion: Suspicion | None) -> list[Row]:
    if suspicion is None:
        return []
    return [row(_wide(markup.text(suspicion.words, _BOLD), BGCOLOR=suspicion.fill))]


def _framed(rows: Iterable[Row]) -> Table:
    look: dict[str, str | int] = {"BORDER": 2, "COLOR": palette.CHAIN, "BGCOLOR": palette.PAPER}
    return table(*rows, CELLBORDER=1, CELLPADDING=3, **look)


def _head(name: str, numbers: Sequence[int]) -> Row:
    shown = " · ".join(map(str, numbers))
    number = markup.text(shown, Style(size=13, bold=True, colour=palette.PAPER))
    return row(
        cell(number, BGCOLOR=palette.CHAIN, CELLPADDING=4, WIDTH=28),
        cell(name_lines(name, Style(size=12, bold=True)), WIDTH=WIDTH - 28),
    )


def _step_rows(prefix: str, step: StepData, words: Words) -> list[Row]:
    figures = "  |  ".join(
        (
            words("PT {time}", time=step.process_time),
            words("wait {time}", time=step.wait),
            words("%C&A {share}", share=step.accuracy),
        )
    )
    shown = [markup.text(figures, _DATA)]
    if hands_on := f"{prefix}{step.hands_on}".strip():
        shown[:0] = [markup.text(line, _BOLD) for line in wrap(f"{hands_on} →", limit=17, lines=2)]
    shown.append(markup.text(step.against_promise, _LATE if step.late else _DATA))
    return [row(_wide(markup.lines(shown)))]


def _wide(content: Content, **look: str | int) -> Cell:
    return cell(content, COLSPAN=2, **look)
