"""`--explain` of what is drawn by chance, of next moves, and of how sure the order is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.calling import Call
from tests.cli.on_disk import written_org
from tests.cli.test_explain import FILES, explained

DRAWN = ("--chance", "--runs", "1000", "--seed", "7")


@pytest.fixture(autouse=True)
def kiosk(workplace: Path) -> Path:
    return written_org(workplace, FILES)


def answered(call: Call, *words: str) -> tuple[Mapping[str, Any], list[Mapping[str, Any]]]:
    """Return an answer in JSON, and its explanations."""
    told = json.loads(call(*words, "--explain", "--format", "json").stdout)
    return told, told.pop("explained")


def test_a_probability_is_runs_within_the_limit_over_all_runs(call: Call) -> None:
    told = explained(call, "trace", *DRAWN)
    assert "runs 1,000, seed 7: steps are drawn independently of each other" in told
    assert "P = runs within the limit / runs\nKitchen → Guests “Meal” 4 h promise " in told
    document, found = answered(call, "trace", *DRAWN)
    (meal,) = document["chance"]["deliveries"]
    (kept,) = [one for one in found if one["keys"] == ["chance.deliveries.promise_kept"]]
    assert kept["value"] == meal["promise_kept"]
    within = round(meal["promise_kept"] * 1000)
    assert kept["worked"][0].startswith(f"{within} / 1,000 = ")
    assert kept["inputs"][0]["places"] == ["org/kitchen.yaml:5:14"]


def test_every_drawn_step_names_its_distribution_and_its_place(call: Call) -> None:
    told = explained(call, "trace", *DRAWN)
    bread = "Bakery → Kitchen “Bread” 4 h 2 to 6 h, most likely 4 h (beta-PERT); lead_time"
    assert f"{bread} (estimated) org/bakery.yaml:4:12\n" in told
    alone = "one figure: the same in every run; lead_time (measured) org/kitchen.yaml:7:16"
    assert f"Kitchen → Guests “Meal” 1 h {alone}\n" in told
    assert "2 steps of 3 without a range: certain\n" in told


def test_figures_in_doubt_say_on_how_many_cases_they_rest(call: Call) -> None:
    told = explained(call, "trace", *DRAWN)
    assert "Bakery → Kitchen “Bread” 4 h rests on 10 cases (estimated), cases vary by 32 %" in told
    alone = "rests on 30 cases (measured), cases vary by 0 to 100 %, as nobody knows"
    assert f"Kitchen → Guests “Meal” 1 h {alone} org/kitchen.yaml:7:16\n" in told
    assert "1,000 runs, seed 7; promise of 4 h kept: " in told


def test_times_of_a_log_are_drawn_through_its_percentiles(call: Call, kiosk: Path) -> None:
    (kiosk / "observed.yaml").write_text(
        "observed: tickets.csv\nfirst: 2026-01-05\nlast: 2026-03-31\nhours_per_day: 8\nhandoffs:\n"
        "- {supplier: Bakery, customer: Kitchen, lead_time: {low: 1h, likely: 3h, high: 9h},"
        " n: 40}\n",
        encoding="utf-8",
    )
    told = explained(call, "trace", *DRAWN)
    assert "5 %, 50 %, 95 % within 1, 3, 9 h (generalised lognormal); lead_time (measured" in told
    assert "rests on 40 cases (measured), cases vary by" in told


def test_what_a_team_could_prevent_is_counted_in_runs(call: Call) -> None:
    told = explained(call, "bottlenecks", *DRAWN)
    assert "late deliveries under chance" in told
    document, found = answered(call, "bottlenecks", *DRAWN)
    bakery = next(team for team in document["chance"]["teams"] if team["team"] == "Bakery")
    by_key = {one["keys"][0]: one for one in found if one["about"] == "Bakery"}
    for key in ("criticality", "prevented_by_cut", "prevented_by_promise"):
        assert by_key[f"chance.teams.{key}"]["value"] == bakery[key]
    cut = by_key["chance.teams.prevented_by_cut"]
    assert cut["inputs"][0]["places"] == ["org/bakery.yaml:4:12"]
    assert cut["worked"][0].split(" / ")[1].startswith("14,000 = ")
    (late,) = [one for one in found if one["keys"] == ["chance.late"]]
    missed = round(document["chance"]["late"] * 1000)
    assert late["inputs"][0]["how"] == f"= 14 × {missed} runs beyond 4 h"


def test_figures_about_one_team_stand_together(call: Call) -> None:
    words = ("bottlenecks", *DRAWN, "--add-person", "--accuracy", "95%")
    _, found = answered(call, *words)
    about = [one["about"] for one in found]
    starts = [name for name, before in zip(about, [None, *about], strict=False) if name != before]
    assert len(starts) == len(set(starts))


def test_one_more_person_shows_the_wait_before_and_after(call: Call) -> None:
    told = explained(call, "bottlenecks", "--add-person")
    assert "today 0.8333 × 0.1667 / 0.1667 × 1 = 0.8333 h\nwith 2 people " in told
    assert "people of Bakery 1 org/bakery.yaml:2:9\n" in told
    document, found = answered(call, "bottlenecks", "--add-person")
    (bakery,) = document["next_moves"]["one_person"]
    by_key = {one["keys"][0]: one["value"] for one in found if one["about"] == "Bakery"}
    for key in ("gain_h", "wait_saved_h", "items_fewer"):
        assert by_key[f"next_moves.one_person.{key}"] == pytest.approx(bakery[key])


def test_one_person_who_ends_a_backlog_says_so(call: Call, kiosk: Path) -> None:
    busier = FILES["bakery.yaml"].replace("32/d", "48/d")
    (kiosk / "bakery.yaml").write_text(busier, encoding="utf-8")
    told = explained(call, "bottlenecks", "--add-person")
    assert "one more person ends its backlog: arrivals × process_time below" in told


def test_better_work_shows_the_accuracies_it_raises(call: Call) -> None:
    told = explained(call, "bottlenecks", "--accuracy", "100%")
    assert "Bakery → Kitchen “Bread” 80 % judged by Kitchen org/kitchen.yaml:11:51\n" in told
    assert "Kitchen → Guests “Meal” 2.394 = 14 × (85.5 % − 68.4 %)\n2.394 / 14 = 17.1 %\n" in told


def test_the_order_is_explained_with_intervals_and_trials(call: Call) -> None:
    document, found = answered(call, "trace", *DRAWN)
    together = document["together"]
    (sure,) = [one for one in found if one["figure"] == "how sure the order is"]
    assert sure["value"] == together["complaints"] == 4
    assert [row["value"] for row in sure["inputs"]] == [s["share"] for s in together["suspects"]]
    assert sure["missing"] == ["fewer than 5: no ranking is claimed"]
    (first,) = [one for one in found if one["figure"] == "truly first"]
    shown = [row["value"] for row in first["inputs"]]
    assert shown == [suspect["truly_first"] for suspect in together["suspects"]]
    (stays,) = [one for one in found if one["keys"] == ["together.first_stays_first"]]
    assert stays["value"] == together["first_stays_first"]
    assert "moves by up to 20 %" in stays["formula"]


def test_what_may_be_off_is_counted_by_what_it_rests_on(call: Call) -> None:
    told = explained(call, "trace")
    assert "time: estimated 1 each rests on 10 cases\n" in told
    assert "accuracies that may be off 3 handoffs: in every world the defects" in told
    assert "each counts as judged by 30 items\n" in told
