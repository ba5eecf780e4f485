"""Pictures of logs: what is wide, what is dark, what is dashed, what is cut and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from chainmap.analysis.agreement import Agreement
from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.reading import Missing
from chainmap.app.logs import held_against, names_of
from chainmap.diagram.canvas.drawing import Connector, Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.colour import Perceived, contrast
from chainmap.diagram.looks.words import ENGLISH
from chainmap.diagram.maps.agreement_map import agreement_map, declared_and_seen
from chainmap.diagram.maps.observed_map import observed_map
from chainmap.diagram.maps.running_back import running_back
from chainmap.diagram.maps.scope import near, whole_of
from chainmap.diagram.maps.seen import seen_log
from chainmap.diagram.maps.waiting import COLOURS, waiting
from chainmap.model import Calendar, Organisation, PartyId
from tests.diagram.hostile import NAMES
from tests.diagram.reading import drawn, texts
from tests.literal import handoff, organisation
from tests.observed import back, observed, pair, reading

FRAME = Frame("log.csv", date(2026, 11, 22), "Times around the clock, 24 h a day")


def picture(log: Observed, most: int = 40) -> Drawing:
    seen = seen_log(log, name="log", source="log.csv")
    return observed_map(seen, whole_of(seen.organisation), FRAME, most=most)


def line(drawing: Drawing, ends: str) -> Connector:
    """Return the piece with the head of the arrow whose tooltip begins so."""
    found = [c for c in drawing.connectors if c.tooltip[:1] == (ends,) and not c.headless]
    assert len(found) == 1, ends
    return found[0]


def shown(drawing: Drawing) -> list[str]:
    return texts(drawn(dot(drawing)))


HELP = observed(
    pair("Desk", "Apps", 90, 0.25),
    pair("Apps", "Desk", 40, 5),
    pair("Apps", "Licences", 10, 60),
    pair("Licences", "Apps", 6, 9),
    returning=(back("Apps", "Licences", 5), back("Apps", "Desk", 3)),
)


def test_wider_is_more_cases_and_each_arrow_has_its_figures() -> None:
    found = picture(HELP)
    widths = [line(found, ends).width for ends in ("Desk → Apps", "Apps → Desk", "Apps → Licences")]
    assert widths == sorted(widths, reverse=True)
    assert {"90 · 15 min · ↔ 3", "40 · 5 h", "10 · 2.5 d", "6 · 9 h · ↔ 5"} <= {*shown(found)}


def test_longer_is_darker() -> None:
    found = picture(HELP)
    ends = ("Desk → Apps", "Apps → Desk", "Apps → Licences")
    lightness = [Perceived.of(line(found, one).colour).lightness for one in ends]
    assert lightness == sorted(lightness, reverse=True)
    assert len({*lightness}) == 3


def test_only_what_mostly_brings_back_is_dashed() -> None:
    found = picture(HELP)
    assert line(found, "Licences → Apps").dashed
    assert not line(found, "Desk → Apps").dashed


def test_an_arrow_says_all_percentiles_when_it_is_pointed_at() -> None:
    said = line(picture(HELP), "Desk → Apps").tooltip
    assert said == (
        "Desk → Apps",
        "90 handoffs in 90 cases",
        "next team begins: median 15 min, 85 % within 30 min, 95 % within 45 min",
        "3 of them bring a case straight back",
    )


def test_the_head_says_question_log_period_cases_and_rule() -> None:
    words = " ".join(shown(picture(HELP)))
    assert "Who hands cases to whom, and how long does it take?" in words
    assert "90 cases, 146 handoffs, 3 teams, 2026-09-01 – 2026-10-30." in words
    assert "8 times a case goes straight back (A → B → A). Every event names a team." in words
    assert "log.csv · 2026-11-22 · Times around the clock, 24 h a day" in words


@pytest.mark.parametrize(
    ("missing", "rule"),
    [
        (Missing.SKIP, "4 events name no team: no handoff leads to or from such an event."),
        (Missing.DROP, "4 events name no team: such events are left out."),
        (Missing.KEEP, "4 events name no team: such events count as one team."),
    ],
)
def test_the_rule_for_missing_teams_is_said(missing: Missing, rule: str) -> None:
    log = observed(pair("A", "B"), reading=reading(missing=missing, missing_events=4))
    assert rule in " ".join(shown(picture(log)))


def test_no_team_is_a_box_and_another_may_be_called_so() -> None:
    log = observed(pair("(no team)", None), pair(None, "B"))
    assert {"(no team)", "((no team))", "B"} <= {*shown(picture(log))}


def test_thin_arrows_are_cut_and_the_picture_says_how_many() -> None:
    log = observed(*(pair("Desk", f"Team {n}", n) for n in range(1, 11)))
    found = picture(log, most=3)
    assert sum(not c.headless for c in found.connectors) == 3
    words = " ".join(shown(found))
    assert (
        "The 3 pairs with most cases are drawn; cut: 7 thin pairs with 28 of 55 handoffs (51 %), "
        "each of them in 7 cases or fewer." in words
    )
    assert "Team 10" in words
    assert "Team 7" not in words
    assert found.hint is not None
    assert "--arrows" in found.hint


def test_nothing_is_said_about_a_cut_where_nothing_is_cut() -> None:
    found = picture(HELP)
    assert found.hint is None
    assert "cut:" not in " ".join(shown(found))


def test_what_is_near_a_team_keeps_the_colours_of_the_whole() -> None:
    seen = seen_log(HELP, name="log", source="log.csv")
    scope = near(whole_of(seen.organisation), PartyId("Licences"), depth=1)
    focused = observed_map(seen, scope, FRAME)
    for ends in ("Apps → Licences", "Licences → Apps"):
        assert line(focused, ends).colour == line(picture(HELP), ends).colour
    assert "Desk" not in shown(focused)


def test_a_log_without_a_handoff_is_drawn_too() -> None:
    assert "1 case, 0 handoffs" in " ".join(shown(picture(observed())))


@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_are_only_text(name: str) -> None:
    source = dot(picture(observed(pair(name, "B"), pair("B", name))))
    svg = drawn(source)
    assert {element.tag.split("}")[-1] for element in svg.iter()}.isdisjoint({"script", "img"})
    labels = [row for row in source.splitlines() if row.lstrip().startswith("n")]
    assert sum("arrowhead=none" in row for row in labels) == 2


def test_classes_of_waiting_follow_the_log_at_round_times() -> None:
    clock = Calendar(24.0)
    minutes = waiting([pair("A", "B", 10, hours / 60) for hours in (1, 4, 9, 40)], clock)
    days = waiting([pair("A", "B", 10, hours * 24.0) for hours in (1, 4, 9, 40)], clock)
    assert [round(bound * 60) for bound in minutes.bounds] == [5, 10]
    assert [bound / 24 for bound in days.bounds] == [5, 10]


def test_one_time_is_one_class_and_no_legend() -> None:
    found = waiting([pair("A", "B", 10, 3.0)], Calendar(24.0))
    assert found.bounds == ()
    assert list(found.legend(ENGLISH)) == []


def test_colours_of_waiting_are_apart_in_greyscale_and_legible() -> None:
    lightness = [Perceived.of(colour).lightness for colour in COLOURS]
    assert all(one > other for one, other in pairwise(lightness))
    assert min(contrast(colour, palette.PAPER) for colour in COLOURS) >= 4.5


def test_cases_run_from_where_they_begin() -> None:
    a, b, c = map(PartyId, "ABC")
    cases = {(a, b): 9, (b, c): 5, (c, a): 8}
    assert running_back(cases, {a: 10}) == {(c, a)}
    assert running_back(cases, {b: 10}) == {(a, b)}


def test_of_two_arrows_that_which_brings_back_runs_back() -> None:
    a, b = map(PartyId, "AB")
    assert running_back({(a, b): 5, (b, a): 9}, {}, [(b, a)]) == {(b, a)}


ORG = organisation(
    handoff("Desk", "Apps", "Ticket", promise=1),
    handoff("Apps", "Desk", "Fix", promise=20),
    handoff("Licences", "Desk", "Licence"),
    handoff("Desk", "Nobody", "Not in the log"),
)
ORG = replace(ORG, calendar=Calendar(24.0, 7.0))


def agreed(log: Observed, org: Organisation = ORG, most: int = 40) -> tuple[Agreement, Drawing]:
    found = held_against(log, org, names_of(org, None))
    seen = seen_log(log, name="log", source="log.csv", like=org)
    scope = whole_of(declared_and_seen(found, org, seen))
    return found, agreement_map(found, seen, scope, FRAME, most=most)


def test_who_knows_of_a_pair_is_told_by_line_and_words() -> None:
    late = replace(HELP.pairs[0], time=replace(HELP.pairs[0].time, p85=7.0))
    _, found = agreed(replace(HELP, pairs=(late, *HELP.pairs[1:])))
    broken, plain = line(found, "Desk → Apps"), line(found, "Apps → Desk")
    unseen, undeclared = line(found, "Licences → Desk"), line(found, "Apps → Licences")
    assert (unseen.dashed, plain.dashed, undeclared.dashed) == (True, False, False)
    assert len({one.colour for one in (broken, plain, unseen, undeclared)}) == 4
    words = {*shown(found)}
    assert {"▲ promised 1 h, 85 % within 7 h", "+ 10 cases", "+ 6 cases"} <= words
    assert {"40 cases", "0 cases"} <= words


def test_the_subtitle_has_recall_precision_and_broken_promises() -> None:
    words = " ".join(shown(agreed(HELP)[1]))
    assert "2 of 4 pairs seen are declared: recall 50 %, by handoffs 89 %." in words
    assert "2 of 3 declared pairs that could be seen were: precision 67 %." in words
    assert "0 of 2 promises are not kept in 85 % of the handoffs." in words
    assert "Nobody" not in words


def test_who_is_in_no_file_says_so_and_who_it_may_be() -> None:
    log = observed(pair("Desk", "Apsp", 3), pair("Desk", "Print", 2))
    words = {*shown(agreed(log)[1])}
    assert {"in no file, perhaps Apps ?", "in no file ?"} <= words
    assert any("In no file: Apsp, Print." in text for text in words)


def test_other_hours_a_day_are_told_instead_of_promises() -> None:
    words = " ".join(shown(agreed(HELP, replace(ORG, calendar=Calendar(8.0)))[1]))
    assert "Log and files count different hours a day: promises cannot be checked." in words
    assert "▲" not in words


def test_seen_and_unseen_are_cut_apart() -> None:
    log = observed(*(pair("A", f"T{n}", n) for n in range(1, 6)))
    org = organisation(*(handoff(f"T{n}", "A", "x") for n in range(1, 6)))
    words = " ".join(shown(agreed(log, org, most=2)[1]))
    assert "cut: 3 thin pairs with 6 of 15 handoffs (40 %)" in words
    assert "Cut: 3 more pairs never seen." in words
