"""A log -> one table of events in the engine; text stays text until it is known what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import ibis
import ibis.expr.types as ir

from chainmap.analysis.observed import Reason, Role
from chainmap.evidence.account import PROBLEMS, Account, Stored, account_of
from chainmap.evidence.coding import Names, cases_of, coded, names_of, numbered
from chainmap.evidence.columns import Columns, choose
from chainmap.evidence.delimited import damaged
from chainmap.evidence.duck import Workshop
from chainmap.evidence.files import LogFile, find, open_file
from chainmap.evidence.mistakes import mistake, shown
from chainmap.evidence.moments import moment, way_for
from chainmap.evidence.request import Request
from chainmap.evidence.times import Way
from chainmap.evidence.truth import marks

ROWS = "log_rows"


@dataclass(frozen=True, slots=True)
class Log:
    """The events of a log, and how they were read.

    `events` has `case`, `team`, `moment` and `position`, `began` if there are starts, and what
    `truth.marks` adds if complaints are asked for; cases and teams are numbers. `teams` names
    these; `cases` is a table that names those.
    """

    events: ir.Table
    cases: ir.Table
    teams: Names
    columns: Columns
    way: Way
    sources: tuple[str, ...]
    account: Account


def read_files(workshop: Workshop, request: Request) -> Log:
    """Read files one after the other into the engine.

    The number that the engine gives each row while it stores it is its place in the file, also
    where several threads read: DuckDB keeps the order of rows unless told not to.

    Raises:
        ChainmapError: a file or a column is not there, times cannot be read, or too many rows.
    """
    paths = find(request.sources)
    files = tuple(open_file(workshop, path, number) for number, path in enumerate(paths))
    columns = _columns(files, request)
    try:
        way = _way(workshop, files, columns, request)
        stored = _stored(workshop, files, [_rows(file, columns, way, request) for file in files])
    except duckdb.Error as error:
        raise _unreadable_file(files, error) from error
    account = account_of(workshop, stored, request.missing, allowed=request.unreadable)
    events, cases, teams = _coded(workshop, stored, request)
    return Log(events, cases, teams, columns, way, tuple(file.name for file in files), account)


def _coded(
    workshop: Workshop, stored: Stored, request: Request
) -> tuple[ir.Table, ir.Table, Names]:
    """Return the used rows with numbers for names, and what these numbers mean."""
    engine, rows = workshop.engine, stored.table
    used = rows.filter(rows.problem == 0).drop("problem")
    written = engine.to_pyarrow(names_of(used))["team"].to_pylist()
    table, names = numbered(written, request.called)
    engine.con.register("teams", table)  # create_table of ibis 12 fails with newer sqlglot
    teams = engine.table("teams")
    cases = engine.create_table("cases_of_log", cases_of(used), temp=True)
    events = engine.create_table("events", coded(used, teams, cases), temp=True)
    engine.raw_sql(f"DROP TABLE {ROWS}")  # drop_table of ibis 12 fails with newer sqlglot
    return events, cases, names


def _columns(files: Sequence[LogFile], request: Request) -> Columns:
    """Choose by the first file; the others must have the same."""
    chosen = choose(files[0].name, tuple(files[0].columns), request.columns)
    wanted = {column.role: column.name for column in chosen.chosen}
    for file in files[1:]:
        choose(file.name, tuple(file.columns), wanted)
    return chosen


def _way(workshop: Workshop, files: Sequence[LogFile], columns: Columns, request: Request) -> Way:
    """Return how times are written: all columns with times of all files are one kind."""
    names = [name for role in (Role.TIME, Role.START) if (name := columns.name_of(role))]
    times = [file.column(name) for file in files for name in names]
    return way_for(workshop, times, files[0].name, request.time_format)


def _stored(
    workshop: Workshop, files: tuple[LogFile, ...], rows_of_files: Sequence[ir.Table]
) -> Stored:
    """Put the rows of all files into one table, in their order."""
    engine, ends = workshop.engine, []
    for number, rows in enumerate(rows_of_files):
        if number == 0:
            engine.create_table(ROWS, rows, temp=True)
        else:
            engine.insert(ROWS, rows)
        ends.append(int(engine.table(ROWS).count().to_pyarrow().as_py()))
    table = engine.table(ROWS)
    table = table.mutate(row=table.rowid())
    if "position" not in table.columns:
        table = table.mutate(position=table.row)
    return Stored(table, files, tuple(ends))


def _rows(file: LogFile, columns: Columns, way: Way, request: Request) -> ir.Table:
    """Return all rows of a file as events, with the number of their problem, 0 for none."""

    def column(role: Role) -> ir.Column | None:
        name = columns.name_of(role)
        return None if name is None else file.column(name)

    time, start, order = column(Role.TIME), column(Role.START), column(Role.ORDER)
    rows = file.table.select(
        case=_name(column(Role.CASE)),
        team=_team(column(Role.TEAM), request.missing_values),
        moment=moment(time, way),
        time=time,
        **({} if start is None else {"began": moment(start, way)}),
        **({} if order is None else {"position": _order(order)}),
        **({} if request.complaint is None else marks(file, request.complaint)),
    )
    return rows.mutate(problem=_problem(rows)).drop("time")


def _problem(rows: ir.Table) -> ir.IntegerColumn:
    said = rows.time.cast("string").strip()
    return ibis.cases(
        (rows.case.isnull(), PROBLEMS[Reason.NO_CASE]),
        (rows.moment.notnull(), 0),
        (said.isnull() | (said == ""), PROBLEMS[Reason.NO_TIME]),
        else_=PROBLEMS[Reason.BAD_TIME],
    ).cast("int8")


def _order(column: ir.Column) -> ir.Column:
    """Return numbers as numbers, so that 10 comes after 9, also where a file has them as text."""
    return column.try_cast("float64") if column.type().is_string() else column


def _name(column: ir.Column) -> ir.StringColumn:
    """Return names without the space around them, null for nothing.

    Looking at the ends first makes reading a log a third cheaper: few names have space there.
    """
    text = column.cast("string")
    has_space = text < "!"  # white space sorts before every printed character
    for space in " \t\n\r":
        has_space |= text.endswith(space)
    return ibis.ifelse(has_space, text.strip(), text).nullif("")


def _team(column: ir.Column, missing_values: Sequence[str]) -> ir.StringColumn:
    name = _name(column)
    texts = sorted({text.strip() for text in missing_values} - {""})
    return ibis.ifelse(name.isin(texts), ibis.null("string"), name) if texts else name


def _unreadable_file(files: Sequence[LogFile], error: duckdb.Error) -> Exception:
    said = str(error)
    names = [file.name for file in files if str(file.path) in said] or [files[0].name]
    if "GZIP" in said.upper():
        return damaged(names[0])
    message = f"The file cannot be read: {shown(said.splitlines()[0])}"
    return mistake(names[0], "damaged-file", message)
