from __future__ import annotations

from pathlib import Path

import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call

TABLE = """\
supplier,customer,delivers,promise,customer_kind
Baker,Shop,Bread,2h,
Shop,Eaters,Sandwich,1d,customer
Baker,Shop,Bread,2h,
Shop,Shop,Till,,
"""


@pytest.fixture
def table(workplace: Path) -> Path:
    path = workplace / "handoffs.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.usefixtures("table")
def test_a_table_becomes_files(call: Call, workplace: Path) -> None:
    assert call("import", "handoffs.csv", "bakery").output == (
        "4 rows read: 2 handoffs.\n"
        "1 row merged, saying the same as another.\n"
        "1 row left out: a team that supplies itself.\n"
        "Wrote 3 files to bakery, one for each team, customer and vendor\n"
        "\n"
        "Next\n"
        "  chainmap check bakery    what is wrong or odd in the files\n"
    )
    written = [p.relative_to(workplace).as_posix() for p in workplace.glob("bakery/**/*.yaml")]
    assert sorted(written) == [
        "bakery/chainmap.yaml",
        "bakery/customers/eaters.yaml",
        "bakery/teams/baker.yaml",
        "bakery/teams/shop.yaml",
    ]
    assert (workplace / "bakery/.schema/team.json").is_file()
    assert call("check", "bakery").exit_code == 0


@pytest.mark.usefixtures("table")
def test_the_organisation_is_called_as_its_directory(call: Call, workplace: Path) -> None:
    call("import", "handoffs.csv", "our # bakery")
    settings = (workplace / "our # bakery" / "chainmap.yaml").read_text(encoding="utf-8")
    assert 'organisation: "our # bakery"' in settings


@pytest.mark.usefixtures("table")
def test_a_second_import_names_every_file_that_is_there(call: Call) -> None:
    call("import", "handoffs.csv")
    with pytest.raises(ChainmapError) as caught:
        call("import", "handoffs.csv")
    assert [(issue.location.path, issue.code) for issue in caught.value.issues] == [
        ("org/customers/eaters.yaml", "exists"),
        ("org/teams/baker.yaml", "exists"),
        ("org/teams/shop.yaml", "exists"),
    ]


def test_teams_that_have_a_file_keep_it(call: Call, bakery: Path, table: Path) -> None:
    before = {path.name: path.read_bytes() for path in bakery.glob("*.yaml")}
    table.write_text("supplier,customer,delivers\nMiller,Baker,Flour\n", encoding="utf-8")
    assert "Wrote 1 file to org" in call("import", "handoffs.csv").output
    assert {path.name: path.read_bytes() for path in bakery.glob("*.yaml")} == before
    assert (bakery / "teams" / "miller.yaml").is_file()
    assert call("check").exit_code == 0


def test_what_is_wrong_in_the_table_is_told_and_nothing_written(
    call: Call, workplace: Path, table: Path
) -> None:
    table.write_text("supplier,customer,promise\nBaker,Shop,2\n", encoding="utf-8")
    with pytest.raises(ChainmapError) as caught:
        call("import", "handoffs.csv")
    assert [str(issue.location) for issue in caught.value.issues] == ["handoffs.csv:2:3"]
    assert not (workplace / "org").exists()


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("name", ["two\nlines", "\x1b[31m"])
def test_a_directory_of_any_name_makes_settings_that_can_be_read(call: Call, name: str) -> None:
    try:
        Path(name).mkdir()
    except OSError:
        pytest.skip("this system allows no such name")
    call("import", "handoffs.csv", name)
    assert call("check", name).exit_code == 0


@pytest.mark.usefixtures("table")
def test_a_directory_that_cannot_be_is_an_issue(call: Call) -> None:
    with pytest.raises(ChainmapError) as caught:
        call("import", "handoffs.csv", "x" * 300)
    assert caught.value.issues[0].code == "cannot-write"
