from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import Call

NOTE = (
    "org/eaters.yaml:2:56  note  one-sided  Eaters says it delivers “Forecast” to Baker; "
    "Baker does not list it. Ask Baker what it needs.\n"
)


@pytest.fixture
def broken(bakery: Path) -> Path:
    (bakery / "shop.yaml").write_text(
        "team: Shop\nserves: [{customer: Eatres, promise: 4}]\n", encoding="utf-8"
    )
    return bakery


@pytest.mark.usefixtures("bakery")
def test_findings_are_printed_with_their_places_and_a_closing_line(call: Call) -> None:
    done = call("check")
    assert done.output == NOTE + "1 note in 4 files: 2 teams, 4 handoffs, 0 complaints.\n"
    assert done.exit_code == 0


@pytest.mark.usefixtures("bakery")
@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 0), ("note", 1)])
def test_fail_on_decides_when_findings_make_the_exit_code_1(
    call: Call, level: str, code: int
) -> None:
    assert call("check", "--fail-on", level).exit_code == code


def test_nothing_to_mend(call: Call, bakery: Path) -> None:
    with (bakery / "baker.yaml").open("a", encoding="utf-8") as baker:
        baker.write("needs: [{supplier: Eaters, delivers: Forecast}]\n")
    done = call("check", "org")
    assert done.output == "Nothing to mend in 4 files: 2 teams, 4 handoffs, 0 complaints.\n"


@pytest.mark.usefixtures("broken")
def test_errors_stop_the_analysis(call: Call) -> None:
    done = call("check", "--fail-on", "note")
    *issues, last = done.output.splitlines()
    assert [line.split()[:3] for line in issues] == [
        ["org/shop.yaml:2:21", "error", "unknown-party"],
        ["org/shop.yaml:2:38", "error", "no-unit"],
    ]
    assert last == "2 errors in 4 files. Nothing was analysed: mend the errors first."
    assert done.exit_code == 2


@pytest.mark.usefixtures("broken")
def test_errors_as_json(call: Call) -> None:
    done = call("check", "--format", "json")
    found = json.loads(done.output)
    assert found["format"] == "chainmap.check/1"
    assert [(issue["path"], issue["line"], issue["column"]) for issue in found["issues"]] == [
        ("org/shop.yaml", 2, 21),
        ("org/shop.yaml", 2, 38),
    ]
    assert done.exit_code == 2


@pytest.mark.usefixtures("bakery")
def test_findings_for_code_review(call: Call) -> None:
    assert call("check", "--format", "github").output == (
        "::notice file=org/eaters.yaml,line=2,col=56,title=one-sided::Eaters says it delivers "
        "“Forecast” to Baker; Baker does not list it. Ask Baker what it needs.\n"
    )
    sarif = json.loads(call("check", "--format", "sarif").output)
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["one-sided"]


def test_the_directory_may_be_anywhere(call: Call, bakery: Path) -> None:
    bakery.rename(bakery.with_name("our bakery"))
    assert call("check", "our bakery").output.startswith("our bakery/eaters.yaml:2:56  note")


def test_nothing_to_read_is_a_finding_in_every_format(call: Call, workplace: Path) -> None:
    (workplace / "empty").mkdir()
    for place, code in (("nowhere", "no-such-directory"), ("empty", "empty-directory")):
        done = call("check", place, "--format", "json")
        assert done.exit_code == 2
        assert [issue["code"] for issue in json.loads(done.stdout)["issues"]] == [code]
        assert f"title={code}" in call("check", place, "--format", "github").stdout


@pytest.fixture
def unmatched(bakery: Path) -> Path:
    """An organisation with seven handoffs that only the supplier knows of."""
    names = ", ".join(f"T{number}" for number in range(6))
    teams = [f"team: T{number}\n" for number in range(6)]
    teams.append(
        f"team: Lonely\nserves: [{{customer: [{names}], delivers: Idea, lead_time: 1h}}]\n"
    )
    (bakery / "more.yaml").write_text("---\n".join(teams), encoding="utf-8")
    return bakery


@pytest.mark.usefixtures("unmatched")
def test_many_notes_alike_are_cut_in_the_text(call: Call) -> None:
    done = call("check")
    *_, more, last = done.output.splitlines()
    assert done.output.count("one-sided") == 4
    assert more == "… 4 more notes one-sided: chainmap check --all"
    assert last.startswith("7 warnings, 7 notes in 5 files")
    assert call("check", "--fail-on", "note").exit_code == 1


def test_the_line_that_counts_the_rest_names_the_directory(call: Call, unmatched: Path) -> None:
    unmatched.rename(unmatched.with_name("our bakery"))
    assert 'one-sided: chainmap check --all "our bakery"\n' in call("check", "our bakery").output


@pytest.mark.usefixtures("unmatched")
def test_all_notes_when_asked_for_and_always_for_programs(call: Call) -> None:
    assert call("check", "--all").output.count("  one-sided  ") == 7
    assert len(json.loads(call("check", "--format", "json").output)["issues"]) == 14
    assert len(call("check", "--format", "github").output.splitlines()) == 14
    (run,) = json.loads(call("check", "--format", "sarif").output)["runs"]
    assert len(run["results"]) == 14
