"""Shares as options: every way to write them, and what is refused."""

from __future__ import annotations

import pytest
import typer

from chainmap.cli.shares import share_reader


@pytest.mark.parametrize(("text", "share"), [("50%", 0.5), (" 12.5 % ", 0.125), (0.3, 0.3)])
def test_a_share_is_written_as_percent_or_as_part_of_one(text: str | float, share: float) -> None:
    assert share_reader("50% or 0.5")(text) == pytest.approx(share)


@pytest.mark.parametrize("text", ["0", "101%", "-5%", "nan", "inf", "half", "", "%"])
def test_what_is_no_share_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(typer.BadParameter, match=r"Write 50% or 0\.5"):
        share_reader("50% or 0.5")(text)


def test_the_ends_belong_to_it_only_if_they_make_sense() -> None:
    assert share_reader("5%", none=True)("0%") == 0
    assert share_reader("5%")("100%") == 1
    with pytest.raises(typer.BadParameter, match="no share below 100 %"):
        share_reader("95%", whole=False)("100%")
