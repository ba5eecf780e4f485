"""Every kind of mistake: at its place, with its code, and what to do about it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from chainmap.issues import Severity
from tests.source.inline import codes, only_issue, read

TWO = "---\nteam: B\n"


def served(extra: str) -> str:
    """A team whose one entry has these further keys, from column 23 of line 2 on."""
    return f"team: A\nserves: {{customer: B, {extra}}}\n{TWO}"


def needed(extra: str) -> str:
    """A team that needs one thing; the further keys are from column 22 of line 2 on."""
    return f"team: A\nneeds: {{supplier: B, {extra}}}\n{TWO}"


# Each text with line, column, code, and parts of message and hint.
DURATION = "Write 4h, 30m, 2d or 1w."

VALUES: dict[str, tuple[int, int, str, str, str | None]] = {
    served("promise: 4"): (2, 32, "no-unit", "promise: 4 has no unit.", DURATION),
    served("promise: 4 hours"): (2, 32, "unknown-unit", "hours is no unit", "Write 4h."),
    served("promise: 4 mo"): (2, 32, "unknown-unit", "mo is no unit", "units are s, m, h, d and w"),
    served("promise: 30 Min"): (2, 32, "unknown-unit", "Min is no unit", "Write 30m."),
    served("promise: 4H"): (2, 32, "unknown-unit", "H is no unit", "Write 4h."),
    served("promise: '4,5h'"): (2, 32, "bad-number", "has a comma", "decimal point: 4.5h."),
    served("promise: -4h"): (2, 32, "negative-time", "-4h is negative", "0 or more"),
    served("promise: 1:30"): (2, 32, "bad-duration", "1:30 is no duration", "Write 1h 30m."),
    served("promise: soon"): (2, 32, "bad-duration", "soon is no duration", DURATION),
    served("promise: 9999999999999h"): (2, 32, "out-of-range", "too large", "1000000000"),
    served("promise: [4h]"): (2, 32, "wrong-type", "a list stands where a duration", "a duration"),
    served('promise: ""'): (2, 32, "empty-value", "nothing stands here", "leave the key out"),
    served("promise: {low: 1h, likely: 3h, high: 2h}"): (
        2,
        32,
        "three-point-order",
        "low 1h, likely 3h, high 2h are not in order",
        "low ≤ likely ≤ high",
    ),
    served("promise: {low: 1h, likely: 2, high: 3h}"): (2, 50, "no-unit", "likely: 2", DURATION),
    served("promise: {low: 1h, high: 2h}"): (2, 32, "missing-key", "likely is missing", "needs it"),
    served("promise: {low: 1h, likely: 1h, hihg: 2h}"): (
        2,
        54,
        "unknown-key",
        "hihg",
        "Did you mean high?",
    ),
    served("process_time: {low: 1h}"): (2, 37, "wrong-type", "a mapping stands", "a duration"),
    served("volume: 120"): (2, 31, "no-unit", "does not say in which time", "120/d"),
    served("volume: 4/x"): (2, 31, "unknown-unit", "x is no unit of a rate", "120/d"),
    served("volume: -4/d"): (2, 31, "negative-number", "-4/d is negative", "120/d"),
    served("volume: many"): (2, 31, "bad-rate", "many is no rate", "120/d"),
    served("share: 0.6"): (2, 30, "no-unit", "0.6 has no percent sign", "Write 60%."),
    served("share: 60"): (2, 30, "no-unit", "60 has no percent sign", "Write 60%."),
    served("share: 101%"): (2, 30, "percent-over-100", "more than 100 %", "0% to 100%"),
    served("share: -1%"): (2, 30, "negative-number", "-1% is negative", "0% to 100%"),
    served("share: half"): (2, 30, "bad-percentage", "half is no percentage", "85%"),
    served("evidence: measurd"): (2, 33, "unknown-evidence", "measurd", "Did you mean measured?"),
    served("evidence: none"): (2, 33, "unknown-evidence", "none", "measured, estimated or guess"),
    served("support: maybe"): (2, 32, "bad-boolean", "maybe is neither", "true or false"),
    served("step_promise: 4h"): (2, 37, "outside-only", "B is a team", "Write promise."),
    served("end_to_end: 4h"): (2, 35, "outside-only", "B is a team", "Write lead_time."),
    served("suport: true"): (2, 23, "unknown-key", "suport is no key", "Did you mean support?"),
    served("<<: {promise: 4h}"): (2, 23, "unknown-key", "<< is no key", "write the keys out"),
    served("promise: 4h, promise: 4h"): (2, 36, "duplicate-key", "first in line 2", "Keep one"),
    served("? [a] : b"): (2, 25, "wrong-type", "A key is a word", None),
    served("delivers: [X]"): (2, 33, "wrong-type", "a list stands where a name", "a name"),
    served('delivers: "a\\nb"'): (2, 33, "control-character", r"a\nb has", "one line"),
    served("delivers: !!str x"): (2, 33, "explicit-tag", "The tag !!str", "Leave out"),
    served("from: {any: {X: 60%, Y: 30%}}"): (2, 35, "alternatives-not-100", "90 %", "add up"),
    served("from: {any: {X: 60%, x: 40%}}"): (2, 35, "duplicate-key", "twice", "Keep one"),
    served("from: {any: {X: 60, Y: 40%}}"): (2, 39, "no-unit", "60 has no percent", "60%"),
    served("from: {anny: {X: 100%}}"): (2, 30, "unknown-key", "anny", "Did you mean any?"),
    needed("rating: 6/5"): (2, 30, "bad-rating", "better than the best", "3/5"),
    needed("rating: 3 of 5"): (2, 30, "bad-rating", "3 of 5 is no mark", "3/5"),
    needed("rating: 0/0"): (2, 30, "bad-rating", "0/0", "3/5"),
    needed("asked: 12.5.2026"): (2, 29, "bad-date", "is no date", "2026-05-12"),
    needed("asked: 2026-02-30"): (2, 29, "bad-date", "not in the calendar", "2026-05-12"),
    needed("asked: 20260512"): (2, 29, "bad-date", "is no date", "2026-05-12"),
    needed("promise: 4h"): (2, 22, "unknown-key", "promise is no key", "Write delivers"),
    "team: A\npeople: -1\n": (2, 9, "negative-number", "-1 is negative", "from 0 up"),
    "team: A\npeople: six\n": (2, 9, "bad-number", "six is no number", "digits"),
    "team: A\npeople: 2,5\n": (2, 9, "bad-number", "has a comma", "2.5"),
    "team: A\navailability: 0.8\n": (2, 15, "no-unit", "no percent sign", "Write 80%."),
    "team: A\narrivals: 4\n": (2, 11, "no-unit", "in which time", "4/h"),
    "team: A\nlead_time: {low: 3h, likely: 2h, high: 3h}\n": (
        2,
        12,
        "three-point-order",
        "not in order",
        "likely",
    ),
    "customer: A\nvalue: -1\n": (2, 8, "negative-number", "-1 is negative", "from 0 up"),
    "organisation: X\ncalendar: {hours_per_day: 25}\n": (2, 27, "out-of-range", "25", "above 0"),
    "organisation: X\ncalendar: {days_per_week: 0}\n": (2, 27, "out-of-range", "0", "at most 7"),
    "organisation: X\ncalendar: 8\n": (2, 11, "wrong-type", "a text stands", "keys with values"),
    "organisation: X\nlimits: {max_handoffs: 2.5}\n": (2, 24, "bad-number", "whole", "Write 2."),
    "organisation: X\nlimits: {max_handoffs: {limit: 6, severity: eror}}\n": (
        2,
        45,
        "unknown-severity",
        "eror is no severity",
        "Did you mean error?",
    ),
    "organisation: X\nlimits: {max_handoffs: {limit: 6h}}\n": (2, 32, "bad-number", "6h", None),
    "organisation: X\nlimits: {max_survey_age: {severity: note}}\n": (
        2,
        26,
        "missing-key",
        "limit is missing",
        None,
    ),
}


@pytest.mark.parametrize(("text", "expected"), VALUES.items(), ids=list(VALUES))
def test_values(text: str, expected: tuple[int, int, str, str, str | None]) -> None:
    line, column, code, message, hint = expected
    issue = only_issue(text)
    assert (issue.location.line, issue.location.column, issue.code) == (line, column, code)
    assert issue.severity is Severity.ERROR
    assert message in issue.message
    assert hint is None or hint in str(issue.hint)


DOCUMENTS = {
    "": (1, 1, "empty-file", "Nothing stands"),
    "# only a comment\n": (1, 1, "empty-file", "Nothing stands"),
    "---\n": (1, 1, "empty-file", "Nothing stands"),
    "just words\n": (1, 1, "wrong-type", "just words is a text"),
    "{}\n": (1, 1, "wrong-type", "Nothing stands in the mapping"),
    "taem: A\n": (1, 1, "unknown-kind", "taem is no kind of document"),
    "people: 6\nteams: A\n": (2, 1, "unknown-kind", "teams is no kind"),
    "serves: [A]\n": (1, 1, "unknown-kind", "Nothing says whose document this is"),
    "value: 5\n": (1, 1, "unknown-kind", "Nothing says whose document this is"),
    "team:\n": (1, 6, "empty-value", "team: nothing stands here"),
    "team: [A]\n": (1, 7, "wrong-type", "team: a list stands where a name"),
    "team: A\ncustomer: B\n": (2, 1, "unknown-key", "customer is no key here"),
    "team: A\nserves: ''\n": (2, 9, "empty-value", "serves: nothing stands here"),
    "team: A\nserves: [[B]]\n": (2, 10, "wrong-type", "serves: a list stands where a mapping"),
    "team: A\nserves: [{delivers: X}]\n": (2, 10, "missing-key", "customer is missing"),
    "team: A\nserves: [{customer: []}]\n": (2, 21, "empty-value", "customer: nothing stands"),
    "team: A\nserves:\n  -\n": (3, 4, "empty-value", "customer: nothing stands here"),
    "- just words\n": (1, 3, "wrong-type", "A text stands where a complaint belongs"),
    "customer: A\nserves: [{customer: B, from: []}]\n---\nteam: B\n": (
        2,
        24,
        "unknown-key",
        "from",
    ),
    "vendor: A\nserves: [{customer: B, from: []}]\n---\nteam: B\n": (2, 24, "unknown-key", "from"),
}


@pytest.mark.parametrize(("text", "expected"), DOCUMENTS.items(), ids=list(DOCUMENTS))
def test_documents(text: str, expected: tuple[int, int, str, str]) -> None:
    line, column, code, message = expected
    issue = only_issue(text)
    assert (issue.location.line, issue.location.column, issue.code) == (line, column, code)
    assert message in issue.message


SYNTAX: dict[str | bytes, tuple[int, int, str]] = {
    "team: A\n\tpeople: 6\n": (2, 1, "A tab stands where spaces belong."),
    b"\tteam: A\n": (1, 1, "A tab stands where spaces belong."),
    "team: A\nserves: [B\nneeds: C\n": (2, 9, "A list that begins with [ does not end."),
    "team: A\nserves: {B: c\nneeds: C\n": (2, 9, "A mapping that begins with { does not end."),
    "team: A\nserves: {": (2, 10, "A value is missing here."),
    "team: A: B\n": (1, 8, "A second colon"),
    "team: A\n  people: 6\n": (2, 9, "A second colon, or a key that is indented too far."),
    "team: 'A\npeople: 6\n": (1, 7, "A text in quotes does not end."),
    "team: @A\n": (1, 7, "No value can begin with @."),
    "team: `A`\n": (1, 7, "No value can begin with `."),
    "team: *A\n": (1, 7, "It begins with * and refers to nothing."),
    "team: &\n": (1, 8, "It begins with & or *"),
    "team: A\npeople 6\nserves: B\n": (2, 1, "A line without a colon."),
    "team: A\n- B\n": (2, 1, "The indentation does not fit the lines above."),
    'team: "A\\q"\n': (1, 9, "A backslash with a letter that YAML does not know."),
    "team: A\n...\nB\n": (3, 1, "A line that belongs to no key."),
}


@pytest.mark.parametrize(("text", "expected"), SYNTAX.items(), ids=[str(text) for text in SYNTAX])
def test_syntax(text: str | bytes, expected: tuple[int, int, str]) -> None:
    found = [issue for issue in read(text).issues if issue.code == "yaml-syntax"]
    (issue,) = found
    line, column, message = expected
    assert (issue.location.line, issue.location.column) == (line, column)
    assert issue.message.startswith(message)
    assert issue.hint


@pytest.mark.parametrize(
    ("content", "line", "column", "code"),
    [
        (b"team: A\npeople: \xff6\n", 2, 9, "not-utf8"),
        (b"team: \xc3\xa9\xe9\n", 1, 8, "not-utf8"),
        ("team: A\n".encode("utf-16"), 1, 1, "not-utf8"),
        (b"team: A\x00\n", 1, 8, "control-character"),
        (b"team: A\r\npeople: 6\x1b[31m\r\n", 2, 10, "control-character"),
    ],
)
def test_bytes_that_are_no_text(content: bytes, line: int, column: int, code: str) -> None:
    issue = only_issue(content)
    assert (issue.location.line, issue.location.column, issue.code) == (line, column, code)


BETWEEN_FILES = {
    "unknown party": (
        ["team: Warehouse\nserves: Dispach\n", "team: Dispatch\n"],
        "0.yaml:2:9",
        "unknown-party",
        "Dispach is no team, customer or vendor.",
        "Did you mean Dispatch?",
    ),
    "unknown party without a likeness": (
        ["team: Warehouse\nneeds: Zebra\n"],
        "0.yaml:2:8",
        "unknown-party",
        "Zebra is no team, customer or vendor.",
        "Add a file with `team: Zebra`.",
    ),
    "duplicate party": (
        ["team: Warehouse\n", "customer: WAREHOUSE\n"],
        "1.yaml:1:11",
        "duplicate-party",
        "WAREHOUSE is already declared as a team at 0.yaml:1:7.",
        "Keep one of the two, or rename one.",
    ),
    "self supply": (
        ["team: A\nserves: [a]\n"],
        "0.yaml:2:10",
        "self-supply",
        "A hands over to itself.",
        "Only work that changes owner is a handoff; delete the entry.",
    ),
    "unclear deliverable": (
        [
            "team: A\nserves: [{customer: B, delivers: X}, {customer: B, delivers: Y}]\n",
            "team: B\nneeds: [{supplier: A, within: 4h}]\n",
        ],
        "1.yaml:2:20",
        "unclear-deliverable",
        "A delivers X and Y to B; this entry does not say which.",
        "Write delivers: X or Y.",
    ),
    "conflicting claim": (
        [
            "team: A\nserves:\n  - {customer: B, promise: 4h}\n  - {customer: b, promise: 5h}\n",
            "team: B\n",
        ],
        "0.yaml:4:28",
        "conflicting-claim",
        "promise: 5h here, 4h at 0.yaml:3:28: What goes from A to B.",
        "Keep one of the two.",
    ),
    "conflict with what is left out": (
        [
            "team: A\nneeds:\n  - {supplier: B}\n  - {supplier: B, accuracy: 5%}\n",
            "team: B\n",
        ],
        "0.yaml:4:29",
        "conflicting-claim",
        "accuracy: 5% here, left out at 0.yaml:3:16: What goes from B to A.",
        "Keep one of the two.",
    ),
    "conflicting ingredients": (
        [
            """\
            team: A
            serves:
              - {customer: B, delivers: X, from: []}
              - {customer: B, delivers: X, from: [Y]}
            needs: {supplier: B, delivers: Y}
            ---
            team: B
            """
        ],
        "0.yaml:4:38",
        "conflicting-claim",
        "from: [Y] here, [] at 0.yaml:3:38: X from A to B.",
        "Keep one of the two.",
    ),
    "repeated claim": (
        [
            "team: A\nserves:\n  - {customer: B, promise: 4h}\n  - {customer: B, promise: 240m}\n",
            "team: B\n",
        ],
        "0.yaml:4:16",
        "repeated-claim",
        "What goes from A to B stands here a second time, first at 0.yaml:3:16.",
        "Delete one of the two.",
    ),
    "shares over 100": (
        [
            "team: A\nserves:\n  - {customer: B, share: 60%}\n  - {customer: C, share: 60%}\n",
            "team: B\n---\nteam: C\n",
        ],
        "0.yaml:4:26",
        "shares-over-100",
        "The shares of A add up to 120 %.",
        "They are shares of all its items: together at most 100 %.",
    ),
    "duplicate settings": (
        ["organisation: X\n", "organisation: Y\n"],
        "1.yaml:1:1",
        "duplicate-settings",
        "The settings stand here a second time, first at 0.yaml:1:1.",
        "Keep one of the two.",
    ),
    "unknown department": (
        ["organisation: X\ndepartments: [Sales]\n", "team: A\ndepartment: Zoo\n"],
        "1.yaml:2:13",
        "unknown-department",
        "Zoo is not among the departments of the settings.",
        "Write Sales.",
    ),
}


@pytest.mark.parametrize(
    ("texts", "where", "code", "message", "hint"), BETWEEN_FILES.values(), ids=list(BETWEEN_FILES)
)
def test_between_files(texts: list[str], where: str, code: str, message: str, hint: str) -> None:
    issue = only_issue(*texts)
    assert (str(issue.location), issue.code) == (where, code)
    assert (issue.message, issue.hint) == (message, hint)


RECEIVER = """\
team: A
serves: {{customer: B, delivers: Box, from: [{}]}}
needs:
  - {{supplier: B, delivers: Picking list}}
  - {{supplier: C}}
