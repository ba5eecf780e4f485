"""How long do complaints by the million take, against the engine that counts them?

The demonstration organisation gets a table of 1,000,000 complaints (ids, days, words all different;
few deliveries, kinds and routes), as CSV and as Parquet. The yardsticks, in the same run: DuckDB
counting the rows of that file, and DuckDB grouping them by what a trace needs.
"""

from __future__ import annotations

import csv
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
from measuring import medians, peak_of_children, report, run_python

from chainmap.app import load
from chainmap.model import Category, Organisation

ROWS = 1_000_000
RUNS = 3
DEMO = Path(__file__).parent.parent / "org"
SAID = ("id", "customer", "supplier", "delivers", "category", "date")
HEAD = (*SAID, "count", "severity", "said", "contacts")
GROUPED = """
SELECT customer, supplier, delivers, category, severity, contacts, date, count(*), min(said)
FROM {} GROUP BY ALL
"""


def main() -> None:
    """Make the tables, measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as place:
        as_csv, as_parquet = Path(place, "csv"), Path(place, "parquet")
        table = made(as_csv, rows)
        without_complaints(as_parquet)
        packed = as_parquet / "complaints.parquet"
        duckdb.read_csv(str(table), all_varchar=True).write_parquet(str(packed))
        measured = measure(as_csv, table, f"read_csv('{table}', all_varchar=true)")
        measured += measure(as_parquet, packed, f"read_parquet('{packed}')")
    report([*measured, ("peak memory of any process", peak_of_children(), "MiB", 1024)])


def measure(org: Path, table: Path, source: str) -> list[tuple[str, float, str, float | None]]:
    """Return what commands take, against the engine alone."""
    count, grouped, check, trace, ranked = medians(
        RUNS,
        engine(f"SELECT count(*) FROM {source}"),  # noqa: S608  its own file
        engine(GROUPED.format(source)),
        lambda: run_python("-m", "chainmap", "check", org),
        lambda: run_python("-m", "chainmap", "trace", org),
        lambda: run_python("-m", "chainmap", "bottlenecks", org),
    )
    kind = table.suffix[1:]
    return [
        (f"{kind}, {table.stat().st_size >> 20} MiB: DuckDB counts the rows", count, "s", None),
        (f"{kind}: DuckDB groups them", grouped, "s", None),
        (f"{kind}: chainmap check, whole process", check, "s", 10),
        ("  against counting", check / count, "x", None),
        ("  against grouping", check / grouped, "x", 8),
        (f"{kind}: chainmap trace, whole process", trace, "s", 10),
        ("  against grouping", trace / grouped, "x", 8),
        (f"{kind}: chainmap bottlenecks, whole process", ranked, "s", 10),
    ]


def engine(query: str) -> Callable[[], object]:
    """Return the action that asks DuckDB and fetches the answer."""
    return lambda: duckdb.connect().execute(query).fetchall()


def without_complaints(org: Path) -> Organisation:
    """Copy the demonstration organisation without what customers said."""
    shutil.copytree(DEMO, org)
    for path in org.glob("**/complaints.*"):
        path.unlink()
    return load(org).organisation


def made(org: Path, rows: int) -> Path:
    """Write an organisation with so many complaints; return their table."""
    organisation = without_complaints(org)
    dice = random.Random(20261122)
    deliveries = [handoff for handoff in organisation.handoffs if handoff.to_outside]
    teams = [team.name for team in organisation.teams]
    routes = [" > ".join(dice.choices(teams, k=4)) for _ in range(6)]
    path = org / "complaints.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(HEAD)
        for number in range(rows):
            about = deliveries[int(len(deliveries) * dice.random() ** 3)]
            kind = dice.choice(list(Category))
            day = date(2024, 10, 1) + timedelta(dice.randrange(730))
            said = f'Nobody could tell me where number {number} was, they said "tomorrow".'
            route = dice.choice(routes) if kind is Category.PASSED_AROUND else ""
            about_it = (about.customer, about.supplier, about.deliverable, kind, day)
            table.writerow([f"C-{number}", *about_it, "", dice.choice(["", "2"]), said, route])
    return path


if __name__ == "__main__":
    main()
