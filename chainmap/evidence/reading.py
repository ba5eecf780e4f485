"""A log -> one table of events in the engine; text stays text until it is known what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial

import duckdb
import ibis
import ibis.expr.types as ir

from chainmap.analysis.observed import Reason, Role
from chainmap.evidence.account import PROBLEMS, Account, Stored, account_of
from chainmap.evidence.coding import Names, cases_of, coded, names_of, numbered
from chainmap.evidence.columns import Columns, choose, listed
from chainmap.evidence.delimited import damaged
from chainmap.evidence.engines.duck import DuckWorkshop
from chainmap.evidence.engines.workshop import Workshop
from chainmap.evidence.files import LogFile, find, open_file
from chainmap.evidence.mistakes import mistake, shown
from chainmap.evidence.moments import moment, way_for
from chainmap.evidence.places import Place
from chainmap.evidence.request import Request
from chainmap.evidence.times import Way
from chainmap.evidence.truth import marks

ROWS = "log_rows"


@dataclass(frozen=True, slots=True)
class Log:
    """The events of a log, and how they were read.

    `events` has what `stays` says, without a clock, and what `truth.marks` adds if complaints are
    asked for; cases and teams are numbers. `teams` names these; `cases` is a table that names
    those (`case_code`, `case`).
    """

    events: ir.Table
    cases: ir.Table
    teams: Names
    columns: Columns
    way: Way
    sources: tuple[str, ...]
    account: Account
    in_file_order: bool


Store = Callable[[tuple[LogFile, ...], Sequence[ir.Table]], Stored]
"""Puts the rows of files, one file after the other, into one table of the engine."""


def read_files(workshop: DuckWorkshop, request: Request) -> Log:
    """Read files one after the other into DuckDB.

    The number that the engine gives each row while it stores it is its place in the file, also
    where several threads read: DuckDB keeps the order of rows unless told not to.

    Raises:
        ChainmapError: a file or a column is not there, times cannot be read, or too many rows.
    """
    paths = find(request.sources)
    files = tuple(open_file(workshop, path, number) for number, path in enumerate(paths))
    try:
        stored, columns, way = read_rows(workshop, files, request, partial(_numbered, workshop))
    except duckdb.Error as error:
        raise _unreadable_file(files, error) from error
    return finished(workshop, stored, columns, way, request)


def read_table(workshop: Workshop, place: Place, request: Request) -> Log:
    """Read a table of the engine; its rows have no order.

    Raises:
        ChainmapError: there is no such table or column, times cannot be read, or too many rows.
    """
    name = place.table or ()
    table = workshop.table(name)
    if table is None:
        raise _no_table(workshop, place)
    file = LogFile(None, place.name, table, {column: column for column in table.columns})
    stored, columns, way = read_rows(workshop, (file,), request, partial(_unnumbered, workshop))
    return finished(workshop, stored, columns, way, request)


def read_rows(
    workshop: Workshop, files: tuple[LogFile, ...], request: Request, store: Store
) -> tuple[Stored, Columns, Way]:
    """Put the rows of all files into one table, with what is wrong with each.

    Raises:
        ChainmapError: a column is not there, or it is not known how times are written.
    """
    columns = _columns(files, request)
    way = _way(workshop, files, columns, request)
    rows = [_rows(workshop, file, columns, way, request) for file in files]
    return store(files, rows), columns, way


def finished(
    workshop: Workshop, stored: Stored, columns: Columns, way: Way, request: Request
) -> Log:
    """Account for the stored rows, and code those that are used.

    Raises:
        ChainmapError: too many rows cannot be read, or none is left.
    """
    account = account_of(workshop, stored, request.missing, allowed=request.unreadable)
    events, cases, teams = _coded(workshop, stored, request)
    sources = tuple(file.name for file in stored.files)
    in_file_order = stored.files[0].path is not None
    return Log(events, cases, teams, columns, way, sources, account, in_file_order)


def _coded(
    workshop: Workshop, stored: Stored, request: Request
) -> tuple[ir.Table, ir.Table, Names]:
    """Return the used rows with numbers for names, and what these numbers mean."""
    rows = stored.table
    unused = [name for name in ("problem", "said", "lost") if name in rows.columns]
    used = rows.filter(rows.problem == 0).drop(*unused)
    written = [row["team"] for row in workshop.rows(names_of(used))]
    table, names = numbered(written, request.called)
    teams = workshop.put("teams", table)
    cases = workshop.kept("cases_of_log", cases_of(workshop, used))
    events = workshop.kept("events", coded(used, teams, cases))
    workshop.dropped(ROWS)
    return events, cases, names


def _columns(files: Sequence[LogFile], request: Request) -> Columns:
    """Choose by the first file; the others must have the same, but for what was guessed in vain."""
    first = choose(files[0].name, tuple(files[0].columns), request.columns)
    chosen = first.had_by([tuple(file.columns) for file in files[1:]])
    wanted = {column.role: column.name for column in chosen.chosen}
    for file in files[1:]:
        choose(file.name, tuple(file.columns), wanted)
    return chosen


def _way(workshop: Workshop, files: Sequence[LogFile], columns: Columns, request: Request) -> Way:
    """Return how times are written: all columns with times of all files are one kind."""
    names = [name for role in (Role.TIME, Role.START) if (name := columns.name_of(role))]
    times = [file.column(name) for file in files for name in names]
    return way_for(workshop, times, files[0].name, request.time_format)


def _numbered(
    workshop: DuckWorkshop, files: tuple[LogFile, ...], rows_of_files: Sequence[ir.Table]
) -> Stored:
    """Put the rows of all files into one table of DuckDB, which numbers them in their order."""
    engine, ends = workshop.engine, [0]
    for number, rows in enumerate(rows_of_files):
        if number == 0:
            engine.create_table(ROWS, rows, temp=True)
        else:
            engine.insert(ROWS, rows)
        ends.append(int(engine.table(ROWS).count().to_pyarrow().as_py()))
    table = engine.table(ROWS)
    return Stored(table.mutate(row=table.rowid()), files, tuple(ends[:-1]))


def _unnumbered(
    workshop: Workshop, files: tuple[LogFile, ...], rows_of_files: Sequence[ir.Table]
) -> Stored:
    """Keep what is needed of a table as it is now, whatever others write to it meanwhile."""
    return Stored(workshop.kept(ROWS, rows_of_files[0]), files, (0,))


def _rows(
    workshop: Workshop, file: LogFile, columns: Columns, way: Way, request: Request
) -> ir.Table:
    """Return all rows of a file as events, with the number of their problem, 0 for none."""

    def column(role: Role) -> ir.Column | None:
        name = columns.name_of(role)
        return None if name is None else file.column(name)

    time, start, order = column(Role.TIME), column(Role.START), column(Role.ORDER)
    rows = file.table.select(
        case=_name(workshop, column(Role.CASE)),
        team=_team(workshop, column(Role.TEAM), request.missing_values),
        moment=moment(workshop, time, way),
        time=time,
        **({} if start is None else {"began": moment(workshop, start, way)}),
        **({} if order is None else {"position": _order(workshop, order)}),
        **{
            role.value: _name(workshop, said)
            for role in (Role.ACTIVITY, Role.OUTCOME)
            if (said := column(role)) is not None
        },
        **({} if request.complaint is None else marks(workshop, file, request.complaint)),
        **{name: file.table[name] for name in (file.row, file.lost) if name is not None},
    )
    said = {"said": rows.time.cast("string")} if file.path is None else {}
    return rows.mutate(problem=_problem(rows), **said).drop("time")


def _problem(rows: ir.Table) -> ir.IntegerColumn:
    said = rows.time.cast("string").strip()
    broken = [(rows.lost.notnull(), PROBLEMS[Reason.BROKEN_ROW])] if "lost" in rows.columns else []
    return ibis.cases(
        *broken,
        (rows.case.isnull(), PROBLEMS[Reason.NO_CASE]),
        (rows.moment.notnull(), 0),
        (said.isnull() | (said == ""), PROBLEMS[Reason.NO_TIME]),
        else_=PROBLEMS[Reason.BAD_TIME],
    ).cast("int8")


def _order(workshop: Workshop, column: ir.Column) -> ir.Column:
    """Return numbers as numbers, so that 10 comes after 9, also where a file has them as text."""
    return workshop.number(column) if column.type().is_string() else column


def _name(workshop: Workshop, column: ir.Column) -> ir.StringColumn:
    """Return names without the space around them, null for nothing."""
    return workshop.trimmed(column.cast("string")).nullif("")


def _team(workshop: Workshop, column: ir.Column, missing_values: Sequence[str]) -> ir.StringColumn:
    name = _name(workshop, column)
    texts = sorted({text.strip() for text in missing_values} - {""})
    return ibis.ifelse(name.isin(texts), ibis.null("string"), name) if texts else name


def _no_table(workshop: Workshop, place: Place) -> Exception:
    wanted = ".".join(place.table or ())
    names = workshop.table_names(place.table or ())
    near = get_close_matches(wanted, names, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are {listed(names) or 'no tables'}."
    return mistake(place.name, "not-found", f"There is no table {shown(wanted)}.", hint)


def _unreadable_file(files: Sequence[LogFile], error: duckdb.Error) -> Exception:
    said = str(error)
    names = [file.name for file in files if str(file.path) in said] or [files[0].name]
    if "GZIP" in said.upper():
        return damaged(names[0])
    message = f"The file cannot be read: {shown(said.splitlines()[0])}"
    return mistake(names[0], "damaged-file", message)
