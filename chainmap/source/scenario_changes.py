"""From the entries of a scenario file to changes: names looked up, quantities in hours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal

from chainmap.model import Calendar, Customer, Handoff, Ingredient, Organisation
from chainmap.scenario import (
    Change,
    Figures,
    HandoffChange,
    Merge,
    RemoveHandoff,
    RemoveParty,
    TakeOver,
    TeamChange,
    TimeAmount,
)
from chainmap.source.amounts import duration_amount, rate_amount, time_amount
from chainmap.source.claims import Claim
from chainmap.source.handoff_documents import Serves
from chainmap.source.ingredients import resolve_ingredients
from chainmap.source.joining import Joint
from chainmap.source.looking_up import FoundWrongError, LookingUp
from chainmap.source.names import key_of
from chainmap.source.places import YamlPlace
from chainmap.source.scenario_adding import added
from chainmap.source.scenario_documents import (
    ChangedFigures,
    HandoffEntry,
    MergeEntry,
    RemoveEntry,
    TakeOverEntry,
    TeamEntry,
)
from chainmap.source.wording import listed, shown

Kind = Literal["remove", "merge", "take_over", "add", "team", "supplier"]
"""The key that tells what an entry changes."""


def _team(entry: TeamEntry, place: YamlPlace, organisation: Organisation) -> Change:
    look = LookingUp(organisation, place)
    team = look.team(entry.team, ("team",))
    figures = _figures(entry, look)
    return TeamChange(
        team=team.name,
        people=entry.people,
        availability=entry.availability,
        arrivals=rate_amount(entry.arrivals, organisation.calendar),
        figures=figures,
    )


def _handoff(entry: HandoffEntry, place: YamlPlace, organisation: Organisation) -> Change:
    look = LookingUp(organisation, place)
    found = look.handoff(entry.supplier, entry.customer, entry.delivers)
    outside = isinstance(organisation.parties[found.customer], Customer)
    if entry.step_promise is not None and not outside:
        message = "step_promise: only a delivery to an external customer has one."
        raise look.wrong(("step_promise",), "outside-only", message, "Write promise.")
    figures = replace(
        _figures(entry, look),
        step_promise=_time(entry, "step_promise", look),
        share=entry.share,
        stock=entry.stock,
        made_from=None if entry.made_from is None else _made_from(entry, found, look),
    )
    return HandoffChange(found.supplier, found.customer, found.deliverable, figures)


def _figures(entry: ChangedFigures, look: LookingUp) -> Figures:
    calendar = look.organisation.calendar
    return Figures(
        lead_time=_time(entry, "lead_time", look),
        process_time=duration_amount(entry.process_time, calendar),
        promise=_time(entry, "promise", look),
        need=_time(entry, "within", look),
        accuracy=entry.accuracy,
        volume=rate_amount(entry.volume, calendar),
    )


def _time(entry: ChangedFigures, key: str, look: LookingUp) -> TimeAmount | None:
    calendar: Calendar = look.organisation.calendar
    amount = time_amount(getattr(entry, key), calendar)
    new = None if amount is None else amount.to
    if new is not None and not new.low <= new.likely <= new.high:
        message = f"{key}: low, likely and high are not in order."
        raise look.wrong((key,), "three-point-order", message, "Write low ≤ likely ≤ high.")
    return amount


def _made_from(entry: HandoffEntry, handoff: Handoff, look: LookingUp) -> tuple[Ingredient, ...]:
    """Return the ingredients as the supplier receives them."""
    claim = Claim(
        handoff.supplier,
        handoff.customer,
        handoff.deliverable,
        Serves.model_construct(customer=()),
        look.place,
        (),
        look.place.location(("from",)),
    )
    joints = [Joint(known, None, None) for known in look.organisation.handoffs]
    changed = replace(handoff, made_from=entry.made_from)
    resolved = resolve_ingredients([*joints, Joint(changed, claim, None)], look.names, frozenset())
    if resolved.issues:
        raise FoundWrongError(*resolved.issues)
    return resolved.handoffs[-1].made_from or ()


def _remove(entry: RemoveEntry, place: YamlPlace, organisation: Organisation) -> Change:
    look = LookingUp(organisation, place)
    gone = entry.remove
    if isinstance(gone, str):
        return RemoveParty(look.party(gone, ("remove",)))
    found = look.handoff(gone.supplier, gone.customer, gone.delivers, ("remove",))
    return RemoveHandoff(found.supplier, found.customer, found.deliverable)


def _merge(entry: MergeEntry, place: YamlPlace, organisation: Organisation) -> Change:
    look = LookingUp(organisation, place)
    teams = [look.team(name, ("merge", i)).name for i, name in enumerate(entry.merge)]
    if len(set(teams)) < len(teams) or len(teams) == 1:
        message = f"Two teams or more can become one; here stands {listed(teams)}."
        raise look.wrong(("merge",), "nothing-to-merge", message, "Name each team once.")
    into = look.names.find(entry.into) or look.names.find(entry.into.strip())
    if into is not None and into not in teams:
        message = f"{shown(into)} is there already and not among those that merge."
        raise look.wrong(("into",), "duplicate-party", message, "Add it to merge, or rename.")
    return Merge(tuple(teams), into or type(teams[0])(entry.into))


def _take_over(entry: TakeOverEntry, place: YamlPlace, organisation: Organisation) -> Change:
    look = LookingUp(organisation, place)
    team = look.team(entry.take_over, ("take_over",)).name
    by = look.team(entry.by, ("by",)).name
    if key_of(team) == key_of(by):
        message = f"{shown(team)} cannot take over from itself."
        raise look.wrong(("by",), "same-team", message, "Name another team.")
    return TakeOver(team, by, only_support=entry.support)


READERS: Mapping[Kind, Callable[[Any, YamlPlace, Organisation], Change]] = {
    "team": _team,
    "supplier": _handoff,
    "remove": _remove,
    "merge": _merge,
    "take_over": _take_over,
    "add": added,
}
"""By kind: how an entry, where it stands, and the organisation by then make a change."""
