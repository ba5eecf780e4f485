"""Logs at their limits: one case of a million events, fields with quotes and line breaks."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from chainmap.evidence.journeys import LONGEST_ROUTE
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request
from tests.evidence.conftest import See


def test_a_case_of_a_million_events(workplace: Path) -> None:
    events = 1_000_000
    table = pa.table(
        {
            "case": pa.array(["one"] * events),
            "team": pa.array(["A", "B"] * (events // 2)),
            "timestamp": pa.array(range(0, events * 1_000_000, 1_000_000), pa.timestamp("us")),
        }
    )
    pq.write_table(table, workplace / "log.parquet")
    observed = observe(Request(("log.parquet",)))
    assert (observed.cases, observed.handoffs) == (1, events - 1)
    assert (observed.returns.count, observed.returns.cases) == (events - 2, 1)
    assert [(p.supplier, p.customer, p.handoffs) for p in observed.pairs] == [
        ("A", "B", events // 2),
        ("B", "A", events // 2 - 1),
    ]
    assert {p.time.p95 * 3600 for p in observed.pairs} == {1.0}
    (longest,) = observed.routes.longest
    assert longest.handoffs == events - 1
    assert longest.teams == ("A", "B") * (LONGEST_ROUTE // 2)


def test_quotes_line_breaks_and_separators_inside_fields(see: See) -> None:
    observed = see(
        'case,team,time,note\n1,"Desk ""North"", 1st",2026-01-05 08:00,"two\nlines, a comma"\n'
        '1,"Care\nWest",2026-01-05 09:00,\n'
    )
    (pair,) = observed.pairs
    assert (pair.supplier, pair.customer) == ('Desk "North", 1st', "Care\nWest")
    assert observed.reading.read == observed.reading.used == 2
