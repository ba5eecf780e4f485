"""What observe printed, read back: all of it, or what is wrong with it and where."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chainmap.issues import ChainmapError, Issue
from chainmap.report.observed_json import observed_json
from chainmap.source.answer_reading import is_answer, read_answer
from chainmap.source.decoding import SourceFile
from tests.observed import full, observed, pair

PRINTED = observed_json(full())


def refused(text: str | bytes) -> tuple[Issue, ...]:
    content = text.encode() if isinstance(text, str) else text
    with pytest.raises(ChainmapError) as caught:
        read_answer(SourceFile("seen.json", content))
    return caught.value.issues


def changed(**values: Any) -> str:
    return json.dumps(json.loads(PRINTED) | values)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_read_in_any_encoding_that_a_shell_writes(encoding: str) -> None:
    content = PRINTED.encode(encoding)
    assert is_answer(content)
    assert read_answer(SourceFile("seen.json", content)).cases == 3


def test_keys_of_later_versions_are_left_alone() -> None:
    more = json.loads(PRINTED) | {"new": 1}
    more["pairs"][0]["new"] = {"deep": []}
    assert len(read_answer(SourceFile("seen.json", json.dumps(more).encode())).pairs) == 2


@pytest.mark.parametrize(
    "beginning", [b"case,team,time\n1,A,2026-01-01", b'{"case": 1, "team": "A"}\n', b"[]", b""]
)
def test_a_log_is_no_answer(beginning: bytes) -> None:
    assert not is_answer(beginning)


def test_a_wrong_value_is_named_at_its_line_and_column() -> None:
    text = PRINTED.replace('"median_h": 2.5', '"median_h": "soon"', 1)
    (issue,) = refused(text)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "soon" in line)
    assert (issue.location.line, issue.location.column) == (line, 19)
    assert issue.message == (
        "pairs[0].median_h: 'soon' stands where a number of hours, 0 or more, belongs."
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"cases": 0}, "cases: 0 stands where a whole number of 1 or more belongs."),
        ({"cases": True}, "cases: True stands where a whole number of 1 or more belongs."),
        ({"handoffs": -1}, "handoffs: -1 stands where a whole number of 0 or more belongs."),
        ({"handoffs": 1e400}, "Infinity is no number of JSON."),
        ({"hours_a_day": 25}, "hours_a_day: 25 stands where a number of hours above 0"),
        ({"pairs": {}}, "pairs: here belongs a list."),
        ({"reading": []}, "reading: here belongs a mapping."),
        ({"returns": None}, "returns: here belongs a mapping."),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, Any], said: str) -> None:
    (issue,) = refused(changed(**values))
    assert issue.message.startswith(said)


def test_a_missing_key_is_named() -> None:
    without = {key: value for key, value in json.loads(PRINTED).items() if key != "pairs"}
    (issue,) = refused(json.dumps(without))
    assert (issue.code, issue.message) == ("missing-key", "pairs is missing.")


def test_a_pair_that_stands_there_twice_is_refused() -> None:
    (issue,) = refused(observed_json(observed(pair("A", "B"), pair("A", "B"))))
    assert issue.message == "pairs: A → B stands there twice."


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        (changed(format="chainmap.observed/2"), "unknown-format", "Use the chainmap that wrote"),
        (changed(format="chainmap.trace/1"), "unknown-format", "Count the log anew"),
        ("{}", "unknown-format", "Count the log anew"),
        ("[]", "unknown-format", "Count the log anew"),
    ],
)
def test_another_format_is_refused_with_what_to_do(text: str, code: str, hint: str) -> None:
    (issue,) = refused(text)
    assert issue.code == code
    assert (issue.hint or "").startswith(hint)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"cases": ' + "9" * 5000 + "}"])
def test_what_is_no_json_is_refused(text: str) -> None:
    (issue,) = refused(text)
    assert issue.code == "no-json"


def test_names_are_in_one_line_and_harmless() -> None:
    text = PRINTED.replace('"Desk"', r'"A\nB\u0000\ud800"')
    read = read_answer(SourceFile("seen.json", text.encode()))
    assert read.pairs[0].supplier == "A B"


def test_of_many_mistakes_the_first_ten_are_named() -> None:
    many = observed_json(observed(*(pair(f"T{n}", "B") for n in range(50))))
    assert len(refused(many.replace('"cases": 1,', '"cases": 0,'))) == 10
