"""Complaints in a log, against a plain-Python reading; what a condition may say."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chainmap.analysis.association import Associations, Feature
from chainmap.analysis.observed.reading import Missing, Role
from chainmap.app.observing import complaint_of
from chainmap.evidence.observing import answers
from chainmap.evidence.request import Request
from chainmap.issues import ChainmapError

Row = tuple[int, str, str, str]
"""Case, team, sla, kind."""


def compared(directory: Path, rows: list[Row], condition: str, by: str | None) -> Associations:
    lines = ["case,team,time,sla,kind"]
    for at, (case, team, sla, kind) in enumerate(rows):
        lines.append(f"{case},{team},2026-01-05 08:{at // 60:02}:{at % 60:02},{sla},{kind}")
    path = directory / "log.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = answers(Request((str(path),), complaint=complaint_of(condition, by))).complaints
    assert found is not None
    return found


def plainly(rows: list[Row]) -> dict[tuple[Feature, tuple[str, ...]], tuple[int, int]]:
    """Count cases and those complained of by what they have."""
    cases: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        cases[row[0]].append(row)
    counted: dict[tuple[Feature, tuple[str, ...]], tuple[int, int]] = {}
    for events in cases.values():
        bad = any(sla == "no" for _, _, sla, _ in events)
        teams = [team for team, _ in groupby(events, key=lambda event: event[1])]
        having = {
            (feature, tuple(teams[at : at + size]))
            for feature, size in ((Feature.TEAM, 1), (Feature.HANDOFF, 2), (Feature.SEGMENT, 3))
            for at in range(len(teams) - size + 1)
        }
        for one in having:
            had, complained = counted.get(one, (0, 0))
            counted[one] = (had + 1, complained + bad)
    return counted


rows_of = st.lists(
    st.tuples(
        st.integers(0, 12), st.sampled_from("ABC"), st.sampled_from(["yes", "no"]), st.just("k")
    ),
    min_size=1,
    max_size=60,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=rows_of)
def test_counts_are_what_plain_python_counts(tmp_path: Path, rows: list[Row]) -> None:
    found = compared(tmp_path, rows, "sla = 'no'", None)
    counted = plainly(rows)
    for one in found.found:
        teams = tuple(team or "" for team in one.teams)
        assert counted[one.feature, teams] == (one.cases, one.complained)
    assert len(found.found) + found.uncompared == len(counted)
    assert found.cases == len({row[0] for row in rows})
    assert found.complained == len({row[0] for row in rows if row[2] == "no"})


def cases(*groups: tuple[int, str, int, str]) -> list[Row]:
    """Return cases: how many, their route, how many of them complain, their kind."""
    rows: list[Row] = []
    for number, (size, route, bad, kind) in enumerate(groups):
        for at in range(size):
            case = number * 1_000 + at
            rows += [(case, team, "no" if at < bad else "yes", kind) for team in route]
    return rows


def test_a_hard_category_is_not_taken_for_a_bad_team(workplace: Path) -> None:
    rows = cases(
        (80, "AB", 40, "hard"),
        (20, "AC", 10, "hard"),
        (20, "AB", 1, "easy"),
        (180, "AC", 9, "easy"),
    )
    crude = compared(workplace, rows, "sla = 'no'", None)
    within = compared(workplace, rows, "sla = 'no'", "kind")
    risks = [
        next(one.risk for one in found.found if one.teams == ("B",)) for found in (crude, within)
    ]
    assert risks == [pytest.approx(4.3157, rel=1e-4), pytest.approx(1.0)]
    assert (crude.strata, within.strata, within.by) == (1, 2, "kind")


def test_the_stratum_is_that_of_the_first_event_that_has_one(workplace: Path) -> None:
    rows: list[Row] = [(1, "A", "no", ""), (1, "B", "no", "x"), (1, "A", "no", "y")]
    rows += [(2, "A", "yes", "")]
    assert compared(workplace, rows, "sla = 'no'", "kind").strata == 2


@pytest.mark.parametrize(
    ("condition", "complained"),
    [
        ("sla = 'no'", 1),
        ("sla == 'no' or kind = '3'", 2),
        ("sla != 'no'", 3),
        ("not sla = 'no'", 3),
        ("sla is null", 1),
        ("sla is not null and not (sla = 'no')", 2),
        ("sla in ('no', 'maybe')", 1),
        ("sla not in ('no', 'yes')", 2),
        ("sla like 'y%'", 1),
        ("sla not like '%s'", 3),
        ("kind > 9", 1),
        ("kind >= 3", 2),
        ("kind < 3 or kind <= 2", 1),
        ("kind = 10", 1),
        ("kind > '3'", 1),
        ("sla = TRUE", 1),
        ("\"SLA\" = 'no'", 1),
        ("team = 'A' AND sla <> 'no'", 3),
    ],
)
def test_what_a_condition_may_say(workplace: Path, condition: str, complained: int) -> None:
    rows: list[Row] = [
        (1, "A", "no", "10"),
        (2, "A", "yes", "3"),
        (3, "A", "", "1"),
        (4, "A", "True", "x"),
    ]
    assert compared(workplace, rows, condition, None).complained == complained


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("", "It ends where the name of a column belongs."),
        ("sla", "It ends where =, !=, <, <=, >, >=, in, like or is null belongs."),
        ("sla = ", "It ends where a text such as 'no', or a number belongs."),
        ("sla = no", "no stands at character 7 where a text such as 'no', or a number belongs."),
        ("sla = 'no' 'x'", "'x' stands at character 12 where and, or, or the end belongs."),
        ("sla = 'no", "'no stands at character 7 and cannot be read."),
        ("sla = 'no'; drop table x", "; drop table x stands at character 11 and cannot be read."),
        ("1 = 1", "1 = 1 stands at character 1 where the name of a column belongs."),
        ("sla = (select 1)", "(select 1) stands at character 7 where a text such as 'no', or a "),
        ("getenv('HOME') = 'x'", "('HOME') = 'x' stands at character 7 where =, !="),
        ("(sla = 'no'", "It ends where ) belongs."),
        ("not " * 99 + "sla = 'no'", "where fewer brackets belongs."),
        ("x" * 3_000, "It has more than 2,000 characters."),
    ],
)
def test_anything_else_is_refused(condition: str, said: str) -> None:
    with pytest.raises(ChainmapError) as caught:
        complaint_of(condition, None)
    (issue,) = caught.value.issues
    assert issue.code == "bad-condition"
    assert said in issue.message


@pytest.mark.parametrize(
    ("condition", "by", "message"),
    [
        ("slo = 'no'", None, "There is no column slo (--complaint)."),
        ("sla = 'no'", "kinds", "There is no column kinds (--by)."),
    ],
)
def test_an_unknown_column_is_told(
    workplace: Path, condition: str, by: str | None, message: str
) -> None:
    with pytest.raises(ChainmapError) as caught:
        compared(workplace, [(1, "A", "no", "k")], condition, by)
    (issue,) = caught.value.issues
    assert (issue.code, issue.message) == ("unknown-column", message)
    assert issue.hint is not None
    assert issue.hint.startswith("Did you mean ")


def test_volvo_in_plain_python(require: Callable[[str], Path]) -> None:
    path = require("CHAINMAP_TEST_DATA") / "volvo-incidents.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as text:
        events = list(csv.DictReader(text))
    numbers = {name: at for at, name in enumerate({event["case"] for event in events})}
    counted = plainly(
        [
            (numbers[e["case"]], e["team"], "no" if e["impact"] == "High" else "yes", "")
            for e in events
        ]
    )
    asked = complaint_of("impact = 'High'", None)
    found = answers(Request((str(path),), complaint=asked)).complaints
    assert found is not None
    assert len(found.found) > 700
    for one in found.found:
        teams = tuple(team or "" for team in one.teams)
        assert counted[one.feature, teams] == (one.cases, one.complained)


def test_what_is_dropped_neither_complains_nor_makes_a_case(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        "case,team,time,sla,kind\n"
        "1,A,2026-01-05,yes,\n"
        "1,,2026-01-06,no,hard\n"
        "2,,2026-01-05,no,odd\n"
        "3,B,2026-01-05,no,easy\n",
        encoding="utf-8",
    )
    asked = complaint_of("sla = 'no'", "kind")
    for missing, sizes in ((Missing.DROP, (2, 1, 2)), (Missing.SKIP, (3, 3, 3))):
        found = answers(Request((str(path),), complaint=asked, missing=missing))
        assert found.complaints is not None
        seen = found.complaints
        assert (seen.cases, seen.complained, seen.strata) == sizes
        assert seen.cases == found.observed.cases


def test_every_column_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("case,team,time\n1,A,2026-01-05\n", encoding="utf-8")
    asked = complaint_of("late = 'yes' or sla = 'no'", "kind")
    with pytest.raises(ChainmapError) as caught:
        answers(Request((str(path),), columns={Role.CASE: "ticket"}, complaint=asked))
    assert [issue.message for issue in caught.value.issues] == [
        "There is no column kind (--by).",
        "There is no column late (--complaint).",
        "There is no column sla (--complaint).",
        "There is no column ticket (--case).",
    ]
