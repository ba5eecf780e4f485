"""`chainmap observe --complaint`, word for word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import Call

TEXT = """\
With what are complaints associated?

51 of 300 cases are complained of (17 %): any of their events has sla = 'no'.
4 handoffs, teams and route segments could be tested. Associated with more complaints: 2; with\
 fewer: 2 (q at most 5 %).
With too few cases to be tested (“few cases”): 2.
Not shown, as fewer than 5 cases have it, or all: 1.

Handoffs, surest more complaints first
  cases  complained  others  risk  95 % interval        q             Way
     90        34 %    10 %  3.62  2.18 to 5.99   < 0.001  more       Desk → Billing
    200         9 %    33 %  0.27  0.16 to 0.46   < 0.001  fewer      Desk → Store
     10        20 %    17 %  1.18  0.33 to 4.20         –  few cases  Desk → Lab

Teams, surest more complaints first
  cases  complained  others  risk  95 % interval        q             Team
     90        34 %    10 %  3.62  2.18 to 5.99   < 0.001  more       Billing
    200         9 %    33 %  0.27  0.16 to 0.46   < 0.001  fewer      Store
     10        20 %    17 %  1.18  0.33 to 4.20         –  few cases  Lab

complained   share of the cases with it that are complained of; others: of those without
risk         relative risk: the one share over the other, within strata (Mantel-Haenszel)
q            chance alone, corrected for many comparisons (Benjamini-Hochberg)
Hard cases may both travel more and be complained of: compare alike ones with --by.
Associated with, not caused by.

"""

ROUTES = ((90, ("Desk", "Billing"), 31), (200, ("Desk", "Store"), 18), (10, ("Desk", "Lab"), 2))


@pytest.fixture(autouse=True)
def log(workplace: Path) -> None:
    lines = ["case,team,time,sla,kind"]
    for number, (size, route, bad) in enumerate(ROUTES):
        for at in range(size):
            sla = "no" if at < bad else "yes"
            lines += [
                f"{number}-{at},{team},2026-01-05 0{hour}:00,{sla},{'hard' if number else 'easy'}"
                for hour, team in enumerate(route)
            ]
    (workplace / "log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_text(call: Call) -> None:
    said = call("observe", "log.csv", "--complaint", "sla = 'no'").stdout
    assert said.startswith(f"{TEXT}Who hands cases to whom")


def test_json_has_the_figures(call: Call) -> None:
    words = ("observe", "log.csv", "--complaint", "sla = 'no'", "--by", "kind")
    complaints = json.loads(call(*words, "--format", "json").stdout)["complaints"]
    assert (complaints["cases"], complaints["complained"], complaints["strata"]) == (300, 51, 2)
    assert (complaints["condition"], complaints["by"]) == ("sla = 'no'", "kind")
    store = next(f for f in complaints["found"] if f["teams"] == ["Desk", "Store"])
    assert (store["kind"], store["cases"], store["complained"]) == ("handoff", 200, 18)
    assert store["relative_risk"] == pytest.approx(0.45)


def test_strata_are_said(call: Call) -> None:
    said = call("observe", "log.csv", "--complaint", "sla = 'no'", "--by", "kind").stdout
    told = (
        "Compared within each kind (2 strata; a case is in that of its first event that has one)."
    )
    assert told in said


def test_the_organisation_and_complaints_in_one_run(call: Call, bakery: Path) -> None:
    assert bakery.is_dir()
    said = call("observe", "log.csv", "--complaint", "sla = 'no'", "--org", "org").stdout
    assert said.startswith("With what are complaints associated?")
    assert "\nDoes the log agree with the declared chain?\n" in said


def test_nothing_to_compare_is_said(call: Call) -> None:
    said = call("observe", "log.csv", "--complaint", "sla = 'never'").stdout
    assert "0 of 300 cases are complained of (0 %): any of their events has sla = 'never'." in said
    assert "Nothing can be compared" in said


def test_strata_need_a_complaint(call: Call) -> None:
    assert call("observe", "log.csv", "--by", "kind").exit_code == 2


def test_a_condition_that_no_case_meets_says_what_may_be_wrong(call: Call) -> None:
    said = call("observe", "log.csv", "--complaint", "sla < 3").stdout
    assert "0 of 300 cases are complained of (0 %)" in said
    assert "No case meets the condition: is the value written as in the log?" in said
    everybody = call("observe", "log.csv", "--complaint", "sla != 'x'").stdout
    assert "No case meets" not in everybody
