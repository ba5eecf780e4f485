"""The answer of a what-if in sentences: who waits less, what arrives when, where work piles up."""

from __future__ import annotations

from chainmap.analysis.whatif import WhatIf
from chainmap.measure.effects import DeliveryEffect
from chainmap.measure.load import Load
from chainmap.model import SAME_TIME, Calendar
from chainmap.report.story.advice import called, listed
from chainmap.units import count, hours, number


def answer(result: WhatIf, calendar: Calendar) -> list[str]:
    """Return what the scenario gives external customers, and where it makes work pile up."""
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
    best = largest(result)
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


def largest(result: WhatIf) -> DeliveryEffect | None:
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
