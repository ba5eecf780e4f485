"""Tickets on slides: the figure that matters as the title, then what files and log differ in."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from pptx import Presentation

from chainmap.analysis.observed import Observed
from chainmap.app.logs import held_against
from chainmap.deck.shapes import Slide, Table
from chainmap.deck.writing import pptx
from chainmap.model import Organisation
from chainmap.report.slides.contents import deck
from chainmap.report.slides.tickets import MAX_PAIRS, ticket_slides
from chainmap.report.story.answers import Log
from tests.literal import handoff, organisation
from tests.observed import observed, pair
from tests.report.test_page_tickets import LOG, ORG
from tests.report.test_slides import HOSTILE
from tests.report.test_workbook import answers, parcels


def slides(log: Observed = LOG, known: Organisation = ORG) -> list[Slide]:
    found = Log(log, held_against(log, known, None))
    return list(ticket_slides(found, ORG.calendar))


def table(slide: Slide) -> list[tuple[str, ...]]:
    (found,) = (item for item in slide.items if isinstance(item, Table))
    return [tuple(cell.text for cell in row) for row in found.rows]


def test_the_title_says_how_much_is_handed_on() -> None:
    seen, _ = slides()
    assert seen.title == "What the tickets say: 45 % of 200 cases are handed on"
    first, second, *_ = table(seen)
    assert first == ("Desk", "Apps", "90", "90", "–", "15 min", "30 min")
    assert second[4] == "75 %"


def test_a_picture_takes_the_place_of_the_table() -> None:
    picture = Slide("drawn")
    found = Log(LOG, held_against(LOG, ORG, None))
    first, second = ticket_slides(found, ORG.calendar, pictures=[picture])
    assert first is picture
    assert second.title == "Declared against seen: 3 of 4 pairs differ"


def test_each_state_has_its_place_however_many_pairs_another_has() -> None:
    strange = [pair(f"Team {n}", "Desk", 50 - n) for n in range(30)]
    *_, against = slides(observed(*strange, pair("Desk", "Apps", 9), pair("Print", "Apps", 1)))
    states = [row[2] for row in table(against)]
    assert len(states) == MAX_PAIRS
    assert {"seen, not declared", "promise not kept", "declared, never seen"} <= {*states}
    assert states == sorted(states, key=ORDER.index)


ORDER = ["seen, not declared", "promise not kept", "declared, never seen", "declared and seen"]


def test_what_agrees_is_shown_where_there_is_room() -> None:
    known = organisation(handoff("Desk", "Apps", "Ticket"))
    *_, against = slides(observed(pair("Desk", "Apps", 9)), known)
    assert against.title == "Declared against seen: nothing differs"
    assert table(against) == [("Desk", "Apps", "declared and seen", "9", "2 h", "–")]


def test_a_log_without_handoffs_says_so() -> None:
    assert slides(observed()) == []


def test_hostile_names_of_a_log_are_only_text() -> None:
    found = parcels()
    log = observed(pair(HOSTILE, "Desk", 4))
    known = Log(log, held_against(log, found.organisation, None))
    made = Presentation(BytesIO(pptx(deck(replace(answers(found), log=known)))))
    (slide,) = (s for s in made.slides if s.shapes.title.text.startswith("What the tickets say"))
    (shown,) = (shape for shape in slide.shapes if shape.has_table)
    text = shown.table.cell(1, 0).text
    assert text.startswith("<a:t>&bogus;</a:t> ]]>")
    assert not {"\x1b", "\x00"} & {*text}
