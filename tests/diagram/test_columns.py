from __future__ import annotations

from itertools import pairwise

from chainmap.diagram.maps.columns import MOST, columns
from chainmap.model import PartyId

LINE = [PartyId(f"T{i:02}") for i in range(30)]


def test_what_fits_the_page_is_left_to_the_layout() -> None:
    assert columns(LINE[:MOST], list(pairwise(LINE[:MOST]))) == []


def test_a_long_chain_is_folded_into_columns_in_the_order_of_work() -> None:
    found = columns(LINE, list(pairwise(LINE)))
    assert len(found) == MOST
    assert [team for column in found for team in column] == LINE


def test_a_circle_is_cut_once_and_laid_out_like_a_chain() -> None:
    found = columns(LINE, [*pairwise(LINE), (LINE[-1], LINE[0])])
    assert sorted(team for column in found for team in column) == LINE
    assert all(found)


def test_arrows_to_strangers_and_to_oneself_are_no_matter() -> None:
    pairs = [*pairwise(LINE), (LINE[0], LINE[0]), (LINE[0], PartyId("Customer"))]
    assert columns(LINE, pairs) == columns(LINE, list(pairwise(LINE)))
