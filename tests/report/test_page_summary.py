"""The first page: the facts a director reads in a minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.gaps import gaps
from chainmap.analysis.trace import trace, trace_deliveries
from chainmap.flow import Flow
from chainmap.model import Category, Complaint, Evidence, Handoff, PartyId
from chainmap.report.page import PageContent, PagePicture
from chainmap.report.page.certainty import certainty
from chainmap.report.page.chapters import chapters
from chainmap.report.page.directory import Directory
from chainmap.report.page.summary import Summary, summary
from chainmap.report.story.telling import stories
from tests.literal import delivery, handoff, organisation

AS_OF = date(2026, 11, 21)

CHAIN = (
    handoff("Customer", "Desk", "Order"),
    handoff("Desk", "Store", "List", 2, promise=2, need=2, accuracy=0.5),
    handoff("Store", "Van", "Parcel", 9, promise=3, need=3, stated_evidence=Evidence.MEASURED),
    handoff("Van", "Customer", "Delivery", 4, step_promise=2, promise=8, need=8),
    handoff("Phone", "Customer", "Answer", 1, promise=2, need=1),
)


def told(*complaints: tuple[str, str, float], handoffs: tuple[Handoff, ...] = CHAIN) -> PageContent:
    """Return the content for complaints given as deliverable, category and count."""
    known = organisation(*handoffs)
    flow = Flow(known)
    written = tuple(
        Complaint(
            f"C-{n}",
            delivery(flow, "Customer", deliverable),
            Category(category),
            date(2026, n, 1),
            count,
        )
        for n, (deliverable, category, count) in enumerate(complaints, start=1)
    )
    flow = Flow(replace(known, complaints=written))
    found = stories(flow, trace(flow, written))
    return PageContent(
        flow,
        AS_OF,
        found,
        (PagePicture(""),) * len(found),
        PagePicture(""),
        bottlenecks(flow),
        gaps(flow, as_of=AS_OF),
        (),
    )


def summarised(content: PageContent) -> Summary:
    return summary(content, chapters(content, Directory(content.organisation)))


def test_what_hurts_is_counted_by_kind_heaviest_first() -> None:
    found = summarised(
        told(("Delivery", "late", 3), ("Delivery", "incomplete", 5), ("Answer", "late", 4))
    )
    assert found.complaints == "12 complaints"
    assert found.period == "1 January 2026 to 1 March 2026"
    rows = [
        (
            *(kind.share.name, kind.complaints.text, kind.share.text),
            [to.deliverable for to in kind.links],
        )
        for kind in found.kinds
    ]
    assert rows == [
        ("late", "7", "58 %", ["Answer", "Delivery"]),
        ("incomplete", "5", "42 %", ["Delivery"]),
    ]


def test_a_delivery_stands_once_in_its_kind_and_the_rest_is_counted() -> None:
    more = tuple(handoff("Phone", "Customer", name, 1) for name in ("A", "B", "C", "D"))
    names = ("A", "A", "B", "C", "D")
    found = summarised(told(*((name, "price", 2) for name in names), handoffs=more))
    (kind,) = found.kinds
    assert [to.deliverable for to in kind.links] == ["A", "B", "C"]
    assert kind.more == 1


def test_one_complaint_is_one() -> None:
    found = summarised(told(("Delivery", "late", 1)))
    assert (found.complaints, found.period) == ("1 complaint", "1 January 2026")


def test_suspects_of_all_complaints_are_taken_together_by_weight() -> None:
    found = summarised(told(("Delivery", "late", 3), ("Delivery", "incomplete", 1)))
    assert [(s.name, s.text) for s in found.suspects] == [
        ("Store", "56 %"),
        ("Desk", "25 %"),
        ("Van", "19 %"),
    ]
    assert sum(s.share for s in found.suspects) == pytest.approx(1)


def test_complaints_that_figures_cannot_trace_have_no_suspects() -> None:
    found = summarised(told(("Delivery", "late", 3), ("Answer", "attitude", 1)))
    assert found.traced.text == "75 %"
    assert "Phone" not in {s.name for s in found.suspects}


def test_the_first_by_leverage_and_by_restore_come_with_their_gain() -> None:
    found = summarised(told(("Delivery", "late", 3)))
    assert found.leverage is not None
    assert found.restore is not None
    assert (found.leverage.team, found.leverage.gain) == ("Store", "4.5 h")
    assert (found.restore.team, found.restore.gain) == ("Store", "6 h")


def test_what_to_do_first_says_each_thing_once() -> None:
    found = summarised(told(("Delivery", "late", 3), ("Delivery", "incomplete", 1)))
    said = [first.advice.text for first in found.first]
    assert [first.link is not None for first in found.first] == [True, True, False, False]
    assert said[0].startswith("Store, Van: why does “Parcel” take 9 h?")
    assert said[1] == "Desk, Store: what is missing or wrong in “List”? It is right in 50 %."
    assert said[2] == (
        "Ask Store what it needs to keep its own promises: complaining customers would wait 6 h "
        "less on average. It is first by leverage, too."
    )
    assert said[3].startswith("Let ")
    assert len(set(said)) == len(said)


def test_leverage_and_restore_of_two_teams_are_two_things_to_ask() -> None:
    slow = (
        handoff("Mill", "Shop", "Flour", 20, promise=20),
        handoff("Shop", "Customer", "Bread", 5, step_promise=2, promise=8),
    )
    found = summarised(told(("Bread", "late", 1), handoffs=slow))
    said = " ".join(first.advice.text for first in found.first)
    assert "Ask Shop what it needs to keep its own promises" in said
    assert "Ask Mill what would take 50 % off its times" in said


def test_how_sure_we_are_names_what_the_figures_lack() -> None:
    assert certainty(told(("Delivery", "late", 3))) == (
        "1 of 3 steps on the slowest chains is measured (33 %).",
        "3 of 4 handoffs have never been judged by their receivers and count as always right.",
        "The shares show exposure, not cause: who is upstream, and by how much.",
    )


def test_times_that_nobody_states_and_single_sides_are_counted() -> None:
    unsure = (
        handoff("Mill", "Shop", "Flour", accuracy=0.9, needed_at=None),
        handoff("Shop", "Customer", "Bread", 5, accuracy=0.9),
    )
    said = certainty(told(("Bread", "late", 1), handoffs=unsure))
    assert "1 of 2 handoffs has no time and counts as 0 h." in said
    assert "1 handoff is described by one side only." in said


def test_without_complaints_there_is_no_heaviest() -> None:
    found = summarised(told())
    assert (found.heaviest, found.kinds, found.suspects, found.period) == (None, (), (), "")
    assert not found.weighed_by_complaints
    assert "external customers" in found.first[0].advice.text


def test_a_party_asked_for_has_no_kind() -> None:
    content = told()
    asked = stories(content.flow, trace_deliveries(content.flow, [delivery(content.flow, "Van")]))
    asked_for = replace(content, stories=asked, pictures=(PagePicture(""),))
    (chapter,) = chapters(asked_for, Directory(content.organisation))
    assert (chapter.kind, chapter.complaints, chapter.share) == ("", (), 1)


def test_anchors_differ_although_ids_look_alike() -> None:
    content = told(("Delivery", "late", 2), ("Delivery", "late", 1))
    (story,) = content.stories
    alike = tuple(
        replace(t, complaint=replace(t.complaint, id=name))
        for t, name in zip(story.group.traced, ("C 1", "C:1"), strict=True)
        if t.complaint
    )
    story = replace(story, ids=("C 1", "C:1"), group=replace(story.group, traced=alike))
    same_ids = replace(content, stories=(story,))
    (chapter,) = chapters(same_ids, Directory(content.organisation))
    assert [row.anchor for row in chapter.complaints] == ["complaint-C-1", "complaint-C-1-2"]
    assert PartyId(chapter.link.customer) == "Customer"
