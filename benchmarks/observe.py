"""`chainmap observe` against the engine's own reading of the same file, on generated logs.

    python benchmarks/observe.py [--memory SIZE] [EVENTS ...]

What is compared with is DuckDB's `select count(*), count(distinct team), max(time)`: the least
that anything has to do that reads the log. Each runs in processes of its own, and they take turns:
a ratio is of two that ran one after the other, and the middle one of all rounds counts. The limit
is held against the whole processes, from starting Python to its end: what a user waits for. Beside
it stand the work alone, from the end of the imports until the answer is there, and processor time,
which other programs on the machine disturb less.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from measuring import MIB, in_mib, report

EVENTS = 1_200_000
EVENTS_A_CASE = 8
RUNS = 5
USUAL = "2GB"
"""The memory the program takes unless told; with less it may take longer."""

GENERATE = """
set enable_progress_bar = false;
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
import json, sys, time
import duckdb
begun = time.perf_counter()
answers = "count(*), count(distinct team), max(time)::varchar"
duckdb.sql(f"select {answers} from '{sys.argv[1]}'").fetchall()
print(json.dumps({"work": time.perf_counter() - begun}))
"""
HANDOFFS = """
import json, sys, time
from chainmap.__main__ import collect_rarely, leave
collect_rarely()
from chainmap.evidence import counting
from chainmap.evidence.engines.duck import workshop
from chainmap.evidence.engines.duck_reading import read_files
from chainmap.evidence.request import MEMORY, Request
from chainmap.evidence.stays import handoffs_of, stays_of, turns_of
begun = time.perf_counter()
with workshop(memory=(sys.argv[2:] or [MEMORY])[0]) as shop:
    log = read_files(shop, Request((sys.argv[1],)))
    turns = turns_of(log.events)
    stays = stays_of(turns.mutate(clock=turns.moment), gaps=log.account.missing_events > 0)
    pairs = shop.rows(counting.pairs(handoffs_of(stays)))
    done = time.perf_counter()
assert len(pairs) > 100
print(json.dumps({"work": done - begun}))
leave(0)
"""
EVERYTHING = """
import json, sys, time
from chainmap.__main__ import leave, main
from chainmap.cli import observe
from chainmap.evidence import observing
from chainmap.report.text import observed
begun = time.perf_counter()
sys.argv[1:] = ["observe", sys.argv[1], "--memory", sys.argv[2]]
ended = main()
print()
print(json.dumps({"work": time.perf_counter() - begun}))
leave(ended)
"""
"""Both begin and end as the command does."""

_PLAIN = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Python keeps what it compiled, as it does for users."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds on the wall, of the processors, and of the work without imports; peak in MiB."""

    wall: float
    processor: float
    work: float
    peak: float


def generate(path: Path, events: int) -> None:
    """Write a log of about so many events, the same each time."""
    code = "import duckdb, sys; duckdb.execute(sys.argv[1])"
    statement = GENERATE.format(cases=events // EVENTS_A_CASE, path=path)
    subprocess.run([sys.executable, "-c", code, statement], check=True)


def measure(log: Path, events: int, memory: str, *, peak: float) -> None:
    """Print the ratios of one log."""
    programs = {"read": READ, "handoffs": HANDOFFS, "everything": EVERYTHING}
    runs: dict[str, list[Taken]] = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, code in programs.items():
            runs[name].append(timed(code, str(log), memory))
    limits = (4.0, 8.0) if memory == USUAL else (None, None)
    own = median(run.wall for run in runs["read"])
    print(f"{events:,} events, --memory {memory}, {RUNS} rounds")
    report(
        (
            ("the engine's own reading, whole process", own, "s", None),
            *_ratios("handoff table with times", runs["handoffs"], runs["read"], limits[0]),
            *_ratios("all answers", runs["everything"], runs["read"], limits[1]),
            ("peak memory", max(taken.peak for taken in runs["everything"]), "MiB", peak),
        )
    )


def _ratios(
    what: str, taken: Sequence[Taken], read: Sequence[Taken], limit: float | None
) -> tuple[tuple[str, float, str, float | None], ...]:
    """Return the middle of the rounds, and how far rounds lie apart."""
    rounds = list(zip(taken, read, strict=True))
    walls = [ours.wall / base.wall for ours, base in rounds]
    processors = [ours.processor / base.processor for ours, base in rounds]
    works = [ours.work / base.work for ours, base in rounds]
    return (
        (f"{what}, whole process", median(walls), "×", limit),
        ("  the same, lowest round", min(walls), "×", None),
        ("  the same, highest round", max(walls), "×", None),
        ("  the same, processor time", median(processors), "×", None),
        ("  the same, the work alone", median(works), "×", None),
    )


def timed(code: str, *words: str) -> Taken:
    """Return what a program takes; its last line says how long its work took."""
    start = time.perf_counter()
    command = [sys.executable, "-c", code, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_PLAIN) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Taken(
        wall=time.perf_counter() - start,
        processor=used.ru_utime + used.ru_stime,
        work=json.loads(said.splitlines()[-1])["work"],
        peak=in_mib(used.ru_maxrss),
    )


def main() -> None:
    """Measure logs of the sizes asked for."""
    words = argparse.ArgumentParser()
    words.add_argument("events", nargs="*", type=int, default=[EVENTS])
    words.add_argument("--memory", default=USUAL)
    asked = words.parse_args()
    peak = 2048.0 if asked.memory == USUAL else bytes_of(asked.memory) / MIB
    for events in asked.events:
        with tempfile.TemporaryDirectory() as place:
            log = Path(place, "log.csv")
            generate(log, events)
            measure(log, events, asked.memory, peak=peak)


def bytes_of(size: str) -> float:
    """Return a size such as 1GB in bytes."""
    number, unit = size[:-2], size[-2:].upper()
    return float(number) * 1000.0 ** (1 + ("KB", "MB", "GB").index(unit))


if __name__ == "__main__":
    main()
