"""An account of every row of a log: used, or left out and why; the first of these are shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import ibis
import ibis.expr.types as ir

from chainmap.analysis.observed.reading import LeftOut, Missing, Placeholder, Reason, Unread
from chainmap.evidence.broken import IN_A_QUOTE, broken_records, require_names, told
from chainmap.evidence.delimited import OPEN_QUOTE, find_rows
from chainmap.evidence.delimited import Row as DelimitedRow
from chainmap.evidence.engines.workshop import Row, Workshop
from chainmap.evidence.files import FileKind, LogFile, kind_of
from chainmap.evidence.json_lines import Line, find_lines
from chainmap.evidence.mistakes import mistake, shown
from chainmap.issues import ChainmapError, Issue, Location, Severity

_Found = DelimitedRow | Line

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
        *("?", "??", "-", "--", "–", "—", ".", "/", "n/a", "n.a.", "na", "#n/a", "nan", "nil"),
        *("none", "null", "(none)", "(null)", "(empty)", "empty", "blank", "unknown"),
        *("unassigned", "undefined", "tbd", "tba", "x", "xxx"),
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
    broken = [
        broken_records(workshop, file, partial(_rows_read, workshop, stored, number))
        for number, file in enumerate(stored.files)
    ]
    by_problem, good = _counted(teams)
    nameless = good.pop(None, 0)
    by_problem[PROBLEMS[Reason.BROKEN_ROW]] += sum(sum(lost.values()) for lost in broken)
    sizes = {reason: by_problem[number] for reason, number in PROBLEMS.items()}
    read, unreadable = by_problem.total(), sum(sizes.values())
    unread = _unread(workshop, stored, broken) if unreadable else ()
    source = stored.files[0].name
    _require_readable(source, read, unreadable, unread, allowed)
    require_names(stored.files, good, read=read, allowed=allowed)
    if missing is Missing.DROP:
        sizes[Reason.NO_TEAM] = nameless
    if read == sum(sizes.values()):
        raise _no_event(source, read, sizes)
    return Account(
        read=read,
        left_out=tuple(LeftOut(reason, rows) for reason, rows in sizes.items() if rows),
        unread=unread,
        placeholders=_placeholders(good),
        missing_events=0 if missing is Missing.DROP else nameless,
    )


def _no_event(source: str, read: int, sizes: Mapping[Reason, int]) -> Exception:
    if not read:
        return mistake(source, "no-events", "There is no event in the log.")
    reasons = ", ".join(f"{rows:,} ({reason})" for reason, rows in sizes.items() if rows)
    message = f"No event of the log is left. Left out: {reasons}."
    hint = "Events without a team stay with --missing skip or keep."
    return mistake(source, "no-events", message, hint if sizes.get(Reason.NO_TEAM) else None)


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


def _rows_read(workshop: Workshop, stored: Stored, number: int) -> int:
    """Count the rows of one of the files."""
    row = stored.table.row
    read = stored.table.filter(row >= stored.starts[number])
    if number + 1 < len(stored.starts):
        read = read.filter(row < stored.starts[number + 1])
    (size,) = workshop.rows(read.count().name("rows").as_table())
    return int(size["rows"])


def _unread(
    workshop: Workshop, stored: Stored, broken: Sequence[Mapping[int, int]]
) -> tuple[Unread, ...]:
    """Return the first rows left out of each file, in the order of files and lines."""
    wrong = stored.table.filter(stored.table.problem > 0)
    if "row" not in wrong.columns:
        return _unread_of_table(workshop, wrong, stored.files[0].name)
    columns = ("row", "problem", "case", "team")
    first = workshop.rows(wrong.select(*columns).order_by("row").limit(FIRST_UNREAD))
    found: list[Unread] = []
    ends = (*stored.starts[1:], None)
    for file, lost, start, end in zip(stored.files, broken, stored.starts, ends, strict=True):
        rows = [row for row in first if start <= row["row"] and (end is None or row["row"] < end)]
        here = {row["row"] - start: row for row in rows}
        found += _unread_in(file, here, sorted(lost)[:FIRST_UNREAD])
    return tuple(found[:FIRST_UNREAD])


def _unread_of_table(workshop: Workshop, wrong: ir.Table, source: str) -> tuple[Unread, ...]:
    """Return the first rows by what stands in them: there is no other order."""
    wrong = wrong.mutate(case=workshop.trimmed(wrong.case), team=workshop.trimmed(wrong.team))
    order = [workshop.comparable(wrong[name]) for name in ("case", "team", "said")]
    rows = workshop.rows(wrong.order_by([wrong.problem, *order]).limit(FIRST_UNREAD))
    return tuple(Unread(source, 0, _REASONS[row["problem"]], shown(_in_words(row))) for row in rows)


def _in_words(row: Row) -> str:
    """Return a row as a line: what is read of it."""
    return ", ".join(row[name] or "" for name in ("case", "team", "said") if name in row)


def _unread_in(file: LogFile, wrong: Mapping[int, Row], broken: Sequence[int]) -> list[Unread]:
    if not wrong and not broken:
        return []
    good, bad = _written(file, wrong, broken)
    rows = [(row, _REASONS[wrong[at]["problem"]]) for at, row in good.items()]
    rows += [(row, Reason.BROKEN_ROW) for row in bad.values()]
    ordered = sorted(rows, key=lambda found: found[0].line)
    return [
        Unread(file.name, row.line, why, told(row) if why is Reason.BROKEN_ROW else shown(row.text))
        for row, why in ordered
    ]


def _written(
    file: LogFile, wrong: Mapping[int, Row], broken: Sequence[int]
) -> tuple[Mapping[int, _Found], Mapping[int, _Found]]:
    """Return rows as they are written, and on which line; of files without lines, their number."""
    if file.separator is not None and file.path is not None:
        return find_rows(file.path, file.separator, accepted=wrong, rejected=broken)
    if file.path is not None and kind_of(file.path) is FileKind.JSON:
        return find_lines(file.path, wrong), {}
    return {at: Line(at + 1, _in_words(row)) for at, row in wrong.items()}, {}


def _require_readable(
    source: str, read: int, unreadable: int, unread: Sequence[Unread], allowed: float
) -> None:
    if unreadable <= allowed * read:
        return
    issues = [_issue(row) for row in unread]
    message = f"{unreadable:,} of {read:,} rows cannot be read, more than {allowed * 100:g} %."
    hint = "Mend them, or allow more, such as --allow-unreadable 5%."
    whole = Issue(Location(source), Severity.ERROR, "too-many-unreadable", message, hint)
    raise ChainmapError(whole, *issues)


def _issue(row: Unread) -> Issue:
    place = Location(row.path, row.line, min(row.line, 1))
    if row.text.endswith(IN_A_QUOTE):
        return Issue(place, Severity.ERROR, "open-quote", f"{_said(row)}.", OPEN_QUOTE)
    return Issue(place, Severity.ERROR, "unreadable-row", _said(row))


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
