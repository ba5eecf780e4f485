"""The definitions of what a log says, read aloud in plain Python: an oracle for the engine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from chainmap.analysis.observed.reading import Missing

HOUR = 3_600_000_000
Event = tuple[str, str | None, int]
"""Case, team, microseconds."""


@dataclass
class Stay:
    team: str | None
    begin: int
    end: int
    events: int


@dataclass
class Plain:
    handoffs: dict[tuple[str | None, str | None], list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )
    pair_cases: dict[tuple[str | None, str | None], set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )
    returns: Counter[str] = field(default_factory=Counter)
    comebacks: Counter[str] = field(default_factory=Counter)
    handing: set[str] = field(default_factory=set)
    routes: Counter[tuple[str | None, ...]] = field(default_factory=Counter)
    hours: dict[str | None, float] = field(default_factory=lambda: defaultdict(float))
    passed_on: Counter[str | None] = field(default_factory=Counter)
    alone: Counter[str | None] = field(default_factory=Counter)
    cases: int = 0
    events: int = 0


def read_plainly(events: Sequence[Event], missing: Missing) -> Plain:
    found = Plain()
    cases: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event[1] is not None or missing is not Missing.DROP:
            cases[event[0]].append(event)
            found.events += 1
    found.cases = len(cases)
    nobody = missing is Missing.KEEP
    for case, unsorted in cases.items():
        stays = list(stays_of(sorted(unsorted, key=lambda event: event[2])))
        found.routes[tuple(stay.team for stay in stays)] += 1
        if len(stays) == 1 and known(stays[0], keep=nobody):
            found.alone[stays[0].team] += 1
        add_stays(found, stays, keep=nobody)
        add_handoffs(found, case, stays, keep=nobody)
    return found


def stays_of(events: Sequence[Event]) -> Iterator[Stay]:
    runs = [list(run) for _, run in groupby(events, key=lambda event: event[1])]
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        end = run[-1][2] if after is None else after[0][2]
        yield Stay(run[0][1], run[0][2], end, len(run))


def known(stay: Stay, *, keep: bool) -> bool:
    return keep or stay.team is not None


def add_stays(found: Plain, stays: Sequence[Stay], *, keep: bool) -> None:
    for at, stay in enumerate(stays):
        found.hours[stay.team] += (stay.end - stay.begin) / HOUR
        inside = 0 < at < len(stays) - 1
        if inside and stay.events == 1 and all(known(s, keep=keep) for s in stays[at - 1 : at + 2]):
            found.passed_on[stay.team] += 1


def add_handoffs(found: Plain, case: str, stays: Sequence[Stay], *, keep: bool) -> None:
    for one, other in pairwise(stays):
        if known(one, keep=keep) and known(other, keep=keep):
            pair = (one.team, other.team)
            found.handoffs[pair].append((other.begin - one.begin) / HOUR)
            found.pair_cases[pair].add(case)
            found.handing.add(case)
    for three in zip(stays, stays[1:], stays[2:], strict=False):
        if three[0].team == three[2].team and all(known(stay, keep=keep) for stay in three):
            found.returns[case] += 1
    had: set[str | None] = set()
    for stay in stays:
        if not known(stay, keep=keep):
            had = set()
        elif stay.team in had:
            found.comebacks[case] += 1
        else:
            had.add(stay.team)


def percentile(values: Sequence[float], share: float) -> float:
    """Interpolate linearly between the two nearest ranks."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
