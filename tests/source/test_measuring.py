"""What a log measured, read beside what teams declare."""

from __future__ import annotations

from datetime import date

import pytest

from chainmap.issues import Location, Severity
from chainmap.model import Evidence, Handoff, Measurement, Time
from tests.source.inline import codes, only_issue, organisation, read

TEAMS = """\
organisation: O
calendar: {hours_per_day: 24, days_per_week: 7}
---
team: A
serves: [{customer: B, delivers: X, lead_time: 9h, promise: 2h, volume: 1/h}]
---
team: B
needs: [{supplier: A, delivers: X, within: 3h}]
"""

HEAD = "observed: log.csv\nfirst: 2026-01-05\nlast: 2026-02-05\nhandoffs:\n"


def measured(*entries: str) -> str:
    return HEAD + "".join(f"  - {{{entry}}}\n" for entry in entries)


def only(text: str) -> Handoff:
    (handoff,) = organisation(TEAMS, observed_yaml=text).handoffs
    return handoff


def test_measured_figures_take_the_place_of_declared_ones() -> None:
    found = only(
        measured(
            "supplier: a, customer: B, lead_time: {low: 1h, likely: 4h, high: 1d},"
            " volume: 12/d, n: 7"
        )
    )
    assert found.lead_time == Time(1, 4, 24)
    assert (found.volume, found.evidence) == (0.5, Evidence.MEASURED)
    assert found.promise == Time.of(2)
    assert found.need == Time.of(3)
    assert found.measurement == Measurement(
        "log.csv", date(2026, 1, 5), date(2026, 2, 5), 7, Location("observed.yaml", 5, 5)
    )


def test_a_volume_alone_leaves_the_declared_time() -> None:
    found = only(measured("supplier: A, customer: B, delivers: x, volume: 12/d, n: 7"))
    assert (found.volume, found.time, found.evidence) == (0.5, 9, Evidence.ESTIMATED)
    assert found.measurement is None


def test_what_was_only_seen_is_a_finding_and_no_handoff() -> None:
    reading = read(TEAMS, observed_yaml=measured("supplier: B, customer: A, lead_time: 1h, n: 3"))
    assert reading.organisation is not None
    assert [(h.supplier, h.customer) for h in reading.organisation.handoffs] == [("A", "B")]
    (issue,) = reading.issues
    assert (issue.code, issue.severity) == ("only-seen", Severity.NOTE)
    assert issue.message == "B hands over to A 3 times in log.csv; neither declares it."


@pytest.mark.parametrize(
    ("entry", "code", "hint"),
    [
        ("supplier: AB, customer: B, n: 1", "unknown-party", "Did you mean B?"),
        ("supplier: A, customer: B, delivers: Xx, n: 1", "unknown-deliverable", "Did you mean X?"),
        ("supplier: A, customer: B, n: 0", "bad-number", "Write 1 or more."),
        ("supplier: A, customer: B, n: 1, time: 2h", "unknown-key", None),
        (
            "supplier: A, customer: B, n: 1, lead_time: {low: 3h, likely: 2h, high: 4h}",
            "three-point-order",
            "Write low ≤ likely ≤ high.",
        ),
    ],
)
def test_mistakes_are_told_at_their_place(entry: str, code: str, hint: str | None) -> None:
    issue = only_issue(TEAMS, observed_yaml=measured(entry))
    assert (issue.code, issue.location.line) == (code, 5)
    assert hint in {None, issue.hint}


def test_an_entry_has_to_say_which_of_several_deliverables() -> None:
    more = TEAMS.replace("volume: 1/h}", "volume: 1/h}, {customer: B, delivers: Y}")
    reading = read(more, observed_yaml=measured("supplier: A, customer: B, n: 1"))
    assert "unclear-deliverable" in codes(reading)


def test_a_handoff_is_measured_once() -> None:
    twice = measured("supplier: A, customer: B, n: 1", "supplier: A, customer: B, n: 2")
    assert only_issue(TEAMS, observed_yaml=twice).code == "repeated-measurement"


def test_another_clock_is_told() -> None:
    text = HEAD.replace("handoffs:", "hours_per_day: 8\nhandoffs: []")
    assert only_issue(TEAMS, observed_yaml=text).code == "other-clock"


def test_a_party_that_cannot_be_read_is_not_told_twice() -> None:
    broken = TEAMS.replace("team: A\n", "team: A\npeople: many\n")
    reading = read(broken, observed_yaml=measured("supplier: A, customer: B, n: 1"))
    assert codes(reading) == ["bad-number"]
