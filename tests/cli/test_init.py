from __future__ import annotations

from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call

WRITTEN = """\
Wrote org/chainmap.yaml
Wrote org/complaints.yaml
Wrote org/customers/cyclists.yaml
Wrote org/teams/counter.yaml
Wrote org/teams/mechanics.yaml
Wrote org/teams/parts-store.yaml
Wrote org/.schema, the rules of the files for editors

Next
  Open org/chainmap.yaml: its comments are step 1 of 6.
  chainmap check    what is wrong or odd in the files
  chainmap trace    what stands behind each complaint
"""


@pytest.mark.usefixtures("workplace")
def test_init_writes_an_organisation_that_is_fine(call: Call) -> None:
    assert call("init").output == WRITTEN
    checked = call("check", "--fail-on", "note", "--as-of", "2026-11-21")
    assert checked.output == "Nothing to mend in 6 files: 3 teams, 6 handoffs, 1 complaint.\n"


def test_init_names_the_directory_in_what_comes_next(call: Call, workplace: Path) -> None:
    assert 'chainmap check "our shop"' in call("init", "our shop").output
    assert "chainmap trace shop\n" in call("init", "shop").output.replace("    what", "\n")
    assert (workplace / "our shop" / "teams" / "counter.yaml").is_file()


def test_each_step_says_where_the_next_one_is(call: Call, workplace: Path) -> None:
    call("init")
    place, read = "chainmap.yaml", []
    for step in range(1, 7):
        text = (workplace / "org" / place).read_text(encoding="utf-8")
        assert f"# Step {step}. " in text
        read.append(place)
        place = text.splitlines()[-1].partition(" is in ")[2].removesuffix(".")
    assert not place
    assert len(set(read)) == 6


def test_init_says_that_a_file_is_no_directory(call: Call, workplace: Path) -> None:
    (workplace / "org").write_text("", encoding="utf-8")
    with pytest.raises(ChainmapError) as caught:
        call("init")
    (issue,) = caught.value.issues
    assert issue.code == "not-a-directory"
    assert issue.hint


def test_every_file_names_the_schema_that_is_there(call: Call, workplace: Path) -> None:
    call("init")
    for path in (workplace / "org").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (path.parent / first.split("=", 1)[1]).is_file()


def test_the_demo_is_the_shipped_company(call: Call, workplace: Path) -> None:
    shipped = Path(__file__).parents[2] / "org"
    assert call("init", "--demo", "demo").exit_code == 0
    for path in shipped.rglob("*.yaml"):
        copied = workplace / "demo" / path.relative_to(shipped)
        assert copied.read_bytes() == path.read_bytes()
    assert call("check", "demo").exit_code == 0


@pytest.mark.parametrize("demo", [(), ("--demo",)])
def test_init_writes_nothing_where_something_is_there(
    call: Call, bakery: Path, demo: tuple[str, ...]
) -> None:
    before = sorted(bakery.rglob("*"))
    with pytest.raises(ChainmapError) as caught:
        call("init", *demo)
    assert [issue.location.path for issue in caught.value.issues] == ["org/chainmap.yaml"]
    assert sorted(bakery.rglob("*")) == before
