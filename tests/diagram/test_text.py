from __future__ import annotations

import doctest

import pytest
from graphviz.quoting import quote

from chainmap.diagram.canvas import text
from chainmap.diagram.canvas.text import LINE, clean, in_html, left_to_right, tooltip, width, wrap


def test_the_examples_in_the_docstrings_are_right() -> None:
    assert doctest.testmod(text).failed == 0


def test_a_name_of_ordinary_length_stays_on_one_line() -> None:
    assert wrap("Warehouse") == ("Warehouse",)


def test_a_long_name_is_wrapped_at_blanks() -> None:
    wrapped = wrap("Complaints, returns and spare parts")
    assert wrapped == ("Complaints, returns and", "spare parts")


def test_a_long_word_is_parted_behind_a_sign() -> None:
    wrapped = wrap("govuk-publishing-mainstream-experience-tech")
    assert wrapped == ("govuk-publishing-", "mainstream-experience-", "tech")


@pytest.mark.parametrize("name", ["x" * 200, "word " * 40, "名" * 200, "👩‍👩‍👧 " * 50])
def test_what_does_not_fit_three_lines_ends_in_an_ellipsis(name: str) -> None:
    wrapped = wrap(name)
    assert len(wrapped) == 3
    assert wrapped[-1].endswith("…")


def test_a_line_that_is_cut_still_fits() -> None:
    assert all(width(line) <= LINE * 1.13 for line in wrap("W" * 200))


def test_a_letter_is_not_parted_from_its_mark() -> None:
    assert all(line[0] != "\u0301" for line in wrap("e\u0301" * 60))


def test_an_emoji_is_not_parted_at_its_joiners() -> None:
    family = "👩‍👩‍👧"
    assert all(not line.startswith("\u200d") for line in wrap(family * 20))


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\u202e", "\ud800"])
def test_a_character_that_controls_is_replaced(character: str) -> None:
    assert clean(f"a{character}b") == "a\ufffdb"


def test_white_space_of_any_kind_is_one_blank() -> None:
    assert clean(" a\n\t b\x1c c ") == "a b c"


def test_a_backslash_in_a_label_is_doubled_because_graphviz_reads_it() -> None:
    assert in_html(r"\N") == r"\\N"


def test_a_backslash_in_a_tooltip_is_doubled_twice_because_graphviz_reads_it_twice() -> None:
    assert tooltip(r"\N") == r"\\\\N"


def test_lines_of_a_tooltip_are_parted_by_the_escape_for_it() -> None:
    assert tooltip("a", "b") == r"a\nb"


@pytest.mark.parametrize("name", ["<b>bold</b>", "<", "graph", '"', 'a"b', "\\", r"\"", r"a\\"])
def test_a_tooltip_is_never_html_and_never_ends_early(name: str) -> None:
    quoted = quote(tooltip("x", name))
    assert quoted.startswith('"x\\n')
    inside = quoted[1:-1].replace("\\\\", "")
    assert inside.count('"') == inside.count('\\"')


def test_wide_characters_need_more_room_and_marks_none() -> None:
    assert width("名前") > width("ab")
    assert width("e\u0301") == width("e")


def test_a_line_of_two_scripts_starts_at_the_left() -> None:
    mixed = "“فريق المستودع” from Courier"
    assert left_to_right(mixed) == f"\u200e{mixed}"


@pytest.mark.parametrize("line", ["فريق المستودع", "Warehouse", "仓库团队 3"])
def test_a_line_of_one_script_keeps_its_own_direction(line: str) -> None:
    assert left_to_right(line) == line
