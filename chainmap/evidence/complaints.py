"""Which cases are complained of, and what they had: events and stays -> tables of two by two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt

from chainmap.analysis.association import (
    Associations,
    Feature,
    Tabled,
    TwoByTwo,
    associations,
)
from chainmap.evidence.stays import order_of
from chainmap.evidence.whole import one_if

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from chainmap.evidence.engines.workshop import Row
    from chainmap.evidence.request import Complained
    from chainmap.evidence.tables import Tables

LEAST_CASES = 5
"""Features that fewer cases have are counted, not compared."""

_WAYS: Mapping[Feature, tuple[str, ...]] = {
    Feature.HANDOFF: ("team", "next_team"),
    Feature.TEAM: ("team",),
    Feature.SEGMENT: ("team", "next_team", "second_next"),
}
"""The columns of a stay that make a feature."""

_Sizes = Mapping[str | None, tuple[int, int]]
"""By stratum: cases, and those complained of."""


def complained(tables: Tables, asked: Complained) -> Associations:
    """Return with which handoffs, teams and route segments complaints are associated.

    A case is complained of if any of its events is. Its stratum is the value of the first of its
    events that has one; cases without any are a stratum of their own. Events that are dropped are
    none: what they say does not count.
    """
    tables.tell("comparing complaints")
    cases = tables.kept("complained", _cases(tables, strata=asked.by is not None))
    whole = _whole(tables.rows(_by_stratum(cases)))
    tabled, uncompared = [], 0
    for feature in Feature:
        had = tables.kept(f"had_{feature}", _had(tables.stays, cases, feature))
        often = _often(had, feature)
        tabled += list(_tabled(tables, feature, tables.rows(often), whole))
        kinds = tables.row(had.select(*_WAYS[feature]).distinct().count().name("n").as_table())
        uncompared += kinds["n"] - len({_key(row, feature) for row in tables.rows(often)})
    found = associations(tabled)
    return Associations(
        condition=asked.text,
        by=asked.by,
        cases=sum(size for size, _ in whole.values()),
        complained=sum(number for _, number in whole.values()),
        strata=len(whole),
        found=found,
        uncompared=uncompared + len(tabled) - len(found),
    )


def _cases(tables: Tables, *, strata: bool) -> ir.Table:
    """Return one row a case: whether it is complained of, and its stratum."""
    events = tables.events
    cases = events.group_by("case").agg(complained=one_if(events.complains).max())
    if not strata:
        return cases.mutate(stratum=ibis.null(dt.string))
    known = events.filter(events.stratum.notnull())
    order = [*order_of(known), tables.shop.comparable(known.stratum)]
    in_order = ibis.window(group_by=known.case, order_by=order)
    placed = known.select("case", "stratum", place=ibis.row_number().over(in_order))
    first = placed.filter(placed.place == 0).drop("place")
    return cases.left_join(first, "case").select("case", "complained", "stratum")


def _by_stratum(cases: ir.Table) -> ir.Table:
    return cases.group_by("stratum").agg(cases=cases.count(), complained=cases.complained.sum())


def _had(stays: ir.Table, cases: ir.Table, feature: Feature) -> ir.Table:
    """Return each feature once for each case that has it."""
    columns = _WAYS[feature]
    known = stays.filter([stays[column].notnull() for column in columns])
    return known.select("case", *columns).distinct().join(cases, "case")


def _often(had: ir.Table, feature: Feature) -> ir.Table:
    """Count the cases of each feature by stratum; those of features that few cases have are out."""
    columns = _WAYS[feature]
    size = had.group_by(*columns).agg(size=had.count())
    often = size.filter(size.size >= LEAST_CASES).drop("size")
    joined = had.join(often, list(columns))
    return joined.group_by(*columns, "stratum").agg(
        cases=joined.count(), complained=joined.complained.sum()
    )


def _whole(rows: list[Row]) -> _Sizes:
    return {row["stratum"]: (row["cases"], row["complained"]) for row in rows}


def _key(row: Row, feature: Feature) -> tuple[int, ...]:
    return tuple(row[column] for column in _WAYS[feature])


def _tabled(tables: Tables, feature: Feature, rows: list[Row], whole: _Sizes) -> Iterator[Tabled]:
    """Yield the tables of each feature, one for every stratum, in a settled order."""
    having: dict[tuple[str | None, ...], _Sizes] = defaultdict(dict)
    for row in rows:
        teams = tuple(tables.team(code) for code in _key(row, feature))
        having[teams] = {**having[teams], row["stratum"]: (row["cases"], row["complained"])}
    strata = sorted(whole, key=lambda name: (name is not None, name or ""))
    for teams in sorted(having, key=lambda names: tuple(name or "" for name in names)):
        tabled = tuple(_two_by_two(having[teams].get(s, (0, 0)), whole[s]) for s in strata)
        yield Tabled(feature, teams, tabled)


def _two_by_two(having: tuple[int, int], whole: tuple[int, int]) -> TwoByTwo:
    cases, complained_of = having
    return TwoByTwo(cases, complained_of, whole[0] - cases, whole[1] - complained_of)
