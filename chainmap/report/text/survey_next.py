"""What to do about expectations, and what is not known of them."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.expectations import Expectations
from chainmap.analysis.trend import Trend
from chainmap.measure.kano import KanoClass
from chainmap.measure.means import ENOUGH
from chainmap.measure.quadrants import Quadrant
from chainmap.report.text.marks import called, mark, pair
from chainmap.report.text.table import indented
from chainmap.units import command, count, number, quoted

_MOST = 3
"""Handoffs named in one line."""


def next_lines(found: Expectations, source: str) -> list[str]:
    """Return the next steps, the weightiest first."""
    steps = [*_shortfall(found, source), *_must_be(found), *_overkill(found), *_ask_again(found)]
    if not steps:
        return []
    return ["Next", *indented([f"{at}. {step}" for at, step in enumerate(steps, start=1)])]


def _shortfall(found: Expectations, source: str) -> Iterator[str]:
    """Yield for the first handoff what falls short most where it matters."""
    if not found.ranked or not (first := found.ranked[0]).service or first.service.value >= 0:
        return
    worst = first.worst
    if worst is None or worst.gap is None or worst.perceived is None or worst.expected is None:
        return
    handoff = first.handoff
    told = command(f"trace --to {quoted(handoff.customer)}", source)
    yield (
        f"{handoff.supplier}, {handoff.customer}: what does {handoff.customer} mean by "
        f"{worst.dimension} of {called(handoff)}? {mark(worst.perceived.value)} is perceived, "
        f"{mark(worst.expected.value)} expected.   {told}"
    )


def _must_be(found: Expectations) -> Iterator[str]:
    """Yield the must-be that falls short most, behind the first handoff."""
    lacking = [
        (judged.gap.value, pair(one.handoff), judged)
        for one in found.ranked[1:]
        for judged in one.dimensions
        if judged.kano is not None
        and judged.kano.mode is KanoClass.MUST_BE
        and judged.kano.count >= ENOUGH
        and judged.gap is not None
        and judged.gap.is_enough
        and judged.gap.value < 0
    ]
    if lacking:
        value, who, judged = min(lacking, key=lambda one: one[:2])
        yield f"{who}: {judged.dimension} is a must-be and falls short ({mark(value, sign=True)})."


def _overkill(found: Expectations) -> Iterator[str]:
    """Yield where effort might be saved."""
    cuts = found.cuts
    spared = [
        f"{judged.dimension} of {called(one.handoff)} from {one.handoff.supplier}"
        for one in found.handoffs
        for judged in one.dimensions
        if cuts is not None
        and cuts.quadrant(judged) is Quadrant.OVERKILL
        and (judged.gap is None or judged.gap.value >= 0)
    ]
    if spared:
        yield f"Ask whether effort can move from here: {_some(spared)} (good, matters less)."


def _ask_again(found: Expectations) -> Iterator[str]:
    old = [pair(one.handoff) for one in found.handoffs if one.outdated == one.answers]
    if old:
        yield f"Ask again: all answers about {_some(old)} are older than the limit."
    few = [pair(one.handoff) for one in found.unranked if one.service is not None]
    if few:
        yield f"Ask {ENOUGH} people or more about {_some(few)}; fewer make no ranking."


def _some(names: list[str]) -> str:
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more} more" if more > 0 else "")


def unknown_lines(found: Expectations, trend: Trend) -> list[str]:
    """Return what nobody was asked, what was not counted, and what is old."""
    lines = []
    if found.unasked:
        names = [f"{called(handoff)} from {handoff.supplier}" for handoff in found.unasked]
        lines.append(f"What external customers think of {_some(names)}: nobody was asked.")
    outdated = sum(one.outdated for one in found.handoffs)
    if outdated and found.max_age is not None:
        lines.append(
            f"Whether {count(outdated, 'answer')} still hold: older than {found.max_age:g} days, "
            "the limit (max_survey_age); they count."
        )
    if found.max_age is None and found.handoffs:
        lines.append("How old an answer may be: limits in chainmap.yaml has no max_survey_age.")
    later = [count(found.later, "answer")] if found.later else []
    later += [f"{number(trend.later)} complaints"] if trend.later else []
    if later:
        lines.append(
            f"What comes later than the day asked for is not counted: {' and '.join(later)}."
        )
    if trend.undated:
        lines.append(f"When {number(trend.undated)} complaints came: they have no date.")
    return ["Not known", *indented(lines)] if lines else []
