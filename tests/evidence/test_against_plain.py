"""The engine counts what the definitions say: every answer against a plain reading of them."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.reading import Missing
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request
from chainmap.issues import ChainmapError
from tests.evidence.plain import Event, Plain, percentile, read_plainly

BEGIN = 1_700_000_000
TEAMS = ("A", "B", "NA", 'Say "when"', "Two\nlines", "Komma, Team", "Ä→ß")

events = st.lists(
    st.tuples(
        st.sampled_from(("1", "2", "3", "NA", "null")),
        st.one_of(st.sampled_from(TEAMS[:3]), st.sampled_from((None, *TEAMS))),
        st.integers(0, 6).map(lambda hours: (BEGIN + 1800 * hours) * 1_000_000),
    ),
    min_size=1,
    max_size=40,
)


def write(path: Path, rows: list[Event]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("case", "team", "time"))
        writer.writerows((case, team or "", time // 1_000_000) for case, team, time in rows)


def seen(rows: list[Event], missing: Missing) -> Observed:
    with TemporaryDirectory() as place:
        path = Path(place, "log.csv")
        write(path, rows)
        return observe(Request((str(path),), missing=missing))


@settings(max_examples=40, deadline=None)
@given(rows=events, missing=st.sampled_from(Missing))
def test_every_answer_is_what_the_definitions_say(rows: list[Event], missing: Missing) -> None:
    plain = read_plainly(rows, missing)
    if not plain.events:
        return
    observed = seen(rows, missing)
    assert_same_sizes(observed, plain)
    assert_same_pairs(observed, plain)
    assert_same_teams(observed, plain)
    if len(plain.routes) <= len(observed.routes.frequent):
        assert {r.teams: r.cases for r in observed.routes.frequent} == dict(plain.routes)
    reading = observed.reading
    assert reading.read == len(rows) == reading.used + reading.left_out_rows


def assert_same_sizes(observed: Observed, plain: Plain) -> None:
    assert observed.events == plain.events
    assert observed.cases == plain.cases == sum(g.cases for g in observed.by_handoffs)
    assert observed.cases == sum(month.cases for month in observed.months)
    assert observed.handoffs == sum(map(len, plain.handoffs.values()))
    assert observed.cases_with_handoff == len(plain.handing)
    assert observed.returns.count == plain.returns.total()
    assert observed.returns.cases == len(plain.returns)
    assert sum(back.count for back in observed.returning) == plain.returns.total()
    assert observed.comebacks.count == plain.comebacks.total()
    assert observed.comebacks.cases == len(plain.comebacks)
    assert observed.solved_first == plain.alone.total()
    assert observed.routes.count == len(plain.routes)


def assert_same_pairs(observed: Observed, plain: Plain) -> None:
    assert [(p.supplier, p.customer) for p in observed.pairs] == sorted(
        plain.handoffs, key=lambda pair: (-len(plain.handoffs[pair]), pair[0] or "", pair[1] or "")
    )
    for pair in observed.pairs:
        times = plain.handoffs[pair.supplier, pair.customer]
        assert pair.handoffs == len(times)
        assert pair.cases == len(plain.pair_cases[pair.supplier, pair.customer])
        spread = (pair.time.median, pair.time.p85, pair.time.p95)
        assert spread == pytest.approx([percentile(times, share) for share in (0.5, 0.85, 0.95)])


def assert_same_teams(observed: Observed, plain: Plain) -> None:
    assert {team.team for team in observed.by_team} == set(plain.hours)
    whole = sum(plain.hours.values())
    for team in observed.by_team:
        assert team.time == pytest.approx(plain.hours[team.team])
        assert team.passed_on == plain.passed_on[team.team]
        assert team.solved_alone == plain.alone[team.team]
        assert team.share == pytest.approx(plain.hours[team.team] / whole if whole else 0)
    nobody = set() if observed.reading.missing is Missing.KEEP else {None}
    assert observed.teams == len(set(plain.hours) - nobody)


@pytest.mark.parametrize(
    ("missing", "handoffs", "returns", "pairs"),
    [
        (Missing.SKIP, 1, 0, {("A", "B")}),
        (Missing.DROP, 2, 1, {("A", "B"), ("B", "A")}),
        (Missing.KEEP, 5, 1, {(None, "A"), ("A", None), ("A", "B"), ("B", None)}),
    ],
)
def test_what_a_missing_team_does(
    missing: Missing, handoffs: int, returns: int, pairs: set[tuple[str | None, str | None]]
) -> None:
    rows: list[Event] = [
        ("1", team, (BEGIN + 3600 * hour) * 1_000_000)
        for hour, team in enumerate(["A", None, "A", "B", None, "A"])
    ]
    observed = seen(rows, missing)
    assert {(pair.supplier, pair.customer) for pair in observed.pairs} == pairs
    assert (observed.handoffs, observed.returns.count) == (handoffs, returns)


def test_only_missing_teams_to_drop_leave_no_event() -> None:
    with pytest.raises(ChainmapError, match=r"Left out: 1 \(no team\)"):
        seen([("1", None, BEGIN * 1_000_000)], Missing.DROP)
