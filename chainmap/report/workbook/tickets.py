"""The sheets of a log of tickets: handoffs, teams, routes, cases, months, declared against seen."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.observed.cases import ObservedRoute, Routes
from chainmap.analysis.observed.handoffs import ObservedTeam, Spread
from chainmap.model import Calendar
from chainmap.report.story import tickets as story
from chainmap.report.story.answers import Log
from chainmap.report.story.pair_states import PairState, pair_states
from chainmap.report.workbook.sheet import Column, Kind, Row, Sheet, sheet

_TIMES = (
    Column("Median (h)", Kind.HOURS),
    Column("85 % within (h)", Kind.HOURS),
    Column("95 % within (h)", Kind.HOURS),
)
_CASES, _HANDOFFS = Column("Cases", Kind.NUMBER), Column("Handoffs", Kind.NUMBER)
_WAY = (Column("Supplier"), Column("Customer"))


def ticket_sheets(log: Log, calendar: Calendar) -> Iterator[Sheet]:
    """Yield a sheet for each question to the log; `calendar` is the organisation's."""
    yield _handoffs(log)
    yield _teams(log)
    yield _routes(log)
    yield _by_handoffs(log)
    yield _months(log)
    if log.observed.outcomes is not None:
        yield _outcomes(log)
    if log.observed.activities is not None:
        yield _activities(log)
    yield _agreement(log, calendar)


def ticket_remarks(log: Log, calendar: Calendar) -> Iterator[str]:
    """Yield what the log says in sentences, and what its figures do not say."""
    yield f"The log: {story.source(log.observed)}. {' '.join(story.answer(log.observed))}"
    yield " ".join(story.agreed(log.agreement))
    yield " ".join(story.caveats(log.observed, log.agreement, calendar))


def _spread(time: Spread) -> Row:
    return (time.median, time.p85, time.p95)


def _handoffs(log: Log) -> Sheet:
    back = Column("Straight back", Kind.NUMBER)
    share = Column("Share that goes straight back", Kind.SHARE)
    returned = story.straight_back(log.observed)
    return sheet(
        "Log handoffs",
        "Which team hands cases to which, how many, and how long until the next team begins?",
        (*_WAY, _CASES, _HANDOFFS, back, share, *_TIMES),
        (
            (
                *(story.named(pair.supplier), story.named(pair.customer)),
                *(pair.cases, pair.handoffs),
                *(times, times / pair.handoffs),
                *_spread(pair.time),
            )
            for pair in story.most_cases_first(log.observed)
            for times in (returned.get((pair.supplier, pair.customer), 0),)
        ),
    )


def _teams(log: Log) -> Sheet:
    columns = (
        Column("Team"),
        _CASES,
        Column("Stays", Kind.NUMBER),
        Column("Events", Kind.NUMBER),
        Column("Time with the team, all cases (h)", Kind.HOURS),
        Column("Share of all time", Kind.SHARE),
        Column("Touch time (h)", Kind.HOURS),
        Column("Stays that only passed on", Kind.NUMBER),
        Column("Cases begun here", Kind.NUMBER),
        Column("Of these solved here alone", Kind.NUMBER),
    )
    rows = map(_team, log.observed.by_team)
    return sheet("Log teams", "Where are the cases, and for how long?", columns, rows)


def _team(team: ObservedTeam) -> Row:
    return (
        *(story.named(team.team), team.cases, team.stays, team.events),
        *(team.time, team.share, team.touch),
        *(team.passed_on, team.first_of, team.solved_alone),
    )


_LISTED = ("frequent", "longest", "slowest")
"""The lists of `Routes`; a route may be in several."""


def _routes(log: Log) -> Sheet:
    columns = (
        Column("Route"),
        _CASES,
        _HANDOFFS,
        *_TIMES,
        *(Column(f"Among the {_SAID[name]}") for name in _LISTED),
        Column("For example"),
    )
    question = "Which ways do cases go: the most frequent, the longest, the slowest?"
    return sheet("Log routes", question, columns, _listed(log.observed.routes))


_SAID = {"frequent": "most frequent", "longest": "longest", "slowest": "slowest"}


