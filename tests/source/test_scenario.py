"""Scenario files: what they say is done, as if the files of the organisation said so."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.analysis.comparison import comparison
from chainmap.flow import Flow
from chainmap.issues import Issue
from chainmap.model import Organisation
from chainmap.source.decoding import SourceFile
from chainmap.source.scenario import ScenarioReading, read_scenario
from tests.source.inline import organisation

CLINIC = """\
customer: Patients
value: 2
serves: [{customer: Desk, delivers: Order}]
needs: [{supplier: Doctor, delivers: Report, within: 5d, accuracy: 90%}]
---
team: Desk
people: 2
process_time: 10m
serves:
  - {customer: Lab, delivers: Sample, from: [Order], volume: 40/d, promise: 2h, lead_time: 4h}
  - {customer: Doctor, delivers: File, from: [Order], volume: 40/d, lead_time: 1h}
---
team: Lab
people: 3
availability: 80%
process_time: 20m
serves: [{customer: Doctor, delivers: Finding, from: [Sample], volume: 40/d, lead_time: 6h}]
needs: [{supplier: Desk, delivers: Sample, within: 3h, accuracy: 80%}]
---
team: Doctor
people: 4
process_time: 15m
serves:
  - customer: Patients
    delivers: Report
    from: [Finding, File]
    volume: 40/d
    promise: 2d
    step_promise: 4h
    lead_time: 5h
