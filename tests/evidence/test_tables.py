"""Tables of a database: no order of rows, nothing left behind, mistakes said in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from chainmap.analysis.observed.reading import Role
from chainmap.app.observing import complaint_of
from chainmap.evidence import opening
from chainmap.evidence.observing import answers, observe
from chainmap.evidence.places import Kind
from chainmap.evidence.request import Request
from chainmap.issues import ChainmapError
from tests.evidence.test_engines import as_json

SCHEMA = '"a ""hostile; drop"'
TABLE = f'{SCHEMA}."events"'
NAME = 'a "hostile; drop.events'
CREATE = f"""
create schema {SCHEMA};
create table {TABLE} (
  "case" int, "team" text, "time" timestamp, "kind; --" varchar(9), "step%s" numeric(4, 1)
);
insert into {TABLE} values
  (2, 'B', '2026-03-29 03:30', 'x', 1.5), (1, 'B', '2026-01-05 10:00', 'y', 10),
  (1, 'A', '2026-01-05 08:00', 'x', 9), (3, 'D', '2026-01-07', 'x', 1),
  (3, 'C', '2026-01-07', 'x', 2), (2, 'A', '2026-03-29 01:30', '', null),
  (null, 'A', '2026-01-05', 'x', 1), (4, null, '2026-01-06', 'x', 1),
  (4, ' A ', null, 'x', 1), (4, 'b', '2026-01-06', null, 1)
