"""With which handoffs, teams and route segments are complaints associated?

Question: among the cases that took a handoff, met a team or went a way of three teams, are more
complained of than among the others? Per feature and stratum there is a table of two by two: cases
with and without the feature, complained of or not.

- Relative risk: the share complained of with the feature over the share without. Within strata the
  estimate of Mantel and Haenszel (1959), so that a hard category of cases is not taken for a bad
  team; its interval by the variance of Greenland and Robins (Biometrics 41, 1985, 55-68).
- p: the test of Cochran, Mantel and Haenszel, without correction for continuity.
- q: p corrected for many comparisons by Benjamini and Hochberg (J. R. Stat. Soc. B 57, 1995): of
  all features with q at most 5 %, at most 5 % are expected to be associated by chance alone.
- few: an expected count below 5 summed over strata, where the test cannot be relied on (Mantel and
  Fleiss, Am. J. Epidemiol. 112, 1980). Such features are shown, not tested, and not corrected for.

Assumes that cases are independent. An association is no cause: what makes a case hard may make it
both travel and be complained of. No published case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import exp, log, sqrt

from scipy.stats import chi2, false_discovery_control, norm

CONFIDENCE = 0.95
"""Of the interval of a relative risk."""

SURE = 0.05
"""The largest q at which a feature is called associated."""

ENOUGH = 5.0
"""The smallest expected count on which the figures can be relied."""


class Feature(StrEnum):
    """What a case may have."""

    HANDOFF = "handoff"
    TEAM = "team"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """The cases of one stratum: with a feature and without, and how many are complained of."""

    cases: int
    complained: int
    other_cases: int
    other_complained: int

    @property
    def size(self) -> int:
        """All cases of the stratum."""
        return self.cases + self.other_cases

    @property
    def all_complained(self) -> int:
        """All cases of the stratum that are complained of."""
        return self.complained + self.other_complained


@dataclass(frozen=True, slots=True)
class Tabled:
    """A feature, the teams it is about, and its tables, one for each stratum."""

    feature: Feature
    teams: tuple[str | None, ...]
    strata: tuple[TwoByTwo, ...]


@dataclass(frozen=True, slots=True)
class Association:
    """How a feature goes together with complaints.

    `share` and `other_share` are those of all strata together. `risk` is None where no case
    without the feature is complained of, `low` and `high` where any of the two counts is 0; `q` is
    None where there are too few cases to test. `strata` is what all this is counted from.
    """

    feature: Feature
    teams: tuple[str | None, ...]
    cases: int
    complained: int
    share: float
    other_share: float
    risk: float | None
    low: float | None
    high: float | None
    p: float
    q: float | None
    few: bool
    strata: tuple[TwoByTwo, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether it is associated, more or less, after correction for many comparisons."""
        return self.q is not None and self.q <= SURE


@dataclass(frozen=True, slots=True)
class Associations:
    """All that were compared, the surest more first; `uncompared` features had too few cases.

    `condition` says when a case counts as complained of; `by` is the column that makes the
    strata, None without.
    """

    condition: str
    by: str | None
    cases: int
    complained: int
    strata: int
    found: tuple[Association, ...]
    uncompared: int


def associations(tables: Iterable[Tabled]) -> tuple[Association, ...]:
    """Return how each feature goes together with complaints, by the lower end of its interval.

    A feature that all cases have, or none, or where nobody or everybody complains in every
    stratum, can be compared with nothing and is left out.
    """
    found = [_association(tabled, p) for tabled in tables if (p := _p(tabled.strata)) is not None]
    enough = [one for one in found if not one.few]
    corrected = false_discovery_control([one.p for one in enough], method="bh") if enough else ()
    known = [replace(one, q=float(q)) for one, q in zip(enough, corrected, strict=True)]
    return tuple(sorted([*known, *(one for one in found if one.few)], key=_surest_first))


def _association(tabled: Tabled, p: float) -> Association:
    strata = tabled.strata
    cases, complained = sum(s.cases for s in strata), sum(s.complained for s in strata)
    other = sum(s.other_cases for s in strata)
    risk, low, high = relative_risk(strata)
    return Association(
        feature=tabled.feature,
        teams=tabled.teams,
        cases=cases,
        complained=complained,
        share=complained / cases,
        other_share=sum(s.other_complained for s in strata) / other,
        risk=risk,
        low=low,
        high=high,
        p=p,
        q=None,
        few=_smallest_expected(strata) < ENOUGH,
        strata=strata,
    )


def relative_risk(
    strata: Sequence[TwoByTwo],
) -> tuple[float | None, float | None, float | None]:
    """Return the relative risk over strata, and the ends of its interval, None where undefined."""
    sums = risk_sums(strata)
    if not sums.down:
        return None, None, None
    if not sums.up:
        return 0.0, None, None
    reach = float(norm.ppf((1 + CONFIDENCE) / 2)) * sums.deviation
    middle = log(sums.up / sums.down)
    return sums.up / sums.down, exp(middle - reach), exp(middle + reach)


@dataclass(frozen=True, slots=True)
class RiskSums:
    """What a relative risk over strata is made from (Mantel-Haenszel): `up` / `down`.

    `spread` is the sum in the variance of its logarithm, spread / (up x down).
    """

    up: float
    down: float
    spread: float

    @property
    def deviation(self) -> float:
        """Standard deviation of the logarithm; `up` and `down` must be above 0."""
        return sqrt(max(self.spread, 0.0) / (self.up * self.down))


def risk_sums(strata: Sequence[TwoByTwo]) -> RiskSums:
    """Return the sums over strata that a relative risk and its interval are made from."""
    filled = [s for s in strata if s.size]
    return RiskSums(
        up=sum(s.complained * s.other_cases / s.size for s in filled),
        down=sum(s.other_complained * s.cases / s.size for s in filled),
        spread=sum(
            (
                s.all_complained * s.cases * s.other_cases
                - s.complained * s.other_complained * s.size
            )
            / s.size**2
            for s in filled
        ),
    )


def _p(strata: Sequence[TwoByTwo]) -> float | None:
    """Return the p of Cochran, Mantel and Haenszel; None where nothing can be compared."""
    away, variance = beyond_chance(strata)
    return float(chi2.sf(away**2 / variance, df=1)) if variance else None


def beyond_chance(strata: Sequence[TwoByTwo]) -> tuple[float, float]:
    """Return how many more are complained of than chance alone expects, and its variance."""
    several = [s for s in strata if s.size > 1]
    away = sum(s.complained - s.cases * s.all_complained / s.size for s in several)
    variance = sum(
        s.cases
        * s.other_cases
        * s.all_complained
        * (s.size - s.all_complained)
        / (s.size**2 * (s.size - 1))
        for s in several
    )
    return away, variance


def _smallest_expected(strata: Sequence[TwoByTwo]) -> float:
    """Return the smallest of the four expected counts, summed over strata."""
    filled = [s for s in strata if s.size]
    return min(
        sum(row * column / s.size for s, row, column in ((s, *_margins(s, at)) for s in filled))
        for at in range(4)
    )


def _margins(stratum: TwoByTwo, at: int) -> tuple[int, int]:
    """Return the cases in the row and in the column of one of the four counts."""
    rows = (stratum.cases, stratum.other_cases)
    columns = (stratum.all_complained, stratum.size - stratum.all_complained)
    return rows[at // 2], columns[at % 2]


def _surest_first(one: Association) -> tuple[bool, float, float, str, tuple[str, ...]]:
    low = -1.0 if one.low is None else one.low
    return one.few, -low, one.p, one.feature, tuple(team or "" for team in one.teams)
