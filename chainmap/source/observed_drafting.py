"""What a log measured -> files: `observed.yaml`, or a first draft of every team's own file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chainmap.model import Calendar, PartyKind
from chainmap.source.drafting import Draft, Drafted, Item, files_of, observed_file
from chainmap.source.places import Plain
from chainmap.source.spelling import duration_text, rate_text

AROUND_THE_CLOCK = "around the clock"
"""How times are counted where no working hours are given."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a log measured of one handoff: hours (low ≤ likely ≤ high), items per hour, how many.

    `deliverable` is "" where nobody named one; `comes_back` says that more than half of these
    handoffs return a case to whom it came from.
    """

    supplier: str
    customer: str
    deliverable: str
    low: float
    likely: float
    high: float
    volume: float | None
    handoffs: int
    comes_back: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """Which log it was, from when to when, in which hours its times count, how many a day."""

    log: str
    first: date
    last: date
    counted: str
    hours_per_day: float


def observed_yaml(
    period: Period, figures: Iterable[Figures], calendar: Calendar, *, remark: str
) -> Drafted:
    """Return `observed.yaml`, by names."""
    head = {
        "observed": period.log,
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "counted": period.counted,
        "hours_per_day": f"{period.hours_per_day:g}",
    }
    ordered = sorted(figures, key=lambda f: (f.supplier, f.customer, f.deliverable))
    return observed_file(head, [_entry(one, calendar) for one in ordered], remark=remark)


def _entry(one: Figures, calendar: Calendar) -> Item:
    return {
        "supplier": one.supplier,
        "customer": one.customer,
        **({"delivers": one.deliverable} if one.deliverable else {}),
        **_measured(one, calendar),
        "n": str(one.handoffs),
    }


def _measured(one: Figures, calendar: Calendar) -> dict[str, Plain]:
    low, likely, high = (duration_text(hours) for hours in (one.low, one.likely, one.high))
    time: Plain = {"low": low, "likely": likely, "high": high}
    known = {"lead_time": likely if low == high else time}
    return {**known, **({"volume": rate_text(one.volume, calendar)} if one.volume else {})}


def drafted_teams(teams: Iterable[str], figures: Sequence[Figures]) -> tuple[Drafted, ...]:
    """Return one file for each team with whom it hands over to in the log, for teams to correct.

    What was measured stands in `observed.yaml`. Nobody named deliverables, so none are made up.
    Where most handoffs of a pair bring a case back to the team that it had just come from, the
    draft calls them rework: they are on the map, not in the flow.
    """
    serves: dict[str, list[Item]] = defaultdict(list)
    for one in sorted(figures, key=lambda f: (f.supplier, -f.handoffs, f.customer)):
        rework = {"rework": "true"} if one.comes_back else {}
        serves[one.supplier].append({"customer": one.customer, **rework})
    drafts = [Draft(PartyKind.TEAM, name, serves=tuple(serves[name])) for name in sorted(teams)]
    return tuple(files_of(drafts))
