"""What a team can do next: about a promise, about what it gets, about a complaint."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.team import TeamCard
from chainmap.model import SAME_TIME, Calendar, Handoff, Organisation
from chainmap.report.story.advice import called
from chainmap.report.text.blocks import next_steps
from chainmap.units import as_word, command, hours, percent, quoted


def next_lines(card: TeamCard, organisation: Organisation) -> list[str]:
    """Return what a team lead should do next."""
    return next_steps(_steps(card, organisation))


def _steps(card: TeamCard, organisation: Organisation) -> Iterator[str]:
    source, name = organisation.source, card.team.name
    late = max(card.serves, key=_overrun, default=None)
    if late is not None and _overrun(late) > SAME_TIME:
        behind = command(f"trace --to {quoted(late.customer)}", source)
        yield f"{_in_the_way(late, organisation.calendar)}   {behind}"
    judged = [known for known in card.needs if known.accuracy is not None and known.accuracy < 1]
    if judged:
        yield _right(min(judged, key=lambda known: known.accuracy or 0.0), organisation)
    if card.complaints:
        first = as_word(card.complaints[0].id, instead="ID")
        heaviest = command(f"trace --complaint {first}", source)
        yield f"See what stands behind the heaviest complaint:   {heaviest}"
    sheet = command(f"draw sipoc --team {quoted(name)} -o sipoc.svg", source)
    yield f"Go through this page with both sides:   {sheet}"


def _overrun(handoff: Handoff) -> float:
    return handoff.overrun or 0.0


def _in_the_way(handoff: Handoff, calendar: Calendar) -> str:
    promise = handoff.own_promise
    told = f", promised in {hours(promise.hours, calendar)}" if promise else ""
    takes = f"it takes {hours(handoff.time or 0.0, calendar)}{told}"
    return f"Ask what is in the way of {called(handoff)} for {handoff.customer}: {takes}."


def _right(handoff: Handoff, organisation: Organisation) -> str:
    """Ask about the input that is right most seldom."""
    right, supplier = percent(handoff.accuracy or 0.0), handoff.supplier
    told = f"Tell {supplier} what is missing or wrong in {called(handoff)}: it is right in {right}."
    if not organisation.is_team(supplier):
        return told
    return f"{told}   {command(f'team {quoted(supplier)}', organisation.source)}"
