"""Certainty: how sure is the order of the suspects, given so few complaints?

Each complaint is laid at the door of one suspect, with the probability of that suspect's share. A
bootstrap over all complaints, each carried through its own attribution, gives every team's part of
the complaint weight an interval. Beside it the probability of being truly first: complaints per
item handled, shrunk towards the common rate (gamma-Poisson), so that a team with few items is not
first by luck. Below `ENOUGH` complaints no ranking is claimed.
Assumes that complaints arise independently of each other and are logged alike everywhere: teams
that log more look worse. It is exposure, never cause. Source: Efron's bootstrap, and Marshall (see
`measure.small_counts`). Cases A1, A2.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from chainmap.measure.small_counts import Interval, shrunk
from chainmap.measure.suspects import Suspects
from chainmap.model import PartyId

ENOUGH = 5
"""Complaints below which no ranking is claimed."""

MOST = 20
"""Suspects weighed one by one; the others are taken together."""

DRAWS = 4000
"""Bootstrap samples; twice as many move an interval by less than a point."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Complaints of one kind: how many, their weight together, and who stands behind them."""

    count: float
    weight: float
    suspects: Suspects


@dataclass(frozen=True, slots=True)
class Weighed:
    """A team's part (0..1) of the weight of all complaints, where it lies, and its rank's worth.

    `truly_first` is the probability that it has the highest true rate of complaints.
    """

    team: PartyId
    share: float
    interval: Interval
    truly_first: float


@dataclass(frozen=True, slots=True)
class Certainty:
    """The suspects of `complaints` together, largest share first.

    `by_volume` says that rates are per item handled; else, as volumes are not known of all of
    them, per team. `ties` are the teams whose interval overlaps that of the first.
    """

    complaints: float
    suspects: tuple[Weighed, ...]
    by_volume: bool

    @property
    def is_enough(self) -> bool:
        """Whether there are enough complaints to speak of an order."""
        return self.complaints >= ENOUGH

    @property
    def ties(self) -> tuple[PartyId, ...]:
        """The teams that may be first as well."""
        if not self.suspects:
            return ()
        first, *others = self.suspects
        return tuple(o.team for o in others if o.interval.overlaps(first.interval))


def certainty(
    attributions: Sequence[Attribution],
    *,
    volumes: Mapping[PartyId, float | None],
    seed: int = 1,
    confidence: float = 0.95,
) -> Certainty:
    """Return how sure the order of the suspects is; `volumes` are items per hour by team.

    `confidence` (0..1) is what the intervals are made for.
    """
    known = [a for a in attributions if a.count > 0 and a.weight > 0 and a.suspects]
    counted = sum(attribution.count for attribution in known)
    teams = _largest(known)
    if not teams:
        return Certainty(counted, (), by_volume=False)
    cells = _cells(known, teams)
    weight = np.array([a.weight / a.count for a in known])
    share = _shares(cells[None], weight)[0]
    drawn = _resampled(cells, max(1, round(counted)), np.random.default_rng(seed))
    tail = 50 * (1 - confidence)
    low, high = np.percentile(_shares(drawn, weight), [tail, 100 - tail], axis=0)
    handled = [volumes.get(team) for team in teams]
    by_volume = all(handled)
    first = shrunk(
        cells[:, :-1].sum(axis=0).tolist(),
        [items or 1.0 for items in handled] if by_volume else [1.0] * len(teams),
    ).highest
    weighed = [
        Weighed(team, float(share[i]), Interval(float(low[i]), float(high[i])), first[i])
        for i, team in enumerate(teams)
    ]
    return Certainty(counted, tuple(weighed), by_volume)


def first_of(attributions: Sequence[Attribution]) -> PartyId | None:
    """Return the suspect with the largest share of all complaints."""
    return next(iter(_largest(attributions)), None)


def _largest(attributions: Sequence[Attribution]) -> Sequence[PartyId]:
    """Return the suspects with the largest shares of all complaints, largest first."""
    total: dict[PartyId, float] = defaultdict(float)
    for attribution in attributions:
        known = attribution.suspects
        for team, share in zip(known.teams, known.shares, strict=True):
            total[team] += attribution.weight * share
    return sorted(total, key=lambda team: (-total[team], team))[:MOST]


def _cells(
    attributions: Sequence[Attribution], teams: Sequence[PartyId]
) -> npt.NDArray[np.float64]:
    """Return complaints by attribution (row) and suspect (column); the last column are others."""
    column = {team: i for i, team in enumerate(teams)}
    cells = np.zeros((len(attributions), len(teams) + 1))
    for row, attribution in enumerate(attributions):
        known = attribution.suspects
        for team, share in zip(known.teams, known.shares, strict=True):
            cells[row, column.get(team, -1)] += attribution.count * share
    return cells


def _shares(
    samples: npt.NDArray[np.float64] | npt.NDArray[np.int64], weight: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Return for each sample (the first axis) the part of the weight of each suspect."""
    charged = np.einsum("src,r->sc", samples, weight)
    total = charged.sum(axis=1, keepdims=True)
    shares: npt.NDArray[np.float64] = (charged / np.where(total > 0, total, 1))[:, :-1]
    return shares


def _resampled(
    cells: npt.NDArray[np.float64], size: int, dice: np.random.Generator
) -> npt.NDArray[np.int64]:
    """Return bootstrap samples of so many complaints, in cells like these."""
    chances = (cells / cells.sum()).ravel()
    return dice.multinomial(size, chances, size=DRAWS).reshape(DRAWS, *cells.shape)
