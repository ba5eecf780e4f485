"""One simulated organisation: what is true, what chainmap says, and how far the two agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from simulated.cases import Cases, Hours
from simulated.held import Held, Kept, deliveries_kept, suspects_held
from simulated.observed import (
    Told,
    declared,
    team_name,
    with_all_counted,
    with_exact_figures,
)
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


class Made(StrEnum):
    """How intervals of suspects were made; the first three are what chainmap says."""

    EXTREMES = f"from {Told.EXTREMES}"
    MEAN = f"from {Told.MEAN}"
    LOG = f"from {Told.LOG}"
    EXACT = "from exact figures"
    COUNTS = "by counts and one chain alone, from the first files"
    COUNTS_EXACT = "by counts and one chain alone, from exact figures"


@dataclass(frozen=True, slots=True)
class Study:
    """What one organisation showed; a question where nobody could prevent anything is left out.

    `picks_if_exact`: if the files had exact figures, and all complaints were counted. `kept` is by
    what the files are made from (None: exact figures) and by whether figures may be off.
    """

    complaints: float
    overrunning: int
    picks: Picks
    picks_if_exact: Picks
    held: Mapping[tuple[Made, Category], Held | None]
    kept: Mapping[tuple[Told | None, bool], Sequence[Kept]]


def study(*, seed: int, number: int, teams: int, cases: int) -> Study:
    """Return what the organisation with this number shows; the same seed gives the same."""
    dice = np.random.default_rng([seed, number])
    made = world(dice, teams=teams)
    drawn = Cases(made, cases=cases, dice=dice)
    ready, limits = _promised(drawn, dice)
    known = truth(drawn, limits)
    files = {
        told: declared(made, limits, known, np.random.default_rng([seed, number, 1]), told=told)
        for told in Told
    }
    first_files = files[Told.EXTREMES]
    answers = {told: Answers(Flow(organisation)) for told, organisation in files.items()}
    exact = Answers(Flow(with_exact_figures(first_files, made)))
    all_counted = with_exact_figures(with_all_counted(first_files, made, known), made)
    sources: list[tuple[Told | None, Answers]] = [*answers.items(), (None, exact)]
    return Study(
        complaints=sum(complaint.count for complaint in first_files.complaints),
        overrunning=_overrunning(made),
        picks=_picks(answers[Told.EXTREMES], known),
        picks_if_exact=_picks(Answers(Flow(all_counted)), known),
        held=_held(answers, exact, known),
        kept={
            (told, in_doubt): deliveries_kept(said, ready, limits, in_doubt=in_doubt)
            for told, said in sources
            for in_doubt in (False, True)
        },
    )


def plain_picks(*, seed: int, number: int, teams: int, cases: int) -> Picks:
    """Return the picks in a plain organisation whose files are exact, its complaints expected."""
    dice = np.random.default_rng([seed, number, 2])
    made = world(dice, teams=teams, plain=True)
    drawn = Cases(made, cases=cases, dice=dice)
    _, limits = _promised(drawn, dice)
    known = truth(drawn, limits)
    organisation = with_all_counted(declared(made, limits, known, dice), made, known)
    return _picks(Answers(Flow(with_exact_figures(organisation, made))), known)


def _promised(drawn: Cases, dice: np.random.Generator) -> tuple[Hours, Mapping[int, float]]:
    """Return when each step of each case is done, and what customers were promised."""
    ready = drawn.ready()
    shares = {d: dice.uniform(EARLIEST, LATEST) for d in drawn.world.deliveries}
    return ready, {d: float(np.quantile(ready[d], share)) for d, share in shares.items()}


def _held(
    answers: Mapping[Told, Answers], exact: Answers, known: Truth
) -> Mapping[tuple[Made, Category], Held | None]:
    behind = {Category.LATE: known.behind_late, Category.WRONG: known.behind_wrong}
    ways = {
        Made.EXTREMES: (answers[Told.EXTREMES], False),
        Made.MEAN: (answers[Told.MEAN], False),
        Made.LOG: (answers[Told.LOG], False),
        Made.EXACT: (exact, False),
        Made.COUNTS: (answers[Told.EXTREMES], True),
        Made.COUNTS_EXACT: (exact, True),
    }
    return {
        (way, category): suspects_held(said, category, _named(charged), counts_only=counts_only)
        for way, (said, counts_only) in ways.items()
        for category, charged in behind.items()
    }


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
