"""`observe --explain`: of complaints, and of a log held against an organisation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.calling import Call

ROUTES = ((90, ("Desk", "Billing"), 31), (200, ("Desk", "Store"), 18), (10, ("Desk", "Lab"), 2))

TEAMS = """\
team: Desk
serves:
  - {customer: Billing, delivers: Bill, promise: 30m, volume: 12/d}
  - {customer: Shelf, delivers: Label}
---
{team: Billing, serves: [{customer: Lab, delivers: Sample, promise: 1h}]}
---
team: Shelf
---
team: Lab
"""


@pytest.fixture(autouse=True)
def log(workplace: Path) -> None:
    pytest.importorskip("duckdb")
    lines = ["case,team,time,sla,kind"]
    for number, (size, route, bad) in enumerate(ROUTES):
        for at in range(size):
            sla = "no" if at < bad else "yes"
            lines += [
                f"{number}-{at},{team},2026-01-05 0{hour}:00,{sla},{'hard' if number else 'easy'}"
                for hour, team in enumerate(route)
            ]
    (workplace / "log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (workplace / "org").mkdir()
    (workplace / "org" / "teams.yaml").write_text(TEAMS, encoding="utf-8")
    settings = "organisation: Kiosk\ncalendar: {hours_per_day: 24, days_per_week: 7}\n"
    (workplace / "org" / "chainmap.yaml").write_text(settings, encoding="utf-8")


COMPLAINTS = ("observe", "log.csv", "--complaint", "sla = 'no'", "--explain")
AGREEMENT = ("observe", "log.csv", "--org", "org", "--explain")


def in_words(call: Call, *words: str) -> str:
    """Return the text of an answer without the spaces that align it."""
    return "\n".join(" ".join(line.split()) for line in call(*words).stdout.splitlines())


def in_json(call: Call, *words: str) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """Return an answer in JSON, and its explanations."""
    told = json.loads(call(*words, "--format", "json").stdout)
    return told, told.pop("explained")


def test_complaints_show_the_table_of_two_by_two(call: Call) -> None:
    told = in_words(call, *COMPLAINTS)
    assert "complained of 51 cases: cases with any event that has sla = 'no', of all\n" in told
    assert "\n51 / 300 = 17 %\n" in told
    assert "\nhandoff Desk → Billing and complaints\n" in told
    assert "complained of with it 34.4444 %: cases complained of, of all such cases\n" in told
    assert "31 / 90 = 34.4444 %\n" in told
    assert "20 / 210 = 9.5238 %\n" in told
    assert "stratum 1 31 of 90 with it 20 of 210 without\n21.7 / 6 = 3.6167\n" in told
    assert "3.6167 × e^(± 1.96 × √(8.6433 / (21.7 × 6))) = " in told


def test_complaints_within_strata_show_each_of_them(call: Call) -> None:
    _, found = in_json(call, *COMPLAINTS, "--by", "kind")
    store = [one for one in found if one["about"] == "handoff Desk → Store and complaints"]
    (risk,) = [one for one in store if one["figure"] == "relative risk"]
    assert "in each stratum by kind" in risk["formula"]
    assert [row["text"] for row in risk["inputs"]] == ["18 of 200 with it"]


def test_the_figures_of_complaints_are_those_of_the_answer(call: Call) -> None:
    document, found = in_json(call, *COMPLAINTS)
    values = {(one["about"], one["figure"]): one["value"] for one in found}
    for one in document["complaints"]["found"]:
        about = f"{one['kind']} {' → '.join(one['teams'])} and complaints"
        assert values[about, "relative risk"] == one["relative_risk"]
        assert values[about, "p"] == one["p"]
        assert values.get((about, "q")) == one["q"]


def test_the_correction_for_many_comparisons_names_the_rank_that_decides(call: Call) -> None:
    document, found = in_json(call, *COMPLAINTS)
    tested = sorted(one["p"] for one in document["complaints"]["found"] if one["q"] is not None)
    for one in found:
        if one["figure"] == "q":
            numbers = one["worked"][0].removeprefix("the larger p ").split(" = ")[0]
            rank = int(numbers.split(" / ")[1])
            assert one["value"] == pytest.approx(tested[rank - 1] * len(tested) / rank)


def test_agreement_shows_which_pairs_count(call: Call) -> None:
    told = in_words(call, *AGREEMENT)
    assert "recall 33.3333 %: pairs seen that are declared, of all seen\n" in told
    assert "Desk → Store 200 handoffs nobody declares it\n" in told
    assert "1 / (1 + 2) = 33.3333 %\n" in told
    assert "90 / (90 + 210) = 30 %\n" in told
    assert "Billing → Lab “Sample” never seen org/teams.yaml:6:" in told
    assert "1 / (1 + 1) = 50 %\n" in told
    assert "outside 1 pair: declared pairs of the flow" in told
    assert "1 / 7 × 168 = 24 h\n" in told


def test_a_promise_and_a_volume_are_held_against_the_log(call: Call) -> None:
    told = in_words(call, *AGREEMENT)
    assert "promise 0.5 h, not kept: kept if 85 % of the handoffs take no longer\n" in told
    assert "Desk → Billing “Bill” 0.5 h promise org/teams.yaml:3:" in told
    assert "1 − 0.5 = +0.5 h\n" in told
    assert "volume declared 0.5/h org/teams.yaml:3:" in told
    assert "90 / 24 h = 3.75/h\n" in told


def test_figures_are_those_of_the_files_not_of_an_earlier_log(call: Call, workplace: Path) -> None:
    (workplace / "org" / "observed.yaml").write_text(
        "observed: old.csv\nfirst: 2025-01-05\nlast: 2025-03-31\nhours_per_day: 24\n"
        "handoffs:\n- {supplier: Desk, customer: Billing, lead_time: 3h, volume: 9/d, n: 40}\n",
        encoding="utf-8",
    )
    told = in_words(call, *AGREEMENT)
    assert "volume declared 0.5/h org/teams.yaml:3:" in told


@pytest.mark.parametrize("words", [COMPLAINTS, AGREEMENT])
def test_the_answer_stays_as_it_is(call: Call, words: tuple[str, ...]) -> None:
    document, found = in_json(call, *words)
    assert document == json.loads(call(*words[:-1], "--format", "json").stdout)
    assert found


def test_all_explains_every_pair(call: Call) -> None:
    words = (*COMPLAINTS, "--all")
    assert "Explained like these" not in call(*words).stdout
