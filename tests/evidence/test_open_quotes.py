"""A quote that is left open in a CSV: where it opens, what it swallows, and what to do about it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from chainmap.analysis.observed.reading import LeftOut, Reason
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request
from chainmap.issues import ChainmapError, Issue
from tests.evidence.conftest import See

HEAD = "case,team,time\n"
OPEN = '9,"Desk,2026-01-01\n'


def rows(count: int) -> str:
    return "".join(f"{at // 3},T{at % 3},2026-01-05 08:{at % 60:02d}\n" for at in range(count))


def refused(see: See, text: str, **request: object) -> tuple[Issue, ...]:
    with pytest.raises(ChainmapError) as caught:
        see(text, **request)
    return caught.value.issues


def test_one_that_swallows_every_row_is_named(see: See) -> None:
    (issue,) = refused(see, HEAD + OPEN + rows(3_000))
    assert (issue.code, issue.location.line) == ("open-quote", 2)
    assert issue.message == (
        "A quote opens here and is not closed; what stands inside is no row: "
        '9,"Desk,2026-01-01 and 3,000 more lines in one quote.'
    )
    assert "Close it" in (issue.hint or "")


def test_so_is_it_in_a_packed_file_below_a_line_for_excel(workplace: Path) -> None:
    text = ("sep=,\r\n" + HEAD + OPEN + rows(30)).replace("\r", "").replace("\n", "\r\n")
    (workplace / "log.csv.gz").write_bytes(gzip.compress(text.encode()))
    with pytest.raises(ChainmapError) as caught:
        observe(Request(("log.csv.gz",)))
    assert [(i.code, i.location.line) for i in caught.value.issues] == [("open-quote", 3)]


def test_one_that_swallows_most_rows_is_named_with_how_many(see: See) -> None:
    """More of them than DuckDB shows of a broken row, which is 10,000 characters."""
    whole, quote = refused(see, HEAD + rows(1_000) + OPEN + rows(2_000))
    assert whole.message.startswith("2,001 of 3,001 rows cannot be read, more than 1 %.")
    assert (quote.code, quote.location.line) == ("open-quote", 1_002)
    assert '9,"Desk,2026-01-01 and 2,000 more lines in one quote' in quote.message
    assert "Close it" in (quote.hint or "")


def test_one_that_swallows_few_rows_is_counted(see: See) -> None:
    reading = see(HEAD + rows(3_000) + OPEN + rows(20)).reading
    assert reading.left_out == (LeftOut(Reason.BROKEN_ROW, 21),)
    (row,) = reading.unread
    assert (row.line, row.text) == (3_002, '9,"Desk,2026-01-01 and 20 more lines in one quote')


def test_every_row_is_accounted_for_where_the_engine_goes_on_inside_the_quote(see: See) -> None:
    """DuckDB begins anew with the next part of a large file, 16 MB in."""
    many = rows(30_000) * 30
    reading = see(HEAD + rows(300) + OPEN + many, unreadable=1.0).reading
    assert reading.read == 300 + 1 + 900_000
    assert reading.used + sum(left.rows for left in reading.left_out) == reading.read


def test_one_that_closes_too_late_is_counted_with_what_it_holds(see: See) -> None:
    text = HEAD + rows(9) + OPEN + rows(2_000) + '9,"Desk",2026-01-01\n' + rows(30)
    whole, quote = refused(see, text)
    assert whole.message.startswith("2,002 of 2,041 rows cannot be read")
    assert (quote.code, quote.location.line) == ("open-quote", 11)


def test_rows_inside_the_name_of_a_team_are_missed(see: See) -> None:
    text = HEAD + rows(9) + OPEN + rows(2_000) + '9,Desk",2026-01-01\n' + rows(30)
    (issue,) = refused(see, text)
    assert (issue.code, issue.location.line) == ("open-quote", 11)
    assert "closes 2,001 lines below" in issue.message
    assert see(text, unreadable=1.0).reading.read == 40


def test_a_name_over_several_lines_is_a_name(see: See) -> None:
    text = HEAD + '1,"Desk\nBerlin, first floor\nNorth",2026-01-05\n1,"B\nC",2026-01-06\n'
    assert see(text).handoffs == 1


def test_one_in_the_header_is_named(see: See) -> None:
    (issue,) = refused(see, 'case,"team,time\n' + rows(30))
    assert (issue.code, issue.location.line) == ("open-quote", 1)


def test_a_header_over_two_lines_is_one(see: See) -> None:
    found = see('case,team,"time"\n' + rows(3))
    assert see('case,team,time,"said\nby"\n' + rows(3).replace("\n", ",x\n")).pairs == found.pairs


def test_what_is_no_quote_is_told_as_before(see: See) -> None:
    (issue,) = refused(see, HEAD + "1,A,\n2,B,\n")
    assert issue.code == "no-events"


def test_another_engine_says_the_same(workplace: Path, engine: str) -> None:
    (workplace / "all.csv").write_text(HEAD + OPEN + rows(30), encoding="utf-8")
    (workplace / "most.csv").write_text(HEAD + rows(9) + OPEN + rows(30), encoding="utf-8")
    said = []
    for asked in (None, engine):
        for name in ("all.csv", "most.csv"):
            with pytest.raises(ChainmapError) as caught:
                observe(Request((name,), engine=asked))
            said.append(caught.value.issues)
    assert said[:2] == said[2:]
    assert [issue.code for issue in said[1]] == ["too-many-unreadable", "open-quote"]


def test_rows_inside_the_name_of_a_case_are_noticed(workplace: Path) -> None:
    rows = [f"c{at},A,2026-01-05" for at in range(60)]
    rows[10], rows[20] = f'"{rows[10]}', 'c20",A,2026-01-05'
    text = "\n".join(["case,team,time", *rows, ""])
    (workplace / "log.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ChainmapError) as caught:
        observe(Request(("log.csv",)))
    assert [(i.code, i.location.line) for i in caught.value.issues] == [("open-quote", 12)]
