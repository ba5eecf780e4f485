"""An account of every row of a log: used, or left out and why; the first of these are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from chainmap.analysis.observed import LeftOut, Missing, Placeholder, Reason, Unread
from chainmap.evidence.delimited import find_rows
from chainmap.evidence.engines.workshop import Row, Workshop
from chainmap.evidence.files import LogFile
from chainmap.evidence.mistakes import mistake, shown
from chainmap.issues import ChainmapError, Issue, Location, Severity

PROBLEMS: Mapping[Reason, int] = {
    Reason.BROKEN_ROW: 4,
    Reason.NO_CASE: 1,
    Reason.NO_TIME: 2,
    Reason.BAD_TIME: 3,
}
"""How the engine writes what is wrong with a row; DuckDB puts broken rows aside instead."""

FIRST_UNREAD = 10
"""Rows that could not be read and are shown."""

PLACEHOLDERS = frozenset(
    [
        "?",
        "??",
        "-",
        "--",
        "–",
        "—",
        ".",
        "/",
        "n/a",
        "n.a.",
        "na",
        "#n/a",
        "nan",
        "nil",
        "none",
        "null",
        "(none)",
        "(null)",
        "(empty)",
        "empty",
        "blank",
        "unknown",
        "unassigned",
        "undefined",
        "tbd",
        "tba",
        "x",
        "xxx",
    ]
)
"""What people write where there is no team, in small letters. Pointed out, never guessed."""

_REASONS = {number: reason for reason, number in PROBLEMS.items()}


@dataclass(frozen=True, slots=True)
class Stored:
    """The rows of files, one file after the other.

    `name` is what the engine calls the table; `starts` has the number that the first row of each
    file has or would have; the rows of a table have no numbers.
    """

    name: str
    table: ir.Table
    files: tuple[LogFile, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows: `read` = used + left out."""

    read: int
    left_out: tuple[LeftOut, ...]
    unread: tuple[Unread, ...]
    placeholders: tuple[Placeholder, ...]
    missing_events: int


@dataclass(frozen=True, slots=True)
class Written:
    """Rows that write a team alike and have the same problem, 0 for none.

    `team` is what they write, `name` what it says: None if that is no team.
    """

    team: str | None
    name: str | None
    problem: int
    rows: int


def written_teams(
    workshop: Workshop, table: ir.Table, name: Callable[[ir.StringColumn], ir.StringColumn]
) -> tuple[Written, ...]:
    """Count the rows by team and problem, all in one pass; `name` says what a text means."""
    rows = table.count() if "lost" not in table.columns else _lines(table)
    counted = table.group_by("team", "problem").agg(rows=rows)
    named = workshop.rows(counted.mutate(name=name(counted.team)))
    return tuple(Written(**row) for row in named)


def account_of(
    workshop: Workshop,
    stored: Stored,
    teams: Sequence[Written],
    missing: Missing,
    *,
    allowed: float,
) -> Account:
    """Count the rows by what became of them.

    Raises:
        ChainmapError: a larger share than `allowed` cannot be read, or no event is left.
    """
    broken = [_broken_records(workshop, file) for file in stored.files]
    by_problem, good = _counted(teams)
    nameless = good.pop(None, 0)
    by_problem[PROBLEMS[Reason.BROKEN_ROW]] += sum(sum(lost.values()) for lost in broken)
    sizes = {reason: by_problem[number] for reason, number in PROBLEMS.items()}
    read, unreadable = by_problem.total(), sum(sizes.values())
    unread = _unread(workshop, stored, broken) if unreadable else ()
    source = stored.files[0].name
    _require_readable(source, read, unreadable, unread, allowed)
    if missing is Missing.DROP:
        sizes[Reason.NO_TEAM] = nameless
    if read == sum(sizes.values()):
        raise mistake(source, "no-events", "There is no event in the log.")
    return Account(
        read=read,
        left_out=tuple(LeftOut(reason, rows) for reason, rows in sizes.items() if rows),
        unread=unread,
        placeholders=_placeholders(good),
        missing_events=0 if missing is Missing.DROP else nameless,
    )


def _counted(teams: Sequence[Written]) -> tuple[Counter[int], Counter[str | None]]:
    """Return the rows by problem, and those without one by team."""
    by_problem, good = Counter[int](), Counter[str | None]()
    for seen in teams:
        by_problem[seen.problem] += seen.rows
        if seen.problem == 0:
            good[seen.name] += seen.rows
    return by_problem, good


