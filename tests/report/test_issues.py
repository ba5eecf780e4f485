from __future__ import annotations

import json

import pytest

from chainmap.issues import Issue, Location, Severity
from chainmap.model import Organisation
from chainmap.report.issues import as_github, as_json, as_sarif, as_text, closing_line

UNKNOWN = Issue(
    Location("org/teams/warehouse.yaml", 7, 15),
    Severity.ERROR,
    "unknown-party",
    "Dispach is no team, customer or vendor.",
    "Did you mean Dispatch?",
)
ONE_SIDED = Issue(
    Location("org/teams/planning.yaml", 12, 5),
    Severity.NOTE,
    "one-sided",
    "Planning says it delivers Forecast to Purchasing; Purchasing does not list it.",
)
WHOLE_FILE = Issue(Location("org/a b.yml"), Severity.WARNING, "yml-not-read", "a b.yml is not read")
ALL = (UNKNOWN, ONE_SIDED, WHOLE_FILE)


def test_text_is_in_columns() -> None:
    assert as_text(ALL) == (
        "org/teams/warehouse.yaml:7:15  error    unknown-party  "
        "Dispach is no team, customer or vendor. Did you mean Dispatch?\n"
        "org/teams/planning.yaml:12:5   note     one-sided      "
        "Planning says it delivers Forecast to Purchasing; Purchasing does not list it.\n"
        "org/a b.yml                    warning  yml-not-read   a b.yml is not read\n"
    )


def test_text_of_nothing_is_empty() -> None:
    assert as_text(()) == ""


@pytest.mark.parametrize(
    ("issues", "files", "line"),
    [
        (ALL, 31, "1 error, 1 warning, 1 note in 31 files."),
        ((UNKNOWN,), 1, "1 error in 1 file."),
        ((UNKNOWN, UNKNOWN), 2_000, "2 errors in 2,000 files."),
    ],
)
def test_closing_line_with_errors(issues: tuple[Issue, ...], files: int, line: str) -> None:
    assert closing_line(issues, files=files, organisation=None) == (
        f"{line} Nothing was analysed: mend the errors first.\n"
    )


def test_closing_line_without_errors() -> None:
    empty = Organisation("Empty", "org")
    assert closing_line((ONE_SIDED,), files=3, organisation=empty) == (
        "1 note in 3 files: 0 teams, 0 handoffs, 0 complaints.\n"
    )
    assert closing_line((), files=1, organisation=empty) == (
        "Nothing to mend in 1 file: 0 teams, 0 handoffs, 0 complaints.\n"
    )


def test_json_has_the_promised_keys() -> None:
    assert json.loads(as_json((UNKNOWN, WHOLE_FILE))) == {
        "format": "chainmap.check/1",
        "issues": [
            {
                "path": "org/teams/warehouse.yaml",
                "line": 7,
                "column": 15,
                "severity": "error",
                "code": "unknown-party",
                "message": "Dispach is no team, customer or vendor.",
                "hint": "Did you mean Dispatch?",
                "about": [],
            },
            {
                "path": "org/a b.yml",
                "line": 0,
                "column": 0,
                "severity": "warning",
                "code": "yml-not-read",
                "message": "a b.yml is not read",
                "hint": None,
                "about": [],
            },
        ],
    }


def test_github_commands() -> None:
    assert as_github(ALL) == (
        "::error file=org/teams/warehouse.yaml,line=7,col=15,title=unknown-party"
        "::Dispach is no team, customer or vendor. Did you mean Dispatch?\n"
        "::notice file=org/teams/planning.yaml,line=12,col=5,title=one-sided"
        "::Planning says it delivers Forecast to Purchasing; Purchasing does not list it.\n"
        "::warning file=org/a b.yml,title=yml-not-read::a b.yml is not read\n"
    )


def test_github_escapes_what_would_end_a_property_or_the_line() -> None:
    odd = Issue(Location("a,b:c%.yaml", 1, 2), Severity.ERROR, "odd", "100 %, a: b\r\n::error::x")
    assert as_github((odd,)) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=2,title=odd::100 %25, a: b%0D%0A::error::x\n"
    )


def test_sarif_has_what_version_2_1_0_requires() -> None:
    log = json.loads(as_sarif(ALL, version="1.2.3"))
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (log["version"], driver["name"], driver["version"]) == ("2.1.0", "chainmap", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [
        "one-sided",
        "unknown-party",
        "yml-not-read",
    ]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert [result["level"] for result in run["results"]] == ["error", "note", "warning"]
    assert run["results"][0]["message"]["text"].endswith("Did you mean Dispatch?")
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "org/teams/warehouse.yaml"},
        "region": {"startLine": 7, "startColumn": 15},
    }


def test_sarif_names_a_whole_file_without_a_region_and_as_a_uri() -> None:
    log = json.loads(as_sarif((WHOLE_FILE,), version="1"))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "org/a%20b.yml"}}


def test_what_a_terminal_would_obey_is_shown_and_not_sent() -> None:
    odd = Issue(
        Location("a\x1b[31m\nb.yaml", 1, 1), Severity.NOTE, "odd", "\x07 \u202eتسليم 👩\u200d👧"
    )
    assert as_text((odd,)) == (
        "a\\x1b[31m\\nb.yaml:1:1  note  odd  \\x07 \\u202eتسليم 👩\u200d👧\n"
    )


def test_sarif_takes_a_file_whose_name_is_no_utf8() -> None:
    odd = Issue(Location("\udcff.yaml"), Severity.ERROR, "odd", "odd")
    (result,) = json.loads(as_sarif((odd,), version="1"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%3F.yaml"


def alike(severity: Severity, code: str, size: int) -> list[Issue]:
    return [Issue(Location(f"{code}.yaml", n, 1), severity, code, "x") for n in range(1, size + 1)]


def test_many_notes_alike_are_cut_to_three_and_counted() -> None:
    found = [*alike(Severity.NOTE, "one-sided", 6), *alike(Severity.NOTE, "no-time", 1_003)]
    assert as_text(found, "chainmap check --all").splitlines() == [
        *(f"one-sided.yaml:{line}:1  note  one-sided  x" for line in (1, 2, 3)),
        *(f"no-time.yaml:{line}:1    note  no-time    x" for line in (1, 2, 3)),
        "… 1,000 more notes no-time: chainmap check --all",
        "… 3 more notes one-sided: chainmap check --all",
    ]
    assert len(as_text(found).splitlines()) == 1_009


def test_five_notes_alike_errors_and_warnings_are_never_cut() -> None:
    found = [
        *alike(Severity.NOTE, "one-sided", 5),
        *alike(Severity.ERROR, "no-unit", 50),
        *alike(Severity.WARNING, "cycle", 50),
        *alike(Severity.WARNING, "one-sided", 1),
    ]
    assert as_text(found, "chainmap check --all") == as_text(found)
