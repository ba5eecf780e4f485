"""A table by URL in `chainmap draw observed` and `agreement`, `report --log`, `init --from-log`."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from chainmap.issues import ChainmapError
from tests.calling import Call

ROWS = """
create table steps as select * from (values
  (7, 2, 'Shop', timestamp '2026-01-05 08:00'), (7, 1, 'Baker', timestamp '2026-01-05 08:00'),
  (8, 3, 'Baker', timestamp '2026-01-06 08:00'), (8, 4, 'Shop', timestamp '2026-01-06 10:30')
) as t(ticket, nr, staff, written)
"""
"""In the order of names Baker comes first in case 7, too; by nr it does so in both."""

HOW = ("--log-case", "ticket", "--log-team", "staff", "--log-time", "written", "--log-order", "nr")


@pytest.fixture
def table(workplace: Path) -> str:
    with duckdb.connect(workplace / "bakery.duckdb") as database:
        database.execute(ROWS)
    return "duckdb://bakery.duckdb#steps"


@pytest.fixture
def there(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the URL of a table of PostgreSQL that takes a password, which it does not check."""
    import psycopg  # noqa: PLC0415  it is an extra

    with psycopg.connect(postgres_url, autocommit=True) as session:
        session.execute("drop table if exists steps")
        session.execute(ROWS)
    monkeypatch.delenv("PGPASSWORD", raising=False)
    return postgres_url.replace("tester@", "tester:s3cret@") + "#public.steps"


def test_a_table_of_a_file_is_drawn(call: Call, table: str, workplace: Path) -> None:
    result = call("draw", "observed", "--log", table, *HOW, "-o", "x.dot")
    assert result.exit_code == 0
    drawn = (workplace / "x.dot").read_text(encoding="utf-8")
    assert "bakery.duckdb#steps" in drawn
    assert "2 · 1.2 h" in drawn


def test_the_order_that_is_named_decides(call: Call, table: str, workplace: Path) -> None:
    with duckdb.connect(workplace / "bakery.duckdb") as database:
        database.execute("update steps set nr = 0 where staff = 'Shop' and ticket = 7")
    call("draw", "observed", "--log", table, *HOW, "-o", "x.dot")
    both_ways = (workplace / "x.dot").read_text(encoding="utf-8")
    assert both_ways.count("1 · ") == 2  # Shop to Baker in case 7, Baker to Shop in case 8


def test_a_table_of_a_server_is_drawn_and_told(
    call: Call, there: str, bakery: Path, workplace: Path
) -> None:
    call("draw", "agreement", str(bakery), "--log", there, *HOW, "-o", "x.svg")
    call("report", str(bakery), "--log", there, *HOW, "-o", "x.html")
    for name in ("x.svg", "x.html"):
        written = (workplace / name).read_text(encoding="utf-8")
        assert "postgres#public.steps" in written
        assert not [secret for secret in ("s3cret", "tester", "127.0.0.1") if secret in written]


def test_files_are_drawn_by_another_engine(call: Call, postgres_url: str, workplace: Path) -> None:
    text = "case,team,time\n1,Desk,2026-09-01 08:00\n1,Cook,2026-09-01 09:30\n"
    (workplace / "log.csv").write_text(text, encoding="utf-8")
    call("draw", "observed", "--log", "log.csv", "--log-engine", postgres_url, "-o", "x.dot")
    assert "1 · 1.5 h" in (workplace / "x.dot").read_text(encoding="utf-8")


def test_an_organisation_starts_from_a_table(call: Call, there: str, workplace: Path) -> None:
    how = [word.replace("--log-", "--") for word in HOW]
    call("init", "--from-log", there, *how, "new")
    measured = (workplace / "new" / "observed.yaml").read_text(encoding="utf-8")
    assert "observed: postgres#public.steps\n" in measured
    every = "".join(
        path.read_text(encoding="utf-8") for path in (workplace / "new").rglob("*.yaml")
    )
    assert "s3cret" not in every


@pytest.mark.parametrize("words", [("draw", "observed"), ("report",)])
@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("postgresql://lead:s3cret@127.0.0.1:9/db#t", "no-connection"),
        ("postgresql://lead:s3cret@127.0.0.1:9/db", "no-table"),
        ("mysql://lead:s3cret@127.0.0.1/db#t", "unknown-engine"),
        ("duckdb://bakery.duckdb#step", "not-found"),
    ],
)
def test_a_table_that_cannot_be_read_says_why_and_no_password(
    call: Call, bakery: Path, table: str, words: tuple[str, ...], source: str, code: str
) -> None:
    assert table
    ending = "html" if words == ("report",) else "svg"
    with pytest.raises(ChainmapError) as caught:
        call(*words, str(bakery), "--log", source, "-o", f"x.{ending}")
    assert caught.value.issues[0].code == code
    assert "s3cret" not in repr(caught.value.issues)
    assert not Path(f"x.{ending}").exists()
