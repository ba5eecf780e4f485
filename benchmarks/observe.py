"""`chainmap observe` against the engine's own reading of the same file, on generated logs.

    python benchmarks/observe.py [EVENTS ...]

What is compared with is DuckDB's `select count(*), count(distinct team), max(time)`: the least
that anything has to do that reads the log. Both run in processes of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from measuring import peak_of_children, report

EVENTS = 1_200_000
EVENTS_A_CASE = 8
RUNS = 3

GENERATE = """
copy (
  with cases as (select i, hash(i) % 94608000 as start from range({cases}) t(i)),
  events as (select i, start, unnest(range(1 + (hash(i * 3) % 15)::int)) as k from cases)
  select printf('INC%08d', i) as "case",
    'Team ' || ((hash(i * 31 + k // 5) % 40) * (1 + hash(i) % 16)) as team,
    strftime(
      timestamp '2020-01-01' + to_seconds((start + k * 3600 + hash(i * 97 + k) % 3600)::bigint),
      '%Y-%m-%dT%H:%M:%S+01:00'
    ) as time
  from events order by time, "case"
) to '{path}' (header)
"""
"""A case has 8 events on average and, as in Volvo's incidents, 1.3 handoffs; the file is in the
order of time, so that the events of a case lie far apart."""

READ = """
import duckdb, sys
answers = "count(*), count(distinct team), max(time)::varchar"
duckdb.sql(f"select {answers} from '{sys.argv[1]}'").fetchall()
"""
HANDOFFS = """
import sys
from chainmap.evidence import counting
from chainmap.evidence.engines.duck import workshop
from chainmap.evidence.reading import read_files
from chainmap.evidence.request import MEMORY, Request
from chainmap.evidence.stays import handoffs_of, stays_of, turns_of
with workshop(memory=MEMORY) as shop:
    log = read_files(shop, Request((sys.argv[1],)))
    turns = shop.engine.create_table(
        "turns", turns_of(log.events.mutate(clock=log.events.moment)), temp=True
    )
    pairs = counting.pairs(handoffs_of(stays_of(turns)))
    assert len(shop.engine.to_pyarrow(pairs)) > 100
"""
EVERYTHING = "import sys; from chainmap.__main__ import main; sys.exit(main())"


def generate(path: Path, events: int) -> None:
    """Write a log of about so many events, the same each time."""
    code = "import duckdb, sys; duckdb.execute(sys.argv[1])"
    statement = GENERATE.format(cases=events // EVENTS_A_CASE, path=path)
    subprocess.run([sys.executable, "-c", code, statement], check=True)


def measure(log: Path, events: int) -> None:
    """Print the ratios of one log."""
    programs = {
        "read": (READ, str(log)),
        "handoffs": (HANDOFFS, str(log)),
        "everything": (EVERYTHING, "observe", str(log)),
    }
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, words in programs.items():
            taken[name].append(timed(*words))
    wall = {name: min(seconds for seconds, _ in runs) for name, runs in taken.items()}
    cpu = {name: min(seconds for _, seconds in runs) for name, runs in taken.items()}
    report(
        (
            (f"{events:,} events: the engine's own reading", wall["read"], "s", None),
            ("  handoff table with times", wall["handoffs"] / wall["read"], "×", 4.0),
            ("  the same, processor time", cpu["handoffs"] / cpu["read"], "×", None),
            ("  all answers", wall["everything"] / wall["read"], "×", 8.0),
            ("  the same, processor time", cpu["everything"] / cpu["read"], "×", None),
            ("  peak memory", peak_of_children(), "MiB", 2048.0),
        )
    )


def timed(code: str, *words: str) -> tuple[float, float]:
    """Return the seconds on the wall and of the processors that a program takes."""
    before, start = os.times(), time.perf_counter()
    command = [sys.executable, "-c", code, *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user + after.children_system
    return time.perf_counter() - start, used - before.children_user - before.children_system


def main() -> None:
    """Measure logs of the sizes asked for."""
    for events in [int(word) for word in sys.argv[1:]] or [EVENTS]:
        with tempfile.TemporaryDirectory() as place:
            log = Path(place, "log.csv")
            generate(log, events)
            measure(log, events)


if __name__ == "__main__":
    main()
