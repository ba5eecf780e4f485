"""Explains the shares of suspects: of one group of complaints, and over all of them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from chainmap.analysis.trace import Traced
from chainmap.measure.suspects import Basis
from chainmap.model import Complaint
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, at, named
from chainmap.report.explained.numbers import figure, points
from chainmap.report.story.groups import Group
from chainmap.units import MINUS, percent

MAX_TEAMS = 5
"""Teams whose sum is shown; JSON has the shares of all."""

MAX_TERMS = 6
"""Terms shown of a sum, the largest first."""

_RULES = {
    Basis.OVERRUN: "hours beyond the own promise on the slowest chain, of all such hours",
    Basis.TIME: "hours on the slowest chain, of all its hours",
    Basis.ACCURACY: f"{MINUS}ln(accuracy) of what each hands over upstream, of all",
    Basis.CONTACTS: "times the customer was passed on, of all",
    Basis.TOUCHPOINT: "all of it the touchpoint's, as this kind of complaint has no other figure",
}


def of_suspects(group: Group, about: str, places: Places) -> Iterator[Explained]:
    """Yield the share of each suspect as its charge over all charges."""
    traced = group.first
    if not traced.suspects:
        return
    total = traced.suspects.total
    rows = [
        Input(s.team, percent(s.share), s.share, f"{figure(s.share * total)} / {figure(total)}")
        for s in traced.suspects
    ]
    by = places if traced.basis is Basis.ACCURACY else {}
    yield Explained(
        about,
        "shares",
        1.0,
        "100 %",
        f"{_RULES[traced.basis]}; exposure, not cause",
        (*rows, *_losses(traced, by)),
        keys=("suspects.share",),
    )
    if traced.complaint and traced.complaint.count:
        yield _interval(traced.complaint, about)


def _losses(traced: Traced, places: Places) -> Iterator[Input]:
    """Yield the logarithms that are added up by supplier."""
    if traced.basis is not Basis.ACCURACY:
        return
    for handoff in (traced.behind.delivery, *traced.behind.upstream):
        if handoff.accuracy:
            loss = -math.log(handoff.accuracy)
            where = at(places, handoff.sort_key, "accuracy", handoff.needed_at)
            how = f"{MINUS}ln({points(handoff.accuracy)})"
            yield Input(f"  {named(handoff)}", figure(loss), loss, how, "", where)


def _interval(complaint: Complaint, about: str) -> Explained:
    return Explained(
        about,
        "low and high of shares",
        None,
        "(JSON)",
        f"Wilson's 95 % interval of a share seen in {figure(complaint.count)} complaints",
        keys=("suspects.low", "suspects.high"),
    )


def over_all(groups: Sequence[Group]) -> tuple[Explained, ...]:
    """Return the sums of weight × share over groups of complaints; none for fewer than two."""
    known = [group for group in groups if group.complaints and group.first.suspects]
    if len(known) < 2:  # noqa: PLR2004  the shares of one are its own
        return ()
    total = math.fsum(group.weight for group in known)
    parts: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for group in known:
        for suspect in group.first.suspects:
            parts[suspect.team].append((group.weight, suspect.share))
    ranked = sorted(parts, key=lambda team: (-_sum(parts[team]), team))[:MAX_TEAMS]
    rows = tuple(_row(team, parts[team], total) for team in ranked)
    return (
        Explained(
            "",
            "shares over all complaints",
            1.0,
            "100 %",
            f"weight × share, of {figure(total)}",
            rows,
        ),
    )


def _row(team: str, parts: Sequence[tuple[float, float]], total: float) -> Input:
    largest = sorted(parts, key=lambda term: -term[0] * term[1])
    shown = [f"{figure(weight)} × {percent(share)}" for weight, share in largest[:MAX_TERMS]]
    more = f" + {len(largest) - MAX_TERMS} more" if len(largest) > MAX_TERMS else ""
    charged = _sum(parts)
    how = f"= {figure(charged)} / {figure(total)} = ({' + '.join(shown)}{more}) / {figure(total)}"
    return Input(team, percent(charged / total), charged / total, how)


def _sum(parts: Sequence[tuple[float, float]]) -> float:
    return math.fsum(weight * share for weight, share in parts)
