"""Every engine gives exactly DuckDB's answers: the whole JSON, on the same log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chainmap.analysis.observed.reading import Missing, Role
from chainmap.app.observing import complaint_of
from chainmap.evidence.hours import parse_hours
from chainmap.evidence.observing import Answers, answers
from chainmap.evidence.request import Request
from chainmap.issues import ChainmapError
from chainmap.report.association_json import association_json
from chainmap.report.observed_json import observed_json


def as_json(found: Answers) -> str:
    sections = {} if found.complaints is None else {"c": association_json(found.complaints)}
    return observed_json(found.observed, **sections)


def assert_same(engine: str, *files: str, **asked: Any) -> str:
    inside = as_json(answers(Request(files, **asked)))
    assert as_json(answers(Request(files, engine=engine, **asked))) == inside
    return inside


def volvo(require: Callable[[str], Path]) -> str:
    return str(require("CHAINMAP_TEST_DATA") / "volvo-incidents.csv.gz")


def test_volvo(require: Callable[[str], Path], engine: str) -> None:
    assert_same(engine, volvo(require), columns={Role.TEAM: "team"})


@pytest.mark.parametrize(
    "asked",
    [
        {
            "missing": Missing.KEEP,
            "columns": {Role.TEAM: "org_line"},
            "working": parse_hours("Mon-Fri 9-17"),
            "zone": "Europe/Stockholm",
        },
        {
            "missing": Missing.DROP,
            "columns": {Role.TEAM: "team"},
            "complaint": complaint_of("impact = 'High'", "product"),
        },
    ],
    ids=["keep", "drop"],
)
def test_volvo_in_postgresql(
    require: Callable[[str], Path], postgres_url: str, asked: dict[str, Any]
) -> None:
    """Spark takes half a minute for each; it is asked the same of small logs below."""
    assert_same(postgres_url, volvo(require), **asked)


CLOCKS = """\
case,team,time
1,A,2026-03-29 01:30
1,B,2026-03-29 02:30
1,C,2026-03-29 03:30
2,A,2026-10-25 01:59:59
2,B,2026-10-25T02:30
2,C,2026-10-25T02:30:00+02:00
2,D,2026/10/25 3:00
3,A,1969-12-31 12:00:00.123456
3,B,2026-01-05T08:00Z
3,C,2026-01-05 08:00:00.5+0130
"""

ODD = (
    'case,team,time,kind\n1,"A\nA, ""b""",2026-01-05 08:00,10\n1,,2026-01-05 08:00,9\n'
    '1,"A\nA, ""b""",2026-01-05 08:00,x\n\n2,?,2026-01-06,-1.5e1\n2, B\t,2026-01-07,\n'
    "NA,Ä→ß,2026-01-05,1e999\n3,one,2026-02-01,\n4,b,2026-02-29,\n,b,2026-02-02,\n5,b\n"
    "6,b,,\n6,c,soon,\n"
)


def written(workplace: Path, text: str, name: str = "a{b}.csv") -> str:
    (workplace / name).write_text(text, encoding="utf-8", newline="")
    return name


def test_clocks_that_change(workplace: Path, engine: str) -> None:
    log = written(workplace, CLOCKS)
    hours = parse_hours("Mon-Sun 0-24")
    assert_same(engine, log, zone="Europe/Berlin", working=hours)


def test_quotes_line_breaks_nulls_ties_and_broken_rows(workplace: Path, engine: str) -> None:
    seen = assert_same(
        engine,
        written(workplace, ODD),
        written(workplace, "case;team;time;kind\r\n1;C;2026-01-05 08:00;\r\n", "second.csv"),
        missing_values=("?",),
        unreadable=1.0,
        complaint=complaint_of("kind < 10 or kind like '%\\' or team > 'o'", "kind"),
    )
    assert '"rows": 1' in seen


def test_a_first_line_for_excel(workplace: Path, engine: str) -> None:
    log = "\ufeffsep=;\r\ncase;team;time\r\n1;A, B, C;2026-01-05\r\n1;B, C, D;soon\r\n"
    log += "1;C;2026-01-06\r\n"
    seen = assert_same(
        engine,
        written(workplace, log),
        written(workplace, "case,team,time\n1,D,2026-01-07\n1,E,late\n", "second.csv"),
        unreadable=1.0,
    )
    assert '"line": 4' in seen
    assert '"line": 3' in seen


def test_a_column_orders_ties(workplace: Path, engine: str) -> None:
    rows = (("B", "10"), ("A", "9"), ("C", ""), ("D", "x"))
    log = "case,team,time,step\n" + "".join(f"1,{team},2026-01-05,{at}\n" for team, at in rows)
    assert '"teams": [\n          "A",\n          "B",\n          "C"' in assert_same(
        engine, written(workplace, log), columns={Role.ORDER: "step"}
    )
    text = "case,team,time,step\n1,A,2026-01-05,b\n1,B,2026-01-05,ä\n1,C,2026-01-05,B\n"
    assert '"teams": [\n          "C",\n          "A",\n          "B"' in assert_same(
        engine, written(workplace, text), columns={Role.ORDER: "step"}
    )


def test_starts(workplace: Path, engine: str) -> None:
    log = (
        "case,team,start,end timestamp\n"
        "1,A,2026-01-05 08:00,2026-01-05 12:00\n1,B,2026-01-05 11:00,2026-01-05 13:00\n"
        "2,A,2026-01-05 08:00,2026-01-05 09:00\n2,B,,2026-01-05 11:00\n"
    )
    assert_same(engine, written(workplace, log))


def test_parquet_and_json_lines(workplace: Path, engine: str) -> None:
    times = pa.array([datetime(2026, 1, 5, hour, tzinfo=UTC) for hour in (8, 9, 10)])
    columns = {"case": [1, 1, 2], "team": ["A", "B", None]}
    log = pa.table(columns | {"zone": times, "wall": times.cast(pa.timestamp("us"))})
    pq.write_table(log, workplace / "log.parquet")
    roles = {Role.TIME: "zone", Role.START: "wall"}
    assert_same(engine, "log.parquet", zone="Europe/Berlin", columns=roles)
    lines = '{"case": 1, "team": "A", "time": "2026-01-05"}\n{"case": 1, "time": "2026-01-06"}\n'
    assert_same(engine, written(workplace, lines, "log.jsonl"))


def test_spark_says_that_it_reads_no_xes(workplace: Path, spark: str) -> None:
    with pytest.raises(ChainmapError, match="Spark does not read XES"):
        answers(Request((written(workplace, "<log/>", "log.xes"),), engine=spark))
