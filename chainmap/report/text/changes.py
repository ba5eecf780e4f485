"""The changes of a scenario in words, one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import assert_never

from chainmap.model import Calendar, Ingredient, Time
from chainmap.scenario import (
    Add,
    Amount,
    Change,
    Figures,
    HandoffChange,
    Merge,
    RemoveHandoff,
    RemoveParty,
    Scenario,
    TakeOver,
    TeamChange,
    TimeAmount,
)
from chainmap.units import count, hours, number, percent, rate, signed

Formatted = Callable[[float], str]


def changes_told(scenario: Scenario, calendar: Calendar) -> list[str]:
    """Return what each change of a scenario does."""
    return [_told(change, calendar) for change in scenario.changes]


def _told(change: Change, calendar: Calendar) -> str:
    match change:
        case TeamChange():
            told = f"{change.team}: {', '.join(_of_team(change, calendar))}"
        case HandoffChange():
            told = f"{_handoff(change)}: {', '.join(_figures(change.figures, calendar))}"
        case RemoveParty():
            told = f"{change.party} is gone; what went through it goes straight on"
        case RemoveHandoff():
            told = f"{_handoff(change)} no longer takes place"
        case Merge():
            told = f"{', '.join(change.teams[:-1])} and {change.teams[-1]} become {change.into}"
        case TakeOver():
            what = "the support that" if change.only_support else "all that"
            told = f"{change.by} takes over {what} {change.team} does"
        case Add():
            told = _added(change)
        case _:
            assert_never(change)
    return told


def _added(change: Add) -> str:
    parties = [party.name for party in change.parties]
    handoffs = count(len(change.handoffs), "handoff")
    return f"New: {', '.join(parties)} with {handoffs}" if parties else f"New: {handoffs}"


def _handoff(change: HandoffChange | RemoveHandoff) -> str:
    what = f" “{change.deliverable}”" if change.deliverable else ""
    return f"{change.supplier} → {change.customer}{what}"


def _of_team(change: TeamChange, calendar: Calendar) -> Iterator[str]:
    if change.people is not None:
        yield f"people {_amount(change.people, number)}"
    if change.availability is not None:
        yield f"availability {_share(change.availability)}"
    if change.arrivals is not None:
        yield f"arrivals {_amount(change.arrivals, partial(rate, calendar=calendar))}"
    yield from _figures(change.figures, calendar)


def _figures(figures: Figures, calendar: Calendar) -> Iterator[str]:
    duration = partial(hours, calendar=calendar)
    times = (
        ("lead time", figures.lead_time),
        ("promise", figures.promise),
        ("step promise", figures.step_promise),
        ("needed within", figures.need),
    )
    for name, time in times:
        if time is not None:
            yield f"{name} {_time(time, duration)}"
    if figures.process_time is not None:
        yield f"process time {_amount(figures.process_time, duration)}"
    if figures.volume is not None:
        yield f"volume {_amount(figures.volume, partial(rate, calendar=calendar))}"
    for name, share in (("accuracy", figures.accuracy), ("share", figures.share)):
        if share is not None:
            yield f"{name} {_share(share)}"
    if figures.stock is not None:
        yield "handed over from stock" if figures.stock else "no longer from stock"
    if figures.made_from is not None:
        yield f"made from {_ingredients(figures.made_from)}"


def _ingredients(made_from: tuple[Ingredient, ...]) -> str:
    names = [" or ".join(o.deliverable for o in entry.options) for entry in made_from]
    return ", ".join(names) or "nothing: chains start here"


def _amount(amount: Amount, formatted: Formatted) -> str:
    if amount.to is not None:
        return formatted(amount.to)
    return _relative(amount.factor, amount.plus, formatted)


def _time(amount: TimeAmount, formatted: Formatted) -> str:
    if amount.to is not None:
        return _estimate(amount.to, formatted)
    return _relative(amount.factor, amount.plus, formatted)


def _estimate(time: Time, formatted: Formatted) -> str:
    if not time.is_range:
        return formatted(time.likely)
    return " / ".join(formatted(point) for point in (time.low, time.likely, time.high))


def _relative(factor: float, plus: float, formatted: Formatted) -> str:
    if plus:
        return signed(formatted(abs(plus)), plus)
    return signed(f"{number(abs(factor - 1) * 100)} %", factor - 1)


def _share(amount: Amount) -> str:
    if amount.to is not None:
        return percent(amount.to)
    return signed(f"{number(abs(amount.plus) * 100)} points", amount.plus)
