"""What a log says as text: handoffs, teams, returns, routes, months, and how it was read."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.cases import ByHandoffs, ObservedRoute
from chainmap.analysis.observed.handoffs import Pair
from chainmap.analysis.observed.reading import Role
from chainmap.model import Calendar
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.characters import printable
from chainmap.report.text.observed_done import activity_lines, outcome_lines
from chainmap.report.text.observed_reading import reading_lines
from chainmap.report.text.observed_tables import MAX_ROWS, cut, spread_cells, team_name
from chainmap.units import count, hours, percent

FEW_ROUTES = 5
"""Of the longest and of the slowest routes, as they are seldom taken."""

MAX_TEAMS = 8
"""Teams of a route that are printed."""


def as_text(observed: Observed, *, everything: bool = False) -> str:
    """Return all answers, the most important first; tables end after ten rows."""
    most = None if everything else MAX_ROWS
    clock = Calendar(hours_per_day=observed.hours_a_day)
    blocks = [
        ["Who hands cases to whom, how long does it take, and where do they come back?"],
        _answer(observed, clock),
        _one_event_each(observed),
        ["Handoffs, most first", *cut(_pairs(observed.pairs, clock), most)],
        ["Teams, by their share of all time", *cut(_teams(observed, clock), most)],
        _returns(observed, most),
        *_routes(observed, most, clock),
        _by_handoffs(observed.by_handoffs, clock),
        ["Months, by a case's first event", *cut(_months(observed, clock), None)],
        outcome_lines(observed.outcomes, most, clock),
        activity_lines(observed.activities, most),
        _overlap(observed),
        reading_lines(observed),
    ]
    return laid_out(blocks) + "\n"


def _answer(observed: Observed, clock: Calendar) -> list[str]:
    cases = observed.cases
    handed = percent(observed.cases_with_handoff / cases)
    alone = percent(observed.solved_first / cases)
    sizes = f"{count(cases, 'case')}, {count(observed.events, 'event')}"
    teams = f"{count(observed.teams, 'team')}: {count(observed.handoffs, 'handoff')}"
    lines = [
        f"{sizes}, {teams}.",
        f"{handed} of the cases are handed on ({observed.cases_with_handoff:,}).",
        f"{alone} only ever have one team ({observed.solved_first:,}).",
    ]
    if observed.pairs:
        first = observed.pairs[0]
        way = f"from {team_name(first.supplier)} to {team_name(first.customer)}"
        half = hours(first.time.median, clock)
        lines.append(f"Most often {way}: {count(first.handoffs, 'time')}, the median after {half}.")
    if observed.returns.count:
        back = observed.returns
        lines.append(
            f"{count(back.count, 'time')} a case goes straight back (A → B → A), "
            f"in {count(back.cases, 'case')} ({percent(back.cases / cases)})."
        )
    return lines


def _one_event_each(observed: Observed) -> list[str]:
    """Say that a list of cases is no history of them: an export of tickets as they are today."""
    if observed.events != observed.cases or observed.reading.left_out_rows:
        return _no_time_passes(observed)
    return [
        "Every case has one event only: this is a list of cases, not what became of each.",
        "Handoffs show where every change of team has a row: export the history of the tickets.",
    ]


def _no_time_passes(observed: Observed) -> list[str]:
    """Say that the column of times may be one that never changes: when a case was opened."""
    if observed.events == observed.cases or any(team.time for team in observed.by_team):
        return []
    if observed.working_hours:
        return ["No working time passes in any case: look at --working-time and --time."]
    time = next((c.name for c in observed.reading.columns if c.role is Role.TIME), "")
    return [
        f"No time passes in any case: all its events have the same {printable(time)}.",
        "If that is when a case began, not when each event was: --time COLUMN.",
    ]


def _pairs(pairs: Sequence[Pair], clock: Calendar) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        ("", "From", "To", "handoffs", "cases", "median", "85 %", "95 %")
    ]
    for number, pair in enumerate(pairs, start=1):
        rows.append(
            (
                str(number),
                team_name(pair.supplier),
                team_name(pair.customer),
                f"{pair.handoffs:,}",
                f"{pair.cases:,}",
                *spread_cells(pair.time, clock),
            )
        )
    return rows


def _teams(observed: Observed, clock: Calendar) -> list[tuple[str, ...]]:
    touch = any(team.touch is not None for team in observed.by_team)
    head = ("", "Team", "cases", "stays", "time", "touch", "share", "only passed on", "alone")
    rows = [tuple("" if not touch and cell == "touch" else cell for cell in head)]
    for number, team in enumerate(observed.by_team, start=1):
        rows.append(
            (
                str(number),
                team_name(team.team),
                f"{team.cases:,}",
                f"{team.stays:,}",
                hours(team.time, clock),
                "" if team.touch is None else hours(team.touch, clock),
                percent(team.share),
                percent(team.passed_on / team.stays),
                _alone(team.solved_alone, team.first_of),
            )
        )
    return rows


def _alone(solved: int, first: int) -> str:
    return f"{percent(solved / first)} of {first:,}" if first else "–"


def _returns(observed: Observed, most: int | None) -> list[str]:
    if not observed.comebacks.count:
        return ["No case comes back to a team that had it before."]
    longer = observed.comebacks.count - observed.returns.count
    rows = [("", "Team", "by way of", "returns", "cases")]
    for number, back in enumerate(observed.returning, start=1):
        names = (team_name(back.team), team_name(back.by_way_of))
        rows.append((str(number), *names, f"{back.count:,}", f"{back.cases:,}"))
    told = f"{count(longer, 'more time')} a case comes back on a longer way." if longer else ""
    return [
        "Returns, most first",
        *(cut(rows, most) if len(rows) > 1 else []),
        *indented([told] if told else []),
    ]


def _routes(observed: Observed, most: int | None, clock: Calendar) -> list[list[str]]:
    routes = observed.routes
    few = None if most is None else FEW_ROUTES
    frequent = cut(_route_rows(routes.frequent, clock), most)
    blocks = [[f"Routes: {routes.count:,} different. The most frequent", *frequent]]
    if routes.count > len(routes.frequent):
        blocks.append(["The longest", *cut(_route_rows(routes.longest, clock), few)])
        blocks.append(["The slowest", *cut(_route_rows(routes.slowest, clock), few)])
    return blocks


def _route_rows(routes: Sequence[ObservedRoute], clock: Calendar) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("cases", "handoffs", "median", "for example", "Route")]
    for route in routes:
        example = route.examples[0] if route.examples else ""
        size = (f"{route.cases:,}", f"{route.handoffs:,}")
        rows.append((*size, hours(route.time.median, clock), example, _way(route)))
    return rows


def _way(route: ObservedRoute) -> str:
    shown = " → ".join(team_name(team) for team in route.teams[:MAX_TEAMS])
    return f"{shown} → …" if len(route.teams) > MAX_TEAMS else shown


def _by_handoffs(groups: Sequence[ByHandoffs], clock: Calendar) -> list[str]:
    rows = [("handoffs", "cases", "median", "85 %", "95 %")]
    for group in groups:
        name = f"{group.handoffs} or more" if group.or_more else str(group.handoffs)
        rows.append((name, f"{group.cases:,}", *spread_cells(group.time, clock)))
    caveat = "Hard cases travel more: the handoffs need not be what makes them slow."
    return ["Whole time of a case, by its handoffs", *cut(rows, None), *indented([caveat])]


def _months(observed: Observed, clock: Calendar) -> list[tuple[str, ...]]:
    head = ("Month", "cases", "handoffs a case", "returns", "one team only", "median")
    return [
        head,
        *(
            (
                month.month,
                f"{month.cases:,}",
                f"{month.handoffs / month.cases:.2f}",
                f"{month.returns:,}",
                percent(month.solved_first / month.cases),
                hours(month.median, clock),
            )
            for month in observed.months
        ),
    ]


def _overlap(observed: Observed) -> list[str]:
    if observed.overlap is None or not observed.overlap.events:
        return []
    seen = observed.overlap
    begin = "begins" if seen.events == 1 else "begin"
    where = f"{count(seen.events, 'event')} in {count(seen.cases, 'case')}"
    return [
        f"{where} {begin} before an earlier one of the case has ended: work runs in parallel.",
        "There the next team in time need not have received anything from the one before it.",
    ]
