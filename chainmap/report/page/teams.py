"""The bottlenecks as a table: every team that stands behind a complaint at all."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.analysis.bottlenecks import Bottleneck, Bottlenecks
from chainmap.measure.gains import Gain
from chainmap.measure.load import Load
from chainmap.model import Calendar, Organisation
from chainmap.report.page.figures import NOTHING, Figure, duration, share
from chainmap.units import hours, number, percent

_NOTHING = 1e-9
"""Hours below which a team gains its customers nothing."""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One team's figures as text, "–" where there is nothing to say.

    `part` (0..1) is its leverage as a part of the largest. `is_over` marks a utilisation beyond
    the limit, `backlog` says how fast it grows where more comes in than can be done.
    """

    rank: int
    team: str
    department: str
    leverage: Figure
    part: float
    restore: Figure
    exposure: Figure
    unavoidable: Figure
    utilisation: Figure
    is_over: bool
    backlog: str


@dataclass(frozen=True, slots=True)
class Relieved:
    """A delivery that would come sooner, if the first team's times were cut."""

    customer: str
    deliverable: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TeamTable:
    """The teams by leverage, and why the first is first; `unnamed` have figures of 0."""

    rows: tuple[TeamRow, ...]
    unnamed: int
    cut: str
    relieved: tuple[Relieved, ...]
    """What the first team's cut would bring, the heaviest first; at most three."""
    more: int
    """Deliveries relieved besides these."""
    exact: bool


def team_table(found: Bottlenecks, organisation: Organisation) -> TeamTable:
    """Return the table of all teams with any leverage, restore or exposure."""
    named = [t for t in found.teams if max(t.leverage, t.restore) > _NOTHING or t.exposure > 0]
    gains = named[0].gains if named and named[0].leverage > _NOTHING else ()
    largest = named[0].leverage if gains else 1.0
    return TeamTable(
        rows=tuple(_row(t, n, largest, organisation) for n, t in enumerate(named, start=1)),
        unnamed=len(found.teams) - len(named),
        cut=percent(found.cut),
        relieved=tuple(_relieved(gain, organisation.calendar) for gain in gains[:3]),
        more=max(len(gains) - 3, 0),
        exact=found.exact,
    )


def _row(found: Bottleneck, rank: int, largest: float, organisation: Organisation) -> TeamRow:
    calendar, limit = organisation.calendar, organisation.limits.max_utilisation
    busy = found.load.utilisation
    return TeamRow(
        rank=rank,
        team=found.team,
        department=_department(organisation, found),
        leverage=_gain(found.leverage, calendar),
        part=found.leverage / largest,
        restore=_gain(found.restore, calendar),
        exposure=share(found.exposure),
        unavoidable=share(found.unavoidable or None),
        utilisation=_utilisation(found.load),
        is_over=busy is not None and (busy >= 1 or (limit is not None and busy > limit)),
        backlog=_backlog(found.load, calendar),
    )


def _department(organisation: Organisation, found: Bottleneck) -> str:
    return next((t.department or "" for t in organisation.teams if t.name == found.team), "")


def _gain(value: float, calendar: Calendar) -> Figure:
    return duration(value if value > _NOTHING else None, calendar)


def _utilisation(load: Load) -> Figure:
    if load.utilisation is None:
        return NOTHING
    text = f"{'' if load.complete else '≥ '}{percent(load.utilisation)}"
    return Figure(text, load.utilisation)


def _backlog(load: Load, calendar: Calendar) -> str:
    growth = load.growing_backlog
    if growth is None:
        return ""
    if growth == 0:
        return "backlog grows"
    return f"backlog grows by {number(growth * calendar.hours_in('w'))} a week"


def _relieved(gain: Gain, calendar: Calendar) -> Relieved:
    return Relieved(
        gain.delivery.customer,
        gain.delivery.deliverable or "the work",
        hours(gain.before, calendar),
        hours(gain.after, calendar),
    )
