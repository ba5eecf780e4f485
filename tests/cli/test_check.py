from __future__ import annotations

import json
from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
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


RULES = """\
organisation: Bakery
limits: {promises_fit: {severity: error}, every_handoff_promised: true}
"""


@pytest.fixture
def strict(bakery: Path) -> Path:
    """A bakery whose steps take longer than the customer was told, and whose rules say so."""
    (bakery / "chainmap.yaml").write_text(RULES, encoding="utf-8")
    shop = (bakery / "shop.yaml").read_text(encoding="utf-8")
    (bakery / "shop.yaml").write_text(shop.replace("promise: 1d", "promise: 4h"), encoding="utf-8")
    return bakery


BROKEN = """\
org/baker.yaml:2:21   warning  not-promised         Baker promises Shop no time for “Bread”. \
Add promise: in the file of the supplier, after the two have spoken.
org/eaters.yaml:2:56  note     one-sided            Eaters says it delivers “Forecast” to Baker; \
Baker does not list it. Ask Baker what it needs.
org/shop.yaml:2:21    error    promises-do-not-fit  The steps behind “Sandwich” for Eaters \
promise 5 h together; the customer was told 4 h. See who promises what: \
chainmap promises --customer "Eaters"
1 error, 1 warning, 1 note in 4 files: 2 teams, 4 handoffs, 0 complaints.
"""


@pytest.mark.usefixtures("strict")
def test_a_broken_rule_is_as_grave_as_the_settings_say(call: Call) -> None:
    done = call("check")
    assert done.output == BROKEN
    assert done.exit_code == 1


@pytest.mark.usefixtures("strict")
def test_a_baseline_accepts_todays_findings(call: Call, workplace: Path) -> None:
    written = call("check", "--write-baseline", "known.json")
    known = (
        "Nothing new in 4 files: 2 teams, 4 handoffs, 0 complaints.\n"
        "3 known findings accepted by known.json.\n"
    )
    assert (written.stdout, written.stderr) == (known, "Wrote known.json\n")
    assert written.exit_code == 0
    assert (
        (workplace / "known.json").read_text(encoding="utf-8")
        == """\
{
  "format": "chainmap.baseline/1",
  "accepted": [
    {"code": "not-promised", "about": ["Baker", "Shop", "Bread"]},
    {"code": "one-sided", "about": ["Eaters", "Baker", "Forecast"]},
    {"code": "promises-do-not-fit", "about": ["Shop", "Eaters", "Sandwich"]}
  ]
}
"""
    )
    done = call("check", "--baseline", "known.json", "--fail-on", "note")
    assert (done.output, done.exit_code) == (known, 0)


@pytest.fixture
def changed(strict: Path, call: Call) -> Path:
    """After a baseline was written: lines moved, one finding mended, one new."""
    call("check", "--write-baseline", "known.json")
    baker = (strict / "baker.yaml").read_text(encoding="utf-8")
    baker = "# moved\n" + baker.replace("lead_time", "promise: 4h, lead_time")
    (strict / "baker.yaml").write_text(baker, encoding="utf-8")
    (strict / "lone.yaml").write_text("team: Lone\n", encoding="utf-8")
    return strict


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("note", 1)])
def test_only_new_findings_are_printed_and_count(call: Call, level: str, code: int) -> None:
    done = call("check", "--baseline", "known.json", "--fail-on", level)
    assert done.output == (
        "org/lone.yaml:1:7  warning  orphan          "
        "Lone neither serves nor needs anybody. Add serves: or needs:.\n"
        "known.json         note     stale-baseline  The baseline accepts not-promised (Baker, "
        "Shop, Bread), which is no longer found. Take the line out, or write the baseline anew.\n"
        "1 new warning in 5 files: 3 teams, 4 handoffs, 0 complaints.\n"
        "2 known findings accepted by known.json; 1 entry is no longer found.\n"
    )
    assert done.exit_code == code


@pytest.mark.usefixtures("changed")
def test_a_baseline_for_programs_and_for_code_review(call: Call) -> None:
    found = json.loads(call("check", "--baseline", "known.json", "--format", "json").output)
    assert [(i["code"], i["about"]) for i in found["issues"]] == [("orphan", [["Lone"]])]
    assert found["baseline"] == {
        "file": "known.json",
        "accepted": 2,
        "stale": [{"code": "not-promised", "about": ["Baker", "Shop", "Bread"]}],
    }
    commands = call("check", "--baseline", "known.json", "--format", "github").output.splitlines()
    assert [command.partition(" ")[0] for command in commands] == ["::warning", "::notice"]
    (run,) = json.loads(call("check", "--baseline", "known.json", "--format", "sarif").output)[
        "runs"
    ]
    assert [
        (result["ruleId"], result["baselineState"], "suppressions" in result)
        for result in run["results"]
    ] == [
        ("orphan", "new", False),
        ("one-sided", "unchanged", True),
        ("promises-do-not-fit", "unchanged", True),
        ("stale-baseline", "absent", False),
    ]


@pytest.mark.usefixtures("changed")
def test_a_baseline_is_only_replaced_when_asked(call: Call, workplace: Path) -> None:
    before = (workplace / "known.json").read_text(encoding="utf-8")
    with pytest.raises(ChainmapError, match="is there already"):
        call("check", "--write-baseline", "known.json")
    assert (workplace / "known.json").read_text(encoding="utf-8") == before
    call("check", "--write-baseline", "known.json", "--force")
    assert call("check", "--baseline", "known.json", "--fail-on", "note").exit_code == 0


@pytest.mark.usefixtures("broken")
def test_mistakes_in_the_files_are_never_accepted(call: Call, workplace: Path) -> None:
    done = call("check", "--write-baseline", "known.json")
    assert done.exit_code == 2
    assert not (workplace / "known.json").exists()
    (workplace / "known.json").write_text(
        '{"format": "chainmap.baseline/1", "accepted": []}', encoding="utf-8"
    )
    assert call("check", "--baseline", "known.json").exit_code == 2


@pytest.mark.usefixtures("bakery")
def test_a_baseline_among_the_files_must_not_be_read_as_one(call: Call) -> None:
    with pytest.raises(ChainmapError) as caught:
        call("check", "--write-baseline", "org/known.yaml")
    assert caught.value.issues[0].hint == "Call it known.json."


@pytest.mark.usefixtures("bakery")
def test_a_baseline_is_compared_or_written(call: Call) -> None:
    done = call("check", "--baseline", "a.json", "--write-baseline", "b.json")
    assert done.exit_code == 2
    assert "Choose one" in done.output
