"""Where a log lies, and what works on it: files or a table behind a URL; no secret is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from chainmap.evidence.mistakes import mistake, shown


class Kind(StrEnum):
    """An engine."""

    DUCKDB = "duckdb"
    POSTGRES = "postgresql"
    SPARK = "spark"


_SCHEMES = {
    "duckdb": Kind.DUCKDB,
    "postgres": Kind.POSTGRES,
    "postgresql": Kind.POSTGRES,
    "sc": Kind.SPARK,
    "spark": Kind.SPARK,
}
_FETCHED = frozenset({"http", "https", "ftp", "s3", "s3a", "gs", "abfs", "abfss", "hdfs"})
_TABLES = (
    "postgresql://user@host/database#schema.table, duckdb:///path/file.duckdb#table, spark#table"
)
_ENGINES = (
    "duckdb, postgresql://user@host/database, spark, spark://host:7077, local[2], sc://host:15002"
)
PASSWORDS = "~/.pgpass or PGPASSWORD; see docs/scale.md."
"""Where passwords are kept."""

_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)(?P<rest>://.*)?", re.IGNORECASE | re.DOTALL)
_MASTER = re.compile(r"local(\[[^\]]*\])?|yarn|k8s://.*")
_PART = re.compile(r'"(?P<quoted>(?:[^"]|"")+)"|(?P<plain>[^".]+)')
_SECRET = re.compile(r"(?<=://)(?P<user>[^:@/\s]*):[^\s\"']*@")
_SECRET_OPTION = re.compile(r"(?P<name>(pass\w*|token)=)[^&;\s\"'#]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """An engine by URL, and the table in it by the parts of its name, None for files."""

    kind: Kind
    url: str
    table: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        table = "" if self.table is None else f"#{'.'.join(self.table)}"
        return f"{masked(self.url)}{table}"


def place_of(sources: Sequence[str], engine: str | None) -> Place:
    """Return where to read and work: the one table that is named, or files and an engine.

    Raises:
        ChainmapError: the URL or the engine is of no known kind, or tables and more are named.
    """
    tables = [place for source in sources if (place := _table(source)) is not None]
    if not tables:
        return _engine(engine or Kind.DUCKDB)
    if len(sources) > 1:
        message = "A table is read alone: no other table or file beside it."
        hint = "Make a view that puts tables together: UNION ALL."
        raise mistake(tables[0].name, "several-tables", message, hint)
    if engine is not None and _engine(engine).url != tables[0].url:
        message = "A table is worked on where it lies."
        raise mistake("--engine", "other-engine", message, "Leave --engine out.")
    return tables[0]


def masked(text: str, *, secret_of: str = "") -> str:
    """Return a text without passwords: those of URLs in it, and that of a URL wherever it stands.

    >>> masked("postgresql://lead:secret@host/db?password=x")
    'postgresql://lead:***@host/db?password=***'
    """
    for secret in _secrets(secret_of):
        text = text.replace(secret, "***")
    hidden = _SECRET.sub(r"\g<user>:***@", text)
    return _SECRET_OPTION.sub(r"\g<name>***", hidden)


def short_name(source: str) -> str:
    """Return what a picture calls a log: a file without its directory, a table without its host.

    >>> short_name("postgresql://lead:secret@host/desk?sslmode=require#public.history")
    'desk#public.history'
    """
    place = _table(source)
    if place is None:
        return Path(source).name
    table = ".".join(place.table or ())
    if place.kind is Kind.SPARK:
        return table
    return f"{Path(place.url.partition('://')[2].partition('?')[0]).name}#{table}"


def require_whole_password(url: str) -> None:
    """Refuse a password with a sign that ends it: what comes after would be told as a host.

    Raises:
        ChainmapError: there is such a sign.
    """
    if any(sign in secret for secret in _secrets(url) for sign in "@/?#"):
        message = "The password in this URL has a sign that ends it: @ / ? or #."
        hint = "Write %40 for @, %2F for /, %3F for ?, %23 for #; or keep it elsewhere: "
        raise mistake(masked(url), "no-connection", message, hint + PASSWORDS)


def _secrets(url: str) -> list[str]:
    found = re.search(r"://[^:@/\s]*:(.+)@", url)
    return [found[1]] if found else []


def _table(source: str) -> Place | None:
    """Return the table that a source names, None if it is a file."""
    if Path(source).is_file():
        return None
    url, mark, table = source.rpartition("#")
    found = _URL.fullmatch(url if mark else source)
    if found is None or (not found["rest"] and not (mark and _is_known(found["scheme"]))):
        return None
    if not _is_known(found["scheme"]):
        raise _unknown(found["scheme"], masked(source), "a place of tables", _TABLES)
    if not mark or not table.strip():
        message = "The URL names no table."
        raise mistake(masked(source), "no-table", message, f"Write it as {_TABLES}.")
    kind = _SCHEMES[found["scheme"].casefold()]
    if kind is not Kind.SPARK and not found["rest"]:
        raise mistake(source, "no-table", "The URL names no database.", f"Write it as {_TABLES}.")
    return Place(kind, url, _parts(table, masked(source)))


def _is_known(scheme: str) -> bool:
    return scheme.casefold() in _SCHEMES


def _parts(table: str, source: str) -> tuple[str, ...]:
    """Take the name of a table apart: dots stand between parts, unless in double quotes.

    >>> _parts('public."a.b"', "")
    ('public', 'a.b')
    """
    parts, at = [], 0
    while found := _PART.match(table, at):
        parts.append(found["plain"] or found["quoted"].replace('""', '"'))
        at = found.end() + 1
        if found.end() == len(table):
            return tuple(parts)
        if table[found.end()] != ".":
            break
    hint = 'Write schema.table; a name with a dot or a quote stands in double quotes: "a.b".'
    raise mistake(source, "no-table", f"{shown(table)} is no name of a table.", hint)


def _engine(url: str) -> Place:
    if _MASTER.fullmatch(url):
        return Place(Kind.SPARK, url)
    found = _URL.fullmatch(url)
    scheme = found["scheme"].casefold() if found else url
    if scheme not in _SCHEMES:
        raise _unknown(scheme, "--engine", "an engine", _ENGINES)
    kind = _SCHEMES[scheme]
    rest = found["rest"] if found else None
    if "#" in (rest or ""):
        message = "This names a table, and an engine works on files."
        hint = "Leave #TABLE out; or leave --engine out, and name the table in place of the files."
        raise mistake(masked(url), "other-engine", message, hint)
    if kind is Kind.POSTGRES and not rest:
        message = "PostgreSQL is named by its URL."
        hint = "Write --engine postgresql://user@host/database."
        raise mistake("--engine", "unknown-engine", message, hint)
    if kind is Kind.DUCKDB and rest:
        message = "DuckDB needs no URL to work on files."
        hint = f"Leave --engine out; a table is {_TABLES.split(', ')[1]}."
        raise mistake("--engine", "unknown-engine", message, hint)
    return Place(kind, url)


def _unknown(scheme: str, source: str, what: str, known: str) -> Exception:
    if scheme.casefold() in _FETCHED:
        message = "Files are read from this machine's disk."
        return mistake(source, "unknown-engine", message, "Fetch the file first.")
    near = get_close_matches(scheme.casefold(), list(_SCHEMES), n=1)
    meant = f"Did you mean {near[0]}? " if near else ""
    message = f"{shown(scheme)} is not known as {what}."
    return mistake(source, "unknown-engine", message, f"{meant}Known are {known}.")
