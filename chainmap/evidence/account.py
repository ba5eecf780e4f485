"""An account of every row of a log: used, or left out and why; the first of these are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from chainmap.analysis.observed import LeftOut, Missing, Placeholder, Reason, Unread
from chainmap.evidence.delimited import find_rows
from chainmap.evidence.duck import Workshop
from chainmap.evidence.files import LogFile
from chainmap.evidence.mistakes import mistake, shown
from chainmap.issues import ChainmapError, Issue, Location, Severity

PROBLEMS: Mapping[Reason, int] = {Reason.NO_CASE: 1, Reason.NO_TIME: 2, Reason.BAD_TIME: 3}
"""How the engine writes what is wrong with a row."""

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
    """The rows of files, one file after the other; `ends` counts the rows up to each file's end."""

    table: ir.Table
    files: tuple[LogFile, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows: `read` = used + left out."""

    read: int
    left_out: tuple[LeftOut, ...]
    unread: tuple[Unread, ...]
    placeholders: tuple[Placeholder, ...]
    missing_events: int


def account_of(workshop: Workshop, stored: Stored, missing: Missing, *, allowed: float) -> Account:
    """Count the rows by what became of them.

    Raises:
        ChainmapError: a larger share than `allowed` cannot be read, or no event is left.
    """
    broken = [_broken_records(workshop, file) for file in stored.files]
    by_problem, nameless = _counted(workshop, stored.table)
    sizes = {Reason.BROKEN_ROW: sum(sum(lost.values()) for lost in broken)}
    sizes |= {reason: by_problem.get(number, 0) for reason, number in PROBLEMS.items()}
    read = by_problem.get(0, 0) + sum(sizes.values())
    unread = _unread(stored, broken) if any(sizes.values()) else ()
    source = stored.files[0].name
    _require_readable(source, read, sum(sizes.values()), unread, allowed)
    if missing is Missing.DROP:
        sizes[Reason.NO_TEAM] = nameless
    if read == sum(sizes.values()):
        raise mistake(source, "no-events", "There is no event in the log.")
    return Account(
        read=read,
        left_out=tuple(LeftOut(reason, rows) for reason, rows in sizes.items() if rows),
        unread=unread,
        placeholders=_placeholders(workshop, stored.table),
        missing_events=0 if missing is Missing.DROP else nameless,
    )


def _counted(workshop: Workshop, table: ir.Table) -> tuple[dict[int, int], int]:
    """Return the rows by problem, and how many of those without one have no team."""
    counted = table.group_by("problem").agg(
        rows=table.count(), nameless=table.team.isnull().cast("int64").sum()
    )
    rows = workshop.engine.to_pyarrow(counted).to_pylist()
    nameless = sum(row["nameless"] for row in rows if row["problem"] == 0)
    return {row["problem"]: row["rows"] for row in rows}, nameless


def _broken_records(workshop: Workshop, file: LogFile) -> dict[int, int]:
    """Return, by number of the record, the rows lost with it: an open quote swallows several."""
    if file.rejects is None:
        return {}
    broken = workshop.engine.table(file.rejects)
    lines = broken.csv_line.strip()
    swallowed = lines.length() - lines.replace("\n", "").length()
    lost = broken.group_by("line").agg(rows=ibis.coalesce(swallowed.max(), 0) + 1)
    return {row["line"]: row["rows"] for row in workshop.engine.to_pyarrow(lost).to_pylist()}


def _unread(stored: Stored, broken: Sequence[Mapping[int, int]]) -> tuple[Unread, ...]:
    """Return the first rows left out of each file, in the order of files and lines."""
    table = stored.table
    wrong = table.filter(table.problem > 0).select("row", "problem")
    first = wrong.order_by("row").limit(FIRST_UNREAD).to_pyarrow().to_pylist()
    found: list[Unread] = []
    for number, file in enumerate(stored.files):
        start, end = stored.ends[number - 1] if number else 0, stored.ends[number]
        here = {r["row"] - start: r["problem"] for r in first if start <= r["row"] < end}
        found += _unread_in(file, here, sorted(broken[number])[:FIRST_UNREAD])
    return tuple(found[:FIRST_UNREAD])


def _unread_in(file: LogFile, problems: Mapping[int, int], broken: Sequence[int]) -> list[Unread]:
    if not problems and not broken:
        return []
    if file.separator is None:
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
        Issue(Location(row.path, row.line, 1), Severity.ERROR, "unreadable-row", _said(row))
        for row in unread
    ]
    message = f"{unreadable:,} of {read:,} rows cannot be read, more than {allowed * 100:g} %."
    hint = "Mend them, or allow more, such as --allow-unreadable 5%."
    whole = Issue(Location(source), Severity.ERROR, "too-many-unreadable", message, hint)
    raise ChainmapError(whole, *issues)


def _said(row: Unread) -> str:
    reason = f"{row.reason[0].upper()}{row.reason[1:]}"
    return f"{reason}: {row.text}" if row.text else f"{reason}."


def _placeholders(workshop: Workshop, table: ir.Table) -> tuple[Placeholder, ...]:
    good = table.filter(table.problem == 0)
    counted = good.group_by("team").agg(events=good.count())
    suspicious = counted.filter(counted.team.lower().isin(sorted(PLACEHOLDERS)))
    rows = workshop.engine.to_pyarrow(suspicious).to_pylist()
    found = [Placeholder(row["team"], row["events"]) for row in rows]
    return tuple(sorted(found, key=lambda seen: (-seen.events, seen.text)))
