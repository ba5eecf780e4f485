"""What is drawn under a chain: pieces of its time line, totals, bursts, what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chainmap import units
from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Cell, Row, Style, Table, cell, row, table
from chainmap.diagram.canvas.text import wrap
from chainmap.diagram.chains.timeline import Piece, TimeLine
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.model import Calendar

HEIGHT = 40
"""Points between the high and the low level of the time line."""

_WAIT = 0.62
"""The part of a piece that is drawn for its wait."""

_LINE = 2
_FIGURE = Style(size=12, bold=True)
_UNKNOWN = Style(size=10, colour=palette.GREY)
_LABEL = Style(size=10, colour=palette.GREY)


def time_line(
    pieces: Sequence[Piece], bursts: Iterable[int], *, room: int, calendar: Calendar, words: Words
) -> Table:
    """Return the time line of some steps, each `room` points long: waits high, work low."""
    marked = {*bursts}
    cells = [
        some
        for piece in pieces
        for some in _piece(piece, room, calendar, words, marked=piece.number in marked)
    ]
    return table(row(*cells), CELLPADDING=0)


def _piece(
    piece: Piece, room: int, calendar: Calendar, words: Words, *, marked: bool
) -> tuple[Cell, ...]:
    if piece.time is None:
        if piece.work is None:
            return (_dashed(words("time not known"), room, sides="B"),)
        work = units.hours(piece.work, calendar)
        return (_dashed(words("time not known, PT {time}", time=work), room, sides="B"),)
    if piece.wait is None:
        time = units.hours(piece.time, calendar)
        return (_dashed(words("{time}, PT not known", time=time), room, sides="LTR"),)
    high = round(room * _WAIT)
    fill = palette.SUSPECT if marked else palette.tint(palette.INK, 0.05)
    return (
        _level(units.hours(piece.wait, calendar), high, sides="LTR", BGCOLOR=fill),
        _level(units.hours(piece.work or 0.0, calendar), room - high, sides="B", VALIGN="BOTTOM"),
    )


def _level(figure: str, width: int, *, sides: str, **look: str | int) -> Cell:
    shown = markup.text(figure, _FIGURE)
    return cell(
        shown, SIDES=sides, BORDER=_LINE, COLOR=palette.INK, WIDTH=width, HEIGHT=HEIGHT,
        CELLPADDING=3, **look,
    )  # fmt: skip


def _dashed(words: str, width: int, *, sides: str) -> Cell:
    shown = markup.lines(markup.text(line, _UNKNOWN) for line in wrap(words, limit=width / 11))
    return cell(
        shown, SIDES=sides, BORDER=_LINE, COLOR=palette.GREY, STYLE="DASHED", WIDTH=width,
        HEIGHT=HEIGHT, CELLPADDING=3,
    )  # fmt: skip


def to_scale(line: TimeLine, *, width: float, words: Words) -> Table | None:
    """Return the chain's known time as one bar to scale; None where no time is known.

    Waits have the number of their step where there is room, work is dark.
    """
    known = [piece for piece in line.timed if piece.time]
    total = sum(max(piece.time or 0.0, piece.work or 0.0) for piece in known)
    if not total:
        return None
    cells = []
    for piece in known:
        work = piece.work or 0.0
        wait = max((piece.time or 0.0) - work, 0.0)
        fill = palette.SUSPECT if piece.number in line.bursts else palette.tint(palette.INK, 0.12)
        cells.append(_bar(str(piece.number), width * wait / total, fill))
        if work:
            cells.append(_bar("", width * work / total, palette.INK))
    title = markup.text(words("The same to scale: waits with the step's number, PT dark"), _LABEL)
    bar = table(row(*cells), BORDER=1, COLOR=palette.INK, CELLPADDING=0)
    return table(row(cell(title, ALIGN="LEFT")), row(cell(bar, CELLPADDING=0)))


def _bar(number: str, width: float, fill: str) -> Cell:
    room = round(width)
    fits = number and room >= 9 * len(number) + 4
    shown = markup.text(number, Style(size=10, bold=True)) if fits else markup.NOTHING
    return cell(shown, WIDTH=max(room, 1), HEIGHT=22, BGCOLOR=fill)


def totals(line: TimeLine, *, room: int, calendar: Calendar, words: Words) -> Table:
    """Return the sums at the end of the time line."""
    lead = _sum(line.lead_time, calendar, whole=line.is_whole, any_known=_any(line))
    missing = bool(line.unknown_work or line.unknown_times)
    work = line.process_time
    process = _sum(work or 0.0, calendar, whole=not missing, any_known=work is not None)
    ratio = "–" if line.activity_ratio is None else units.percent(line.activity_ratio)
    rows = [
        _total(words("lead time"), lead),
        _total(words("process time"), process),
        _total(words("activity ratio PT / LT"), ratio),
    ]
    look: dict[str, str | int] = {"BORDER": 2, "COLOR": palette.INK, "BGCOLOR": palette.PAPER}
    return table(*rows, row(cell(WIDTH=room, HEIGHT=1, COLSPAN=2)), CELLPADDING=4, **look)


def _any(line: TimeLine) -> bool:
    return len(line.unknown_times) < len(line.timed)


def _sum(hours: float, calendar: Calendar, *, whole: bool, any_known: bool) -> str:
    """Return a sum; what is missing in it is a question mark, never 0."""
    if not any_known:
        return "–"
    return units.hours(hours, calendar) + ("" if whole else " + ?")


def _total(name: str, figure: str) -> Row:
    return row(
        cell(markup.text(name, _LABEL), ALIGN="LEFT"),
        cell(markup.text(figure, Style(size=14, bold=True)), ALIGN="RIGHT"),
    )


def burst_words(share: float, hours: float, calendar: Calendar, words: Words) -> Table:
    """Return what stands beside a burst: the wait, and its share of all waiting."""
    wait = words("wait {time}", time=units.hours(hours, calendar))
    part = words("{share} of all waiting", share=units.percent(share))
    return table(
        row(cell(markup.text(wait, Style(size=12, bold=True, colour=palette.CHAIN)), ALIGN="LEFT")),
        row(cell(markup.text(part, _LABEL), ALIGN="LEFT")),
        CELLPADDING=1,
    )


def not_known(line: TimeLine, words: Words, *, limit: float) -> Table | None:
    """Return the list of what is not known, in lines of at most `limit` em."""
    listed = [
        (words("Time not known"), line.unknown_times),
        (words("Process time not known"), line.unknown_work),
    ]
    rows = []
    for title, pieces in listed:
        if not pieces:
            continue
        names = "; ".join(f"{p.number} {p.step.supplier} → {p.step.customer}" for p in pieces)
        for text in wrap(f"{title}: {names}.", limit=limit, lines=8):
            shown = markup.text(text, Style(size=11, colour=palette.INK))
            rows.append(row(cell(shown, ALIGN="LEFT")))
    if not rows:
        return None
    look: dict[str, str | int] = {"BORDER": 1, "STYLE": "DASHED", "COLOR": palette.GREY}
    return table(*rows, CELLPADDING=3, **look)
