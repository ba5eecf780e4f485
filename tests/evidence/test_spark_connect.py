"""Spark behind sc://, as it comes with PySpark: the whole JSON is that of DuckDB."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import duckdb

LOG = (
    'case,team,time\n1,"A\nA, ""b""",2026-01-05 08:00\n1,,2026-01-05 08:00\n1,B,2026-01-05 09:30\n'
    "2,B,2026-03-29 01:30\n2,C,2026-03-29 03:30\n3,C,soon\n3,D\n"
)


def printed(*words: str) -> str:
    """Return what a process of its own prints: a session of Spark Connect changes its process."""
    how = ("--time-zone", "Europe/Berlin", "--allow-unreadable", "50%", "--format", "json")
    command = [sys.executable, "-m", "chainmap", "observe", *words, *how]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_files_are_worked_on_there(workplace: Path, spark_connect: str) -> None:
    (workplace / "log.csv").write_text(LOG, encoding="utf-8")
    (workplace / "more.csv").write_text("case,team,time\n1,D,2026-01-06 08:00\n", encoding="utf-8")
    words = ("log.csv", "more.csv")
    assert printed(*words, "--engine", spark_connect) == printed(*words)


def test_patterns_name_files_there_too(workplace: Path, spark_connect: str) -> None:
    for day, team in ((7, "B"), (6, "A")):
        text = f"case,team,time\n1,{team},2026-01-0{day} 08:00\n"
        (workplace / f"day-{day}.csv").write_text(text, encoding="utf-8")
    seen = printed("day-*.csv", "--engine", spark_connect)
    assert seen == printed("day-6.csv", "day-7.csv")
    assert json.loads(seen)["handoffs"] == 1


MAKE = """\
import sys
from pyspark.sql import SparkSession
session = SparkSession.builder.remote(sys.argv[1]).getOrCreate()
session.sql(f"CREATE TABLE our_log USING parquet LOCATION 'file://{sys.argv[2]}'")
session.stop()
"""


def test_a_table_is_read_there(workplace: Path, spark_connect: str) -> None:
    place, base = workplace / "log.parquet", workplace / "log.duckdb"
    with duckdb.connect(str(base)) as session:
        rows = "(1, 'A', '2026-01-05'), (1, 'B', '2026-01-06'), (1, 'A', '2026-01-06'), (2, NULL, "
        rows += "'2026-01-07')"
        session.execute(f'CREATE TABLE our_log AS FROM (VALUES {rows}) AS t("case", team, time)')
        session.execute(f"COPY our_log TO '{place}'")
    subprocess.run([sys.executable, "-c", MAKE, spark_connect, str(place)], check=True)
    there, here = (
        json.loads(printed(f"{url}#our_log")) for url in (spark_connect, f"duckdb:///{base}")
    )
    assert there["reading"].pop("sources") == [f"{spark_connect}#our_log"]
    here["reading"].pop("sources")
    assert there == here
    assert (there["handoffs"], there["reading"]["tied_events"]) == (1, 1)
