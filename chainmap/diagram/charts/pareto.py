"""Pareto view: complaints by kind, by customer and by suspect, largest first, in one picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from chainmap import units
from chainmap.analysis.trace import Traced
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Line, Note
from chainmap.diagram.canvas.sheet import PageSheet
from chainmap.diagram.canvas.tiles import Slot
from chainmap.diagram.charts.bars import WIDTH, Panel, draw_panel, height_of
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.diagram.parts.kinds import category_words
from chainmap.measure.pareto import BarKind, Pareto, pareto
from chainmap.model import Category

FEW = 5
"""Complaints below which the order of the bars may be chance."""

_GAP = 28.0
_ROOM = 400.0
"""Points of height for the bars of a panel."""

_GROUND = "#f6f6f6"
_EDGE = 10.0
_STEP = 60.0
"""Points from bar to bar at most."""


@dataclass(frozen=True)
class _Weighed:
    """The complaints, weighed three times over; the sums are the same."""

    kinds: Pareto
    customers: Pareto
    suspects: Pareto


def pareto_view(complaints: Sequence[Traced], frame: Frame) -> Drawing:
    """Draw three panels of bars with the cumulative line; at least one complaint is needed."""
    words, weighed = frame.words, _weighed(complaints)
    heading = frame.heading(
        title=words("Complaints: what about, whose, and who stands behind them"),
        subtitle=_subtitle(words, complaints, weighed),
        legend=_legend(words),
    )
    sheet = PageSheet(heading, splines="line")
    for number, panel in enumerate(_panels(words, weighed)):
        step = min(_ROOM / len(panel.pareto.bars), _STEP)
        left = number * (WIDTH + _GAP)
        bottom = height_of(panel, step=0) + _ROOM
        around = (left - _EDGE, -_EDGE, left + WIDTH + _EDGE, bottom + _EDGE)
        sheet.area("", _GROUND, (), around=around, titled=False, fill=_GROUND, style="filled")
        draw_panel(sheet, words, panel, Slot(left, 0, WIDTH, step))
    return sheet.drawing


def _weighed(complaints: Sequence[Traced]) -> _Weighed:
    return _Weighed(
        pareto((t.complaint.category, t.weight) for t in complaints if t.complaint),
        pareto((t.behind.delivery.customer, t.weight) for t in complaints),
        pareto(charge for t in complaints for charge in _charged(t)),
    )


def _charged(traced: Traced) -> Iterator[tuple[str | None, float]]:
    """Yield the weight by suspect; where nobody is suspected, the weight is nobody's."""
    if not traced.suspects:
        yield None, traced.weight
    for suspect in traced.suspects:
        yield suspect.team, traced.weight * suspect.share


def _panels(words: Words, weighed: _Weighed) -> tuple[Panel, ...]:
    kinds = {category.value: category_words(words, category) for category in Category}
    unit = words("weight")
    about, whose = words("what customers complain of"), words("who complains")
    behind = words("who stands behind it: exposure, not cause")
    return (
        Panel(words("By kind"), about, unit, weighed.kinds, labels=kinds),
        Panel(words("By customer"), whose, unit, weighed.customers, parties=True),
        Panel(words("By suspect"), behind, unit, weighed.suspects, parties=True),
    )


def _subtitle(words: Words, complaints: Sequence[Traced], weighed: _Weighed) -> str:
    count = fsum(t.complaint.count for t in complaints if t.complaint)
    said = [_first(words, weighed)]
    if count < FEW:
        said.append(
            words(
                "Only {complaints}: the order may be chance.",
                complaints=words.count(round(count), "{n} complaint", "{n} complaints"),
            )
        )
    return " ".join(said)


def _first(words: Words, weighed: _Weighed) -> str:
    kind, customer = weighed.kinds.bars[0], weighed.customers.bars[0]
    answer = words(
        "Of the weight, {kind_share} is “{kind}” and {customer_share} comes from {customer}",
        kind=category_words(words, Category(kind.names[0])),
        kind_share=units.percent(kind.share),
        customer=customer.names[0],
        customer_share=units.percent(customer.share),
    )
    suspect = weighed.suspects.bars[0]
    if suspect.kind is BarKind.NAMED:
        answer += words(
            "; {suspect} stands behind {share} of it",
            suspect=suspect.names[0],
            share=units.percent(suspect.share),
        )
    return f"{answer}."


def _legend(words: Words) -> Iterator[Entry]:
    yield Note(words("weight = complaints × severity × value of the customer"))
    yield Box(words("first to make up 80 %"), fill=palette.department_colour(0))
    yield Box(words("the rest"), fill=palette.tint(palette.department_colour(0), 0.35))
    yield Line(
        words("cumulative share, values at the right"),
        colour=palette.CHAIN,
        weight=2,
        headless=True,
    )
    yield Line("80 %", dashed=True, headless=True)
