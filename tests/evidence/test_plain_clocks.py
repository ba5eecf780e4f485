"""Working time, ties and missing teams at the end of cases, against a plain reading of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chainmap.analysis.observed.reading import Missing
from chainmap.evidence.hours import parse_hours
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request
from tests.evidence.plain import Event, known, stays_of
from tests.evidence.test_against_plain import write

FRIDAY = datetime(2026, 1, 9, 15, tzinfo=UTC)
OPENS, CLOSES = 9, 17

ends = st.lists(
    st.tuples(
        st.sampled_from(("1", "2")),
        st.sampled_from((None, "A", "B")),
        st.integers(0, 9).map(lambda at: round(FRIDAY.timestamp() + at * 9_000) * 1_000_000),
    ),
    min_size=1,
    max_size=12,
)


def at(hours: float) -> int:
    """Return the microseconds so many hours after Friday afternoon."""
    return round((FRIDAY + timedelta(hours=hours)).timestamp()) * 1_000_000


def worked(begin: int, end: int) -> float:
    """Return the working hours between two moments, minute by minute."""
    minutes = range(begin // 60_000_000, end // 60_000_000)
    moments = (datetime.fromtimestamp(minute * 60, UTC) for minute in minutes)
    return sum(when.weekday() < 5 and OPENS <= when.hour < CLOSES for when in moments) / 60


def cases_of(rows: list[Event], missing: Missing) -> list[list[Event]]:
    kept = [row for row in rows if row[1] is not None or missing is not Missing.DROP]
    cases = [[row for row in kept if row[0] == case] for case in sorted({row[0] for row in kept})]
    return [sorted(case, key=lambda row: row[2]) for case in cases]


@settings(max_examples=15, deadline=None)
@given(rows=ends, missing=st.sampled_from(Missing))
@example(
    [("1", "A", at(0)), ("1", "B", at(1)), ("1", "B", at(66)), ("1", "B", at(67))], Missing.SKIP
)
@example([("1", "A", at(0)), ("1", "B", at(1)), ("1", None, at(67))], Missing.SKIP)
@example([("1", "A", at(0)), ("1", "B", at(1)), ("1", None, at(67))], Missing.DROP)
@example([("1", "A", at(0)), ("1", None, at(1)), ("1", None, at(67))], Missing.KEEP)
@example([("1", "A", at(1)), ("1", "B", at(1)), ("1", "A", at(1)), ("1", "B", at(2))], Missing.SKIP)
def test_working_time_of_stays_and_handoffs(rows: list[Event], missing: Missing) -> None:
    cases = cases_of(rows, missing)
    if not cases:
        return
    with TemporaryDirectory() as place:
        path = Path(place, "log.csv")
        write(path, rows)
        hours = parse_hours(f"Mon-Fri {OPENS}:00-{CLOSES}:00")
        observed = observe(Request((str(path),), missing=missing, working=hours))
    held: dict[str | None, float] = {}
    took: dict[tuple[str | None, str | None], float] = {}
    counted: dict[tuple[str | None, str | None], int] = {}
    for case in cases:
        stays = list(stays_of(case))
        for stay in stays:
            held[stay.team] = held.get(stay.team, 0.0) + worked(stay.begin, stay.end)
        for one, other in pairwise(stays):
            if known(one, keep=missing is Missing.KEEP) and known(
                other, keep=missing is Missing.KEEP
            ):
                pair = (one.team, other.team)
                took[pair] = max(took.get(pair, 0.0), worked(one.begin, other.begin))
                counted[pair] = counted.get(pair, 0) + 1
    assert {team.team: team.time for team in observed.by_team} == pytest.approx(held)
    assert {(p.supplier, p.customer): p.handoffs for p in observed.pairs} == counted
    for seen in observed.pairs:
        longest = took[seen.supplier, seen.customer]
        assert seen.time.p95 <= longest + 1e-9
        if seen.handoffs == 1:
            assert seen.time.median == pytest.approx(longest)
    if len(cases) == 1:
        whole = worked(cases[0][0][2], cases[0][-1][2])
        assert observed.by_handoffs[0].time.median == pytest.approx(whole)
