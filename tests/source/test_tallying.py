"""Counting a large table line by line: places of mistakes far down, and what a survey is."""

from __future__ import annotations

import io

from chainmap.source.tallying import head_of, lines_of, tallied

HEAD = "id,customer,supplier,delivers,category,date,count,severity,said,contacts\n"
ROW = "C-{n},Shopper,,Parcel,late,,,,Where is it? Nobody could tell me.,\n"
FAR = 30_000
"""Rows that fill more than one piece of a file."""


def far_down(last: bytes) -> io.BytesIO:
    rows = "".join(ROW.format(n=n) for n in range(FAR))
    return io.BytesIO((HEAD + rows).encode() + last)


def test_a_byte_that_is_no_text_is_told_at_its_line() -> None:
    tally, (issue,) = tallied("complaints.csv", far_down(b"C-x,Caf\xe9\n"))
    assert tally is None
    assert (issue.code, str(issue.location)) == ("not-utf8", f"complaints.csv:{FAR + 2}:8")


def test_a_control_character_is_told_at_its_line() -> None:
    _, (issue,) = tallied("complaints.csv", far_down(b"C-x,a\x07\n"))
    assert (issue.code, str(issue.location)) == ("control-character", f"complaints.csv:{FAR + 2}:6")


def test_rows_that_are_too_long_are_told_once() -> None:
    _, (issue,) = tallied("complaints.csv", far_down(b"C-x,,,,,,,,,,more\nC-y,,,,,,,,,,more\n"))
    assert str(issue.location) == f"complaints.csv:{FAR + 2}:11"
    assert issue.message.endswith("2 rows have it; this is the first.")


def test_lines_are_those_that_rows_begin_in() -> None:
    text = HEAD + 'C-1,Shopper,,,late,,,,"one\ntwo",\n\nC-2,Shopper,,,late,,,,,\n'
    far = io.BytesIO(text.encode())
    assert lines_of("complaints.csv", far, {0, 1}) == {0: 2, 1: 5}


def test_a_survey_is_none() -> None:
    assert head_of("complaints.csv", "customer,dimension,date,perceived\n") is None


def test_a_line_without_end_is_not_read_to_its_end() -> None:
    endless = io.BytesIO((HEAD + ROW.format(n=1)).encode() + b"x" * (40 << 20))
    tally, (issue,) = tallied("complaints.csv", endless)
    assert tally is None
    assert "longer than 16 MiB" in issue.message
    assert endless.tell() < 20 << 20
