"""The baseline: what is accepted stays accepted when lines move, and nothing else does."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chainmap.issues import ChainmapError, Issue, Location, Severity
from chainmap.report.baseline import Accepted, as_file, baseline_in, compared

UNTIMED = Issue(
    Location("org/a.yaml", 3, 1),
    Severity.NOTE,
    "no-time",
    "Nobody says how long A takes.",
    about=(("A", "B", "x"), ("A", "C", "")),
)
WHOLE_FILE = Issue(Location("org/b.yml"), Severity.WARNING, "yml-not-read", "It is not read.")
ALL = (UNTIMED, WHOLE_FILE)

WRITTEN = """\
{
  "format": "chainmap.baseline/1",
  "accepted": [
    {"code": "no-time", "about": ["A", "B", "x"]},
    {"code": "no-time", "about": ["A", "C", ""]},
    {"code": "yml-not-read", "about": ["b.yml"]}
  ]
}
"""


def read(text: str) -> frozenset[Accepted]:
    return baseline_in(text.encode(), file="known.json").entries


def held_against(text: str, *issues: Issue, source: str = "org") -> tuple[list[Issue], list[str]]:
    found = compared(issues, baseline_in(text.encode(), file="known.json"), source=source)
    return list(found.new), [str(entry) for entry in found.stale]


def test_it_is_sorted_with_one_finding_on_a_line() -> None:
    assert as_file(reversed(ALL), source="org") == WRITTEN
    empty = {"format": "chainmap.baseline/1", "accepted": []}
    assert json.loads(as_file((), source="org")) == empty


def test_what_it_accepts_is_known_wherever_it_has_moved() -> None:
    moved = replace(UNTIMED, location=Location("org/new/a.yaml", 99, 7), message="Other words.")
    assert held_against(WRITTEN, moved, WHOLE_FILE) == ([], [])


def test_the_directory_may_be_called_from_elsewhere() -> None:
    elsewhere = replace(WHOLE_FILE, location=Location("/there/org/b.yml"))
    assert held_against(WRITTEN, UNTIMED, elsewhere, source="/there/org") == ([], [])


def test_another_code_or_subject_is_new() -> None:
    other = replace(UNTIMED, code="one-sided")
    assert held_against(WRITTEN, *ALL, other) == ([other], [])


def test_one_subject_more_is_new_one_less_is_not() -> None:
    more = replace(UNTIMED, about=(*UNTIMED.about, ("A", "D", "y")))
    less = replace(UNTIMED, about=UNTIMED.about[:1])
    assert held_against(WRITTEN, more, WHOLE_FILE) == ([more], [])
    assert held_against(WRITTEN, less, WHOLE_FILE) == ([], ["no-time (A, C, –)"])


def test_what_is_no_longer_found_is_a_note() -> None:
    found = compared((), baseline_in(WRITTEN.encode(), file="known.json"), source="org")
    assert [str(note.location) for note in found.stale_notes] == ["known.json"] * 3
    assert found.stale_notes[2].message == (
        "The baseline accepts yml-not-read (b.yml), which is no longer found."
    )


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "known.json:1:1", "Expecting value."),
        ('{"format": "x"}', "known.json", '"format" is not "chainmap.baseline/1".'),
        ("[]", "known.json", '"format" is not "chainmap.baseline/1".'),
        ("[" * 100_000, "known.json", "This is no JSON."),
        ('{"format": "chainmap.baseline/1"}', "known.json", '"accepted" is no list.'),
        (
            '{"format": "chainmap.baseline/1", "accepted": [{"code": "x", "about": "A"}]}',
            "known.json",
            (
                'An accepted finding is not written as {"code": "no-time", "about": ["Supplier", '
                '"Customer", "Deliverable"]}.'
            ),
        ),
    ],
)
def test_what_is_no_baseline_is_refused(text: str, place: str, message: str) -> None:
    with pytest.raises(ChainmapError) as caught:
        read(text)
    (issue,) = caught.value.issues
    assert (str(issue.location), issue.code, issue.message) == (place, "bad-baseline", message)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ChainmapError, match="This is no JSON"):
        baseline_in(b"\xff\xfe", file="known.json")


def test_what_an_editor_would_not_show_is_escaped() -> None:
    odd = replace(UNTIMED, about=(("A\u202e", "Zoë →", "\u2028"),))
    text = as_file([odd], source="org")
    assert '"about": ["A\\u202e", "Zoë →", "\\u2028"]' in text
    assert held_against(text, odd) == ([], [])


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
subjects = st.lists(st.tuples(names, names, names), min_size=1, max_size=3).map(tuple)


@given(st.lists(st.tuples(st.sampled_from(["no-time", "cycle"]), subjects), max_size=5))
def test_what_is_written_accepts_what_it_was_written_from(
    found: list[tuple[str, tuple[tuple[str, ...], ...]]],
) -> None:
    issues = [replace(UNTIMED, code=code, about=about) for code, about in found]
    assert held_against(as_file(issues, source="org"), *issues) == ([], [])
