"""How much longer do trace, bottlenecks and team take if an organisation has twice the handoffs?

Shapes that are hard for one algorithm or another are made as values: one line of teams, where every
change reaches the end; a line of alternatives, where no input is without weight; a hub, where every
input feeds every output; one circle of teams and a line of small ones. The yardstick is the same
answer at half the size in the same run: 2 is linear, 4 quadratic.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from analysis import CUSTOMER, handoff, organisation
from measuring import medians, report

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.team import team_card
from chainmap.analysis.trace import trace
from chainmap.flow import Flow
from chainmap.model import Alternative, Handoff, Ingredient, Organisation, PartyId

RUNS = 3
SMALL, LARGE = 2_400, 4_800
LIMIT = 3
"""Times as long as at half the size, on a machine that does other things as well."""


def main() -> None:
    """Measure and print."""
    rows: list[tuple[str, float, str, float | None]] = []
    for shape, make in SHAPES.items():
        chooses = make is alternatives
        small, large = (organisation_of(make(size), chooses=chooses) for size in (SMALL, LARGE))
        for question, answer in ANSWERS.items():
            half, whole = medians(RUNS, asked(answer, small), asked(answer, large))
            rows.append((f"{shape}: {question} of {LARGE:,} handoffs", whole, "s", None))
            rows.append(("  against half of them", whole / half, "times", LIMIT))
    report(rows)


def asked(answer: Callable[[Flow], object], about: Organisation) -> Callable[[], object]:
    """Return the action that answers from the organisation alone."""
    return lambda: answer(Flow(about))


ANSWERS: dict[str, Callable[[Flow], object]] = {
    "trace": lambda flow: trace(flow, flow.organisation.complaints),
    "bottlenecks": bottlenecks,
    "team": lambda flow: team_card(flow, flow.organisation.teams[0]),
}

Arc = tuple[int, int]
"""The numbers of two teams that hand over; number -1 is the customer."""


def line(handoffs: int) -> list[Arc]:
    """Return one team after another."""
    return [*((i, i + 1) for i in range(handoffs - 1)), (handoffs - 1, -1)]


def hub(handoffs: int) -> list[Arc]:
    """Return teams that one team serves as many others from, ten of which deliver."""
    half = handoffs // 2
    suppliers = [(i, 0) for i in range(1, half)]
    customers = [(0, i) for i in range(half, 2 * half - 10)]
    return [*suppliers, *customers, *((number, -1) for _, number in customers[:10])]


def circle(handoffs: int) -> list[Arc]:
    """Return teams that serve each other in one circle."""
    around = handoffs - 1
    return [*((i, (i + 1) % around) for i in range(around)), (around - 1, -1)]


def small_circles(handoffs: int) -> list[Arc]:
    """Return a line of circles of three teams."""
    firsts = range(0, 3 * (handoffs // 4), 3)
    circles = [arc for i in firsts for arc in ((i, i + 1), (i + 1, i + 2), (i + 2, i))]
    return [*circles, *((i + 2, i + 3) for i in firsts[:-1]), (firsts[-1] + 2, -1)]


def alternatives(handoffs: int) -> list[Arc]:
    """Return a line in which every fourth team takes one of two inputs."""
    firsts = range(0, 3 * (handoffs // 4), 3)
    split = [
        arc for i in firsts for arc in ((i, i + 1), (i, i + 2), (i + 1, i + 3), (i + 2, i + 3))
    ]
    return [*split, (firsts[-1] + 3, -1)]


SHAPES: dict[str, Callable[[int], list[Arc]]] = {
    "line": line,
    "alternatives": alternatives,
    "hub": hub,
    "one circle": circle,
    "small circles": small_circles,
}


def organisation_of(arcs: Sequence[Arc], *, chooses: bool) -> Organisation:
    """Return an organisation with these handoffs; it may choose where a team has two inputs."""
    names = [PartyId(f"Team {i:05}") for i in range(max(max(arc) for arc in arcs) + 1)]
    return organisation(names, _handoffs(arcs, names, chooses=chooses))


def _handoffs(arcs: Sequence[Arc], names: Sequence[PartyId], *, chooses: bool) -> Iterator[Handoff]:
    dice = random.Random(7)
    received: dict[int, list[str]] = {}
    for number, (_, customer) in enumerate(arcs):
        received.setdefault(customer, []).append(f"Deliverable {number}")
    for number, (first, second) in enumerate(arcs):
        outside = second < 0
        made = handoff(
            dice,
            supplier=names[first],
            customer=CUSTOMER if outside else names[second],
            number=number,
            outside=outside,
        )
        inputs = received.get(first, [])
        yield replace(made, made_from=_choice(inputs)) if chooses and inputs[1:] else made


def _choice(inputs: Sequence[str]) -> tuple[Ingredient, ...]:
    first, second = inputs
    return (Ingredient((Alternative(first, 0.6), Alternative(second, 0.4))),)


if __name__ == "__main__":
    main()
