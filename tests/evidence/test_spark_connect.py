"""Spark behind sc://, as it comes with PySpark: the whole JSON is that of DuckDB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
