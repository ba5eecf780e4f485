"""Names of a log that differ from those of the files, and quantities as files have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.issues import ChainmapError
from chainmap.model import Calendar
from chainmap.source.decoding import SourceFile
from chainmap.source.log_names import LogNames, Suggestion, first_spelling
from chainmap.source.quantities import duration, rate
from chainmap.source.spelling import duration_text, rate_text


def names(text: str | None = None) -> LogNames:
    table = None if text is None else SourceFile("names.csv", text.encode())
    return LogNames(["Service Desk", "Billing"], table)


def test_names_match_by_case_or_by_the_table() -> None:
    known = names("log,team\nG96,service desk\n")
    assert [known.called(name) for name in ("billing", "g96", "G97")] == [
        "Billing",
        "Service Desk",
        "G97",
    ]


def test_rows_that_rename_nobody_are_known() -> None:
    known = names("log,team\nG96,Service Desk\nG 97,Billing\n")
    assert known.unheard(["g96 ", "Billing"]) == ("G 97",)
    assert known.unheard(["G96", "G 97"]) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("log,team\nG96,Billings\n", "unknown-party"),
        ("log,team\nG96,Billing\ng96,Service Desk\n", "duplicate-name"),
        ("log,party\nG96,Billing\n", "missing-key"),
        ("", "empty-file"),
    ],
)
def test_a_table_with_mistakes_is_refused(text: str, code: str) -> None:
    with pytest.raises(ChainmapError) as caught:
        names(text)
    assert code in [issue.code for issue in caught.value.issues]


def test_only_parties_that_are_not_in_the_log_are_suggested() -> None:
    found = names().suggestions(("Servicedesk", "Billing 2"), {"Billing", "Servicedesk"})
    assert found == (Suggestion("Servicedesk", "Service Desk"),)


def test_a_draft_spells_a_name_one_way() -> None:
    called = first_spelling()
    assert [called(name) for name in ("Desk", "desk", "A\x1bB", "\t")] == [
        "Desk",
        "Desk",
        "A B",
        "?",
    ]


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=2).map(sorted))
def test_durations_read_back_and_keep_their_order(hours: list[float]) -> None:
    low, high = (duration(duration_text(value)).hours(Calendar()) for value in hours)
    assert low <= high
    assert high == pytest.approx(hours[1], rel=0.01, abs=0.5 / 3600 + 1e-9)


@given(st.floats(1e-6, 1e6))
def test_rates_read_back(per_hour: float) -> None:
    text = rate_text(per_hour, Calendar())
    assert rate(text).per_hour(Calendar()) == pytest.approx(per_hour, rel=0.006)
