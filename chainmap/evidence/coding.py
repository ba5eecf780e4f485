"""Names -> numbers, and back: engines sort and group numbers several times as fast as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from chainmap.evidence.engines.workshop import Workshop

Names = Mapping[int, str]
"""What the numbers of teams mean."""

NOBODY = 0
"""The number of no team, where events without one count as one team; teams count from 1."""


def names_of(rows: ir.Table) -> ir.Table:
    """Return the names that teams have in a log."""
    return rows.filter(rows.team.notnull()).select("team").distinct()


def numbered(names: Iterable[str], called: Callable[[str], str]) -> tuple[pa.Table, Names]:
    """Number the teams by what they are called here; names of one team get one number."""
    written = sorted(names)
    here = [called(name) for name in written]
    codes = {name: code for code, name in enumerate(sorted(set(here)), start=1)}
    numbers = pa.array([codes[name] for name in here], pa.int32())
    table = pa.table({"team": pa.array(written, pa.string()), "team_code": numbers})
    return table, {code: name for name, code in codes.items()}


def cases_of(workshop: Workshop, rows: ir.Table) -> ir.Table:
    """Number the cases of a log by their first row, so that the same log gives the same numbers.

    A table has no first row: the engine numbers them by name.
    """
    if "row" in rows.columns:
        return rows.group_by("case").agg(case_code=rows.row.min())
    return workshop.cases(rows)


def coded(rows: ir.Table, teams: ir.Table, cases: ir.Table) -> ir.Table:
    """Return the rows with the numbers of their case and team; no team stays null.

    Where a column orders events, or nothing does, `tie` settles what it leaves open: the place in
    the file, in a table the team.
    """
    joined = rows.join(cases, "case").left_join(teams, "team")
    kept = [name for name in rows.columns if name not in {"case", "team", "row"}]
    tie = {}
    if "row" not in rows.columns:
        tie["tie"] = joined.team_code.cast("int64")
    elif "position" not in rows.columns:
        tie["position"] = joined.row
    else:
        tie["tie"] = joined.row
    return joined.select(
        *(joined[name] for name in kept), case=joined.case_code, team=joined.team_code, **tie
    )
