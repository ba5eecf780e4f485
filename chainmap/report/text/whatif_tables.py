"""The tables of a what-if, before and after: deliveries, kinds of complaint, teams."""

from __future__ import annotations

from collections.abc import Callable

from chainmap.analysis.whatif import WhatIf
from chainmap.measure.effects import DeliveryEffect, KindEffect, TeamEffect
from chainmap.measure.load import Load
from chainmap.measure.outcomes import Outcome
from chainmap.model import Calendar
from chainmap.report.text.table import table
from chainmap.units import count, hours, number, percent, signed

MAX_ROWS = 12
"""Rows of a table printed; JSON has all."""

NONE = "–"
ARROW = " → "


def deliveries(result: WhatIf, calendar: Calendar) -> list[str]:
    """Return the deliveries that change, and how many do not."""
    changed = [effect for effect in result.deliveries if not effect.is_same]
    if not changed:
        return []
    rows: list[tuple[str, ...]] = [
        ("Customer", "gets", "lead time", "handoffs", "accuracy", "headroom", "highest load")
    ]
    rows += [_delivery(effect, calendar) for effect in changed[:MAX_ROWS]]
    lines = table(rows)
    more, same = len(changed) - MAX_ROWS, len(result.deliveries) - len(changed)
    if more > 0:
        lines.append(f"{count(more, 'more delivery changes', 'more deliveries change')}: JSON.")
    if same:
        lines.append(f"{count(same, 'delivery stays as it is', 'deliveries stay as they are')}.")
    return lines


def _delivery(effect: DeliveryEffect, calendar: Calendar) -> tuple[str, ...]:
    delivery = effect.delivery
    return (
        delivery.customer,
        delivery.deliverable or NONE,
        _both(effect, lambda outcome: hours(outcome.lead_time, calendar), gone=f"{ARROW}gone"),
        _both(effect, lambda outcome: str(outcome.handoffs)),
        _both(effect, lambda outcome: _share(outcome.rolled_accuracy)),
        _both(effect, lambda outcome: _room(outcome.headroom, calendar)),
        _both(effect, _busiest),
    )


def _both(effect: DeliveryEffect, shown: Callable[[Outcome], str], *, gone: str = "") -> str:
    was = "not there" if effect.was is None else shown(effect.was)
    return f"{was}{gone}" if effect.is_now is None else _arrow(was, shown(effect.is_now))


def _arrow(was: str, is_now: str) -> str:
    return was if was == is_now else f"{was}{ARROW}{is_now}"


def _share(share: float) -> str:
    """Return an accuracy in percent, to a tenth below ten so that a change can be seen."""
    points = share * 100
    return f"{number(points)} %" if points < 10 else percent(share)  # noqa: PLR2004  ten percent


def _room(room: float | None, calendar: Calendar) -> str:
    return NONE if room is None else hours(room, calendar)


def _busiest(outcome: Outcome) -> str:
    load = outcome.busiest
    if load is None or load.utilisation is None:
        return NONE
    return f"{load.team} {percent(load.utilisation)}"


def kinds(result: WhatIf, calendar: Calendar) -> list[str]:
    """Return the kinds of complaint whose figures change, and how many do not."""
    rows: list[tuple[str, ...]] = [
        ("Customer", "complains of", "", "lead time", "handoffs", "accuracy", "headroom", "load")
    ]
    rows += [_kind(kind, calendar) for kind in result.kinds if kind.is_now != kind.was]
    same = len(result.kinds) + 1 - len(rows)
    if len(rows) == 1:
        return []
    lines = table(rows[: MAX_ROWS + 1], right=frozenset({2}))
    if same:
        lines.append(f"{count(same, 'kind stays as it is', 'kinds stay as they are')}.")
    return lines


def _kind(kind: KindEffect, calendar: Calendar) -> tuple[str, ...]:
    was, is_now = kind.was, kind.is_now
    start = (kind.customer, str(kind.category), number(kind.count))
    if is_now is None:
        return (*start, "gone", "", "", "", "")
    pairs = (
        (hours(was.lead_time, calendar), hours(is_now.lead_time, calendar)),
        (number(was.handoffs), number(is_now.handoffs)),
        (_share(was.rolled_accuracy), _share(is_now.rolled_accuracy)),
        (_room(was.headroom, calendar), _room(is_now.headroom, calendar)),
        (_percent(was.load), _percent(is_now.load)),
    )
    return (*start, *(_arrow(one, other) for one, other in pairs))


def _percent(share: float | None) -> str:
    return NONE if share is None else percent(share)


def teams(result: WhatIf, calendar: Calendar) -> list[str]:
    """Return the teams that change."""
    if not result.teams:
        return []
    rows: list[tuple[str, ...]] = [("Team", "people", "load", "wait for people")]
    rows += [_team(team, calendar) for team in result.teams[:MAX_ROWS]]
    lines = table(rows)
    more = len(result.teams) - MAX_ROWS
    return [*lines, f"{count(more, 'more team')}: JSON."] if more > 0 else lines


def _team(effect: TeamEffect, calendar: Calendar) -> tuple[str, ...]:
    before, after = effect.before, effect.after
    people = [
        NONE if team is None or team.people is None else number(team.people)
        for team in (before, after)
    ]
    load = [
        NONE if known is None or known.utilisation is None else percent(known.utilisation)
        for known in (effect.was, effect.is_now)
    ]
    waits = [_wait(known, calendar) for known in (effect.was, effect.is_now)]
    note = " (new)" if before is None else " (gone)" if after is None else ""
    return (f"{effect.team}{note}", _arrow(*people), _arrow(*load), _arrow(*waits))


def _wait(load: Load | None, calendar: Calendar) -> str:
    if load is not None and load.growing_backlog == 0:
        return "backlog"
    if load is not None and load.growing_backlog is not None:
        return f"backlog {signed(number(load.growing_backlog * calendar.hours_in('w')), 1)}/w"
    return NONE if load is None or load.queue_wait is None else hours(load.queue_wait, calendar)


def columns(result: WhatIf) -> list[str]:
    """Return what the heads of the tables mean."""
    lines = [
        "handoffs  of the longest chain; accuracy: rolled over all upstream, unjudged as 100 %",
        "headroom  promise to the customer (else need) less lead time; load: the busiest upstream",
    ]
    return [] if result.is_same else lines
