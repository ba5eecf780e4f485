"""`--chance` on a small organisation, word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import Call

LAB = """\
team: Lab
serves:
  - customer: Patients
    delivers: Report
    from: [Order]
    promise: 8h
    step_promise: 8h
    lead_time: {low: 2h, likely: 4h, high: 18h}
needs: [{supplier: Patients, delivers: Order}]
"""
PATIENTS = """\
customer: Patients
serves: [{customer: Lab, delivers: Order}]
needs: [{supplier: Lab, delivers: Report, within: 1d}]
"""

TRACE = """\
With the times as they vary (20,000 runs, seed 5, shares within ± 0.7 points)
  “Report” from Lab for Patients: 6 h on average; half within 5.5 h, 85 % within 8.9 h, 95 % \
within 11 h.
  The single figures say 6 h, the same on average. Three-point estimates: 1 of 1 step.
  The promise (and need) of 8 h is kept in 79 %.
  If the figures may be off: half within 4.3 h, 85 % within 10.9 h, 95 % within 2.1 d; the \
promise kept in 75 %.
  May be off: as far as the cases admit that a time rests on (those of a log; else 30 if it is
  measured, 10 if estimated, 3 if guessed or promised). One figure alone may vary up to itself.
  On the slowest chain (share of runs): Lab 100 %

Working time, 8 h a day, 5 days a week. org/, 2026-11-21.
"""

BOTTLENECKS = """\
Under chance (20,000 runs, seed 5, shares within ± 0.7 points): 21.4 of 100 deliveries miss their \
promise or need.
     Team   cut  kept  critical
  1  Lab   21.4  21.4     100 %

cut       late deliveries prevented, of 100, with times cut by 50 %
kept      late deliveries prevented, of 100, if the team kept its own promises each time
critical  share of runs with the team on the slowest chain
Three-point estimates: 1 of 1 step.
"""

CHANCE = ("--chance", "--runs", "20000", "--seed", "5")


@pytest.fixture(autouse=True)
def laboratory(workplace: Path) -> None:
    (workplace / "org").mkdir()
    (workplace / "org" / "lab.yaml").write_text(LAB, encoding="utf-8")
    (workplace / "org" / "patients.yaml").write_text(PATIENTS, encoding="utf-8")


def test_trace_says_how_times_vary_and_how_often_the_promise_is_kept(call: Call) -> None:
    assert call("trace", *CHANCE, "--as-of", "2026-11-21").stdout.endswith(TRACE)


def test_bottlenecks_say_who_prevents_late_deliveries(call: Call) -> None:
    assert BOTTLENECKS in call("bottlenecks", *CHANCE).stdout


def test_json_has_percentiles_probabilities_and_what_is_prevented(call: Call) -> None:
    plain = json.loads(call("trace", "--format", "json").stdout)
    assert "chance" not in plain
    found = json.loads(call("trace", *CHANCE, "--format", "json").stdout)["chance"]
    (report,) = found["deliveries"]
    assert (found["runs"], found["seed"]) == (20000, 5)
    assert report["p50_h"] < report["mean_h"] < report["p85_h"] < report["p95_h"]
    assert report["promise_kept"] == report["need_met"] == pytest.approx(0.786, abs=0.01)
    ranked = json.loads(call("bottlenecks", *CHANCE, "--format", "json").stdout)["chance"]
    (lab,) = ranked["teams"]
    assert lab["prevented_by_promise"] == pytest.approx(ranked["late"])


def test_too_few_runs_are_refused(call: Call) -> None:
    assert "100" in call("trace", "--chance", "--runs", "5").stderr
