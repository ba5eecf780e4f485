"""Certainty: how sure is the order of the suspects, given so few complaints and such figures?

A bootstrap over the complaints, each carried through its attribution: it is laid at the door of one
suspect, with the probability of that suspect's share. The attribution is drawn as well, in worlds
that the files admit (`measure.doubt`): times and accuracies as the cases admit that they rest on;
for what is late, as looking into single late cases would find it (`measure.single_cases`), for the
chain that is slowest on average is not the slowest each time. So the interval is for the share that
looking into each complaint would find; it is stretched to the share it stands beside. The
probability of being truly first: complaints per item handled, shrunk towards the common rate
(gamma-Poisson), so that a team with few items is not first by luck, in the same worlds. Below
`ENOUGH` complaints no ranking is claimed.
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

from chainmap.flow import Flow
from chainmap.measure.doubt import Figures
from chainmap.measure.possible_shares import Key, possible_shares
from chainmap.measure.small_counts import Interval, shrunk
from chainmap.measure.suspects import Basis, Suspects
from chainmap.model import HandoffId, PartyId

ENOUGH = 5
"""Complaints below which no ranking is claimed."""

MOST = 20
"""Suspects weighed one by one; the others are taken together."""

MANY = 1e9
"""Complaints beyond which more of them make nothing surer."""

DRAWS = 4000
"""Bootstrap samples; twice as many move an interval by less than a point."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Complaints of one kind: how many, their weight together, and who stands behind them.

    With `delivery` and `basis` the suspects can be found again in other worlds.
    """

    count: float
    weight: float
    suspects: Suspects
    delivery: HandoffId | None = None
    basis: Basis = Basis.NONE


@dataclass(frozen=True, slots=True)
class Weighed:
    """A team's part (0..1) of the weight of all complaints, where it lies, and its rank's worth.

    `truly_first` is the probability that it has the highest true rate of complaints,
    `case_by_case` the part that looking into each complaint would find on average, as far as the
    files tell.
    """

    team: PartyId
    share: float
    interval: Interval
    truly_first: float
    case_by_case: float


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
    flow: Flow | None = None,
    seed: int = 1,
    confidence: float = 0.95,
) -> Certainty:
    """Return how sure the order of the suspects is; `volumes` are items per hour by team.

    `confidence` (0..1) is what the intervals are made for. Without `flow` figures count as certain.
    """
    known = [a for a in attributions if a.count > 0 and a.weight > 0 and a.suspects]
    counted = sum(attribution.count for attribution in known)
    columns = {team: i for i, team in enumerate(_largest(known))}
    if not columns:
        return Certainty(counted, (), by_volume=False)
    dice = np.random.default_rng(seed)
    weights, kinds = np.unique([a.weight / a.count for a in known], return_inverse=True)
    stated = _complaints(known, kinds, columns, {})
    possible = stated
    if flow is not None:
        asked = {(a.delivery, a.basis) for a in known if a.delivery is not None}
        worlds = possible_shares(flow, asked, columns=columns, dice=dice)
        possible = _complaints(known, kinds, columns, worlds)
    drawn = _resampled(possible, weights, max(1, round(min(counted, MANY))), dice)
    handled = [volumes.get(team) for team in columns]
    by_volume = all(handled)
    exposures = [items if by_volume and items else 1.0 for items in handled]
    weighed = zip(
        columns,
        _shares(stated, weights)[0],
        _intervals(drawn, confidence),
        _truly_first(possible, exposures, dice),
        drawn.mean(axis=0),
        strict=True,
    )
    return Certainty(counted, tuple(_weighed(*known) for known in weighed), by_volume)


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


def _complaints(
    attributions: Sequence[Attribution],
    kinds: npt.NDArray[np.intp],
    columns: Mapping[PartyId, int],
    behind: Mapping[Key, Figures],
) -> Figures:
    """Return complaints by world, kind (all of a kind weigh alike) and suspect.

    The last suspect is whoever has no column: what the others leave over.
    """
    worlds = max((len(shares) for shares in behind.values()), default=1)
    counted = np.zeros((worlds, int(kinds.max()) + 1, len(columns) + 1))
    drawn: dict[tuple[int, Key], float] = defaultdict(float)
    for kind, known in zip(kinds.tolist(), attributions, strict=True):
        if known.delivery is not None and (known.delivery, known.basis) in behind:
            drawn[kind, (known.delivery, known.basis)] += known.count
        else:
            counted[:, kind] += known.count * _stated(known.suspects, columns)
    for (kind, key), count in drawn.items():
        counted[:, kind] += count * behind[key]
    number = np.bincount(kinds, weights=[known.count for known in attributions])
    counted[:, :, -1] += np.maximum(number - counted.sum(axis=2), 0)
    return counted


def _stated(suspects: Suspects, columns: Mapping[PartyId, int]) -> Figures:
    """Return the shares of suspects by column, nothing in the last one."""
    known = dict(zip(suspects.teams, suspects.shares, strict=True))
    return np.array([*(known.get(team, 0.0) for team in columns), 0.0])


def _shares(counted: Figures | npt.NDArray[np.int64], weights: Figures) -> Figures:
    """Return for each sample (the first axis) the part of the weight of each suspect."""
    charged = np.einsum("skc,k->sc", counted, weights)
    total = charged.sum(axis=1, keepdims=True)
    shares: Figures = (charged / np.where(total > 0, total, 1))[:, :-1]
    return shares


def _intervals(drawn: Figures, confidence: float) -> Figures:
    """Return low and high of each suspect."""
    tail = 50 * (1 - confidence)
    ends: Figures = np.percentile(drawn, [tail, 100 - tail], axis=0).T
    return ends


def _weighed(
    team: PartyId, share: float, ends: Figures, first: float, case_by_case: float
) -> Weighed:
    """Return a team with its interval stretched to its share."""
    interval = Interval(float(min(ends[0], share)), float(max(ends[1], share)))
    return Weighed(team, float(share), interval, first, float(case_by_case))


def _resampled(
    possible: Figures, weights: Figures, size: int, dice: np.random.Generator
) -> Figures:
    """Return the suspects' parts in bootstrap samples of so many complaints, from every world."""
    each = -(-DRAWS // len(possible))
    samples = []
    for world in possible:
        drawn = dice.multinomial(size, (world / world.sum()).ravel(), size=each)
        samples.append(_shares(drawn.reshape(each, *world.shape), weights))
    return np.concatenate(samples)


def _truly_first(
    possible: Figures, handled: Sequence[float], dice: np.random.Generator
) -> Sequence[float]:
    """Return the probability of each suspect to have the highest rate, over all worlds."""
    counts = possible.sum(axis=1)[:, :-1]
    known = shrunk(counts.mean(axis=0).tolist(), handled)
    if len(counts) == 1 or np.isinf(known.shape):
        return known.highest
    each = -(-DRAWS // len(counts))
    rates = dice.gamma(known.shape + counts, size=(each, *counts.shape))
    highest = (rates / (known.rate + np.array(handled))).argmax(axis=-1)
    times = np.bincount(highest.ravel(), minlength=len(handled)) + 0.5  # never drawn is not never
    return [float(chance) for chance in times / times.sum()]
