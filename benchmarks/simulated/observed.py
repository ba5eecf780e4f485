"""What the files of a simulated organisation say: figures from few cases, and few complaints.

The same few cases can be told in three ways (`Told`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum

import numpy as np
from simulated.cases import Hours
from simulated.truth import COMPLAINING, Truth
from simulated.world import Needs, Step, World, lognormal_location

from chainmap.issues import Location
from chainmap.model import (
    Alternative,
    Category,
    Complaint,
    Customer,
    Evidence,
    Handoff,
    HandoffId,
    Ingredient,
    Measurement,
    Organisation,
    PartyId,
    Team,
    Time,
)

FEWEST, MOST = 5, 30
"""Cases a team has looked at before it writes down low, likely and high."""
FEWEST_JUDGED, MOST_JUDGED = 30, 100
"""Items a receiver has looked at before it writes down how many were right."""
COUNTLESS = 1_000_000
"""Cases of a log that is as good as exact."""
NOWHERE = Location("simulated")
EXTREME = 1.6448536269514722
"""Standard deviations from the mean to the 5th and the 95th percentile of a normal variable."""


class Told(StrEnum):
    """How a team writes down what it saw."""

    EXTREMES = "estimates: the fastest, the middle, the slowest case"
    MEAN = "estimates: the mean of the cases, one figure"
    LOG = "a log of the cases: percentiles, and how many"


def team_name(team: int) -> PartyId:
    """Return the name of a team."""
    return PartyId(f"Team {team:02}")


def declared(
    world: World,
    limits: Mapping[int, float],
    known: Truth,
    dice: np.random.Generator,
    *,
    told: Told = Told.EXTREMES,
) -> Organisation:
    """Return the organisation as its teams and customers would describe it.

    Equal dice show them equal cases, however these are told.
    """
    handoffs = [_handoff(world, i, limits, told, dice) for i in range(len(world.steps))]
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
    """Return the organisation with right figures, as from a log of countless cases."""
    step_of = {deliverable(i): step for i, step in enumerate(world.steps)}
    handoffs = []
    for handoff in organisation.handoffs:
        step = step_of[handoff.deliverable]
        exact = _logged(handoff, _exact(step), COUNTLESS)
        handoffs.append(replace(exact, accuracy=step.accuracy))
    return replace(organisation, handoffs=tuple(handoffs))


def _exact(step: Step) -> Time:
    middle = lognormal_location(step)
    apart = EXTREME * step.spread
    return Time(math.exp(middle - apart), math.exp(middle), math.exp(middle + apart))


def _logged(handoff: Handoff, time: Time, cases: int) -> Handoff:
    seen = Measurement("log", date(2026, 1, 1), date(2026, 3, 31), cases, NOWHERE)
    return replace(handoff, lead_time=time, stated_evidence=Evidence.MEASURED, measurement=seen)


def _positions(organisation: Organisation) -> Mapping[str, HandoffId]:
    return {known.deliverable: HandoffId(i) for i, known in enumerate(organisation.handoffs)}


def _customer(delivery: int) -> str:
    return f"Customer {delivery:03}"


def deliverable(step: int) -> str:
    """Return the name of what a step hands over."""
    return f"Item {step:03}"


def _handoff(
    world: World, step: int, limits: Mapping[int, float], told: Told, dice: np.random.Generator
) -> Handoff:
    true = world.steps[step]
    outside = true.customer is None
    own = Time.of(true.promise)
    hours = _seen(true, dice)
    known = Handoff(
        supplier=team_name(true.supplier),
        customer=PartyId(_customer(step)) if true.customer is None else team_name(true.customer),
        deliverable=deliverable(step),
        made_from=tuple(_ingredients(world.needs[true.supplier])),
        lead_time=_told(hours, told),
        promise=Time.of(limits[step]) if outside else own,
        step_promise=own if outside else None,
        accuracy=_judged(true, dice),
        to_outside=outside,
    )
    return _logged(known, _told(hours, told), len(hours)) if told is Told.LOG else known


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


def _seen(step: Step, dice: np.random.Generator) -> Hours:
    """Return the hours of the few cases that its team looked at."""
    count = int(dice.integers(FEWEST, MOST + 1))
    hours: Hours = np.exp(lognormal_location(step) + step.spread * dice.standard_normal(count))
    return hours


def _told(hours: Hours, told: Told) -> Time:
    if told is Told.MEAN:
        return Time.of(float(hours.mean()))
    ends = (0, 100) if told is Told.EXTREMES else (5, 95)
    low, middle, high = np.percentile(hours, [ends[0], 50, ends[1]])
    return Time(float(low), float(middle), float(high))


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
