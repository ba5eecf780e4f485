"""Trends as text: the periods one below the other, and which change is more than chance."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.trend import Period, Series, Trend
from chainmap.measure.means import Mean
from chainmap.measure.run_chart import POINTS, Change, Crossings, Run
from chainmap.report.story.bridge import joined
from chainmap.report.text.blocks import indented
from chainmap.report.text.marks import mark
from chainmap.report.text.table import table
from chainmap.survey import Per
from chainmap.units import count, number

MAX_PERIODS = 16
"""The last periods shown; JSON has all."""

_CALLED = {
    Series.COMPLAINTS: "the number of complaints",
    Series.WEIGHT: "their weight",
    Series.PERCEIVED: "what is perceived",
    Series.GAP: "the gap",
}
_MONTHS = 3
"""In a quarter."""


def trend_lines(trend: Trend) -> list[str]:
    """Return the trend, nothing where no complaint and no answer has a date."""
    if not trend.periods:
        return []
    shown = trend.periods[-MAX_PERIODS:]
    rows: list[tuple[str, ...]] = [
        (trend.per.value, "complaints", "weight", "perceived", "gap", "")
    ]
    rows += [_row(period) for period in shown]
    rows.append(("median", *(_median(trend, series) for series in Series), ""))
    earlier = len(trend.periods) - len(shown)
    lines = [f"({count(earlier, f'earlier {trend.per}')} not shown)"] if earlier else []
    lines += [*table(rows, right=frozenset({1, 2, 3, 4})), *_words(trend)]
    return [f"Does it change? Per {trend.per}", *indented(lines)]


def _row(period: Period) -> tuple[str, ...]:
    return (
        period.name,
        _figure(period.complaints),
        _figure(period.weight),
        _mean(period.perceived),
        _mean(period.gap, sign=True),
        "" if period.is_over else "so far",
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else number(value)


def _mean(known: Mean | None, *, sign: bool = False) -> str:
    return "–" if known is None else mark(known.value, sign=sign)


def _median(trend: Trend, series: Series) -> str:
    value = trend.charts[series].median
    if value is None:
        return "–"
    if series in {Series.COMPLAINTS, Series.WEIGHT}:
        return number(value)
    return mark(value, sign=series is Series.GAP)


def _words(trend: Trend) -> Iterator[str]:
    judged = [series for series in Series if trend.charts[series].is_judged]
    for series in judged:
        for run in trend.charts[series].runs:
            yield _sentence(f"{_CALLED[series]} {_change(run, trend)}: more than chance.")
        yield from _crossings(series, trend.charts[series].crossings)
    calm = [_CALLED[series] for series in judged if trend.charts[series].is_calm]
    if calm:
        yield _sentence(f"{joined(calm)}: no change beyond chance.")
    others = [_CALLED[series] for series in Series if series not in judged]
    if others:
        what = joined(others) if judged else "whether it changes"
        why = f"fewer than {POINTS} {trend.per}s with a figure are over"
        yield _sentence(f"{what} cannot be judged: {why}.{_finer(trend)}")
    if trend.is_mixed:
        yield (
            f"The marks are about other handoffs from {trend.per} to {trend.per}: --team and "
            "--customer compare like with like."
        )


def _crossings(series: Series, found: Crossings | None) -> Iterator[str]:
    """Yield what it says that a series changes sides of its median too seldom or too often."""
    if found is None or not (found.are_few or found.are_many):
        return
    what = "stays on one side of the median for long" if found.are_few else "goes to and fro"
    chance = found.by_chance
    yield _sentence(
        f"{_CALLED[series]} {what} ({count(found.runs, 'run')} about it, chance makes "
        f"{chance.fewest} to {chance.most}): more than chance."
    )


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _finer(trend: Trend) -> str:
    enough = len(trend.periods) * _MONTHS >= POINTS
    return " --per month has more points." if trend.per is Per.QUARTER and enough else ""


def _change(run: Run, trend: Trend) -> str:
    first, last = trend.periods[run.first].name, trend.periods[run.last].name
    how = {
        Change.ABOVE: f"stays above the median from {first} to {last}",
        Change.BELOW: f"stays below the median from {first} to {last}",
        Change.RISING: f"rises from {first} to {last}",
        Change.FALLING: f"falls from {first} to {last}",
    }[run.change]
    return f"{how} ({run.points} in a row)"
