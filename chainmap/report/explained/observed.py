"""Explains what a log says: which rows and columns a figure comes from, by which rule."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.handoffs import Pair
from chainmap.analysis.observed.reading import LogReading, Missing
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.numbers import added, figure, in_hours
from chainmap.units import count

_MISSING = {
    Missing.SKIP: "no handoff to or from an event without a team",
    Missing.DROP: "events without a team are left out first",
    Missing.KEEP: "events without a team are one team",
}

_SPREADS = "from the supplier's first event of that stay to the customer's first event"


def of_observed(found: Observed) -> tuple[Explained, ...]:
    """Return the definitions of the figures with the columns they are read from, then the pairs."""
    return (_rows(found.reading), *_whole(found), *(_pair(pair, found) for pair in found.pairs))


def _rows(reading: LogReading) -> Explained:
    left = tuple(
        Input(f"left out: {known.reason}", figure(known.rows), float(known.rows))
        for known in reading.left_out
    )
    columns = (
        Input(f"column for {c.role}", c.name, None, "guessed" if c.guessed else "as asked")
        for c in reading.columns
    )
    parts = [float(reading.read), *(-float(known.rows) for known in reading.left_out)]
    return Explained(
        "",
        "events",
        float(reading.used),
        figure(reading.used),
        "rows read less those left out",
        (*(Input("read from", source) for source in reading.sources), *columns, *left),
        (added(parts, reading.used, figure(reading.used)),),
        (_without_team(reading),),
        ("events",),
    )


def _without_team(reading: LogReading) -> str:
    if not reading.missing_events:
        return ""
    rule = _MISSING[reading.missing]
    return f"{count(reading.missing_events, 'event')} without a team: {rule} (--missing)"


def _whole(found: Observed) -> Iterator[Explained]:
    hands = "team changes between consecutive events of a case"
    figures = (
        ("cases", found.cases, "different values of the column for case", "cases"),
        ("teams", found.teams, "different values of the column for team", "teams"),
        ("handoffs", found.handoffs, f"{hands}, in the order of time", "handoffs"),
        ("cases with a handoff", found.cases_with_handoff, f"cases with {hands}",
         "cases_with_handoff"),
        ("returns", found.returns.count, "A → B → A with nothing in between, repeats as one stay",
         "returns.count"),
        ("cases with a return", found.returns.cases, "cases with any of these", "returns.cases"),
        ("solved by the first team", found.solved_first, "cases that only ever had one team",
         "solved_first"),
    )  # fmt: skip
    for name, value, rule, key in figures:
        yield Explained("", name, float(value), figure(value), rule, keys=(key,))
    clock = f"in working hours alone, {found.working_hours}" if found.working_hours else "of 24 h"
    yield Explained(
        "",
        "times",
        None,
        clock,
        f"{_SPREADS}; percentiles interpolated linearly",
        worked=("events at equal times stay in the order of the file",)
        if found.reading.tied_events and found.reading.ties_in_file_order
        else (),
        keys=("pairs",),
    )


def _pair(pair: Pair, found: Observed) -> Explained:
    share = f"{figure(pair.handoffs)} of {figure(found.handoffs)}"
    spread = (("median", pair.time.median), ("85 %", pair.time.p85), ("95 %", pair.time.p95))
    return Explained(
        f"{pair.supplier or '(no team)'} → {pair.customer or '(no team)'}",
        "handoffs",
        float(pair.handoffs),
        f"{share}, in {count(pair.cases, 'case')}",
        f"times {_SPREADS}",
        tuple(
            Input(name, in_hours(value), value, f"of {count(pair.handoffs, 'time')}", "measured")
            for name, value in spread
        ),
        keys=("pairs.handoffs", "pairs.cases", "pairs.median_h", "pairs.p85_h", "pairs.p95_h"),
    )
