"""Survey tables: what is read, how a table is recognised, and each mistake at its field."""

from __future__ import annotations

from datetime import date

import pytest

from chainmap.issues import Location, Severity
from chainmap.model import Rating
from chainmap.source.reading import Reading
from chainmap.survey import Answer, Dimension, Feeling
from tests.source.inline import codes, read

SHOP = """\
customer: Shopper
---
team: Courier
serves:
  - {customer: Shopper, delivers: Parcel}
  - {customer: Shopper, delivers: Notice}
---
team: Desk
serves: [{customer: Shopper, delivers: Answer}, {customer: Courier, delivers: List}]
"""
HEAD = (
    "customer,supplier,delivers,date,respondent,dimension,expected,perceived,importance,scale,"
    "kano_with,kano_without\n"
)
DIMENSIONS = "reliability, assurance, tangibles, empathy or responsiveness"
ROW = "Shopper,Courier,Parcel,2026-09-14,R-1,reliability,5,3,4,5,expect,dislike\n"


def survey(text: str | bytes) -> Reading:
    return read(SHOP, surveys_csv=text)


def answers(text: str | bytes) -> tuple[Answer, ...]:
    reading = survey(text)
    assert reading.issues == ()
    return reading.answers


def test_a_first_line_for_excel_says_what_separates() -> None:
    text = "sep=;\n" + (HEAD + ROW).replace(",", ";")
    assert answers(text) == answers("\n" + HEAD + ROW)


def test_every_column() -> None:
    (answer,) = answers(HEAD + ROW)
    assert answer == Answer(
        handoff=answer.handoff,
        dimension=Dimension.RELIABILITY,
        date=date(2026, 9, 14),
        expected=Rating(5, 5),
        perceived=Rating(3, 5),
        importance=Rating(4, 5),
        with_it=Feeling.EXPECT,
        without_it=Feeling.DISLIKE,
        respondent="R-1",
        location=Location("surveys.csv", 2, 1),
    )
    assert answer.gap == -2


def test_marks_may_carry_their_scale_and_columns_may_be_few() -> None:
    head = "date,customer,delivers,dimension,expected,perceived\n"
    text = f"{head}2026-09-14,shopper,answer,Empathy,6/7,4/7\n"
    (answer,) = answers(text)
    assert (answer.expected, answer.perceived) == (Rating(6, 7), Rating(4, 7))
    assert (answer.dimension, answer.importance, answer.respondent) == (
        Dimension.EMPATHY,
        None,
        None,
    )


def test_importance_may_have_a_scale_of_its_own() -> None:
    row = "Shopper,Courier,Parcel,2026-09-14,R-1,reliability,5,3,40/100,5,,\n"
    (answer,) = answers(HEAD + row)
    assert answer.importance == Rating(40, 100)


