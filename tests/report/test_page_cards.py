"""Cards of the page: a team finds there what customers said, all of it."""

from __future__ import annotations

import re
from dataclasses import replace

from chainmap.flow import Flow
from chainmap.model import Category, Complaint
from chainmap.report.page import render_page
from tests.literal import delivery, flow, handoff
from tests.report.test_page import content

KINDS = (
    Category.LATE,
    Category.WRONG,
    Category.INCOMPLETE,
    Category.ATTITUDE,
    Category.PRICE,
)


def card(kinds: int) -> str:
    found = flow(handoff("Shop", "Customer", "bread", 2), handoff("Baker", "Shop", "dough", 1))
    told = tuple(
        Complaint(f"C-{n}", delivery(found), kind, count=9 - n, said=f"Quote <{n}>.")
        for n, kind in enumerate(KINDS[:kinds])
    )
    html = render_page(content(Flow(replace(found.organisation, complaints=told))))
    (baker,) = re.findall(r'<article class="card" id="party-0".*?</article>', html, re.DOTALL)
    return str(baker)


def test_all_that_was_said_is_on_the_card_folded_beyond_three_stories() -> None:
    shown, folded = card(5).split('<details class="more">')
    assert [f"Quote &lt;{n}&gt;." in shown for n in range(5)] == [True, True, True, False, False]
    assert [f"Quote &lt;{n}&gt;." in folded for n in range(5)] == [False, False, False, True, True]
    assert "<summary>2 more stories</summary>" in folded
    assert card(4).count("<summary>1 more story</summary>") == 1


def test_three_stories_are_not_folded() -> None:
    assert 'class="more"' not in card(3)
