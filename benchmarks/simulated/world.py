"""A simulated organisation as it truly is: who waits for whom, how long it takes, what goes wrong.

Teams stand in layers. Each but those of the first layer waits for two or three teams before it
(AND-join), some for one of two in turn. Times of a step are lognormal; about a quarter of the teams
promise less than they need. A plain organisation has no alternatives and times that vary little:
what is true of single cases is then nearly what is true on average. Every figure below is chosen
once, before any ranking was looked at.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

LAYERS = 5
OVERRUNNING = 0.25
"""Share of the teams whose own promise is shorter than their mean time."""
LOSING = 0.25
"""Share of the handoffs that lose accuracy; the others nearly none."""
NEAR = 0.7
"""Share of the inputs, after the first, that come from the layer just before."""
ALTERNATIVES = 0.2
"""Share of the teams that take one of two inputs, by share, besides what they always need."""

SPREAD, PLAIN_SPREAD = (0.3, 0.9), (0.05, 0.15)
"""Between which the standard deviation of the logarithm of a team's times lies."""


@dataclass(frozen=True, slots=True)
class Step:
    """One handoff as it truly is: mean hours, spread of their logarithm, promise, accuracy.

    `customer` is None where it is delivered outside; `promise` is the team's own, in hours.
    """

    supplier: int
    customer: int | None
    mean: float
    spread: float
    promise: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Needs:
    """What a team waits for, by position of the step: all of `required`, one of `either`.

    `first` is the share of the cases that take the first of the two.
    """

    required: tuple[int, ...] = ()
    either: tuple[int, int] | None = None
    first: float = 0.0


@dataclass(frozen=True, slots=True)
class World:
    """Steps, inputs first; `needs` by team; `volumes` are cases of each delivery in the period."""

    teams: int
    steps: tuple[Step, ...]
    needs: tuple[Needs, ...]
    volumes: tuple[tuple[int, int], ...]

    @property
    def deliveries(self) -> tuple[int, ...]:
        """The steps that end outside."""
        return tuple(delivery for delivery, _ in self.volumes)

    def supplied(self, team: int) -> tuple[int, ...]:
        """Return the steps of a team."""
        return tuple(i for i, step in enumerate(self.steps) if step.supplier == team)


@dataclass(frozen=True, slots=True)
class _Traits:
    """What the steps of one team have in common."""

    hours: float
    promised: float
    spread: float


def world(dice: np.random.Generator, *, teams: int, plain: bool = False) -> World:
    """Return an organisation by chance."""
    layer = np.sort(np.concatenate([np.arange(LAYERS), dice.integers(0, LAYERS, teams - LAYERS)]))
    arcs = sorted(_arcs(dice, layer))
    given = {supplier for supplier, _ in arcs}
    ends = [(team, None) for team in range(teams) if team not in given]
    traits = [_traits(dice, PLAIN_SPREAD if plain else SPREAD) for _ in range(teams)]
    steps = tuple(_step(dice, traits[s], supplier=s, customer=c) for s, c in [*arcs, *ends])
    order = sorted(range(len(steps)), key=lambda i: steps[i].supplier)
    ordered = tuple(steps[i] for i in order)
    needs = tuple(
        _needs(dice, [i for i, step in enumerate(ordered) if step.customer == team], plain=plain)
        for team in range(teams)
    )
    volumes = tuple(
        (i, int(dice.integers(40, 400))) for i, step in enumerate(ordered) if step.customer is None
    )
    return World(teams, ordered, needs, volumes)


def _arcs(dice: np.random.Generator, layer: np.ndarray) -> Iterable[tuple[int, int]]:
    """Yield who supplies whom: each team takes from the layer before it, now and then further."""
    for team, own in enumerate(layer):
        if own == 0:
            continue
        near, far = np.flatnonzero(layer == own - 1), np.flatnonzero(layer < own)
        wanted = int(dice.integers(2, 4))
        chosen = {int(dice.choice(near))}
        for _ in range(wanted - 1):
            chosen.add(int(dice.choice(near if dice.random() < NEAR else far)))
        yield from ((supplier, team) for supplier in chosen)


def _traits(dice: np.random.Generator, spread: tuple[float, float]) -> _Traits:
    overruns = dice.random() < OVERRUNNING
    promised = 1 / dice.uniform(1.2, 2.5) if overruns else dice.uniform(1.0, 1.6)
    return _Traits(float(np.exp(dice.normal(2.0, 0.6))), promised, dice.uniform(*spread))


def _step(
    dice: np.random.Generator, traits: _Traits, *, supplier: int, customer: int | None
) -> Step:
    mean = traits.hours * dice.uniform(0.7, 1.3)
    lost = dice.uniform(0.03, 0.2) if dice.random() < LOSING else dice.uniform(0.0, 0.01)
    return Step(supplier, customer, mean, traits.spread, mean * traits.promised, 1 - lost)


def _needs(dice: np.random.Generator, inputs: list[int], *, plain: bool) -> Needs:
    if not plain and len(inputs) >= 2 and dice.random() < ALTERNATIVES:  # noqa: PLR2004  one of two
        *required, one, other = inputs
        return Needs(tuple(required), (one, other), dice.uniform(0.3, 0.7))
    return Needs(tuple(inputs))


def lognormal_location(step: Step) -> float:
    """Return the mean of the logarithm of its hours."""
    return math.log(step.mean) - step.spread**2 / 2
