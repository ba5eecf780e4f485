"""A day has as many hours as the organisation says, so every answer with times in it says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import Call

ORG = """\
organisation: Kiosk
calendar: {hours_per_day: 6, days_per_week: 4}
---
customer: Guests
serves: [{customer: Kitchen, delivers: Order}]
needs: [{supplier: Kitchen, delivers: Meal, within: 1d}]
---
team: Kitchen
people: 1
process_time: 10m
serves: [{customer: Guests, delivers: Meal, volume: 5/d, promise: 1d, lead_time: 2d}]
needs: [{supplier: Guests, delivers: Order}]
"""
CALENDAR = {"hours_per_day": 6, "days_per_week": 4}


@pytest.fixture
def kiosk(workplace: Path) -> Path:
    (workplace / "org").mkdir()
    (workplace / "org" / "all.yaml").write_text(ORG, encoding="utf-8")
    (workplace / "more.yaml").write_text(
        "scenario: More\nchanges: [{team: Kitchen, people: +1}]\n", encoding="utf-8"
    )
    return workplace


COMMANDS = [
    ("trace",),
    ("bottlenecks",),
    ("gaps",),
    ("promises",),
    ("team", "Kitchen"),
    ("whatif", "more.yaml"),
    ("compare", "org"),
    ("simulate", "--weeks", "1"),
]


@pytest.mark.usefixtures("kiosk")
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_every_answer_names_the_calendar(words: tuple[str, ...], call: Call) -> None:
    assert "6 h a day, 4 days a week" in call(*words).stdout
    document = json.loads(call(*words, "--format", "json").stdout)
    states = [document["before"], document["after"]] if words[0] == "compare" else [document]
    assert [state["calendar"] for state in states] == [CALENDAR] * len(states)
