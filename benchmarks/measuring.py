"""What the benchmarks share: alternating runs, medians, and the words about the machine."""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

MIB = 1024 * 1024


def seconds(action: Callable[[], object]) -> float:
    """Return how long the action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def medians(runs: int, *actions: Callable[[], object]) -> list[float]:
    """Return the median seconds of each action; they take turns, so that a busy spell hits all."""
    taken = [[seconds(action) for action in actions] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def run_python(*arguments: str | Path, cwd: Path | None = None) -> None:
    """Run this Python in a process of its own; what it prints is thrown away."""
    command = [sys.executable, *map(str, arguments)]
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def peak_of_children() -> float:
    """Return the largest resident memory of any finished child process, in MiB."""
    return in_mib(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def peak_of_this_process() -> float:
    """Return the largest resident memory of this process so far, in MiB."""
    return in_mib(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def report(rows: Sequence[tuple[str, float, str, float | None]]) -> None:
    """Print what was measured, its unit and the limit it must not exceed."""
    print(f"{platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for what, value, unit, limit in rows:
        verdict = "" if limit is None else f"   limit {limit:g}: {_verdict(value, limit)}"
        print(f"  {what:<58} {value:9.3f} {unit:<5}{verdict}")


def _verdict(value: float, limit: float) -> str:
    return "kept" if value <= limit else "MISSED"


def in_mib(reported: int) -> float:
    """Return a resident size in MiB: Linux counts in KiB, macOS in bytes."""
    return reported / (MIB if sys.platform == "darwin" else 1024)
