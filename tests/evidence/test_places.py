"""Where a log lies: what a URL names, what is refused, and that no password is ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from chainmap.evidence.places import (
    Kind,
    Place,
    masked,
    place_of,
    require_whole_password,
    short_name,
)
from chainmap.issues import ChainmapError


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("postgresql://u@h/db#s.t", Place(Kind.POSTGRES, "postgresql://u@h/db", ("s", "t"))),
        ("postgres://h/db#t", Place(Kind.POSTGRES, "postgres://h/db", ("t",))),
        ('duckdb:///a b.duckdb#"x.y"', Place(Kind.DUCKDB, "duckdb:///a b.duckdb", ("x.y",))),
        ('spark#"a""b".c', Place(Kind.SPARK, "spark", ('a"b', "c"))),
        ("spark://h:7077#t", Place(Kind.SPARK, "spark://h:7077", ("t",))),
        ("log.csv", Place(Kind.DUCKDB, "duckdb")),
        ("notes#1.csv", Place(Kind.DUCKDB, "duckdb")),
        ("C:\\logs\\log.csv", Place(Kind.DUCKDB, "duckdb")),
    ],
)
def test_what_is_named(source: str, place: Place) -> None:
    assert place_of((source,), None) == place


@pytest.mark.parametrize(
    ("engine", "kind"),
    [
        ("duckdb", Kind.DUCKDB),
        ("postgresql://h/db", Kind.POSTGRES),
        ("spark", Kind.SPARK),
        ("spark://h:7077", Kind.SPARK),
        ("local[2]", Kind.SPARK),
        ("yarn", Kind.SPARK),
        ("sc://h:15002", Kind.SPARK),
    ],
)
def test_engines_for_files(engine: str, kind: Kind) -> None:
    assert place_of(("log.csv",), engine) == Place(kind, engine)


def test_a_file_that_is_there_is_a_file(workplace: Path) -> None:
    (workplace / "spark#t").touch()
    assert place_of(("spark#t",), None).table is None


@pytest.mark.parametrize(
    ("source", "engine", "said"),
    [
        ("postgresq://u:pw@h/db#t", None, "Did you mean postgresql?"),
        ("postgresql://u:pw@h/db", None, "names no table"),
        ("postgresql://u:pw@h/db#", None, "names no table"),
        ("postgresql#t", None, "names no database"),
        ("postgresql://u:pw@h/db#a..b", None, "no name of a table"),
        ('postgresql://u:pw@h/db#"a', None, "no name of a table"),
        ("postgresql://u:pw@h/db#t", "duckdb", "Leave --engine out"),
        ("log.csv", "duck", "Did you mean duckdb?"),
        ("log.csv", "mysql://u:pw@h/db", "Known are duckdb, postgresql"),
        ("log.csv", "postgresql", "--engine postgresql://user@host/database"),
        ("log.csv", "duckdb:///x.duckdb", "Leave --engine out"),
        ("log.csv", "postgresql://u:pw@h/db#t", "Leave #TABLE out"),
    ],
)
def test_anything_else_is_refused_without_the_password(
    source: str, engine: str | None, said: str
) -> None:
    with pytest.raises(ChainmapError) as caught:
        place_of((source,), engine)
    (issue,) = caught.value.issues
    whole = f"{issue.location.path} {issue.message} {issue.hint}"
    assert said in whole
    assert "pw" not in whole


def test_a_table_is_read_alone() -> None:
    with pytest.raises(ChainmapError, match="read alone"):
        place_of(("spark#t", "log.csv"), None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://u:s3cret@h/db#t", "postgresql://u:***@h/db#t"),
        ("postgresql://u:a/b@c@h/db", "postgresql://u:***@h/db"),
        ("postgresql://h/db?user=u&password=s3cret", "postgresql://h/db?user=u&password=***"),
        ("sc://h:15002/;token=s3cret", "sc://h:15002/;token=***"),
        ("postgresql://u@h:5432/db", "postgresql://u@h:5432/db"),
        ("duckdb:///a/b.duckdb", "duckdb:///a/b.duckdb"),
    ],
)
def test_passwords_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_password_is_masked_wherever_the_server_repeats_it() -> None:
    said = 'invalid port "s3cret" in the URL'
    url = "postgresql://u:s3cret@h/db"
    assert masked(said, secret_of=url) == 'invalid port "***" in the URL'


@pytest.mark.parametrize("sign", ["@", "/", "?", "#"])
def test_a_password_that_would_be_taken_for_a_host_is_refused(sign: str) -> None:
    with pytest.raises(ChainmapError) as caught:
        require_whole_password(f"postgresql://u:left{sign}right@h/db")
    (issue,) = caught.value.issues
    assert "%40 for @" in (issue.hint or "")
    assert not [part for part in ("left", "right") if part in repr(issue)]


@pytest.mark.parametrize("url", ["postgresql://u:a%40b:c@h/db", "postgresql://u@h:5432/db?x=y"])
def test_any_other_password_is_not(url: str) -> None:
    require_whole_password(url)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("logs/may.csv", "may.csv"),
        ("postgresql://u:s3cret@h:5432/desk?sslmode=require#public.t", "desk#public.t"),
        ("duckdb:///data/desk.duckdb#t", "desk.duckdb#t"),
        ("duckdb://desk.duckdb#t", "desk.duckdb#t"),
        ("spark#desk.t", "desk.t"),
        ("sc://h:15002/;token=s3cret#t", "t"),
    ],
)
def test_what_a_picture_calls_a_log(source: str, name: str) -> None:
    assert short_name(source) == name
