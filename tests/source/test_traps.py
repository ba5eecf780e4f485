"""What YAML usually reads as something else stays the text that stands there."""

from __future__ import annotations

import pytest

from tests.source.inline import codes, only_handoff, organisation, read

TRAPS = [
    "no",
    "Yes",
    "on",
    "off",
    "y",
    "1:30",
    "010",
    "0x1F",
    "1_000",
    "1e3",
    ".inf",
    "NaN",
    "NA",
    "null",
    "~",
    "true",
    "2026-05-12",
    "=",
    "42",
    "3.0",
    "+1",
    "R&D",
    "a#b",
    "what?",
    "100%",
    "C:\\temp",
    "Ümläut",
    "仓库",
    "🚚",
]


@pytest.mark.parametrize("name", TRAPS)
def test_names_of_parties_and_deliverables(name: str) -> None:
    handoff = only_handoff(
        f"team: {name}\nserves:\n  - {{customer: Z, delivers: {name}}}\n",
        f"team: Z\nneeds:\n  - supplier: {name}\n    delivers: {name}\n",
    )
    assert (handoff.supplier, handoff.deliverable) == (name, name)


@pytest.mark.parametrize("name", TRAPS)
def test_short_forms(name: str) -> None:
    found = organisation(f"team: Z\nserves: {name}\nneeds:\n- {name}\n---\nteam: {name}\n")
    assert len(found.handoffs) == 2


@pytest.mark.parametrize("name", ["team", "serves", "from", "any", "customer", "organisation"])
def test_words_of_the_format_are_names_too(name: str) -> None:
    assert list(organisation(f"team: {name}\n").parties) == [name]


def test_quotes_make_no_difference() -> None:
    found = organisation("team: 'A'\npeople: \"6\"\nserves: {'customer': \"B\"}\n---\nteam: B\n")
    assert found.teams[0].people == 6
    assert len(found.handoffs) == 1


def test_leading_zeros_are_decimal() -> None:
    assert organisation("team: A\npeople: 010\n").teams[0].people == 10


@pytest.mark.parametrize("value", ["0x10", "1_000", "1e3", ".inf", "nan", "\u0663", "1:30"])
def test_numbers_are_digits(value: str) -> None:
    assert codes(read(f"team: A\npeople: {value}\n")) == ["bad-number"]


@pytest.mark.parametrize("empty", ["", "''", '"  "', "|", "> "])
def test_nothing_is_no_name(empty: str) -> None:
    assert codes(read(f"team: {empty}\n")) == ["empty-value"]


def test_texts_over_several_lines() -> None:
    text = "team: A\nneeds:\n  - supplier: B\n    wants: |\n      fast\n      and right\n"
    assert only_handoff(text, "team: B\n").wants == "fast\nand right"


def test_a_name_over_several_lines_is_folded() -> None:
    assert list(organisation("team: Order\n  Desk\n").parties) == ["Order Desk"]
