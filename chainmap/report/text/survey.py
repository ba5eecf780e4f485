"""Expectations as text: who falls short of them most, in what, and does it matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from chainmap.analysis.expectations import Expectations, Expected
from chainmap.analysis.trend import Trend
from chainmap.measure.judgement import Judged
from chainmap.measure.means import ENOUGH, Mean
from chainmap.measure.quadrants import CutPoints
from chainmap.model import Calendar, Organisation
from chainmap.report.story import survey as story
from chainmap.report.text import window
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.marks import called, mark, pair
from chainmap.report.text.survey_next import next_lines, unknown_lines
from chainmap.report.text.table import table
from chainmap.report.text.trend import trend_lines
from chainmap.units import MINUS, count, hours, signed

MAX_HANDOFFS = 10
"""Handoffs shown with their dimensions; JSON and the options have more."""

WIDTH = 100
"""Columns that explanations take."""

_HEAD = (
    *("", "answers", "expected", "perceived", "gap", "95 % interval", "importance"),
    *("advice", "Kano"),
)
_FIGURES = frozenset({1, 2, 3, 4, 6})
"""Columns with figures."""


def as_text(found: Expectations, trend: Trend, organisation: Organisation, *, footer: str) -> str:
    """Return the handoffs, the largest shortfall first, and what to make of them."""
    shown = found.handoffs[:MAX_HANDOFFS]
    blocks = [
        ["What do the customers of a handoff expect, and what do they get?", story.asked(found)],
        _ranking(found),
        *_handoffs(shown, found.cuts),
        _not_shown(found),
        _reading(found),
        _five_gaps(shown, organisation.calendar),
        trend_lines(trend),
        next_lines(found, organisation.source),
        unknown_lines(found, trend),
        [footer],
    ]
    return laid_out(blocks) + "\n"


def _ranking(found: Expectations) -> list[str]:
    if not found.ranked:
        return []
    rows: list[tuple[str, ...]] = [
        ("", "Supplier → customer", "Deliverable", "gap", "95 % interval", "answers", "worst in")
    ]
    rows += [_ranked(position, one) for position, one in enumerate(found.ranked, start=1)]
    title = "Largest shortfall first (perceived − expected; negative: less than expected)"
    return [title, *indented([*table(rows, right=frozenset({3, 5})), *story.rivals(found)])]


def _ranked(position: int, one: Expected) -> tuple[str, ...]:
    service = one.service
    assert service is not None  # noqa: S101  only these are ranked
    return (
        str(position),
        pair(one.handoff),
        one.handoff.deliverable,
        mark(service.value, sign=True),
        story.interval(service.interval),
        str(one.answers),
        _worst(one.worst),
    )


def _worst(judged: Judged | None) -> str:
    if judged is None or judged.gap is None:
        return ""
    return f"{judged.dimension} {mark(judged.gap.value, sign=True)}"


def _handoffs(shown: Sequence[Expected], cuts: CutPoints | None) -> Iterator[list[str]]:
    """Yield a block for each handoff; the columns stand below each other in all of them."""
    rows = [_HEAD, *(_dimension(judged, cuts) for one in shown for judged in one.dimensions)]
    lines = table(rows, right=_FIGURES)
    one_line_a_row = len(lines) == len(rows)
    at = 1
    for position, one in enumerate(shown, start=1):
        mine = slice(at, at + len(one.dimensions))
        at = mine.stop
        own = [_HEAD, *rows[mine]]
        below = [lines[0], *lines[mine]] if one_line_a_row else table(own, right=_FIGURES)
        yield [_title(position, one), *indented(below)]


def _title(position: int, one: Expected) -> str:
    few = "" if one.is_ranked else f"; not ranked: fewer than {ENOUGH} answers to a question"
    return (
        f"{position}. {pair(one.handoff)}, {called(one.handoff)}   (last answer {_age(one)}{few})"
    )


def _age(one: Expected) -> str:
    ago = "today" if one.age == 0 else f"{count(one.age, 'day')} ago"
    old = f", {one.outdated} of {one.answers} older than the limit" if one.outdated else ""
    return f"{one.last}, {ago}{old}"


def _dimension(judged: Judged, cuts: CutPoints | None) -> tuple[str, ...]:
    gap = judged.gap
    quadrant = cuts.quadrant(judged) if cuts else None
    return (
        judged.dimension,
        str(judged.answers),
        _mean(judged.expected),
        _mean(judged.perceived),
        mark(gap.value, sign=True) if gap else "–",
        story.spread(gap),
        _mean(judged.importance),
        quadrant or "–",
        story.kano_class(judged.kano),
    )


def _mean(known: Mean | None) -> str:
    return "–" if known is None else mark(known.value)


def _not_shown(found: Expectations) -> list[str]:
    more = len(found.handoffs) - MAX_HANDOFFS
    return [f"{count(more, 'more handoff')}: --customer or --team shows them."] if more > 0 else []


def _reading(found: Expectations) -> list[str]:
    lines = list(story.reading(found))
    if window.room() is None:
        lines = [part for line in lines for part in wrap(line, WIDTH, subsequent_indent="  ")]
    return ["How to read it", *indented(lines)] if lines else []


def _five_gaps(shown: Sequence[Expected], calendar: Calendar) -> list[str]:
    """Return the five gaps, of which only the last is asked for; the others are in the files."""
    if not shown:
        return []
    rows: list[tuple[str, ...]] = [
        ("Supplier → customer", "knowledge", "standards", "delivery", "communication", "service")
    ]
    rows += [_gap_row(one, calendar) for one in shown]
    title = "The five gaps (times: + is what the receiver loses; service in marks)"
    return [
        title,
        *indented(table(rows, right=frozenset(range(1, 6)))),
        "  knowledge: belief − need; standards: promise − need; delivery: time − promise;",
        "  communication: sum of the step promises − what the external customer was told.",
    ]


def _gap_row(one: Expected, calendar: Calendar) -> tuple[str, ...]:
    gaps = one.gaps
    times = (gaps.knowledge, gaps.standards, gaps.delivery, gaps.communication)
    service = "–" if one.service is None else mark(one.service.value, sign=True)
    return (pair(one.handoff), *(_late(time, calendar) for time in times), service)


def _late(value: float | None, calendar: Calendar) -> str:
    if value is None:
        return "–"
    text = hours(value, calendar)
    return text if text == "0 h" else signed(text.removeprefix(MINUS), value)
