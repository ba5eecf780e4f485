"""What is true of a simulated organisation: complaints each team could prevent, and stood behind.

Each team in turn does better, on the same cases; what is then late or wrong no more, it would have
prevented. Nothing of chainmap is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from simulated.cases import Cases, Flags, Hours
from simulated.world import World

COMPLAINING = 0.25
"""Share of the customers who complain of what is late, and of what is wrong."""


class Question(StrEnum):
    """Whose improvement prevents most complaints?"""

    KEPT = "keeps its promise in every case"
    KEPT_ON_AVERAGE = "keeps its promise on average"
    HALVED = "takes half the time"
    RIGHT = "hands over nothing wrong"


@dataclass(frozen=True, slots=True)
class Truth:
    """Expected complaints of the period: prevented by team, and charged as found case by case.

    `late` and `wrong` are the shares of each delivery's cases; `behind_late` and `behind_wrong` the
    share of complaints each team stands behind if every single case is looked into.
    """

    prevented: Mapping[Question, np.ndarray]
    late: Mapping[int, float]
    wrong: Mapping[int, float]
    behind_late: np.ndarray
    behind_wrong: np.ndarray


def truth(cases: Cases, limits: Mapping[int, float]) -> Truth:
    """Return what is true; `limits` are the hours promised outside, by delivery."""
    ready = cases.ready()
    used = {delivery: cases.used(delivery) for delivery in cases.world.deliveries}
    is_late: dict[int, Flags] = {d: ready[d] > limits[d] for d in cases.world.deliveries}
    return Truth(
        prevented={
            Question.KEPT: _sooner(cases, limits, is_late, _capped),
            Question.KEPT_ON_AVERAGE: _sooner(cases, limits, is_late, _scaled),
            Question.HALVED: _sooner(cases, limits, is_late, lambda _, hours: hours / 2),
            Question.RIGHT: _righter(cases, used),
        },
        late={d: float(late.mean()) for d, late in is_late.items()},
        wrong={d: float((cases.wrong & used[d]).any(axis=0).mean()) for d in used},
        behind_late=_normed(_behind_late(cases, ready, is_late)),
        behind_wrong=_normed(_behind_wrong(cases, used)),
    )


def _capped(promise: Hours, hours: Hours) -> Hours:
    return np.minimum(hours, promise)


def _scaled(promise: Hours, hours: Hours) -> Hours:
    """Shorten all times of a step alike, until their mean is the promise."""
    mean = hours.mean(axis=1, keepdims=True)
    scaled: Hours = hours * np.minimum(1.0, promise / mean)
    return scaled


def _sooner(
    cases: Cases,
    limits: Mapping[int, float],
    is_late: Mapping[int, Flags],
    better: Callable[[Hours, Hours], Hours],
) -> np.ndarray:
    """Return by team the complaints of lateness that its better times would have prevented."""
    promises = np.array([step.promise for step in cases.world.steps])[:, None]
    prevented = np.zeros(cases.world.teams)
    for team in range(cases.world.teams):
        own = list(cases.world.supplied(team))
        hours = cases.hours.copy()
        hours[own] = better(promises[own], hours[own])
        ready = cases.ready(hours)
        for delivery, volume in cases.world.volumes:
            fewer = is_late[delivery].mean() - (ready[delivery] > limits[delivery]).mean()
            prevented[team] += COMPLAINING * volume * fewer
    return prevented


def _righter(cases: Cases, used: Mapping[int, Flags]) -> np.ndarray:
    """Return by team the complaints about defects that came from that team alone."""
    prevented = np.zeros(cases.world.teams)
    for delivery, volume in cases.world.volumes:
        by_team = _by_team(cases.world, cases.wrong & used[delivery]) > 0
        alone = by_team & (by_team.sum(axis=0) == 1)
        prevented += COMPLAINING * volume * alone.mean(axis=1)
    return prevented


def _behind_late(cases: Cases, ready: Hours, is_late: Mapping[int, Flags]) -> np.ndarray:
    """Charge each late case to the overruns on its own slowest chain; without any, to its times."""
    promises = np.array([step.promise for step in cases.world.steps])[:, None]
    charged = np.zeros(cases.world.teams)
    for delivery, volume in cases.world.volumes:
        chain = cases.on_slowest_chain(delivery, ready)
        overruns = _by_team(cases.world, np.maximum(cases.hours - promises, 0) * chain)
        times = _by_team(cases.world, cases.hours * chain)
        charges = np.where(overruns.sum(axis=0) > 0, overruns, times)
        shares = charges / charges.sum(axis=0)
        charged += volume * (shares * is_late[delivery]).mean(axis=1)
    return charged


def _behind_wrong(cases: Cases, used: Mapping[int, Flags]) -> np.ndarray:
    """Charge each wrong case to the steps that it went wrong in, in equal parts."""
    charged = np.zeros(cases.world.teams)
    for delivery, volume in cases.world.volumes:
        lost = _by_team(cases.world, cases.wrong & used[delivery])
        charged += volume * (lost / np.maximum(lost.sum(axis=0), 1)).mean(axis=1)
    return charged


def _by_team(world: World, by_step: Hours | Flags) -> Hours:
    """Return the rows of each team's steps added up."""
    member = np.zeros((world.teams, len(world.steps)))
    member[[step.supplier for step in world.steps], range(len(world.steps))] = 1
    summed: Hours = member @ by_step
    return summed


def _normed(charged: np.ndarray) -> np.ndarray:
    total = charged.sum()
    return charged / total if total else charged