def test_words_as_forms_export_them() -> None:
    row = "Shopper,Courier,Parcel,2026-09-14,,Tangibles,,,,,Like,Live with\n"
    (answer,) = answers(HEAD + row)
    assert (answer.with_it, answer.without_it) == (Feeling.LIKE, Feeling.LIVE_WITH)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_a_byte_order_mark_and_quotes(separator: str) -> None:
    text = (HEAD + ROW.replace("R-1", '"R ""1"""')).replace(",", separator)
    (answer,) = answers(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert answer.respondent == 'R "1"'


class TestWhichTable:
    """Answers or complaints: the first row says it, where it does not the name."""

    def test_a_survey_under_another_name(self) -> None:
        assert len(read(SHOP, complaints_csv=HEAD + ROW).answers) == 1

    def test_complaints_under_another_name(self) -> None:
        text = "id,customer,delivers,category\nC-1,Shopper,Parcel,late\n"
        reading = survey(text)
        assert reading.organisation is not None
        assert len(reading.organisation.complaints) == 1
        assert reading.answers == ()

    def test_a_table_that_is_neither_says_what_a_survey_needs(self) -> None:
        reading = survey("name,mark\nAnna,5\n")
        assert codes(reading) == ["missing-key", "unknown-key", "unknown-key"]
        assert reading.issues[0].message == (
            "The first row does not name the columns customer, dimension and date."
        )


WRONG = [
    (
        "Shoper,Courier,Parcel,2026-09-14,R-1,reliability,5,3,4,5,,",
        ("unknown-party", 1, "Did you mean Shopper?"),
    ),
    (
        "Shopper,Courier,Parsel,2026-09-14,R-1,reliability,5,3,4,5,,",
        ("unknown-answer-handoff", 3, "Known: Notice from Courier and Parcel from Courier."),
    ),
    (
        "Shopper,Courier,,2026-09-14,R-1,reliability,5,3,4,5,,",
        ("unclear-answer", 1, "Write supplier and delivers."),
    ),
    (
        "Shopper,Courier,Parcel,14.9.2026,R-1,reliability,5,3,4,5,,",
        ("bad-date", 4, "Write year, month, day: 2026-05-12."),
    ),
    (
        "Shopper,Courier,Parcel,2026-09-14,R-1,relability,5,3,4,5,,",
        (
            "unknown-dimension",
            6,
            f"Did you mean reliability? Write {DIMENSIONS}.",
        ),
    ),
    (
        "Shopper,Courier,Parcel,2026-09-14,R-1,reliability,6,3,4,5,,",
        ("bad-rating", 7, "Mend the mark or the scale."),
    ),
    (
        "Shopper,Courier,Parcel,2026-09-14,R-1,reliability,,3,4/5,,,",
        ("no-unit", 8, "Add the column scale with the best mark, or write 3/5."),
    ),
    (
        "Shopper,Courier,Parcel,2026-09-14,R-1,reliability,=1+1,3,4,5,,",
        ("bad-number", 7, "Write digits only, such as 6 or 2.5."),
    ),
    (
        "Shopper,Courier,Parcel,2026-09-14,R-1,reliability,5,3,4,0,,",
        ("out-of-range", 10, "Write the best mark: 5."),
    ),
    (
        "Shopper,Courier,Parcel,2026-09-14,R-1,reliability,5,3,4,5,likes it,dislike",
        ("unknown-feeling", 11, None),
    ),
    (
        "Shopper,Courier,Parcel,2026-09-14,R-1,reliability,,,,,like,often",
        ("unknown-feeling", 12, None),
    ),
]


@pytest.mark.parametrize(("row", "expected"), WRONG, ids=lambda value: str(value)[:60])
def test_each_mistake_at_its_field(row: str, expected: tuple[str, int, str | None]) -> None:
    reading = survey(f"{HEAD}{row}\n")
    code, column, hint = expected
    (issue,) = reading.issues
    assert (issue.code, issue.location) == (code, Location("surveys.csv", 2, column))
    assert hint in {None, issue.hint}
    assert reading.organisation is None
    assert reading.answers == ()


def test_all_mistakes_of_a_row_in_one_run() -> None:
    reading = survey(f"{HEAD}Shoper,Curier,Parcel,2026-09-14,R-1,reliability,6,3,4,5,,\n")
    assert codes(reading) == ["unknown-party", "unknown-party", "bad-rating"]


def test_nobody_counts_twice() -> None:
    reading = survey(HEAD + ROW + ROW.replace("R-1", "r-1"))
    (issue,) = reading.issues
    assert (issue.code, issue.location) == ("duplicate-answer", Location("surveys.csv", 3, 5))
    assert issue.message == "r-1 answers this on 2026-09-14 at surveys.csv:2:5 already."


def test_without_a_respondent_two_answers_alike_are_two() -> None:
    assert len(answers(HEAD + ROW.replace("R-1", "") * 2)) == 2


def test_marks_on_two_scales_have_no_mean() -> None:
    other = "Shopper,Desk,Answer,2026-09-14,R-2,empathy,7,3,,7,,\n"
    reading = survey(HEAD + ROW + other)
    assert codes(reading) == ["mixed-scale", "mixed-scale"]
    assert reading.issues[0].message == ("expected: a mark of 7 here, of 5 at surveys.csv:2:7.")


def test_half_of_kano_is_left_out_with_a_warning() -> None:
    reading = survey(HEAD + ROW.replace("expect,dislike", "expect,"))
    (issue,) = reading.issues
    assert (issue.code, issue.severity, issue.location.column) == (
        "half-asked",
        Severity.WARNING,
        11,
    )
    assert [(a.with_it, a.without_it) for a in reading.answers] == [(None, None)]


def test_a_row_without_an_answer_is_pointed_out() -> None:
    row = "Shopper,Courier,Parcel,2026-09-14,R-1,reliability,,,,5,,\n"
    assert codes(survey(HEAD + row)) == ["empty-answer"]


def test_one_mistake_does_not_follow_from_another() -> None:
    """Who is in a file that cannot be read may well be asked."""
    reading = read(
        SHOP.replace("customer: Shopper, delivers: Notice", "custmer: S"), surveys_csv=HEAD + ROW
    )
    assert "unknown-answer-handoff" not in codes(reading)
