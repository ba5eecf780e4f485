"""A trace as text where the search behind a cycle was cut short."""

from __future__ import annotations

from datetime import date

from chainmap.analysis.trace import trace, trace_deliveries
from chainmap.flow import Flow
from chainmap.report.story.footer import footer
from chainmap.report.story.telling import stories
from chainmap.report.text.trace import as_text
from tests.literal import complaint, flow, handoff


def knotted() -> Flow:
    """Return 26 teams that all serve each other: too many chains to try them all."""
    teams = [f"T{i:02}" for i in range(26)]
    inside = (handoff(a, b, f"{a}{b}", 1) for a in teams for b in teams if a != b)
    return flow(*inside, handoff("T00", "Customer", "out", 1, promise=2))


def test_what_is_not_proven_is_said_to_be_at_least() -> None:
    found = knotted()
    complaints = [complaint(found), complaint(found, "other", id="C-2")]
    told = stories(found, trace(found, complaints))
    text = as_text(told, footer=footer(found, date(2026, 11, 21)), whole=1, how_to_see_more="")
    assert "  ≥ " in text
    assert "wait at least" in text
    assert ": at least" in text
    assert "has at least" in text
    assert "Whether a longer or slower chain exists" in text


def test_a_quote_that_never_ends_is_cut() -> None:
    found = flow(handoff("A", "Customer", "out", 1, promise=2))
    told = stories(found, trace(found, [complaint(found, said="a word " * 10_000)]))
    text = as_text(told, footer="", whole=1, how_to_see_more="")
    assert "a word a word" in text
    assert "…”" in text
    assert len(text) < 2_000


def test_so_are_deliveries_without_a_complaint() -> None:
    found = knotted()
    told = stories(found, trace_deliveries(found, found.deliveries))
    twice = (*told, *told)
    text = as_text(twice, footer="", whole=0, how_to_see_more="more")
    assert "≥ " in text
