"""What was done and how cases ended, against a plain reading of the same rows."""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest

from chainmap.analysis.observed.cases import Activity
from chainmap.analysis.observed.reading import Role
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request
from tests.evidence.conftest import See

LOG = """\
case,team,time,activity,resolution
1,A,2026-01-05 08:00,Accept,
1,A,2026-01-05 09:00,Pass on,
1,B,2026-01-05 10:00,Accept,
1,B,2026-01-05 12:00,Close,Solved
2,A,2026-01-05 08:00,Accept,Solved
2,A,2026-01-05 09:00,Close,Refused
3,B,2026-01-05 08:00,,
"""


def test_what_was_done(see: See) -> None:
    found = see(LOG).activities
    assert found is not None
    assert found.count == 3
    assert found.most == (
        Activity("Accept", events=3, cases=2, handed_on=0, several_teams=1),
        Activity("Close", events=2, cases=2, handed_on=0, several_teams=0),
        Activity("Pass on", events=1, cases=1, handed_on=1, several_teams=0),
    )


def test_a_case_ends_as_the_last_event_that_says_so(see: See) -> None:
    found = see(LOG).outcomes
    assert found is not None
    assert [(o.outcome, o.cases, o.handoffs, o.solved_first, o.time.median) for o in found] == [
        ("Refused", 1, 0, 1, 1.0),
        ("Solved", 1, 1, 0, 4.0),
        (None, 1, 0, 1, 0.0),
    ]


def test_a_log_without_such_columns_says_nothing_of_them(see: See) -> None:
    observed = see("case,team,time\n1,A,2026-01-05\n")
    assert observed.activities is None
    assert observed.outcomes is None


def test_what_nobody_asked_for_may_be_missing_in_another_file(see: See, workplace: Path) -> None:
    (workplace / "b.csv").write_text("case,team,time\n1,C,2026-01-06\n", encoding="utf-8")
    see(LOG, "a.csv")
    observed = observe(Request(("a.csv", "b.csv")))
    assert observed.activities is None
    assert {column.role for column in observed.reading.columns} == {
        Role.CASE,
        Role.TEAM,
        Role.TIME,
    }


def test_volvo_in_plain_python(require: Callable[[str], Path]) -> None:
    path = require("CHAINMAP_TEST_DATA") / "volvo-incidents.csv.gz"
    observed = observe(Request((str(path),), columns={Role.OUTCOME: "impact"}))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert observed.activities is not None
    assert observed.outcomes is not None
    assert set(observed.activities.most) == set(done_plainly(rows))
    assert {o.outcome: (o.cases, o.handoffs) for o in observed.outcomes} == ended_plainly(rows)
    assert sum(o.cases for o in observed.outcomes) == observed.cases


Row = dict[str, str]


def done_plainly(rows: Sequence[Row]) -> Iterable[Activity]:
    events, handed_on = Counter[str](), Counter[str]()
    teams: dict[tuple[str, str], set[str]] = defaultdict(set)
    for case in cases_of(rows):
        for row, after in zip(case, [*case[1:], None], strict=True):
            events[row["activity"]] += 1
            handed_on[row["activity"]] += after is not None and after["team"] != row["team"]
            teams[row["activity"], row["case"]].add(row["team"])
    for name, number in events.items():
        had = [found for (activity, _), found in teams.items() if activity == name]
        several = sum(len(found) > 1 for found in had)
        yield Activity(name, number, len(had), handed_on[name], several)


def ended_plainly(rows: Sequence[Row]) -> dict[str, tuple[int, int]]:
    ended: dict[str, tuple[int, int]] = {}
    for case in cases_of(rows):
        cases, handoffs = ended.get(case[-1]["impact"], (0, 0))
        moves = sum(row["team"] != after["team"] for row, after in pairwise(case))
        ended[case[-1]["impact"]] = (cases + 1, handoffs + moves)
    return ended


def cases_of(rows: Sequence[Row]) -> Iterable[list[Row]]:
    cases: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        cases[row["case"]].append(row)
    return [sorted(case, key=lambda row: instant(row["timestamp"])) for case in cases.values()]


def instant(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize("first", ["Refused", "Solved"])
def test_outcomes_at_one_moment_in_a_table_are_settled_by_their_text(
    workplace: Path, first: str
) -> None:
    other = "Solved" if first == "Refused" else "Refused"
    with duckdb.connect(str(workplace / "log.duckdb")) as session:
        session.execute('CREATE TABLE log ("case" INT, team TEXT, time TIMESTAMP, outcome TEXT)')
        for row in ((1, first), (1, other), (2, None)):
            session.execute("INSERT INTO log VALUES (?, 'A', '2026-01-05', ?)", row)
    found = observe(Request((f"duckdb:///{workplace}/log.duckdb#log",))).outcomes
    assert found is not None
    assert [(outcome.outcome, outcome.cases) for outcome in found] == [("Solved", 1), (None, 1)]


@pytest.mark.parametrize("first", ["close", "open"])
def test_activities_at_one_moment_in_a_table_are_settled_by_their_text(
    workplace: Path, first: str
) -> None:
    other = "open" if first == "close" else "close"
    with duckdb.connect(str(workplace / "log.duckdb")) as session:
        session.execute('CREATE TABLE log ("case" INT, team TEXT, time DATE, activity TEXT)')
        for team, day, did in (("A", 5, first), ("A", 5, other), ("B", 6, "take")):
            row = (team, f"2026-01-{day:02}", did)
            session.execute("INSERT INTO log VALUES (1, ?, ?, ?)", row)
    found = observe(Request((f"duckdb:///{workplace}/log.duckdb#log",))).activities
    assert found is not None
    assert {one.activity: one.handed_on for one in found.most} == {"close": 0, "open": 1, "take": 0}
