"""Load and waits in `chainmap bottlenecks`: routed work, backlogs, formulas, doubtful figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import Call

DESK = """\
team: Desk
people: 1
arrivals: 4/h
process_time: 12m
wip: 50
serves:
  - {customer: Lab, delivers: Sample, share: 50%, lead_time: 5h, evidence: measured}
  - {customer: Patients, delivers: Result, promise: 1d}
needs: [{supplier: Patients, delivers: Order}]
"""
LAB = """\
team: Lab
people: 2
availability: 50%
serves: [{customer: Patients, delivers: Report, process_time: 45m, promise: 3h, step_promise: 3h}]
needs: [{supplier: Desk, delivers: Sample, accuracy: 80%}]
"""
PATIENTS = """\
customer: Patients
serves: [{customer: Desk, delivers: Order}]
needs: [{supplier: Desk, delivers: Result}, {supplier: Lab, delivers: Report}]
"""

TABLE = """\
     Team  leverage  restore  exposure  unavoidable  arrivals   load             wait
  1  Desk     1.2 h      0 h     100 %        100 %      36/d   90 %            1.8 h
  2  Lab     45 min      0 h      50 %         50 %      16/d  150 %  backlog +26.7/w
"""

DOUBTS = """\
Figures that do not fit together (more than a factor of 2 apart)
  Desk counts 50 items in work; 32/d for 5 h each make 20.
    Doubt arrivals and shares first: the lead time is measured. Then count the items again.
  Work waits 4.8 h at Desk as measured; 1 person busy 90 % of the time would explain 1.8 h \
(formula).
"""


@pytest.fixture(autouse=True)
def clinic(workplace: Path) -> None:
    (workplace / "org").mkdir()
    for name, text in {"desk": DESK, "lab": LAB, "patients": PATIENTS}.items():
        (workplace / "org" / f"{name}.yaml").write_text(text, encoding="utf-8")


def test_load_of_routed_work_its_wait_and_a_backlog(call: Call) -> None:
    text = call("bottlenecks").stdout
    assert TABLE in text
    assert "not computed" not in text


def test_figures_that_do_not_fit_together_are_told_here_and_by_check(call: Call) -> None:
    text = call("bottlenecks").stdout
    assert DOUBTS in text
    check = json.loads(call("check", "--format", "json").stdout)
    codes = [issue["code"] for issue in check["issues"] if issue["severity"] == "note"]
    assert {"wip-differs", "wait-differs"} <= set(codes)


def test_waits_by_formula_stand_in_where_nobody_measured_and_are_marked(call: Call) -> None:
    stated = json.loads(call("bottlenecks", "--format", "json").stdout)
    formula = json.loads(call("bottlenecks", "--wait", "formula", "--format", "json").stdout)
    assert stated["by_formula"] == []
    assert formula["by_formula"] == [
        {"supplier": "Desk", "customer": "Patients", "delivers": "Result"}
    ]
    text = call("bottlenecks", "--wait", "formula").stdout
    assert "Times by formula, not measured (--wait formula): “Result” from Desk." in text


def test_json_has_rates_waits_and_growth(call: Call) -> None:
    found = json.loads(call("bottlenecks", "--format", "json").stdout)
    desk, lab = found["teams"]
    assert desk["arrival_rate_per_h"] == pytest.approx(4.5)
    assert desk["queue_wait_h"] == pytest.approx(1.8)
    assert desk["measured_wait_h"] == pytest.approx(4.8)
    assert desk["backlog_growth_per_h"] is None
    assert lab["queue_wait_h"] is None
    assert lab["backlog_growth_per_h"] == pytest.approx(2 - 4 / 3)
    assert {doubt["team"] for doubt in found["doubts"]} == {"Desk"}


def test_load_of_which_some_work_is_unknown_is_told_as_at_least(
    call: Call, workplace: Path
) -> None:
    teams = {"desk": ("10/d", "12m"), "lab": (None, "45m")}
    for name, (volume, work) in teams.items():
        said = f"volume: {volume}, " if volume else ""
        counted = f"{{customer: Patients, delivers: A, {said}process_time: {work}}}"
        known = "{customer: Patients, delivers: B, volume: 4/d, process_time: 1h}"
        text = f"team: {name.title()}\npeople: 1\nserves: [{counted}, {known}]\n"
        (workplace / "org" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (workplace / "org" / "patients.yaml").write_text("customer: Patients\n", encoding="utf-8")
    desk, lab = json.loads(call("bottlenecks", "--format", "json").stdout)["teams"]
    assert (desk["load_complete"], lab["load_complete"]) == (True, False)
    assert "≥ 50 %" in call("bottlenecks").stdout


def test_an_unknown_way_to_wait_is_explained(call: Call) -> None:
    assert "formula" in call("bottlenecks", "--wait", "guess").stderr
