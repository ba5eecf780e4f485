"""A log -> one table of events in the engine; text stays text until it is known what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from chainmap.analysis.observed.reading import Reason, Role
from chainmap.evidence.account import PROBLEMS, Account, Stored, account_of, written_teams
from chainmap.evidence.broken import require_closed, require_names
from chainmap.evidence.coding import Codes, Names, coded, numbered
from chainmap.evidence.columns import Columns, choose, listed
from chainmap.evidence.engines.workshop import Workshop
from chainmap.evidence.files import FileKind, LogFile, kind_of
from chainmap.evidence.mistakes import mistake, shown, together
from chainmap.evidence.moments import moment, way_for
from chainmap.evidence.naming import Cases, name_of, tidied, with_cases
from chainmap.evidence.places import Place
from chainmap.evidence.request import Request
from chainmap.evidence.times import Way
from chainmap.evidence.truth import marks, require_columns
from chainmap.issues import ChainmapError

ROWS = "log_rows"
"""The table of the engine with all rows."""

_MANY = 10_000
"""Names of cases over several lines that are looked at."""

TIMES = (Role.TIME, Role.START)
"""The columns with times."""


@dataclass(frozen=True, slots=True)
class Log:
    """The events of a log, and how they were read.

    `events` has what `stays` says, and what `truth.marks` adds if complaints are
    asked for; cases and teams are numbers. `teams` names these; `cases` is a table that names
    those (`case_code`, `case`), with the `place` of each in the log. `mixed_ends` are the files
    with lines that end in two ways.
    """

    events: ir.Table
    cases: ir.Table
    teams: Names
    columns: Columns
    way: Way
    sources: tuple[str, ...]
    account: Account
    in_file_order: bool
    mixed_ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """What is read of a log: which columns, and how times are written in them.

    `counts`: what orders events is numbers, so that 10 comes after 9, also where they are text.
    """

    columns: Columns
    way: Way
    counts: bool = True


def read_table(workshop: Workshop, place: Place, request: Request) -> Log:
    """Read a table of the engine; its rows have no order.

    What is needed of it is kept as it is now, whatever others write to it meanwhile.

    Raises:
        ChainmapError: there is no such table or column, times cannot be read, or too many rows.
    """
    name = place.table or ()
    table = workshop.table(name)
    if table is None:
        raise _no_table(workshop, place)
    file = LogFile(None, place.name, table, {column: column for column in table.columns})
    understood = understand(workshop, (file,), request)
    rows = workshop.kept(ROWS, rows_of(workshop, file, understood, request))
    return finished(workshop, Stored(ROWS, rows, (file,), (0,)), understood, request)


def understand(workshop: Workshop, files: Sequence[LogFile], request: Request) -> Understood:
    """Choose the columns, and find out how times are written: all files are one kind.

    Raises:
        ChainmapError: a column is not there, or it is not known how times are written.
    """
    columns = _columns(files, request)
    names = [name for role in TIMES if (name := columns.name_of(role))]
    times = [file.column(name) for file in files for name in names]
    try:
        way = way_for(workshop, times, files[0].name, request.time_format)
    except ChainmapError as error:
        if error.issues[0].code == "no-events":
            require_closed(files)
        raise
    order = columns.name_of(Role.ORDER)
    counts = order is None or any(_counts(workshop, file.column(order)) for file in files)
    return Understood(columns, way, counts)


def _counts(workshop: Workshop, column: ir.Column) -> bool:
    """Whether anything in a column is a number."""
    if not column.type().is_string():
        return True
    number = workshop.number(column.strip()).name("number").as_table()
    return bool(workshop.rows(number.filter(number.number.notnull()).limit(1)))


def rows_of(
    workshop: Workshop, file: LogFile, understood: Understood, request: Request
) -> ir.Table:
    """Return all rows of a file as events, with the number of their problem, 0 for none.

    Cases and teams are as they are written: many rows write one alike.
    """

    def column(role: Role) -> ir.Column | None:
        name = understood.columns.name_of(role)
        return None if name is None else file.column(name)

    time, start, order = column(Role.TIME), column(Role.START), column(Role.ORDER)
    way = understood.way
    rows = file.table.select(
        case=_text(column(Role.CASE)),
        team=_text(column(Role.TEAM)),
        moment=moment(workshop, time, way),
        time=time,
        **({} if start is None else {"began": moment(workshop, start, way)}),
        **({} if order is None else {"position": _order(workshop, order, understood)}),
        **{
            role.value: name_of(workshop, said)
            for role in (Role.ACTIVITY, Role.OUTCOME)
            if (said := column(role)) is not None
        },
        **({} if request.complaint is None else marks(workshop, file, request.complaint)),
        **{name: file.table[name] for name in (file.row, file.lost) if name is not None},
    )
    said = {"said": rows.time.cast(dt.string)} if file.path is None else {}
    return rows.mutate(problem=_problem(rows, file), **said).drop("time")


def finished(workshop: Workshop, stored: Stored, understood: Understood, request: Request) -> Log:
    """Account for the stored rows, and code those that are used.

    Raises:
        ChainmapError: too many rows cannot be read, or none is left.
    """
    stored, cases = tidied(workshop, stored)
    written = written_teams(workshop, stored.table, partial(_team, workshop, request))
    account = account_of(workshop, stored, written, request.missing, allowed=request.unreadable)
    several = _of_several_lines(workshop, stored, cases)
    require_names(stored.files, several, read=account.read, allowed=request.unreadable)
    said = {seen.team: seen.name for seen in written if seen.problem == 0}
    named = {team: name for team, name in said.items() if team is not None and name is not None}
    codes, teams = numbered(named, request.called)
    return Log(
        events=_coded(workshop, stored, cases, codes, whole=not any(s.problem for s in written)),
        cases=cases.table,
        teams=teams,
        columns=understood.columns,
        way=understood.way,
        sources=tuple(file.name for file in stored.files),
        account=account,
        in_file_order=stored.files[0].path is not None,
        mixed_ends=tuple(file.name for file in stored.files if file.even is not None),
    )


def _of_several_lines(workshop: Workshop, stored: Stored, cases: Cases) -> list[str]:
    """Return the names of cases that may hold rows: a quote that closes too late does that."""
    if all(file.separator is None for file in stored.files):
        return []
    several = cases.table.filter(cases.table.case.contains("\n")).select("case")
    return [row["case"] for row in workshop.rows(several.limit(_MANY))]


def _coded(
    workshop: Workshop, stored: Stored, cases: Cases, codes: Codes, *, whole: bool
) -> ir.Table:
    """Return the used rows with numbers for names: the `whole` table, or those without problems."""
    rows = stored.table
    unused = [name for name in ("problem", "said", "lost") if name in rows.columns]
    used = rows if whole else rows.filter(rows.problem == 0)
    used = with_cases(workshop, used.drop(*unused), cases)
    teams = workshop.put(
        "teams", texts={"team": list(codes)}, numbers={"team_code": list(codes.values())}
    )
    return workshop.derived("events", coded(used, teams), of=stored.name)


def _columns(files: Sequence[LogFile], request: Request) -> Columns:
    """Choose by the first file; the others must have the same, but for what was guessed in vain."""
    if request.complaint is not None:
        together(
            partial(choose, files[0].name, tuple(files[0].columns), request.columns),
            partial(require_columns, files[0], request.complaint),
        )
    first = choose(files[0].name, tuple(files[0].columns), request.columns)
    chosen = first.had_by([tuple(file.columns) for file in files[1:]])
    wanted = {column.role: column.name for column in chosen.chosen}
    for file in files[1:]:
        choose(file.name, tuple(file.columns), wanted)
    return chosen


def _problem(rows: ir.Table, file: LogFile) -> ir.IntegerColumn:
    is_text = rows.time.type().is_string()
    is_none = rows.time.strip().nullif("").isnull() if is_text else rows.time.isnull()
    broken = [rows.lost.notnull()] if "lost" in rows.columns else []
    if file.path is not None and kind_of(file.path) is FileKind.JSON:  # a line that is no object
        broken.append(rows.case.isnull() & rows.team.isnull() & rows.time.isnull())
    return ibis.cases(
        *((condition, PROBLEMS[Reason.BROKEN_ROW]) for condition in broken),
        (rows.case.isnull(), PROBLEMS[Reason.NO_CASE]),
        (rows.moment.notnull(), 0),
        (is_none, PROBLEMS[Reason.NO_TIME]),
        else_=PROBLEMS[Reason.BAD_TIME],
    ).cast(dt.int16)


def _order(workshop: Workshop, column: ir.Column, understood: Understood) -> ir.Value:
    """Return what orders events: numbers, with all else behind them; without any, text by bytes."""
    if not column.type().is_string():
        return column
    text = column.strip()
    return workshop.number(text) if understood.counts else workshop.comparable(text)


def _text(column: ir.Column) -> ir.StringColumn:
    return column.cast(dt.string)


def _team(workshop: Workshop, request: Request, column: ir.StringColumn) -> ir.StringColumn:
    """Return the name of the team that a text means, null for none."""
    name = name_of(workshop, column)
    texts = sorted({text.strip() for text in request.missing_values} - {""})
    return ibis.ifelse(name.isin(texts), ibis.null(dt.string), name) if texts else name


def _no_table(workshop: Workshop, place: Place) -> Exception:
    wanted = ".".join(place.table or ())
    names = workshop.table_names(place.table or ())
    near = get_close_matches(wanted, names, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are {listed(names) or 'no tables'}."
    return mistake(place.name, "not-found", f"There is no table {shown(wanted)}.", hint)
