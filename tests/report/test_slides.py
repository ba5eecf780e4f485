"""The slides: native boxes that hang together, readable type, the figures in the notes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.gaps import gaps
from chainmap.analysis.trace import trace
from chainmap.app.answers import Selection, open_flow, traced
from chainmap.deck import theme
from chainmap.deck.shapes import WIDTH, Box, Deck, Slide
from chainmap.deck.text import height
from chainmap.deck.writing import pptx
from chainmap.diagram.looks import palette
from chainmap.flow import Flow
from chainmap.model import Organisation, PartyId, Team
from chainmap.report.slides.contents import deck
from chainmap.report.story.answers import Answers
from chainmap.report.story.telling import stories
from tests.consoles import ROOT
from tests.literal import HERE, complaint, flow, handoff

TODAY = date(2026, 11, 21)
NO_BREAK = "\N{NO-BREAK SPACE}"
"""Between a number and its unit, which stay on one line of a slide."""

EXAMPLES = sorted(path.parent for path in ROOT.glob("examples/*/chainmap.yaml"))
EVERY = [ROOT / "org", *EXAMPLES]

HOSTILE = "<a:t>&bogus;</a:t> ]]> \x1b[2J\x00 \ud800 _x0041_ =1+1 " + "Very" * 60


def parcels(**fields: Any) -> Flow:
    found = flow(
        handoff("Customer", "Desk", "Order"),
        handoff("Desk", "Stores", "List", 3, promise=2, process_time=0.5, accuracy=0.85),
        handoff("Stores", "Courier", "Parcel", 9, promise=4),
        handoff("Courier", "Customer", "Delivered parcel", 5.25, promise=10, step_promise=6),
    )
    told = (
        complaint(found, id="C-1", count=14, said="Where is it?"),
        complaint(found, "passed-around", id="C-2", contacts=("Courier", "Desk", "Courier")),
    )
    return Flow(replace(found.organisation, **{"complaints": told, **fields}))


def long_chain(teams: int, name: str = "Team") -> Flow:
    names = [f"{name} {number}" for number in range(teams)] + ["Customer"]
    pairs = pairwise(names)
    found = flow(*(handoff(a, b, f"Thing of {a}", 2, promise=1) for a, b in pairs))
    return Flow(replace(found.organisation, complaints=(complaint(found),)))


def told(found: Flow) -> Deck:
    selected = traced(found, Selection()).result
    answers = Answers(
        flow=found,
        as_of=TODAY,
        stories=stories(found, selected),
        bottlenecks=bottlenecks(found),
        gaps=gaps(found, as_of=TODAY),
    )
    return deck(answers)


@cache
def told_of(root: Path) -> Deck:
    return told(open_flow(root))


def opened(made: Deck) -> Any:
    return Presentation(BytesIO(pptx(made)))


def slide_of(made: Any, title: str) -> Any:
    (found,) = (slide for slide in made.slides if slide.shapes.title.text.startswith(title))
    return found


def glued(slide: Any) -> list[tuple[str, str]]:
    """Return the names of the boxes each connector is glued to."""
    names = {shape.shape_id: shape.name for shape in slide.shapes}
    found = []
    for connector in slide.shapes:
        ends = [connector.element.find(f".//{qn(tag)}") for tag in ("a:stCxn", "a:endCxn")]
        if ends[0] is not None:
            start, end = (names[int(end.get("id"))] for end in ends)
            found.append((start, end))
    return found


def test_a_complaint_has_its_chain_in_native_boxes_that_hang_together() -> None:
    slide = slide_of(
        opened(told(parcels())), "“Delivered parcel” for Customer: late, 14 complaints"
    )
    assert glued(slide) == [
        ("Customer", "Desk"),
        ("Desk", "Stores"),
        ("Stores", "Courier"),
        ("Courier", "Customer"),
    ]
    heads = slide.shapes._spTree.findall(f".//{qn('a:tailEnd')}")  # noqa: SLF001
    assert [head.get("type") for head in heads] == ["triangle"] * 4
    (box,) = (shape for shape in slide.shapes if shape.name == "Stores")
    assert box.text_frame.text.replace(NO_BREAK, " ").split("\n") == [
        "Stores",
        "→ Parcel",
        "9 h, promised 4 h: +5 h",
        "◆ 83 % of the overrun",
    ]
    assert "Stores hands Parcel to Courier" in box._element.nvSpPr.cNvPr.get("descr")  # noqa: SLF001


def test_of_being_passed_around_the_route_is_shown() -> None:
    slide = slide_of(opened(told(parcels())), "“Delivered parcel” for Customer: passed around")
    assert glued(slide) == [("Courier", "Desk"), ("Desk", "Courier")]
    said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "Arrows run the way the customer was sent" in said


def test_the_deck_goes_from_what_hurts_to_who_does_what_until_when() -> None:
    titles = [slide.shapes.title.text for slide in opened(told(parcels())).slides]
    assert titles == [
        "Literal: what stands behind the complaints",
        "What hurts",
        "Where it comes from",
        "What to do first",
        "How sure this is",
        "“Delivered parcel” for Customer: late, 14 complaints",
        "“Delivered parcel” for Customer: passed around, 1 complaint",
        "Bottlenecks",
        "Who should talk",
        "Action list",
        "How this was found",
    ]


def test_the_action_list_is_a_table_with_columns_to_fill_in() -> None:
    slide = slide_of(opened(told(parcels())), "Action list")
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    assert [cell.text for cell in table.rows[0].cells] == ["", "Action", "Teams", "Owner", "Date"]
    assert table.cell(1, 1).text.startswith(
        f"Stores, Courier: why does “Parcel” take 9{NO_BREAK}h?"
    )
    assert [table.cell(1, column).text for column in (3, 4)] == ["", ""]


def test_the_notes_have_the_figures() -> None:
    slide = slide_of(opened(told(parcels())), "“Delivered parcel” for Customer: late")
    notes = slide.notes_slide.notes_text_frame.text
    assert "“Where is it?”" in notes
    assert "3. Stores → Courier: Parcel: 9 h, promised 4 h, +5 h" in notes
    assert "Where the 7.2 h come from" in notes
    assert "Stores 83 %" in notes
    assert "Working time, 8 h a day, 5 days a week." in notes


@pytest.mark.parametrize(("teams", "slides"), [(1, 1), (7, 1), (11, 1), (14, 1), (15, 3), (40, 6)])
def test_a_long_chain_goes_on_on_the_next_slide(teams: int, slides: int) -> None:
    made = told(long_chain(teams))
    parts = [slide for slide in made.slides if slide.title.startswith("“Thing of Team")]
    assert len(parts) == slides
    boxes = [[i.name for i in slide.items if isinstance(i, Box) and i.is_round] for slide in parts]
    whole = boxes[0] + [name for part in boxes[1:] for name in part[1:]]
    assert whole == [f"Team {number}" for number in range(teams)] + ["Customer"]
    for before, after in pairwise(boxes):
        assert before[-1] == after[0]
    if slides > 1:
        assert parts[0].title.endswith(f"(1 of {slides})")
        dashed = [i.name for i in parts[0].items if isinstance(i, Box) and i.is_dashed]
        assert dashed == [boxes[0][-1]]


def test_of_an_endless_chain_the_beginning_and_the_end_are_shown() -> None:
    parts = [s for s in told(long_chain(200)).slides if s.title.startswith("“Thing of Team")]
    assert [part.title[-10:] for part in parts[1:3]] == [" (2 of 29)", "(26 of 29)"]
    assert len(parts) == 6
    said = " ".join(
        i.lines[1].text for i in parts[1].items if isinstance(i, Box) and i.id == "answer"
    )
    assert "Only its beginning and its end are shown" in said


def runs(made: Any) -> Iterator[Any]:
    for slide in made.slides:
        yield from slide._element.iter(qn("a:rPr"))  # noqa: SLF001


@pytest.mark.parametrize("root", EVERY, ids=lambda path: path.name)
def test_type_is_readable(root: Path) -> None:
    sizes = {int(run.get("sz")) for run in runs(opened(told_of(root)))}
    assert min(sizes) >= 1050


def overfull(slide: Slide) -> Iterator[str]:
    for item in slide.items:
        if isinstance(item, Box) and item.lines:
            needs = height(item.lines, item.frame.width - 2 * item.inset) + item.inset
            if needs > item.frame.height + 0.02:
                yield item.name


def overlapping(slide: Slide) -> Iterator[tuple[str, str]]:
    boxes = [item for item in slide.items if isinstance(item, Box) and item.is_round]
    for position, one in enumerate(boxes):
        for other in boxes[position + 1 :]:
            apart = (
                one.frame.right <= other.frame.left
                or other.frame.right <= one.frame.left
                or one.frame.bottom <= other.frame.top
                or other.frame.bottom <= one.frame.top
            )
            if not apart:
                yield one.name, other.name


@pytest.mark.parametrize(
    "made",
    [
        *(pytest.param(lambda root=root: told_of(root), id=root.name) for root in EVERY),
        pytest.param(lambda: told(long_chain(13, "A team with quite a long name")), id="long"),
        pytest.param(lambda: told(long_chain(9, HOSTILE)), id="hostile"),
    ],
)
def test_text_stays_in_its_box_and_boxes_stay_apart_and_on_the_slide(
    made: Callable[[], Deck],
) -> None:
    for slide in made().slides:
        assert list(overfull(slide)) == [], slide.title
        assert list(overlapping(slide)) == [], slide.title
        frames = [item.frame for item in slide.items if isinstance(item, Box)]
        assert all(f.left >= 0.49 and f.right <= WIDTH - 0.49 and f.bottom <= 7 for f in frames)


def test_whatever_is_in_a_name_is_text() -> None:
    found = long_chain(3, HOSTILE)
    made = opened(told(replace_name(found, HOSTILE)))
    assert "<a:t>&bogus;</a:t> ]]> \ufffd[2J\ufffd \ufffd" in made.slides[0].shapes.title.text
    notes = [slide.notes_slide.notes_text_frame.text for slide in made.slides]
    assert any("<a:t>&bogus;" in note for note in notes)
    assert not any(re.search("[\x00-\x08\x0b-\x1f]", note) for note in notes)


def replace_name(found: Flow, name: str) -> Flow:
    return Flow(replace(found.organisation, name=name))


def test_the_same_input_gives_the_same_bytes() -> None:
    first = pptx(told(parcels()))
    assert pptx(told(parcels())) == first
    with ZipFile(BytesIO(first)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}


@pytest.mark.parametrize(
    "found",
    [
        Flow(Organisation("Empty", "org")),
        flow(handoff("A", "Customer", "Thing", 3)),
        flow(handoff("A", "B"), handoff("B", "A")),
    ],
    ids=["nothing", "no complaints", "a circle"],
)
def test_little_to_tell_makes_a_short_deck(found: Flow) -> None:
    titles = [slide.shapes.title.text for slide in opened(told(found)).slides]
    assert titles[0] == f"{found.organisation.name}: what stands behind the complaints"
    assert titles[-1] == "How this was found"


def test_departments_stand_in_a_square_table_rows_hand_over_to_columns() -> None:
    homes = {"Desk": "Sales", "Stores": "Logistics", "Courier": "Logistics"}
    teams = [Team(PartyId(name), HERE, home) for name, home in homes.items()]
    slide = slide_of(opened(told(parcels_in(teams))), "Who works for whom, by departments")
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["from ↓  to →", "Logistics", "Sales", "External customers"],
        ["Logistics", "1", "", "1"],
        ["Sales", "1", "–", ""],
        ["External customers", "", "1", "–"],
    ]


def parcels_in(teams: list[Team]) -> Flow:
    parties = {**parcels().organisation.parties, **{team.name: team for team in teams}}
    return parcels(parties=parties)


def test_the_colours_are_those_of_the_pictures() -> None:
    assert (theme.CHAIN, theme.SUSPECT, theme.GREY) == (
        palette.CHAIN,
        palette.SUSPECT,
        palette.GREY,
    )


def test_traces_are_told_once_each() -> None:
    found = parcels()
    result = trace(found, found.organisation.complaints)
    told_stories = stories(found, result)
    late = [s for s in told(found).slides if s.title.startswith("“Delivered parcel”")]
    assert len(late) == len(told_stories)


@pytest.mark.parametrize("root", EVERY, ids=lambda path: path.name)
def test_libreoffice_shows_every_slide(
    root: Path, require: Callable[[str], Path], tmp_path: Path
) -> None:
    soffice, pdfinfo = str(require("soffice")), str(require("pdfinfo"))
    (tmp_path / "deck.pptx").write_bytes(pptx(told_of(root)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "deck.pptx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    info = subprocess.run([pdfinfo, tmp_path / "deck.pdf"], check=True, capture_output=True)
    pages = re.search(rb"Pages:\s+(\d+)", info.stdout)
    assert pages is not None
    assert int(pages[1]) == len(told_of(root).slides)
