from __future__ import annotations

from itertools import pairwise

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.gaps import gaps
from chainmap.diagram.looks.colouring import by_evidence, by_gap, by_leverage, by_load
from chainmap.diagram.looks.words import ENGLISH
from chainmap.diagram.maps.marks import Colouring
from chainmap.flow import Flow
from chainmap.model import Evidence, PartyId, Team
from tests.diagram.parcels import TODAY
from tests.literal import HERE, flow, handoff


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def chain() -> Flow:
    steps = [
        handoff("A", "B", "x", 9, stated_evidence=Evidence.MEASURED, volume=1, process_time=0.95),
        handoff("B", "C", "y", 4, stated_evidence=Evidence.ESTIMATED, volume=1, process_time=0.7),
        handoff("C", "D", "z", 1, stated_evidence=Evidence.GUESS, volume=1, process_time=1.2),
        handoff("D", "Customer", "goods", volume=1, process_time=0.1),
    ]
    return flow(*steps, teams=[Team(PartyId(name), HERE, people=1) for name in "ABCD"])


def each(found: Colouring) -> list[str]:
    return [found.note(PartyId(name)) for name in "ABCD"]


def test_every_class_has_words_and_all_but_the_first_a_sign() -> None:
    found = chain()
    assert each(by_load(found.organisation, ENGLISH)) == [
        "load 95 % ▲",
        "load 70 %",
        "load 120 % ▲▲",
        "load 10 %",
    ]
    assert each(by_evidence(found.organisation, ENGLISH)) == [
        "times: measured",
        "times: estimated ▪",
        "times: guess ▪▪",
        "times: not known ▪▪▪",
    ]
    leverage = by_leverage(bottlenecks(found), found.organisation, ENGLISH)
    assert each(leverage) == ["leverage 4.5 h ▪▪▪", "leverage 2 h ▪▪", "leverage 30 min ▪", ""]


def test_the_worst_gap_counts_for_both_sides() -> None:
    found = flow(handoff("A", "B", "x", 5, promise=2, need=2), handoff("C", "D", "y", 1, promise=2))
    colouring = by_gap(gaps(found, as_of=TODAY), ENGLISH)
    assert each(colouring)[:2] == ["1 gap, worst A ▪▪▪", "1 gap, worst A ▪▪▪"]
    assert each(colouring)[2:] == ["1 gap, worst H ▪", "1 gap, worst H ▪"]


def test_the_classes_are_apart_in_greyscale_and_darker_with_gravity() -> None:
    found = by_evidence(chain().organisation, ENGLISH)
    light = [luminance(found.fill(PartyId(name)).fill) for name in "ABCD"]
    assert light == sorted(light, reverse=True)
    assert min(a - b for a, b in pairwise(light)) > 0.08


def test_without_times_the_legend_says_there_is_no_leverage() -> None:
    found = flow(handoff("A", "Customer"))
    colouring = by_leverage(bottlenecks(found), found.organisation, ENGLISH)
    assert [entry.words for entry in colouring.legend] == ["no leverage: no time is known"]