def _lines(table: ir.Table) -> ir.IntegerScalar:
    """Count rows, a broken one as often as it swallowed others."""
    return ibis.coalesce(table.lost, 1).sum()


def _broken_records(workshop: Workshop, file: LogFile) -> dict[int, int]:
    """Return, by number of the record, the rows lost with it: an open quote swallows several."""
    if file.rejects is None:
        return {}
    broken = workshop.engine.table(file.rejects)
    lines = broken.csv_line.strip()
    swallowed = lines.length() - lines.replace("\n", "").length()
    lost = broken.group_by("line").agg(rows=ibis.coalesce(swallowed.max(), 0) + 1)
    return {row["line"]: row["rows"] for row in workshop.rows(lost)}


def _unread(
    workshop: Workshop, stored: Stored, broken: Sequence[Mapping[int, int]]
) -> tuple[Unread, ...]:
    """Return the first rows left out of each file, in the order of files and lines."""
    wrong = stored.table.filter(stored.table.problem > 0)
    if "row" not in wrong.columns:
        return _unread_of_table(workshop, wrong, stored.files[0].name)
    first = workshop.rows(wrong.select("row", "problem").order_by("row").limit(FIRST_UNREAD))
    found: list[Unread] = []
    ends = (*stored.starts[1:], None)
    for file, lost, start, end in zip(stored.files, broken, stored.starts, ends, strict=True):
        rows = [row for row in first if start <= row["row"] and (end is None or row["row"] < end)]
        here = {row["row"] - start: row["problem"] for row in rows}
        found += _unread_in(file, here, sorted(lost)[:FIRST_UNREAD])
    return tuple(found[:FIRST_UNREAD])


def _unread_of_table(workshop: Workshop, wrong: ir.Table, source: str) -> tuple[Unread, ...]:
    """Return the first rows by what stands in them: there is no other order."""
    wrong = wrong.mutate(case=workshop.trimmed(wrong.case), team=workshop.trimmed(wrong.team))
    order = [workshop.comparable(wrong[name]) for name in ("case", "team", "said")]
    rows = workshop.rows(wrong.order_by([wrong.problem, *order]).limit(FIRST_UNREAD))
    return tuple(Unread(source, 0, _REASONS[row["problem"]], shown(_in_words(row))) for row in rows)


def _in_words(row: Row) -> str:
    """Return a row of a table as a line."""
    return ", ".join(row[name] or "" for name in ("case", "team", "said"))


def _unread_in(file: LogFile, problems: Mapping[int, int], broken: Sequence[int]) -> list[Unread]:
    if not problems and not broken:
        return []
    if file.separator is None or file.path is None:
        return [Unread(file.name, at + 1, _REASONS[kind], "") for at, kind in problems.items()]
    good, bad = find_rows(file.path, file.separator, accepted=problems, rejected=broken)
    rows = [(row, _REASONS[problems[at]]) for at, row in good.items()]
    rows += [(row, Reason.BROKEN_ROW) for row in bad.values()]
    ordered = sorted(rows, key=lambda found: found[0].line)
    return [Unread(file.name, row.line, why, shown(row.text)) for row, why in ordered]


def _require_readable(
    source: str, read: int, unreadable: int, unread: Sequence[Unread], allowed: float
) -> None:
    if unreadable <= allowed * read:
        return
    issues = [
        Issue(
            Location(row.path, row.line, min(row.line, 1)),
            Severity.ERROR,
            "unreadable-row",
            _said(row),
        )
        for row in unread
    ]
    message = f"{unreadable:,} of {read:,} rows cannot be read, more than {allowed * 100:g} %."
    hint = "Mend them, or allow more, such as --allow-unreadable 5%."
    whole = Issue(Location(source), Severity.ERROR, "too-many-unreadable", message, hint)
    raise ChainmapError(whole, *issues)


def _said(row: Unread) -> str:
    reason = f"{row.reason[0].upper()}{row.reason[1:]}"
    return f"{reason}: {row.text}" if row.text else f"{reason}."


def _placeholders(events: Mapping[str | None, int]) -> tuple[Placeholder, ...]:
    found = [
        Placeholder(name, number)
        for name, number in events.items()
        if name is not None and name.lower() in PLACEHOLDERS
    ]
    return tuple(sorted(found, key=lambda seen: (-seen.events, seen.text)))
