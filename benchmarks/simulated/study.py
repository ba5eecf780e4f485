"""One simulated organisation: what is true, what chainmap says, and how far the two agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from simulated.cases import Cases
from simulated.held import Held, Kept, deliveries_kept, suspects_held
from simulated.observed import declared, team_name, with_all_counted, with_exact_figures
from simulated.picks import ABOUT_ACCURACY, ABOUT_TIME, Answers, Ranking, first
from simulated.truth import Question, Truth, truth
from simulated.world import World, world

from chainmap.flow import Flow
from chainmap.model import Category, PartyId

EARLIEST, LATEST = 0.6, 0.95
"""Between which shares of the cases a promise to a customer holds, by chance."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Whether a ranking's first is the best, and the share of the best's worth that it has."""

    right: float
    worth: float


Picks = Mapping[tuple[Question, Ranking], Pick]


@dataclass(frozen=True, slots=True)
class Study:
    """What one organisation showed; a question where nobody could prevent anything is left out.

    `..._if_exact`: if the files had exact figures, and all complaints were counted.
    """

    complaints: float
    overrunning: int
    picks: Picks
    picks_if_exact: Picks
    held: Mapping[Category, Held | None]
    kept: Sequence[Kept]
    kept_if_exact: Sequence[Kept]


def study(*, seed: int, number: int, teams: int, cases: int) -> Study:
    """Return what the organisation with this number shows; the same seed gives the same."""
    dice = np.random.default_rng([seed, number])
    made = world(dice, teams=teams)
    drawn = Cases(made, cases=cases, dice=dice)
    ready = drawn.ready()
    limits = {
        d: float(np.quantile(ready[d], dice.uniform(EARLIEST, LATEST))) for d in made.deliveries
    }
    known = truth(drawn, limits)
    organisation = declared(made, limits, known, dice)
    answers = Answers(Flow(organisation))
    all_counted = with_all_counted(organisation, made, known)
    counted = Answers(Flow(all_counted))
    exact = Answers(Flow(with_exact_figures(all_counted, made)))
    behind = {Category.LATE: known.behind_late, Category.WRONG: known.behind_wrong}
    return Study(
        complaints=sum(complaint.count for complaint in organisation.complaints),
        overrunning=_overrunning(made),
        picks=_picks(answers, known),
        picks_if_exact=_picks(exact, known),
        held={
            category: suspects_held(
                answers, category, counted=counted, exact=exact, true=_named(charged)
            )
            for category, charged in behind.items()
        },
        kept=deliveries_kept(answers, ready, limits),
        kept_if_exact=deliveries_kept(exact, ready, limits),
    )


def _overrunning(made: World) -> int:
    return len({step.supplier for step in made.steps if step.mean > step.promise})


def _named(by_team: np.ndarray) -> Mapping[PartyId, float]:
    return {team_name(team): float(value) for team, value in enumerate(by_team)}


def _picks(answers: Answers, known: Truth) -> Picks:
    found = {}
    for question, prevented in known.prevented.items():
        true = _named(prevented)
        if max(true.values()) <= 0:
            continue
        for ranking in ABOUT_ACCURACY if question is Question.RIGHT else ABOUT_TIME:
            if ranking is Ranking.RANDOM:
                pick = at_random(true)
            else:
                pick = judged(first(answers.scores(question, ranking)), true)
            found[question, ranking] = pick
    return found


def judged(picked: PartyId | None, true: Mapping[PartyId, float]) -> Pick:
    """Return what picking a team is worth; nobody picked prevents nothing."""
    best = max(true.values())
    worth = 0.0 if picked is None else true[picked] / best
    return Pick(float(worth == 1), worth)


def at_random(true: Mapping[PartyId, float]) -> Pick:
    """Return what picking any team is worth on average."""
    best = max(true.values())
    return Pick(
        sum(value == best for value in true.values()) / len(true),
        sum(true.values()) / best / len(true),
    )