def _listed(routes: Routes) -> Iterator[Row]:
    """Yield each route once, and in which of the lists it is."""
    lists = {name: getattr(routes, name) for name in _LISTED}
    for route in dict.fromkeys(route for some in lists.values() for route in some):
        yield (
            _way(route),
            route.cases,
            route.handoffs,
            *_spread(route.time),
            *("yes" if route in lists[name] else "no" for name in _LISTED),
            ", ".join(route.examples),
        )


def _way(route: ObservedRoute) -> str:
    """Return the teams of a route; of a very long one the log has kept the first only."""
    shown = " → ".join(map(story.named, route.teams))
    return shown if len(route.teams) > route.handoffs else f"{shown} → …"


def _by_handoffs(log: Log) -> Sheet:
    columns = (
        Column("Handoffs in the case"),
        _CASES,
        Column("Share of all cases", Kind.SHARE),
        *_TIMES,
    )
    question = "How long does a whole case take, by how often it is handed on?"
    rows = (
        (
            f"{group.handoffs} or more" if group.or_more else f"{group.handoffs}",
            group.cases,
            group.cases / log.observed.cases,
            *_spread(group.time),
        )
        for group in log.observed.by_handoffs
    )
    return sheet("Log cases", question, columns, rows)


def _months(log: Log) -> Sheet:
    columns = (
        Column("Month"),
        _CASES,
        _HANDOFFS,
        Column("Handoffs a case", Kind.NUMBER),
        Column("Straight back", Kind.NUMBER),
        Column("Solved by the first team", Kind.SHARE),
        Column("Median (h)", Kind.HOURS),
    )
    rows = (
        (
            *(month.month, month.cases, month.handoffs, month.handoffs / month.cases),
            *(month.returns, month.solved_first / month.cases, month.median),
        )
        for month in log.observed.months
    )
    question = "Does it change? By the month in which a case begins."
    return sheet("Log months", question, columns, rows)


def _outcomes(log: Log) -> Sheet:
    columns = (
        Column("Outcome"),
        _CASES,
        _HANDOFFS,
        Column("Straight back", Kind.NUMBER),
        Column("Solved by the first team", Kind.SHARE),
        *_TIMES,
    )
    rows = (
        (
            *("(not said)" if end.outcome is None else end.outcome, end.cases, end.handoffs),
            *(end.returns, end.solved_first / end.cases, *_spread(end.time)),
        )
        for end in log.observed.outcomes or ()
    )
    return sheet("Log outcomes", "How do cases end?", columns, rows)


def _activities(log: Log) -> Sheet:
    columns = (
        Column("Activity"),
        Column("Events", Kind.NUMBER),
        _CASES,
        Column("Handed on right after it", Kind.SHARE),
        Column("Cases in which several teams did it", Kind.NUMBER),
    )
    most = log.observed.activities.most if log.observed.activities else ()
    rows = (
        (
            *(one.activity, one.events, one.cases),
            *(one.handed_on / one.events, one.several_teams),
        )
        for one in most
    )
    return sheet(
        "Log activities", "What is done, and after what are cases handed on?", columns, rows
    )


def _agreement(log: Log, calendar: Calendar) -> Sheet:
    columns = (
        *_WAY,
        Column("State"),
        Column("Declared deliverables"),
        Column("Handoffs seen", Kind.NUMBER),
        Column("Median (h)", Kind.HOURS),
        Column("85 % within (h)", Kind.HOURS),
        Column("Promise for the step (h)", Kind.HOURS),
        Column("Seen (per working day)", Kind.NUMBER),
        Column("Declared (per working day)", Kind.NUMBER),
    )
    day = calendar.hours_in("d")
    rows = (_pair(pair, day) for some in pair_states(log.agreement) for pair in some)
    question = "What do teams declare that tickets do not show, and the other way round?"
    return sheet("Declared and seen", question, columns, rows)


def _pair(pair: PairState, day: float) -> Row:
    seen = pair.seen
    return (
        *(pair.supplier, pair.customer, pair.state.value, ", ".join(pair.deliverables)),
        *((0, None, None) if seen is None else (seen.handoffs, seen.median, seen.p85)),
        pair.promise,
        *(None if rate is None else rate * day for rate in (pair.volume, pair.declared_volume)),
    )
