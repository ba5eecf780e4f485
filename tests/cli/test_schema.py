from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call

KINDS = ["chainmap", "complaints", "customer", "scenario", "team", "vendor"]
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", KINDS)
def test_one_schema_is_printed(call: Call, kind: str) -> None:
    schema = json.loads(call("schema", kind).output)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_all_are_written(call: Call, workplace: Path) -> None:
    expected = [f"schemas/{kind}.json" for kind in KINDS]
    assert call("schema", "-o", "schemas").output == "".join(f"Wrote {p}\n" for p in expected)
    assert call("schema", "-o", "schemas").exit_code == 0, "again, over the old ones"
    assert sorted(path.name for path in workplace.glob("schemas/*")) == [f"{k}.json" for k in KINDS]


def test_a_directory_is_not_called_as_the_standard_output(call: Call, workplace: Path) -> None:
    result = call("schema", "-o", "-")
    assert result.exit_code == 2
    assert "One KIND is printed without --output" in result.stderr
    assert not list(workplace.iterdir())


def test_a_foreign_file_of_the_name_is_not_replaced(call: Call, workplace: Path) -> None:
    (workplace / "team.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ChainmapError, match="is there already"):
        call("schema", "-o", ".")
    assert (workplace / "team.json").read_text(encoding="utf-8") == "{}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_schemas_are_what_the_command_writes(call: Call, kind: str) -> None:
    shipped = ROOT / "org" / ".schema" / f"{kind}.json"
    assert shipped.read_text(encoding="utf-8") == call("schema", kind).output, (
        "make them again: chainmap schema -o org/.schema"
    )


def test_an_unknown_kind_names_the_known_ones(call: Call) -> None:
    with pytest.raises(ChainmapError) as caught:
        call("schema", "teem")
    assert caught.value.issues[0].message == "teem is no kind of file."
    assert caught.value.issues[0].hint == f"There are {', '.join(KINDS)}."


@pytest.mark.parametrize("words", [(), ("team", "-o", "schemas")])
def test_either_one_kind_or_a_directory(call: Call, words: tuple[str, ...]) -> None:
    done = call("schema", *words)
    assert done.exit_code == 2
    assert "Name one KIND to print, or a directory with --output for all." in done.output


@pytest.mark.usefixtures("workplace")
def test_a_directory_that_cannot_be_is_an_issue(call: Call) -> None:
    with pytest.raises(ChainmapError) as caught:
        call("schema", "-o", "x" * 300)
    assert caught.value.issues[0].code == "cannot-write"
