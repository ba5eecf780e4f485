"""Checks the shares after a scenario: as in the files, no team hands on more than all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chainmap.issues import Issue, Location
from chainmap.model import Organisation, PartyId
from chainmap.routing import ROUNDING, Routes, never_leaving, routes
from chainmap.scenario import Change
from chainmap.scenario.values import Add, HandoffChange
from chainmap.source.places import YamlPlace
from chainmap.source.wording import error, listed, shown

Changed = Sequence[tuple[Change, YamlPlace]]
"""The changes that were made, each with its place."""


def routing_issues(
    before: Organisation, after: Organisation, changes: Changed, scenario: YamlPlace
) -> Iterator[Issue]:
    """Yield what is wrong with the shares after all changes and was not before, at their places."""
    was, is_now = _shares(before), _shares(after)
    at = _places(changes)
    for team, total in _over(is_now).items():
        if team in _over(was):
            continue
        message = f"The shares of {shown(team)} would add up to {total * 100:g} %."
        hint = "They are shares of all its items: together at most 100 %. Lower another one, too."
        yield error(at.get(team, scenario.location(())), "shares-over-100", message, hint)
    for circle in set(never_leaving(is_now)) - set(never_leaving(was)):
        where = max((at[team] for team in circle if team in at), default=scenario.location(()))
        message = (
            f"What reaches {listed(circle, 'or')} would never leave again: "
            "all of it is handed on among them."
        )
        hint = "Lower a share: what the shares leave over leaves."
        yield error(where, "routing-never-leaves", message, hint)


def _shares(organisation: Organisation) -> Routes:
    return routes(h for h in organisation.handoffs if organisation.is_team(h.supplier))


def _over(shares: Routes) -> Mapping[PartyId, float]:
    """Return the sum of the shares of each team that hands on more than it gets."""
    totals = {team: sum(given.values()) for team, given in shares.items()}
    return {team: total for team, total in sorted(totals.items()) if total > 1 + ROUNDING}


def _places(changes: Changed) -> Mapping[PartyId, Location]:
    """Return for each team the place of the last change of its shares."""
    found: dict[PartyId, Location] = {}
    for change, place in changes:
        match change:
            case HandoffChange() if change.figures.share is not None:
                found[change.supplier] = place.location(("share",))
            case Add():
                found |= {h.supplier: place.location(()) for h in change.handoffs if h.share}
    return found
