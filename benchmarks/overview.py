"""How long does an overview of a very large organisation take, once it is read?

10,000 teams with 40,000 handoffs are made as values, once in 40 departments and once in none,
where groups have to be found. From the organisation to the SVG, the engine included. The yardstick
is the overview of 40 teams in as many departments in the same run.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

from measuring import medians, report

from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.engine.render import render
from chainmap.diagram.maps.overview import overview
from chainmap.diagram.maps.scope import whole_of
from chainmap.issues import Location
from chainmap.model import Customer, Handoff, Organisation, PartyId, Team, Time

RUNS = 3
NOWHERE = Location("generated")
CUSTOMER = PartyId("Customers")
DEPARTMENTS = 40


def main() -> None:
    """Measure and print."""
    small, named, nameless = medians(
        RUNS,
        drawing(organisation(teams=DEPARTMENTS, handoffs=160, departments=DEPARTMENTS)),
        drawing(organisation(teams=10_000, handoffs=40_000, departments=DEPARTMENTS)),
        drawing(organisation(teams=10_000, handoffs=40_000, departments=0)),
    )
    report(
        [
            ("overview of 40 teams in 40 departments", small, "s", None),
            ("overview of 10,000 teams in 40 departments", named, "s", 5),
            ("  against 40 teams", named / small, "x", None),
            ("overview of 10,000 teams without departments", nameless, "s", 5),
            ("  against 40 teams", nameless / small, "x", None),
        ]
    )


def drawing(of: Organisation) -> Callable[[], object]:
    """Return the action that draws the overview."""
    frame = Frame.of(of, as_of=date(2026, 11, 21))
    return lambda: render(dot(overview(whole_of(of), frame)), "svg")


def organisation(*, teams: int, handoffs: int, departments: int) -> Organisation:
    """Return teams in a row, each serving teams near it; the last ones serve the customer."""
    dice = random.Random(20261121)
    names = [PartyId(f"Team {number:05}") for number in range(teams)]
    reach = max(2, teams // 30)
    made: dict[int, Handoff] = {}
    while len(made) < handoffs:
        first = dice.randrange(teams - 1)
        second = min(teams - 1, first + dice.randint(1, reach))
        number = len(made)
        made[number] = handoff(dice, names[first], names[second], f"Thing {number}")
    ends = [handoff(dice, name, CUSTOMER, "Goods", outside=True) for name in names[-5:]]
    home = [
        f"Department {n * departments // teams:02}" if departments else None for n in range(teams)
    ]
    parties = {n: Team(n, NOWHERE, d, people=5) for n, d in zip(names, home, strict=True)}
    ordered = sorted([*made.values(), *ends], key=lambda h: h.sort_key)
    return Organisation(
        "Generated",
        "generated",
        parties={**parties, CUSTOMER: Customer(CUSTOMER, NOWHERE)},
        handoffs=tuple(ordered),
    )


def handoff(
    dice: random.Random, supplier: PartyId, customer: PartyId, name: str, *, outside: bool = False
) -> Handoff:
    """Return a handoff with a time and a volume."""
    return Handoff(
        supplier,
        customer,
        name,
        lead_time=Time.of(dice.uniform(1, 40)),
        process_time=0.5,
        volume=dice.uniform(0.1, 2),
        promised_at=NOWHERE,
        needed_at=NOWHERE,
        to_outside=outside,
    )


if __name__ == "__main__":
    main()
