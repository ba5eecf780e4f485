"""What the files of a simulated organisation say: figures from few cases, and few complaints."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from simulated.truth import COMPLAINING, Truth
from simulated.world import Needs, Step, World, lognormal_location

from chainmap.issues import Location
from chainmap.model import (
    Alternative,
    Category,
    Complaint,
    Customer,
    Handoff,
    HandoffId,
    Ingredient,
    Organisation,
    PartyId,
    Team,
    Time,
)

FEWEST, MOST = 5, 30
"""Cases a team has looked at before it writes down low, likely and high."""
FEWEST_JUDGED, MOST_JUDGED = 30, 100
"""Items a receiver has looked at before it writes down how many were right."""
NOWHERE = Location("simulated")
EXTREME = 2.3263478740408408
"""Standard deviations from the mean to the 1st and the 99th percentile of a normal variable."""


def team_name(team: int) -> PartyId:
    """Return the name of a team."""
    return PartyId(f"Team {team:02}")


def declared(
    world: World, limits: Mapping[int, float], known: Truth, dice: np.random.Generator
) -> Organisation:
    """Return the organisation as its teams and customers would describe it."""
    handoffs = [_handoff(world, i, limits, dice) for i in range(len(world.steps))]
    customers = {PartyId(_customer(i)): Customer(PartyId(_customer(i)), NOWHERE) for i in limits}
    teams = {team_name(i): Team(team_name(i), NOWHERE) for i in range(world.teams)}
    silent = Organisation(
        "Simulated",
        "simulated",
        parties={**customers, **teams},
        handoffs=tuple(sorted(handoffs, key=lambda handoff: handoff.sort_key)),
    )
    return replace(silent, complaints=tuple(_complaints(world, known, silent, dice)))


def with_all_counted(organisation: Organisation, world: World, known: Truth) -> Organisation:
    """Return the organisation with as many complaints as are expected, not as came by chance."""
    position = _positions(organisation)
    complaints = (
        Complaint(
            f"{category} {delivery:03}", position[deliverable(delivery)], category, count=mean
        )
        for delivery, category, _, mean in _expected(world, known)
        if mean
    )
    return replace(organisation, complaints=tuple(complaints))


def with_exact_figures(organisation: Organisation, world: World) -> Organisation:
    """Return the organisation with right figures; three points are 1st percentile, mode, 99th."""
    step_of = {deliverable(i): step for i, step in enumerate(world.steps)}
    handoffs = []
    for handoff in organisation.handoffs:
        step = step_of[handoff.deliverable]
        handoffs.append(replace(handoff, lead_time=_exact(step), accuracy=step.accuracy))
    return replace(organisation, handoffs=tuple(handoffs))


def _exact(step: Step) -> Time:
    middle = lognormal_location(step)
    apart = EXTREME * step.spread
    return Time(
        math.exp(middle - apart), math.exp(middle - step.spread**2), math.exp(middle + apart)
    )


def _positions(organisation: Organisation) -> Mapping[str, HandoffId]:
    return {known.deliverable: HandoffId(i) for i, known in enumerate(organisation.handoffs)}


def _customer(delivery: int) -> str:
    return f"Customer {delivery:03}"


def deliverable(step: int) -> str:
    """Return the name of what a step hands over."""
    return f"Item {step:03}"


def _handoff(
    world: World, step: int, limits: Mapping[int, float], dice: np.random.Generator
) -> Handoff:
    true = world.steps[step]
    outside = true.customer is None
    own = Time.of(true.promise)
    return Handoff(
        supplier=team_name(true.supplier),
        customer=PartyId(_customer(step)) if true.customer is None else team_name(true.customer),
        deliverable=deliverable(step),
        made_from=tuple(_ingredients(world.needs[true.supplier])),
        lead_time=_three_points(true, dice),
        promise=Time.of(limits[step]) if outside else own,
        step_promise=own if outside else None,
        accuracy=_judged(true, dice),
        to_outside=outside,
    )


def _ingredients(needs: Needs) -> Iterable[Ingredient]:
    for step in needs.required:
        yield Ingredient.required(deliverable(step))
    if needs.either is not None:
        first, second = needs.either
        yield Ingredient(
            (
                Alternative(deliverable(first), needs.first),
                Alternative(deliverable(second), 1 - needs.first),
            )
        )


def _three_points(step: Step, dice: np.random.Generator) -> Time:
    """Return the fastest, the middle and the slowest of a few cases."""
    seen = int(dice.integers(FEWEST, MOST + 1))
    hours = np.exp(lognormal_location(step) + step.spread * dice.standard_normal(seen))
    return Time(float(hours.min()), float(np.median(hours)), float(hours.max()))


def _judged(step: Step, dice: np.random.Generator) -> float:
    judged = int(dice.integers(FEWEST_JUDGED, MOST_JUDGED + 1))
    return float(dice.binomial(judged, step.accuracy)) / judged


def _complaints(
    world: World, known: Truth, organisation: Organisation, dice: np.random.Generator
) -> Iterable[Complaint]:
    position = _positions(organisation)
    for delivery, category, volume, mean in _expected(world, known):
        count = int(dice.binomial(volume, mean / volume))
        if count:
            name = f"{category} {delivery:03}"
            yield Complaint(name, position[deliverable(delivery)], category, count=count)


def _expected(world: World, known: Truth) -> Iterable[tuple[int, Category, int, float]]:
    """Yield by delivery and kind how many cases there are and how many complaints on average."""
    shares = {Category.LATE: known.late, Category.WRONG: known.wrong}
    for delivery, volume in world.volumes:
        for category, share in shares.items():
            yield delivery, category, volume, volume * COMPLAINING * share[delivery]
