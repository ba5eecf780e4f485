"""Names -> numbers, and back: engines sort and group numbers several times as fast as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import ibis.expr.datatypes as dt

if TYPE_CHECKING:
    import ibis.expr.types as ir

Names = Mapping[int, str]
"""What the numbers of teams mean."""

Codes = Mapping[str, int]
"""The numbers of teams, by what rows write."""

NOBODY = 0
"""The number of no team, where events without one count as one team; teams count from 1."""


def numbered(names: Mapping[str, str], called: Callable[[str], str]) -> tuple[Codes, Names]:
    """Number the teams by what they are called here; names of one team get one number.

    `names` has the name of each team by what rows write: one team may be written in several ways.
    """
    here = {written: called(name) for written, name in names.items()}
    codes = {name: code for code, name in enumerate(sorted(set(here.values())), start=1)}
    return (
        {written: codes[here[written]] for written in sorted(here)},
        {code: name for name, code in codes.items()},
    )


def coded(rows: ir.Table, teams: ir.Table) -> ir.Table:
    """Return the rows with the number of their team (`team_code`); no team stays null.

    Where a column orders events, or nothing does, `tie` settles what it leaves open: the place in
    the file, in a table the team. An engine that sees that a name has one number leaves the join
    out of questions that need no team.
    """
    one_each = teams.group_by("team").agg(team_code=teams.team_code.max())
    joined = rows.left_join(one_each, "team")
    team = joined.team_code.cast(dt.int32)
    kept = [name for name in rows.columns if name not in {"team", "row"}]
    tie = {}
    if "row" not in rows.columns:
        tie["tie"] = team
    elif "position" not in rows.columns:
        tie["position"] = joined.row
    else:
        tie["tie"] = joined.row
    return joined.select(*(joined[name] for name in kept), team=team, **tie)