needs: [{supplier: Lab, delivers: Finding, accuracy: 95%}]
"""
COMPLAINTS = """\
id,customer,supplier,delivers,category,count
C-1,Patients,Doctor,Report,late,3
"""


def clinic(text: str = CLINIC) -> Organisation:
    return organisation(text, complaints_csv=COMPLAINTS)


def read(changes: str, base: Organisation | None = None) -> ScenarioReading:
    text = f"scenario: Test\nchanges:\n{dedent(changes)}"
    return read_scenario(SourceFile("s.yaml", text.encode()), base or clinic())


def after(changes: str) -> Organisation:
    reading = read(changes)
    assert reading.issues == ()
    assert reading.applied is not None
    return reading.applied.organisation


def only_issue(changes: str) -> Issue:
    reading = read(changes)
    (issue,) = reading.issues
    assert reading.scenario is None
    return issue


def by_hand(*edits: tuple[str, str]) -> Organisation:
    text = CLINIC
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return clinic(text)


SAME_BY_HAND = {
    "people and availability": (
        "- {team: Lab, people: +1, availability: +10%}",
        [("people: 3", "people: 4"), ("availability: 80%", "availability: 90%")],
    ),
    "a tenth fewer people": (
        "- {team: Doctor, people: -25%}",
        [("people: 4", "people: 3")],
    ),
    "half the time of all that a team hands over": (
        "- {team: Desk, lead_time: −50%}",
        [("lead_time: 4h", "lead_time: 2h"), ("lead_time: 1h", "lead_time: 30m")],
    ),
    "a team's promise is that for its own step": (
        "- {team: Doctor, promise: 3h}",
        [("step_promise: 4h", "step_promise: 3h")],
    ),
    "figures of one handoff, set": (
        (
            "- {supplier: desk, customer: lab, delivers: sample, lead_time: 1h, promise: 1h, "
            "within: 2h, accuracy: 99%, volume: 50/d, process_time: 5m}"
        ),
        [
            (
                "volume: 40/d, promise: 2h, lead_time: 4h}",
                "volume: 50/d, promise: 1h, lead_time: 1h, process_time: 5m}",
            ),
            ("within: 3h, accuracy: 80%", "within: 2h, accuracy: 99%"),
        ],
    ),
    "figures of one handoff, more or less": (
        (
            "- {supplier: Desk, customer: Lab, lead_time: -1h, promise: +25%, accuracy: +5%, "
            "volume: +10/d}"
        ),
        [
            (
                "volume: 40/d, promise: 2h, lead_time: 4h}",
                "volume: 50/d, promise: 2.5h, lead_time: 3h}",
            ),
            ("accuracy: 80%", "accuracy: 85%"),
        ],
    ),
    "a three-point estimate": (
        "- {supplier: Desk, customer: Lab, lead_time: {low: 1h, likely: 2h, high: 9h}}",
        [("lead_time: 4h", "lead_time: {low: 1h, likely: 2h, high: 9h}")],
    ),
    "from stock": (
        "- {supplier: Lab, customer: Doctor, stock: true}",
        [("lead_time: 6h", "lead_time: 6h, stock: true")],
    ),
    "made from less": (
        "- {supplier: Doctor, customer: Patients, from: [File]}",
        [("from: [Finding, File]", "from: [File]")],
    ),
    "a handoff no longer takes place": (
        "- {remove: {supplier: Desk, customer: Doctor, delivers: File}}",
        [
            (
                (
                    "  - {customer: Doctor, delivers: File, from: [Order], volume: 40/d, "
                    "lead_time: 1h}\n"
                ),
                "",
            ),
            ("from: [Finding, File]", "from: [Finding]"),
        ],
    ),
    "a team is gone and its work goes straight on": (
        "- {remove: Lab}",
        [
            (CLINIC[CLINIC.index("team: Lab") - 4 : CLINIC.index("---\nteam: Doctor")], ""),
            ("{customer: Lab, delivers: Sample", "{customer: Doctor, delivers: Sample"),
            ("from: [Finding, File]", "from: [Sample, File]"),
            (
                "needs: [{supplier: Lab, delivers: Finding, accuracy: 95%}]",
                "needs: [{supplier: Desk, delivers: Sample, within: 3h, accuracy: 80%}]",
            ),
        ],
    ),
    "two teams merge; the work stays, the wait between them goes": (
        "- {merge: [Desk, Lab], into: Front}",
        [
            (
                CLINIC[CLINIC.index("team: Desk") : CLINIC.index("---\nteam: Doctor")],
                (
                    "team: Front\npeople: 5\navailability: 88%\nserves:\n"
                    "  - {customer: Doctor, delivers: Finding, from: [Order], volume: 40/d, "
                    "lead_time: 6h 10m, process_time: 30m}\n"
                    "  - {customer: Doctor, delivers: File, from: [Order], volume: 40/d, "
                    "lead_time: 1h, process_time: 10m}\n"
                ),
            ),
            ("customer: Desk, delivers: Order", "customer: Front, delivers: Order"),
            ("{supplier: Lab, delivers: Finding", "{supplier: Front, delivers: Finding"),
        ],
    ),
    "one takes over what another does, without its people": (
        "- {take_over: Lab, by: Doctor}",
        [
            (CLINIC[CLINIC.index("team: Lab") - 4 : CLINIC.index("---\nteam: Doctor")], ""),
            ("{customer: Lab, delivers: Sample", "{customer: Doctor, delivers: Sample"),
            ("from: [Finding, File]", "from: [Sample, File]"),
            ("    lead_time: 5h\n", "    lead_time: 5h 20m\n    process_time: 35m\n"),
            (
                "needs: [{supplier: Lab, delivers: Finding, accuracy: 95%}]",
                "needs: [{supplier: Desk, delivers: Sample, within: 3h, accuracy: 80%}]",
            ),
        ],
    ),
    "a team is added as in its own file": (
        """\
        - add:
            team: Checker
            people: 1
            process_time: 5m
            serves: [{customer: Doctor, delivers: Checked file, from: [Copy], lead_time: 30h}]
            needs: [{supplier: Desk, delivers: Copy, accuracy: 70%}]
        - {supplier: Doctor, customer: Patients, from: [Finding, Checked file]}
        """,
        [
            (
                "---\nteam: Doctor",
                (
                    "---\nteam: Checker\npeople: 1\nprocess_time: 5m\n"
                    "serves: [{customer: Doctor, delivers: Checked file, from: [Copy], "
                    "lead_time: 30h}]\nneeds: [{supplier: Desk, delivers: Copy, accuracy: 70%}]\n"
                    "---\nteam: Doctor"
                ),
            ),
            ("from: [Finding, File]", "from: [Finding, Checked file]"),
        ],
    ),
    "a handoff is added, with what both sides say": (
        """\
        - add: {supplier: Lab, customer: Desk, delivers: Receipt, rework: true}
        - add: {supplier: Lab, customer: Doctor, delivers: X-ray, lead_time: 9h, accuracy: 60%}
        - {supplier: Doctor, customer: Patients, from: [Finding, File, X-ray]}
        """,
        [
            (
                (
                    "serves: [{customer: Doctor, delivers: Finding, from: [Sample], volume: 40/d, "
                    "lead_time: 6h}]"
                ),
                (
                    "serves: [{customer: Doctor, delivers: Finding, from: [Sample], volume: 40/d, "
                    "lead_time: 6h}, {customer: Desk, delivers: Receipt, rework: true}, "
                    "{customer: Doctor, delivers: X-ray, lead_time: 9h}]"
                ),
            ),
            ("from: [Finding, File]", "from: [Finding, File, X-ray]"),
            (
                "needs: [{supplier: Lab, delivers: Finding, accuracy: 95%}]",
                (
                    "needs: [{supplier: Lab, delivers: Finding, accuracy: 95%}, "
                    "{supplier: Lab, delivers: X-ray, accuracy: 60%}]"
                ),
            ),
        ],
    ),
}


@pytest.mark.parametrize("name", SAME_BY_HAND)
def test_a_scenario_is_as_good_as_writing_the_files_anew(name: str) -> None:
    changes, edits = SAME_BY_HAND[name]
    found = comparison(before=Flow(after(changes)), after=Flow(by_hand(*edits)))
    assert found.is_same, found
    assert [change.is_same for change in found.deliveries] == [True]
    assert len(found.after.organisation.complaints) == len(after(changes).complaints) == 1


MISTAKES = [
    ("- {team: Labb, people: 3}", "unknown-party", (3, 10), "Did you mean Lab?"),
    ("- {team: Patients, people: 3}", "not-a-team", (3, 10), None),
    ("- {team: Lab, peple: 3}", "unknown-key", (3, 15), "Did you mean people?"),
    ("- {team: Lab, people: -4}", "impossible-change", (3, 23), "Take less away"),
    ("- {team: Lab, people: 0}", "impossible-change", (3, 23), "{remove: Lab}"),
    ("- {team: Lab, people: -3}", "impossible-change", (3, 23), "{remove: Lab}"),
    ("- {team: Lab, availability: +30%}", "impossible-change", (3, 29), "such as 95%"),
    ("- {team: Lab, arrivals: +10%}", "impossible-change", (3, 25), "without + or -"),
    ("- {team: Lab, accuracy: 101%}", "percent-over-100", (3, 25), None),
    ("- {team: Lab, lead_time: 4}", "no-unit", (3, 26), "Write 4h"),
    ("- {team: Lab, lead_time: -150%}", "negative-number", (3, 26), "at most 100 %"),
    ("- {team: Lab, lead_time: ''}", "empty-value", (3, 26), None),
    ("- {supplier: Lab, customer: Desk}", "unknown-handoff", (3, 3), "It serves Doctor"),
    (
        "- {supplier: Desk, customer: Lab, delivers: Samples}",
        "unknown-deliverable",
        (3, 45),
        "Did you mean Sample?",
    ),
    ("- {supplier: Desk, customer: Lab, step_promise: 1h}", "outside-only", (3, 49), None),
    (
        "- {supplier: Desk, customer: Lab, lead_time: {low: 2h, likely: 1h, high: 3h}}",
        "three-point-order",
        (3, 46),
        None,
    ),
    (
        "- {supplier: Doctor, customer: Patients, from: [Fnding]}",
        "unknown-deliverable",
        (3, 49),
        "Did you mean Finding?",
    ),
    ("- {remove: Radiology}", "unknown-party", (3, 12), None),
    ("- {merge: [Lab], into: One}", "nothing-to-merge", (3, 11), None),
    ("- {merge: [Lab, Desk], into: Doctor}", "duplicate-party", (3, 30), None),
    ("- {take_over: Lab, by: lab}", "same-team", (3, 24), None),
    ("- {add: {team: lab}}", "duplicate-party", (3, 16), None),
    ("- {add: {team: X, serves: [Nobody]}}", "unknown-party", (3, 28), None),
    ("- {add: {supplier: Lab, customer: Lab, delivers: X}}", "self-supply", (3, 35), None),
    (
        "- {add: {supplier: lab, customer: doctor, delivers: finding}}",
        "repeated-claim",
        (3, 35),
        "without add",
    ),
    ("- {add: Lab}", "wrong-type", (3, 9), None),
    ("- {teem: Lab}", "unknown-change", (3, 4), "Did you mean team?"),
    ("- Lab", "wrong-type", (3, 3), None),
]


@pytest.mark.parametrize(("changes", "code", "place", "hint"), MISTAKES)
def test_a_mistake_is_named_where_it_stands(
    changes: str, code: str, place: tuple[int, int], hint: str | None
) -> None:
    issue = only_issue(changes)
    assert (issue.code, (issue.location.line, issue.location.column)) == (code, place)
    assert hint is None or hint in (issue.hint or "")


def test_all_mistakes_are_told_at_once() -> None:
    reading = read("- {team: Labb, people: 1}\n- {teem: x}\n- {remove: Doktor}\n")
    assert [issue.location.line for issue in reading.issues] == [3, 4, 5]


def test_changes_are_looked_at_even_if_the_scenario_has_no_name() -> None:
    text = "changes:\n- {team: Labb, people: 1}\n- {team: Lab, peple: 1}\n"
    found = read_scenario(SourceFile("s.yaml", text.encode()), clinic()).issues
    assert [issue.code for issue in found] == ["missing-key", "unknown-party", "unknown-key"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("- a\n", "wrong-type"),
        ("changes: []\n", "missing-key"),
        ("scenario: A\nchange: []\n", "unknown-key"),
        ("scenario: A\n---\nscenario: B\n", "second-scenario"),
        ("scenario: [\n", "yaml-syntax"),
        ("scenario: A\nchanges: [{team: &a [*a]}]\n", "alias-bomb"),
    ],
)
def test_a_file_that_is_no_scenario(text: str, code: str) -> None:
    reading = read_scenario(SourceFile("s.yaml", text.encode()), clinic())
    assert reading.applied is None
    assert code in {issue.code for issue in reading.issues}


def test_a_later_change_builds_on_the_earlier_ones() -> None:
    found = after("""\
        - {merge: [Desk, Lab], into: Front}
        - {team: Front, people: +1}
        - {supplier: Front, customer: Doctor, delivers: Finding, lead_time: 1h}
        """)
    assert [team.name for team in found.teams] == ["Doctor", "Front"]
    assert found.teams[1].people == 6


def test_who_is_gone_is_known_no_longer() -> None:
    issue = only_issue("- {remove: Lab}\n- {team: Lab, people: 1}\n")
    assert issue.code == "unknown-party"
    assert "earlier change" in (issue.hint or "")


@given(st.text(max_size=40))
def test_whatever_is_written_as_a_figure_there_is_no_traceback(text: str) -> None:
    quoted = text.replace("'", "''")
    read(f"- {{team: Lab, people: '{quoted}', lead_time: '{quoted}', accuracy: '{quoted}'}}")


ROUTED = """\
team: Desk
arrivals: 4/h
people: 2
process_time: 10m
serves:
  - {customer: Lab, delivers: Sample, share: 70%}
  - {customer: Doctor, delivers: File, share: 20%}
