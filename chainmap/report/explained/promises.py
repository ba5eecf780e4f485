"""Explains promise budgets: sums, what is left of promise and need, and the proposed split."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.budget import (
    Budget,
    Budgets,
    Mismatch,
    Step,
    kept_each,
    kept_together,
)
from chainmap.report.explained.bridge import counted
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, lacking, named, promised, said, timed
from chainmap.report.explained.numbers import added, figure, in_hours, points, with_sign


def of_promises(found: Budgets, places: Places, *, kept: float) -> tuple[Explained, ...]:
    """Return where the figures of each budget come from, the worst first, then the mismatches."""
    told = [budget for budget in found.budgets if budget.limit is not None]
    rest = [budget for budget in found.budgets if budget.limit is None]
    budgets = (one for b in (*told, *rest) for one in of_budget(b, places, kept=kept))
    odd = (_mismatch(known, places) for known in (*found.short, *found.padded))
    return (*budgets, *odd)


def of_budget(budget: Budget, places: Places, *, kept: float | None = None) -> Iterator[Explained]:
    """Yield the figures of one budget; `kept` is how often each promise is assumed to be kept."""
    about = named(budget.delivery)
    yield _sum(budget, about, places)
    yield from _left(budget, about, places)
    yield _taken(budget, about, places)
    if any(step.proposed is not None for step in budget.split):
        yield _proposal(budget, about)
    if kept is not None and budget.promises:
        yield _kept(budget, about, kept)


def _sum(budget: Budget, about: str, places: Places) -> Explained:
    each = added([step.counted for step in budget.steps], budget.total, in_hours(budget.total))
    silent = [s.handoff for s in budget.steps if s.handoff.own_promise is None]
    return Explained(
        about,
        "steps promise",
        budget.total,
        f"{'' if budget.proven else 'at least '}{in_hours(budget.total)}",
        "the own promises on the chain whose steps promise most, without one the time",
        tuple(counted(step.handoff, places) for step in budget.steps),
        (each,),
        lacking(silent, "a promise", "its time counts"),
        ("sum_h",),
    )


def _left(budget: Budget, about: str, places: Places) -> Iterator[Explained]:
    limits = (
        ("promise", budget.delivery.promise, budget.promised),
        ("within", budget.delivery.need, budget.needed),
    )
    rooms = {"promise": budget.headroom, "within": budget.needed_headroom}
    for key, time, limit in limits:
        room = rooms[key]
        if time is None or limit is None or room is None:
            continue
        what = "promise" if key == "promise" else "need"
        yield Explained(
            about,
            f"left of the {what}",
            room,
            with_sign(room),
            f"{_SAID[key]} less what the steps promise; negative: too much",
            (said(budget.delivery, key, time, places),),
            (added([limit, -budget.total], room, with_sign(room)),),
            keys=_KEYS[key],
        )


_SAID = {"promise": "what the customer was promised", "within": "what the customer needs"}
_KEYS = {
    "promise": ("headroom_h", "promised_h", "limit_h"),
    "within": ("needed_headroom_h", "needed_h", "headroom_h", "limit_h"),
}


def _taken(budget: Budget, about: str, places: Places) -> Explained:
    steps = [step.handoff for step in budget.split]
    each = added([step.time or 0.0 for step in steps], budget.taken, in_hours(budget.taken))
    unknown = [step for step in steps if step.time is None]
    return Explained(
        about,
        "takes",
        budget.taken,
        in_hours(budget.taken),
        "the times on the chain that takes most",
        tuple(timed(step, places) for step in steps),
        (each,),
        lacking(unknown, "a time", "counts as 0"),
        ("taken_h",),
    )


def _proposal(budget: Budget, about: str) -> Explained:
    limit, parts = budget.limit or 0.0, [s for s in budget.split if s.proposed is not None]
    proposed = [step.proposed or 0.0 for step in parts]
    return Explained(
        about,
        "proposal",
        limit,
        in_hours(limit),
        "limit × time / times together, in amounts people agree on; what rounding leaves goes to "
        "the largest remainders",
        tuple(_proposed(step, limit, budget.taken) for step in parts),
        (added(proposed, limit, in_hours(limit)),),
        keys=("proposal.proposed_h",),
    )


def _proposed(step: Step, limit: float, taken: float) -> Input:
    time = step.handoff.time or 0.0
    exact = f"{figure(limit)} × {figure(time)} / {figure(taken)} = {figure(limit * time / taken)}"
    return Input(named(step.handoff), in_hours(step.proposed), step.proposed, f"{exact}, rounded")


def _kept(budget: Budget, about: str, kept: float) -> Explained:
    size = budget.promises
    together, each = kept_together(size, each=kept), kept_each(size, together=kept)
    return Explained(
        about,
        "all promises kept",
        together,
        points(together),
        f"each of the {size} promises kept in {points(kept)} (assumed, independently)",
        worked=(
            f"{points(kept)} to the power of {size} = {points(together)}",
            f"{points(kept)} to the power of 1/{size} = {points(each)} each, to keep them all",
        ),
        keys=("all_kept", "each_to_keep", "promises"),
    )


def _mismatch(known: Mismatch, places: Places) -> Explained:
    ratio = known.ratio
    return Explained(
        "Promises that do not go with times",
        named(known.handoff),
        ratio,
        "" if ratio is None else f"{figure(ratio)} ×",
        "promise over the time of the step",
        (promised(known.handoff, places, "promise"), timed(known.handoff, places, "time")),
        (f"{figure(known.promise)} / {figure(known.time)}",),
        keys=("ratio",),
    )
