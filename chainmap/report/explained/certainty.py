"""Explains how sure the order of the suspects is: intervals, truly first, and stays first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from chainmap.analysis.certainty import DRAWS, ENOUGH, Certainty, Weighed
from chainmap.analysis.trace import DeliveryTrace, Trace
from chainmap.measure.doubt import JUDGED, rests_on
from chainmap.measure.jitter import BY
from chainmap.measure.suspects import Basis
from chainmap.model import Handoff
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, at, named
from chainmap.report.explained.numbers import figure, points
from chainmap.units import count, percent

_TIMES = frozenset({Basis.OVERRUN, Basis.TIME})


def of_certainty(
    found: Certainty, trace: Trace, places: Places, *, stable: float | None = None
) -> Iterator[Explained]:
    """Yield how intervals and ranks come about; `stable` is the share in which the first stays."""
    asked = count(round(found.complaints), "complaint")
    few = () if found.is_enough else (f"fewer than {ENOUGH}: no ranking is claimed",)
    yield Explained(
        "",
        "how sure the order is",
        found.complaints,
        asked,
        f"share of all weight; low and high hold 95 % of {DRAWS:,} samples drawn from these "
        "complaints (bootstrap), each laid at one suspect's door, in worlds in which the figures "
        "below may be off",
        tuple(_interval(known) for known in found.suspects),
        missing=few,
        keys=tuple(f"together.{key}" for key in ("complaints", "suspects.share", "suspects.low",
                   "suspects.high", "suspects.case_by_case")),
    )  # fmt: skip
    yield _first(found, trace, places)
    yield from _worlds(trace)
    if stable is not None and found.suspects:
        yield _stays(found.suspects[0], stable)


def _interval(known: Weighed) -> Input:
    interval = f"{points(known.interval.low)} to {points(known.interval.high)}"
    how = f"{interval}; one by one {points(known.case_by_case)}"
    return Input(known.team, points(known.share), known.share, how)


def _first(found: Certainty, trace: Trace, places: Places) -> Explained:
    per = "item handled" if found.by_volume else "team, as not all volumes are known"
    rows = [Input(s.team, points(s.truly_first), s.truly_first) for s in found.suspects]
    return Explained(
        "",
        "truly first",
        None,
        "",
        f"probability of the highest true rate of complaints per {per}: rates shrunk towards the "
        "common rate (gamma-Poisson), in the same worlds",
        (*rows, *(_volumes(found, trace, places) if found.by_volume else ())),
        keys=("together.suspects.truly_first", "together.rates_by_volume"),
    )


def _volumes(found: Certainty, trace: Trace, places: Places) -> Iterator[Input]:
    """Yield what the suspects hand over an hour, where that is said."""
    suspects = {known.team for known in found.suspects}
    for handoff in trace.organisation.handoffs:
        where = at(places, handoff.sort_key, "volume")
        if handoff.supplier in suspects and handoff.volume and where:
            items = f"{figure(handoff.volume)}/h"
            yield Input(f"volume of {named(handoff)}", items, handoff.volume, "", "", where)


def _worlds(trace: Trace) -> Iterator[Explained]:
    """Yield what the times and accuracies that may be off rest on."""
    late = Counter((step.evidence, rests_on(step)) for step in _behind(trace, by=_TIMES))
    if late:
        yield Explained(
            "",
            "times that may be off",
            None,
            count(late.total(), "handoff"),
            "in every world the mean of each step is drawn as its cases admit (gamma), in every "
            "case its time; late cases are charged on a slowest chain of their own",
            tuple(
                Input(f"time: {evidence}", figure(number), number, f"each rests on {cases:,} cases")
                for (evidence, cases), number in sorted(late.items())
            ),
        )
    accuracies = [h.accuracy for h in _behind(trace, by=frozenset({Basis.ACCURACY}))]
    judged = sum(accuracy is not None for accuracy in accuracies)
    if judged:
        yield Explained(
            "",
            "accuracies that may be off",
            None,
            count(judged, "handoff"),
            "in every world the defects are drawn as its judged items admit (gamma-Poisson)",
            worked=(f"each counts as judged by {JUDGED} items",),
        )


def _behind(trace: Trace, *, by: frozenset[Basis]) -> Sequence[Handoff]:
    """Return what stands behind the complaints whose suspects were found by these rules."""
    traced: list[DeliveryTrace] = [t.behind for t in trace.complaints if t.basis in by]
    found = {h.sort_key: h for b in traced for h in (b.delivery, *b.upstream)}
    return [found[key] for key in sorted(found)]


def _stays(first: Weighed, stable: float) -> Explained:
    return Explained(
        "",
        f"{first.team} stays first",
        stable,
        percent(stable),
        "trials in which it has the largest share, over all trials; in each every time, promise, "
        f"need, share not right and count of complaints moves by up to {percent(BY)}, on its own",
        keys=("together.first_stays_first",),
    )
