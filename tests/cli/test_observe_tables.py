"""`chainmap observe` of a database table: what it says of ties, and what it hides."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call

ROWS = """
create table events as from (values
  (1, 'Desk', timestamp '2026-01-05 08:00'), (1, 'Billing', timestamp '2026-01-05 08:00'),
  (1, 'Desk', timestamp '2026-01-06 08:00'), (2, 'Desk', null)
) as t("case", team, "time")
"""


@pytest.fixture
def table(workplace: Path) -> str:
    with duckdb.connect(workplace / "log.duckdb") as database:
        database.execute(ROWS)
    return "duckdb://log.duckdb#events"


def test_the_text_says_what_to_do_about_ties(call: Call, table: str) -> None:
    said = call("observe", table, "--allow-unreadable", "50%").stdout
    assert "1 event at the same time as another of the case: their order is not known." in said
    assert "Name a column that decides: --order COLUMN." in said
    assert "4 rows read, 3 used, left out: 1 (no time)." in said
    assert f"    {table}  no time  2, Desk, \n".rstrip() in said
    assert f"{table}, 2026-01-05 to 2026-01-06." in said


def test_json_counts_ties(call: Call, table: str) -> None:
    words = ("observe", table, "--allow-unreadable", "50%", "--format", "json")
    reading = json.loads(call(*words).stdout)["reading"]
    assert (reading["tied_events"], reading["ties_in_file_order"]) == (1, False)
    assert reading["sources"] == [table]


def test_a_table_can_be_held_against_an_organisation(call: Call, table: str) -> None:
    Path("org").mkdir()
    Path("org/desk.yaml").write_text("team: Desk\nserves: [Billing]\n", encoding="utf-8")
    Path("org/billing.yaml").write_text("team: Billing\n", encoding="utf-8")
    call("observe", table, "--allow-unreadable", "50%", "--org", "org", "--write")
    assert "observed: log.duckdb#events" in Path("org/observed.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("postgresql://lead:s3cret@127.0.0.1:9/db#t",),
        ("log.csv", "--engine", "postgresql://lead:s3cret@127.0.0.1:9/db"),
        ("log.csv", "--engine", "mysql://lead:s3cret@127.0.0.1/db"),
        ("postgresql://lead:s3cret@127.0.0.1:9/db#t", "--org", "org"),
        ("postgresql://lead:s3cret@x@127.0.0.1:9/db#t",),
        ("postgresql://lead:s3cret/x@127.0.0.1:9/db#t",),
        ("log.csv", "--engine", "postgresql://lead:s3cret@127.0.0.1:9/db#t"),
    ],
)
def test_a_password_is_never_shown(call: Call, workplace: Path, words: tuple[str, ...]) -> None:
    (workplace / "log.csv").write_text("case,team,time\n1,A,2026-01-05\n", encoding="utf-8")
    (workplace / "org").mkdir()
    (workplace / "org" / "a.yaml").write_text("team: A\nserves: [B]\n", encoding="utf-8")
    with pytest.raises(ChainmapError) as caught:
        call("observe", *words)
    assert "s3cret" not in repr(caught.value.issues)


def test_a_server_that_is_not_there_does_not_speak_of_passwords(call: Call) -> None:
    with pytest.raises(ChainmapError) as caught:
        call("observe", "postgresql://lead@127.0.0.1:9/db#t")
    (issue,) = caught.value.issues
    assert issue.message.startswith("PostgreSQL says: connection failed")
    assert issue.hint is None
