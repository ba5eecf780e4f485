"""Cases of a log: their names without the space around them, and a number for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt

from chainmap.analysis.observed.reading import Reason
from chainmap.evidence.account import PROBLEMS, Stored
from chainmap.evidence.whole import one_if

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from chainmap.evidence.engines.workshop import Row, Workshop

_CASES, _TIDY = "cases_of_log", "tidy_rows"


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of a log in the engine.

    `table` has the columns `case`, a name; `case_code`, its number; and `place`, where the case
    first stands in the log, null if nothing of it is used. `by_name`: the number is made of the
    name, so that nobody needs to look it up.
    """

    table: ir.Table
    by_name: bool


def name_of(workshop: Workshop, column: ir.Column) -> ir.StringColumn:
    """Return names without the space around them, null for nothing."""
    return workshop.trimmed(column.cast(dt.string)).nullif("")


def tidied(workshop: Workshop, stored: Stored) -> tuple[Stored, Cases]:
    """Return the rows with the names of their cases tidied, and the cases.

    Space around names is looked for once a case, not once a row; only where there is any, all rows
    are gone through.
    """
    cases, looks = _cases_of(workshop, stored)
    if looks["untidy"]:
        workshop.dropped(_CASES)
        stored = _tidy(workshop, stored)
        cases, looks = _cases_of(workshop, stored)
    if looks["numbers"] == looks["names"]:
        return stored, Cases(cases, by_name=True)
    return stored, Cases(cases.mutate(case_code=cases.place), by_name=False)


def with_cases(workshop: Workshop, rows: ir.Table, cases: Cases) -> ir.Table:
    """Return the rows with the numbers of their cases."""
    if cases.by_name:
        return rows.mutate(case=workshop.number_of(rows.case))
    found = rows.join(cases.table.select("case", "case_code"), "case")
    return found.mutate(case=found.case_code).drop("case_code")


def _cases_of(workshop: Workshop, stored: Stored) -> tuple[ir.Table, Row]:
    """Return the names of the cases, numbers made of these, and places; and how the names look.

    A place is that of the first row that is used; in a table, which has none, that by name.
    """
    rows = stored.table
    named = rows.filter(rows.case.notnull())
    if "row" in rows.columns:
        cases = named.group_by("case").agg(place=named.row.min(where=named.problem == 0))
    else:
        cases = workshop.cases(named)
    numbered = cases.mutate(case_code=workshop.number_of(cases.case))
    kept = workshop.kept(_CASES, numbered)
    return kept, _look(workshop, kept)


def _look(workshop: Workshop, cases: ir.Table) -> Row:
    """Return whether any name is untidy, and how many names and numbers made of them there are.

    Two names may well get one number, though hardly ever do: then numbers are looked up.
    """
    tidy = cases.case.identical_to(name_of(workshop, cases.case))
    look = cases.agg(
        untidy=ibis.coalesce(one_if(~tidy).max(), 0),
        names=cases.count(),
        numbers=cases.case_code.nunique(),
    )
    return workshop.rows(look)[0]


def _tidy(workshop: Workshop, stored: Stored) -> Stored:
    """Take away the space around the names of cases; one that was nothing else is none."""
    rows = stored.table
    case = name_of(workshop, rows.case)
    is_none = case.isnull() & (rows.problem != PROBLEMS[Reason.BROKEN_ROW])
    problem = ibis.ifelse(is_none, PROBLEMS[Reason.NO_CASE], rows.problem).cast(dt.int16)
    tidy = workshop.kept(_TIDY, rows.mutate(case=case, problem=problem))
    workshop.dropped(stored.name)
    return replace(stored, table=tidy, name=_TIDY)
