"""Explains what is said under chance: so many runs, from which distributions, with which seed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from chainmap.analysis.chance import Chance, DeliveryChance, TeamChance
from chainmap.flow import Flow
from chainmap.model import Handoff, PartyId, Time
from chainmap.report.explained.drawn import drawn_from, in_doubt, percentile_rows, steps_behind
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, limit_of, named, promised, said
from chainmap.report.explained.numbers import added, figure, in_hours, points, with_sign
from chainmap.units import MINUS, count, percent

_RUN = (
    "hours of all runs added, over the runs; in a run every step takes a time drawn for it, and "
    "begins with the latest of what it waits for (alternatives: one of them, by share)"
)

_OFF = (
    "the same, but no figure is surer than the cases it rests on: in every run the mean of each "
    "step is drawn as these admit, then the case (gamma)"
)


def of_dice(result: Chance) -> Explained:
    """Return how often everything is drawn, and how far other dice might say otherwise."""
    error = points(result.error)
    return Explained(
        "",
        "runs",
        float(result.runs),
        f"{result.runs:,}, seed {result.seed}",
        "steps are drawn independently of each other; one piece of work once for all who get it",
        worked=(f"a share may be off by 1.96 × 0.5 / √{result.runs:,} = {error} (95 %)",),
        missing=tuple(_not_drawn(result.behind_cycles)),
        keys=("chance.runs", "chance.seed"),
    )


def _not_drawn(handoffs: Iterable[Handoff]) -> Iterator[str]:
    names = ", ".join(named(handoff) for handoff in handoffs)
    if names:
        yield f"not drawn, as a cycle is behind it: {names}"


def of_delivery_chance(
    known: DeliveryChance, result: Chance, flow: Flow, about: str, places: Places
) -> Iterator[Explained]:
    """Yield mean, percentiles and kept promises of one delivery, as drawn and if in doubt."""
    steps = steps_behind(flow, known.id)
    yield _mean(known, result, about, tuple(drawn_from(step, places) for step in steps))
    yield _single(known, about)
    yield Explained(
        about,
        "percentiles under chance",
        None,
        "",
        "the hours that so many of the runs do not exceed",
        tuple(percentile_rows(result.points, known.percentiles)),
        keys=tuple(f"chance.deliveries.p{point:g}_h" for point in result.points),
    )
    yield from _kept(known, result, about, places)
    yield _in_doubt(known, result, about, tuple(in_doubt(step, places) for step in steps))


def _mean(
    known: DeliveryChance, result: Chance, about: str, inputs: tuple[Input, ...]
) -> Explained:
    certain = known.steps - known.varying
    within = f"other dice move it by up to {in_hours(known.mean_error)} (95 %)"
    told = f"{count(certain, 'step')} of {known.steps} without a range: certain"
    return Explained(
        about,
        "mean under chance",
        known.mean,
        in_hours(known.mean),
        _RUN,
        inputs,
        (f"{result.runs:,} runs, seed {result.seed}; {within}",),
        (told,) if certain else (),
        tuple(f"chance.deliveries.{key}" for key in ("mean_h", "three_point_steps", "steps")),
    )


def _single(known: DeliveryChance, about: str) -> Explained:
    off = with_sign(known.optimism)
    return Explained(
        about,
        "lead time by single figures",
        known.single,
        in_hours(known.single),
        "the lead time without chance; the mean under chance lies beside it",
        worked=(added([known.mean, -known.single], known.optimism, off),),
        keys=("chance.deliveries.single_h",),
    )


def _kept(known: DeliveryChance, result: Chance, about: str, places: Places) -> Iterator[Explained]:
    delivery = known.delivery
    limits: tuple[tuple[str, str, str, Time | None, float | None], ...] = (
        ("promise kept", "promise", "promise_kept", delivery.promise, known.promise_kept),
        ("need met", "within", "need_met", delivery.need, known.need_met),
    )
    for title, word, key, limit, share in limits:
        if limit is not None and share is not None:
            yield Explained(
                about,
                title,
                share,
                points(share),
                "P = runs within the limit / runs",
                (said(delivery, word, limit, places),),
                (_within(share, result.runs),),
                keys=(f"chance.deliveries.{key}",),
            )


def _within(share: float, runs: int) -> str:
    return f"{round(share * runs):,} / {runs:,} = {points(share)}"


def _in_doubt(
    known: DeliveryChance, result: Chance, about: str, inputs: tuple[Input, ...]
) -> Explained:
    doubted, promise = known.in_doubt, known.delivery.promise
    kept = ""
    if promise is not None and doubted.promise_kept is not None:
        within = _within(doubted.promise_kept, doubted.runs)
        kept = f"; promise of {in_hours(promise.hours)} kept: {within}"
    return Explained(
        about,
        "if the figures may be off",
        doubted.promise_kept,
        "",
        _OFF,
        (*inputs, *percentile_rows(result.points, doubted.percentiles)),
        (f"{doubted.runs:,} runs, seed {result.seed}{kept}",),
        keys=("chance.deliveries.in_doubt",),
    )


def on_slowest_chain(result: Chance) -> Explained:
    """Return in which share of runs each team is on the slowest chain."""
    teams = sorted(result.teams, key=lambda team: (-team.criticality, team.team))
    whole = _all_runs(result)
    rows = (_critical(team, whole) for team in teams if team.criticality)
    return Explained(
        "",
        "on the slowest chain",
        None,
        "",
        "weight × runs with the team on the slowest chain, over weight × runs",
        tuple(rows),
        keys=("chance.teams.criticality",),
    )


def _critical(team: TeamChance, whole: float) -> Input:
    how = f"= {figure(team.criticality * whole)} / {figure(whole)}"
    return Input(team.team, points(team.criticality), team.criticality, how)


def _all_runs(result: Chance) -> float:
    return math.fsum(known.weight for known in result.deliveries) * result.runs


def _limited(result: Chance) -> float:
    """Return the weight of all runs of deliveries that can be late."""
    return math.fsum(d.weight for d in result.deliveries if _on_time(d) is not None) * result.runs


def _on_time(known: DeliveryChance) -> float | None:
    return known.need_met if known.promise_kept is None else known.promise_kept


def of_late(result: Chance, places: Places) -> Iterator[Explained]:
    """Yield the share of deliveries that miss their limit, by delivery."""
    if result.late is None:
        return
    total = _limited(result)
    missed = result.late * total
    yield Explained(
        "",
        "late deliveries under chance",
        result.late,
        points(result.late),
        "weight × runs beyond the limit (promise, else need), over weight × runs with a limit",
        tuple(row for known in result.deliveries for row in _missed(known, result, places)),
        (f"{figure(missed)} / {figure(total)} = {points(result.late)}",),
        keys=("chance.late",),
    )


def _missed(known: DeliveryChance, result: Chance, places: Places) -> Iterator[Input]:
    share, limit = _on_time(known), limit_of(known.delivery, places)
    if share is not None and limit is not None:
        beyond = round((1 - share) * result.runs)
        how = f"= {figure(known.weight)} × {count(beyond, 'run')} beyond {limit.text}"
        weight = known.weight * beyond
        yield Input(
            named(known.delivery), figure(weight), weight, how, limit.evidence, limit.places
        )


def of_team_chance(
    team: TeamChance, result: Chance, flow: Flow, places: Places
) -> Iterator[Explained]:
    """Yield how often a team decides, and which late deliveries it could prevent."""
    critical = _critical(team, _all_runs(result))
    yield Explained(
        team.team,
        "critical",
        team.criticality,
        points(team.criticality),
        "weight × runs with the team on the slowest chain, over weight × runs",
        worked=(f"{critical.how.removeprefix('= ')} = {critical.text}",),
        keys=("chance.teams.criticality",),
    )
    supplied = _supplied(team.team, flow)
    cut, kept = f"cut by {percent(result.cut)}", "never beyond its own promises"
    by_cut = tuple(drawn_from(step, places) for step in supplied)
    by_promise = tuple(promised(step, places) for step in supplied if step.own_promise)
    for key, share, how, inputs in (
        ("prevented_by_cut", team.prevented_by_cut, cut, by_cut),
        ("prevented_by_promise", team.prevented_by_promise, kept, by_promise),
    ):
        if share is not None:
            yield _prevented(team.team, key, share, how, inputs, _limited(result))


def _supplied(team: PartyId, flow: Flow) -> list[Handoff]:
    return [h for h in flow.organisation.handoffs if h.supplier == team and h.in_flow]


def _prevented(  # noqa: PLR0913, PLR0917 - the two ways to prevent differ in these
    team: str, key: str, share: float, how: str, inputs: tuple[Input, ...], total: float
) -> Explained:
    worked = f"{figure(share * total)} / {figure(total)} = {figure(share * 100)} of 100"
    return Explained(
        team,
        f"late deliveries prevented, times {how},",
        share,
        f"{figure(share * 100)} of 100",
        f"weight × runs late today {MINUS} weight × runs late then (same dice), over all",
        inputs if share else (),
        (worked,),
        keys=(f"chance.teams.{key}",),
    )
