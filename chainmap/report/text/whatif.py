"""A what-if as text: what it would give whom, why, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable

from chainmap.analysis.whatif import WhatIf
from chainmap.measure.effects import DeliveryEffect, KindEffect, TeamEffect
from chainmap.measure.load import Load
from chainmap.measure.outcomes import Outcome
from chainmap.model import SAME_TIME, Calendar
from chainmap.report.story.advice import called, listed
from chainmap.report.text.changes import changes_told
from chainmap.report.text.table import indented, printable, table
from chainmap.scenario import Scenario
from chainmap.units import command, count, hours, number, percent, quoted, signed

MAX_ROWS = 12
"""Rows of a table printed; JSON has all."""

NONE = "–"
ARROW = " → "


def as_text(scenario: Scenario, result: WhatIf, *, footer: str) -> str:
    """Return what a scenario would give external customers: the answer first."""
    calendar = result.before.organisation.calendar
    blocks = [
        [f"What if: {scenario.name}"],
        _answer(result, calendar),
        _titled("What changes", changes_told(scenario, calendar)),
        _titled("What customers get", _deliveries(result, calendar)),
        _titled("By kind of complaint (means by complaint weight)", _kinds(result, calendar)),
        _titled("Teams", _teams(result, calendar)),
        _columns(result),
        _next(scenario, result),
        [footer],
    ]
    return printable("\n\n".join("\n".join(block) for block in blocks if block)) + "\n"


def _titled(title: str, lines: list[str]) -> list[str]:
    return [title, *indented(lines)] if lines else []


def _answer(result: WhatIf, calendar: Calendar) -> list[str]:
    if not result.deliveries:
        nothing = (
            "Nothing is delivered to an external customer: add customers to see what they get."
        )
        return [nothing, *_piling(result, calendar)]
    if result.is_same:
        return ["Nothing changes for any external customer.", *_piling(result, calendar)]
    lines = []
    if result.gain is not None:
        lines.append(_gain(result.gain, calendar))
    best = _largest(result)
    if best is not None:
        lines.append(_told(best, calendar))
    lines += _piling(result, calendar)
    if result.lost:
        ids = listed([complaint.id for complaint in result.lost])
        lost = count(sum(complaint.rows for complaint in result.lost), "entry", "entries")
        lines.append(f"Nothing is delivered any more that {lost} of complaints is about: {ids}.")
    return lines


def _gain(gain: float, calendar: Calendar) -> str:
    if abs(gain) < SAME_TIME:
        return "A complaining customer would wait as long as today."
    less = "less" if gain > 0 else "longer"
    return f"A complaining customer would wait {hours(abs(gain), calendar)} {less} on average."


def _largest(result: WhatIf) -> DeliveryEffect | None:
    """Return the delivery whose change weighs most with complaints, else the largest change."""
    changed = [d for d in result.deliveries if d.hours is not None and abs(d.hours) > SAME_TIME]
    return max(
        changed, key=lambda d: (d.weight * abs(d.hours or 0), abs(d.hours or 0)), default=None
    )


def _told(effect: DeliveryEffect, calendar: Calendar) -> str:
    delivery, was, is_now = effect.delivery, effect.was, effect.is_now
    assert was is not None  # noqa: S101  it has hours, so it is in both states
    assert is_now is not None  # noqa: S101
    new, old = hours(is_now.lead_time, calendar), hours(was.lead_time, calendar)
    told = f"{called(delivery)} reaches {delivery.customer} in {new} instead of {old}"
    if new == old:
        much = is_now.lead_time - was.lead_time
        than = f"{hours(abs(much), calendar)} {'later' if much > 0 else 'sooner'} than today"
        told = f"{called(delivery)} reaches {delivery.customer} in {new}, {than}"
    if is_now.limit is None or is_now.headroom is None:
        return f"{told}."
    kind = "promised" if (effect.after or delivery).promise else "needed within"
    room = is_now.headroom
    verdict = "which fits" if room >= -SAME_TIME else f"still {hours(-room, calendar)} late"
    if room < -SAME_TIME and (was.headroom or 0.0) >= 0:
        verdict = f"now {hours(-room, calendar)} late"
    return f"{told}; {kind} {hours(is_now.limit, calendar)}, {verdict}."


def _piling(result: WhatIf, calendar: Calendar) -> list[str]:
    week = calendar.hours_in("w")
    lines = [
        f"Work piles up at {team.team}{_pace(', by', team.is_now, week)}: "
        "no lead time behind it holds."
        for team in result.teams
        if team.begins_to_pile_up
    ]
    lines += [
        f"{team.team} keeps up; today its backlog grows{_pace(' by', team.was, week)}."
        for team in result.teams
        if team.stops_piling_up and team.is_now is not None
    ]
    return lines


def _pace(by: str, load: Load | None, week: float) -> str:
    """Return by how much a backlog grows; nothing where just as much comes in as can be done."""
    growth = (load and load.growing_backlog) or 0.0
    return f"{by} {number(growth * week)} items a week" if growth else ""


def _deliveries(result: WhatIf, calendar: Calendar) -> list[str]:
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


def _kinds(result: WhatIf, calendar: Calendar) -> list[str]:
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


def _teams(result: WhatIf, calendar: Calendar) -> list[str]:
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


def _columns(result: WhatIf) -> list[str]:
    lines = [
        "handoffs  of the longest chain; accuracy: rolled over all upstream, unjudged as 100 %",
        "headroom  promise to the customer (else need) less lead time; load: the busiest upstream",
    ]
    return [] if result.is_same else lines


def _next(scenario: Scenario, result: WhatIf) -> list[str]:
    if not scenario.changes:
        return ["Next", "  1. Write what would change below changes:, see docs/scenarios.md."]
    lines = []
    if result.by_queue:
        names = listed(list(result.by_queue))
        lines.append(
            f"Ask whether work waits for people at {names}: these lead times move by what the wait "
            "changes by formula (M/M/c). Without: --wait stated"
        )
    lines.append("Agree the scenario's own figures with the teams: they are assumptions.")
    effect = _largest(result)
    if effect is not None and effect.is_now is not None:
        chain = ARROW.join(effect.is_now.slowest)
        source = result.before.organisation.source
        today = command(f"trace --customer {quoted(effect.delivery.customer)}", source)
        lines.append(f"The slowest chain would then be {chain}. Today: {today}")
    return ["Next", *(f"  {i}. {line}" for i, line in enumerate(lines, start=1))]
