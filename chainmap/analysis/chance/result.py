"""What many runs say about deliveries and teams, as values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from chainmap.measure.in_doubt import InDoubt
from chainmap.model import Handoff, HandoffId, PartyId


@dataclass(frozen=True, slots=True)
class DeliveryChance:
    """One delivery in many runs: hours, and probabilities 0..1 (None without promise or need).

    `single` is the lead time by single figures; other dice would move `mean` by at most
    `mean_error` in 95 % of cases. `varying` of its `steps` upstream, the delivery
    included, have a three-point estimate, `logged` of them from a log.
    """

    id: HandoffId
    delivery: Handoff
    weight: float
    single: float
    mean: float
    mean_error: float
    percentiles: tuple[float, ...]
    promise_kept: float | None
    need_met: float | None
    varying: int
    steps: int
    logged: int
    in_doubt: InDoubt

    @property
    def varies(self) -> bool:
        """Whether runs differ at all."""
        return self.mean_error > 0

    @property
    def optimism(self) -> float:
        """Hours by which the single-figure answer is too early on average."""
        return self.mean - self.single


@dataclass(frozen=True, slots=True)
class TeamChance:
    """A team in many runs, shares 0..1.

    `prevented_by_cut` and `prevented_by_promise` are late deliveries of all that have a limit,
    None where none has one or where it was not asked for.
    """

    team: PartyId
    criticality: float
    prevented_by_cut: float | None
    prevented_by_promise: float | None


@dataclass(frozen=True, slots=True)
class Chance:
    """Deliveries, heaviest first; teams, who prevents most first; `behind_cycles` are left out.

    `points` are the percentages of runs that the percentiles of deliveries hold for. `late` is the
    share of deliveries with a limit that miss it, by weight; None without any.
    """

    runs: int
    seed: int
    cut: float
    points: tuple[float, ...]
    deliveries: tuple[DeliveryChance, ...]
    teams: tuple[TeamChance, ...]
    late: float | None
    behind_cycles: tuple[Handoff, ...]

    @property
    def error(self) -> float:
        """Half a 95 % interval around a share of one half: what other dice might say."""
        return float(1.96 * 0.5 / np.sqrt(self.runs))