"""  # noqa: S608 its parts stand above


@pytest.fixture
def table(postgres_url: str) -> Iterator[str]:
    """Return a table of PostgreSQL whose rows lie in another order than time."""
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(postgres_url, autocommit=True) as session:
        session.execute(CREATE)
        yield f"{postgres_url}#{TABLE}"
        session.execute(f"drop schema {SCHEMA} cascade")


@pytest.fixture
def beside(workplace: Path) -> str:
    """Return the same table in a file of DuckDB."""
    with duckdb.connect(workplace / "log.duckdb") as database:
        database.execute(CREATE)
    return f"duckdb:///{workplace}/log.duckdb#{TABLE}"


def document(log: str, **asked: Any) -> dict[str, Any]:
    """Return the answers about a table without the name of the place."""
    found: dict[str, Any] = json.loads(as_json(answers(Request((log,), unreadable=1.0, **asked))))
    (source,) = found["reading"].pop("sources")
    assert source.endswith(f"#{NAME}")
    assert {row.pop("path") for row in found["reading"]["unread"]} == {source}
    return found


@pytest.mark.parametrize("order", [None, "step%s"])
def test_a_table_says_the_same_in_both_databases(
    table: str, beside: str, order: str | None
) -> None:
    asked = {
        "zone": "Europe/Berlin",
        "columns": {} if order is None else {Role.ORDER: order},
        "complaint": complaint_of('"kind; --" = \'x\' and "step%s" < 10', "kind; --"),
    }
    assert document(table, **asked) == document(beside, **asked)


def test_ties_are_counted_and_a_column_decides_them(beside: str) -> None:
    without = document(beside)
    assert without["reading"]["tied_events"] == 2
    assert without["reading"]["ties_in_file_order"] is False
    assert {(p["supplier"], p["customer"]) for p in without["pairs"]} == {("A", "B"), ("C", "D")}
    ordered = document(beside, columns={Role.ORDER: "step%s"})
    assert ordered["reading"]["tied_events"] == 1
    assert {(p["supplier"], p["customer"]) for p in ordered["pairs"]} == {("A", "B"), ("D", "C")}


def test_every_row_is_accounted_for(beside: str) -> None:
    reading = document(beside)["reading"]
    assert (reading["read"], reading["used"]) == (10, 8)
    left_out = {left["reason"]: left["rows"] for left in reading["left_out"]}
    assert left_out == {"no case": 1, "no time": 1}
    assert [row["text"] for row in reading["unread"]] == [", A, 2026-01-05 00:00:00", "4, A, "]


def test_nothing_is_left_behind(table: str, postgres_url: str, beside: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    names = "select table_schema, table_name from information_schema.tables order by 1, 2"
    with psycopg.connect(postgres_url) as session:
        before = session.execute(names).fetchall()
        assert document(table)["cases"] == document(beside)["cases"]
        session.rollback()
        assert session.execute(names).fetchall() == before


def test_a_database_of_duckdb_is_opened_to_read_it_only(beside: str, workplace: Path) -> None:
    before = (workplace / "log.duckdb").read_bytes()
    document(beside)
    assert (workplace / "log.duckdb").read_bytes() == before
    assert sorted(path.name for path in workplace.iterdir()) == ["log.duckdb"]


def mistakes(*words: str, **asked: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(ChainmapError) as caught:
        observe(Request(words, **asked))
    return [(issue.code, issue.message, issue.hint or "") for issue in caught.value.issues]


def test_a_table_that_is_not_there(postgres_url: str, table: str, beside: str) -> None:
    ((code, message, hint),) = mistakes(table.replace("events", "event"))
    assert (code, message) == ("not-found", f"There is no table {NAME[:-1]}.")
    assert hint == f"Did you mean {NAME}?"
    assert mistakes(beside.replace('"events"', "event"))[0][2] == f"Did you mean {NAME}?"
    assert mistakes(f"{postgres_url}#nothing")[0][0] == "not-found"
    assert mistakes("duckdb:///no/such.duckdb#t")[0][0] == "not-found"


def test_a_server_that_is_not_there() -> None:
    ((code, message, hint),) = mistakes("postgresql://u:s3cret@127.0.0.1:9/db#t")
    assert code == "no-connection"
    assert message.startswith("PostgreSQL says: ")
    assert "s3cret" not in message + hint


def test_a_file_that_is_no_database(workplace: Path) -> None:
    (workplace / "log.duckdb").write_text("no database", encoding="utf-8")
    assert mistakes(f"duckdb:///{workplace}/log.duckdb#t")[0][0] == "no-connection"


def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    drivers = {Kind.POSTGRES: ("no_such_driver", "postgres")}
    monkeypatch.setattr(opening, "_DRIVERS", drivers)
    ((code, _, hint),) = mistakes("postgresql://h/db#t")
    assert code == "missing-package"
    assert hint == 'Install it: pip install "chainmap[postgres]" (exactly: chainmap doctor)'


def test_times_of_a_table_that_nobody_knows(postgres_url: str) -> None:
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(postgres_url, autocommit=True) as session:
        session.execute("create table odd as select 1 as \"case\", 'A' team, 'soon' as time")
        assert mistakes(f"{postgres_url}#odd")[0][0] == "unknown-times"
        session.execute("drop table odd")


def test_text_in_a_table_is_read_as_in_a_file(postgres_url: str, workplace: Path) -> None:
    psycopg = pytest.importorskip("psycopg")
    rows = [("1", "A", "31/12/2025 8:15 pm"), ("1", "B", "01/01/2026 12:15 am"), ("1", "C", "soon")]
    with psycopg.connect(postgres_url, autocommit=True) as session:
        session.execute('create table texts ("case" text, team text, time text)')
        for row in rows:
            session.execute("insert into texts values (%s, %s, %s)", row)
        seen = observe(Request((f"{postgres_url}#texts",), unreadable=1.0, zone="Europe/Berlin"))
        session.execute("drop table texts")
    lines = "".join(",".join(row) + "\n" for row in rows)
    (workplace / "log.csv").write_text(f"case,team,time\n{lines}", encoding="utf-8")
    inside = observe(Request(("log.csv",), unreadable=1.0, zone="Europe/Berlin"))
    assert (seen.pairs, seen.months, seen.reading.left_out) == (
        inside.pairs,
        inside.months,
        inside.reading.left_out,
    )


def test_a_table_of_spark(spark: str) -> None:
    from pyspark.sql import SparkSession  # noqa: PLC0415  it is an extra

    session = SparkSession.getActiveSession()
    assert session is not None
    rows = [(2, "B", "2026-01-05 10:00"), (2, "A", "2026-01-05 08:00"), (10, "A", "2026-01-06")]
    frame = session.createDataFrame(rows, ["case", "team", "text"])
    frame.selectExpr("`case`", "team", "cast(text as timestamp) time").createTempView("our_log")
    try:
        observed = observe(Request((f'{spark}#"our_log"',)))
        (pair,) = observed.pairs
        assert (pair.supplier, pair.customer, pair.time.median) == ("A", "B", 2.0)
        there = session.sql("SHOW TABLES").collect()
        assert [row["tableName"] for row in there] == ["our_log"]
    finally:
        session.catalog.dropTempView("our_log")
    assert mistakes(f"{spark}#no_schema.none")[0][2] == "There are no tables."
    ((code, message, _),) = mistakes(f"{spark}#none")
    assert (code, message) == ("not-found", "There is no table none.")
