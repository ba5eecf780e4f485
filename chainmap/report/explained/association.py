"""Explains with what complaints are associated: tables of two by two, risks, and their tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chainmap.analysis.association import (
    CONFIDENCE,
    ENOUGH,
    SURE,
    Association,
    Associations,
    TwoByTwo,
    beyond_chance,
    risk_sums,
)
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.numbers import figure, points
from chainmap.units import MINUS, count, percent

_NOBODY = "(no team)"
_KEYS = "complaints.found"


def of_associations(found: Associations) -> Iterator[Explained]:
    """Yield where the figures of the whole come from, then of each that was compared."""
    yield _complained(found)
    tested = sorted(one.p for one in found.found if one.q is not None)
    yield _tested(found, len(tested))
    rule = _Corrected(tested)
    for one in found.found:
        yield from _of_one(one, found, rule)


def _complained(found: Associations) -> Explained:
    share = found.complained / found.cases if found.cases else None
    shown = "" if share is None else f" = {points(share)}"
    return Explained(
        "",
        "complained of",
        float(found.complained),
        f"{count(found.complained, 'case')}",
        f"cases with any event that has {found.condition}, of all",
        worked=(f"{found.complained:,} / {found.cases:,}{shown}",),
        keys=("complaints.complained", "complaints.cases"),
    )


def _tested(found: Associations, tested: int) -> Explained:
    few = len(found.found) - tested
    return Explained(
        "",
        "tested",
        float(tested),
        f"{tested:,}",
        "handoffs, teams and route segments compared, less those with too few cases",
        (
            Input("with too few cases", figure(few), few, f"an expected count below {ENOUGH:g}"),
            Input("not compared", figure(found.uncompared), found.uncompared, "all have it or few"),
        ),
        (f"{len(found.found):,} {MINUS} {few:,} = {tested:,}",),
        (f"surely associated: q at most {percent(SURE)}",),
        ("complaints.found", "complaints.uncompared"),
    )


def _of_one(one: Association, found: Associations, rule: _Corrected) -> Iterator[Explained]:
    way = " → ".join(_NOBODY if team is None else team for team in one.teams)
    about = f"{one.feature} {way} and complaints"
    other_cases = sum(stratum.other_cases for stratum in one.strata)
    other = sum(stratum.other_complained for stratum in one.strata)
    yield _share(about, "complained of with it", one.share, (one.complained, one.cases), "share")
    yield _share(
        about, "complained of without it", one.other_share, (other, other_cases), "other_share"
    )
    if one.risk is not None:
        yield _risk(one, about, found)
    if one.low is not None and one.high is not None:
        yield _interval(one, about)
    yield _chance(one, about)
    if one.q is not None:
        yield Explained(
            about,
            "q",
            one.q,
            figure(one.q),
            "p × tests / rank of p, never more than that of a larger p (Benjamini-Hochberg)",
            worked=(rule.worked(one.p, one.q),),
            keys=(f"{_KEYS}.q",),
        )


def _share(about: str, title: str, share: float, counted: tuple[int, int], key: str) -> Explained:
    part, whole = counted
    return Explained(
        about,
        title,
        share,
        points(share),
        "cases complained of, of all such cases",
        worked=(f"{part:,} / {whole:,} = {points(share)}",),
        keys=(f"{_KEYS}.{key}", *((f"{_KEYS}.cases", f"{_KEYS}.complained")[: key == "share"])),
    )


def _risk(one: Association, about: str, found: Associations) -> Explained:
    sums = risk_sums(one.strata)
    by = f"in each stratum by {found.by}" if found.by else "all cases as one stratum"
    return Explained(
        about,
        "relative risk",
        one.risk,
        figure(one.risk or 0.0),
        "sum of complained with × others / all over sum of complained without × with / all "
        f"(Mantel-Haenszel), {by}",
        tuple(_stratum(s, i) for i, s in enumerate(_filled(one.strata), start=1)),
        (f"{figure(sums.up)} / {figure(sums.down)} = {figure(one.risk or 0.0)}",),
        keys=(f"{_KEYS}.relative_risk",),
    )


def _filled(strata: Sequence[TwoByTwo]) -> list[TwoByTwo]:
    return [stratum for stratum in strata if stratum.cases and stratum.other_cases]


def _stratum(stratum: TwoByTwo, position: int) -> Input:
    having = f"{stratum.complained:,} of {stratum.cases:,} with it"
    others = f"{stratum.other_complained:,} of {stratum.other_cases:,} without"
    return Input(f"stratum {position}", having, float(stratum.complained), others)


def _interval(one: Association, about: str) -> Explained:
    sums, shown = risk_sums(one.strata), f"{figure(one.low or 0.0)} to {figure(one.high or 0.0)}"
    under = f"{figure(sums.spread)} / ({figure(sums.up)} × {figure(sums.down)})"
    return Explained(
        about,
        f"{percent(CONFIDENCE)} interval",
        None,
        shown,
        "risk × e^(± 1.96 × √variance of its logarithm) (Greenland and Robins)",
        worked=(f"{figure(one.risk or 0.0)} × e^(± 1.96 × √({under})) = {shown}",),
        keys=(f"{_KEYS}.low", f"{_KEYS}.high"),
    )


def _chance(one: Association, about: str) -> Explained:
    away, variance = beyond_chance(one.strata)
    ratio = figure(away**2 / variance)
    few = (f"an expected count is below {ENOUGH:g}: shown, not tested",) if one.few else ()
    return Explained(
        about,
        "p",
        one.p,
        figure(one.p),
        "chance alone: χ² (1 degree) of complained beyond what is expected, squared, over its "
        "variance (Cochran-Mantel-Haenszel)",
        worked=(f"({figure(away)})² / {figure(variance)} = {ratio}",),
        missing=few,
        keys=(f"{_KEYS}.p",),
    )


class _Corrected:
    """The ranks by which probabilities are corrected for many comparisons."""

    def __init__(self, tested: Sequence[float]) -> None:
        self._tests = len(tested)
        self._p_at: Mapping[int, float] = dict(enumerate(tested, start=1))
        self._rank = {p: rank for rank, p in self._p_at.items()}
        """Of equal probabilities the last rank."""

    def worked(self, p: float, q: float) -> str:
        """Return the correction with the numbers put in, that of the p that decides."""
        rank = min(
            (rank for rank in range(self._rank[p], self._tests + 1)),
            key=lambda at: (self._p_at[at] * self._tests / at, at),
        )
        whose = "" if self._p_at[rank] == p else "the larger p "
        return f"{whose}{figure(self._p_at[rank])} × {self._tests:,} / {rank:,} = {figure(q)}"