---
team: Lab
process_time: 10m
serves: [{customer: Doctor, delivers: Finding, share: 80%}]
---
team: Doctor
process_time: 10m
serves: [{customer: Patients, delivers: Report}]
---
customer: Patients
"""


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ("- {supplier: Desk, customer: Doctor, share: 40%}", "shares-over-100", 3),
        (
            (
                "- {team: Lab, people: 3}\n"
                "- {add: {supplier: Lab, customer: Desk, delivers: Query, share: 30%}}"
            ),
            "shares-over-100",
            4,
        ),
        (
            (
                "- {supplier: Desk, customer: Doctor, share: 30%}\n"
                "- {supplier: Lab, customer: Doctor, share: 100%}\n"
                "- {add: {supplier: Doctor, customer: Desk, delivers: Back, share: 100%}}"
            ),
            "routing-never-leaves",
            5,
        ),
    ],
)
def test_shares_are_held_to_what_the_files_are_held_to(changes: str, code: str, line: int) -> None:
    (issue,) = read(changes, organisation(ROUTED)).issues
    assert (issue.code, issue.location.line) == (code, line)
    assert "Desk" in issue.message or "Lab" in issue.message


def test_shares_may_be_too_large_in_between() -> None:
    changes = (
        "- {supplier: Desk, customer: Doctor, share: 60%}\n"
        "- {supplier: Desk, customer: Lab, share: 40%}\n"
    )
    assert read(changes, organisation(ROUTED)).issues == ()
