"""What to do about expectations, and what is not known of them."""

from __future__ import annotations

from chainmap.analysis.expectations import Expectations
from chainmap.analysis.trend import Trend
from chainmap.report.story import survey as story
from chainmap.report.text.table import indented
from chainmap.units import count, number


def next_lines(found: Expectations, source: str) -> list[str]:
    """Return the next steps, the weightiest first."""
    steps = list(story.next_steps(found, source))
    if not steps:
        return []
    return ["Next", *indented([f"{at}. {step}" for at, step in enumerate(steps, start=1)])]


def unknown_lines(found: Expectations, trend: Trend) -> list[str]:
    """Return what nobody was asked, what was not counted, and what is old."""
    lines = list(story.unasked(found))
    later = [count(found.later, "answer")] if found.later else []
    later += [f"{number(trend.later)} complaints"] if trend.later else []
    if later:
        lines.append(
            f"What comes later than the day asked for is not counted: {' and '.join(later)}."
        )
    if trend.undated:
        lines.append(f"When {number(trend.undated)} complaints came: they have no date.")
    return ["Not known", *indented(lines)] if lines else []
