"""What to do about expectations, and what is not known of them."""

from __future__ import annotations

from chainmap.analysis.expectations import Expectations
from chainmap.analysis.trend import Trend
from chainmap.report.story import survey as story
from chainmap.report.text.blocks import indented, next_steps
from chainmap.units import count, number


def next_lines(found: Expectations, source: str) -> list[str]:
    """Return the next steps, the weightiest first."""
    return next_steps(story.next_steps(found, source))


def unknown_lines(found: Expectations, trend: Trend) -> list[str]:
    """Return what nobody was asked, what was not counted, and what is old."""
    lines = list(story.unasked(found))
    later = [count(found.later, "answer")] if found.later else []
    later += [_complaints(trend.later)] if trend.later else []
    if later:
        lines.append(
            f"What comes later than the day asked for is not counted: {' and '.join(later)}."
        )
    if trend.undated:
        lines.append(f"When complaints came: {_complaints(trend.undated)} without a date.")
    return ["Not known", *indented(lines)] if lines else []


def _complaints(size: float) -> str:
    return f"{number(size)} {'complaint' if size == 1 else 'complaints'}"