---
team: B
---
team: C
---
team: D
"""


@pytest.mark.parametrize(
    ("ingredient", "column", "hint"),
    [
        ("Picking lst", 45, "Did you mean Picking list?"),
        ("Zebra", 45, "It receives Picking list."),
        ("b", 45, "B delivers Picking list to A."),
        ("C", 45, "Say with `delivers` what C hands to A, and name that."),
        ("D", 45, "D delivers nothing to A."),
        ("{any: {Picking list: 50%, Zebra: 50%}}", 71, "It receives Picking list."),
    ],
)
def test_unknown_deliverable(ingredient: str, column: int, hint: str) -> None:
    issue = only_issue(RECEIVER.format(ingredient))
    assert issue.code == "unknown-deliverable"
    assert (issue.location.line, issue.location.column) == (2, column)
    assert issue.hint == hint


class TestNoMistakeHidesAnother:
    def test_all_problems_of_all_files(self) -> None:
        reading = read(
            "team: A\nserves: [B\n", "team: C\npeople: x\nservs: D\n", "taem: E\n", b"\xff"
        )
        assert codes(reading) == [
            "yaml-syntax",
            "bad-number",
            "unknown-key",
            "unknown-kind",
            "not-utf8",
        ]

    def test_several_in_one_entry(self) -> None:
        text = served("promise: 4, lead_time: 5, suport: true, from: {any: {X: 5%}}")
        assert codes(read(text)) == ["no-unit", "no-unit", "unknown-key", "alternatives-not-100"]

    def test_a_mended_list_keeps_the_places_of_what_follows(self) -> None:
        text = """\
            team: A
            serves:
              - {delivers: X}
              - {customer: B, promise: {low: 3h, likely: 2h, high: 3h}}
              - {customer: Zebra}
            ---
            team: B
            """
        found = {issue.code: issue.location.line for issue in read(text).issues}
        assert found == {"missing-key": 3, "three-point-order": 4, "unknown-party": 5}


class TestNoMistakeCausesOthers:
    @pytest.mark.parametrize(
        "broken",
        [
            "team: B\nserves: {customer: C, promise: 4}\n",
            "team: B\nserves: [C\n",
            "people: [\nteam: 'B'  # the second\n",
            "team: B\nteam: B\n",
        ],
    )
    def test_a_party_in_a_broken_document_is_known(self, broken: str) -> None:
        reading = read("team: A\nserves: B\nneeds: B\n", broken, "team: C\n")
        assert len(reading.issues) == 1
        assert reading.organisation is None

    def test_a_file_that_is_not_utf8_still_names_its_party(self) -> None:
        reading = read("team: A\nneeds: B\n", b"team: B\ndepartment: Caf\xe9\n")
        assert codes(reading) == ["not-utf8"]

    def test_what_a_broken_file_may_deliver_is_not_missed(self) -> None:
        made = "team: A\nserves: {customer: C, delivers: X, from: [Y]}\n---\nteam: C\n"
        assert codes(read(made, "team: B\nserves: [{customer: A, delivers: Y]\n")) == [
            "yaml-syntax"
        ]

    def test_an_unknown_supplier_is_one_mistake(self) -> None:
        text = """\
            team: A
            serves: {customer: B, delivers: X, from: [Y]}
            needs: {supplier: Dispach, delivers: Y}
            ---
            team: B
            ---
            - {id: 1, customer: A, supplier: B, category: late}
            """
        assert codes(read(text)) == ["unknown-party"]

    def test_a_wrong_value_is_no_conflict(self) -> None:
        text = "team: A\nserves:\n  - {customer: B, promise: 4}\n  - {customer: B, promise: 4h}\n"
        assert codes(read(text, "team: B\n")) == ["no-unit"]


def test_every_key_that_belongs_outside_is_named() -> None:
    assert codes(read(served("step_promise: 4h, end_to_end: 5h"))) == [
        "outside-only",
        "outside-only",
    ]


def test_messages_cut_and_escape_what_hostile_files_say() -> None:
    hostile = '"' + "x" * 500 + '\\e[31m\\u202e"'
    long = only_issue(f"team: A\nserves: [{hostile.replace(chr(92) + 'e[31m', '')}]\n")
    assert len(long.message) < 200
    short = only_issue('team: A\nserves: ["a\\u202eb"]\n')
    assert "\\u202e" in short.message
    assert "\u202e" not in short.message
    assert dedent(short.message).isprintable()
