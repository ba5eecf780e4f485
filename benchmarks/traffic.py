"""How long do the traffic equations take in a very large organisation?

10,000 teams and 40,000 handoffs, each of them a share of what its team gets; one in ten hands work
back, so that it goes in circles. The yardstick is one `scipy.sparse.linalg.spsolve` of the same
system, already made, in the same run; ours begins with the organisation and checks that all items
leave. Beside it, the load of all teams with Erlang C.
"""

from __future__ import annotations

import random
from collections import defaultdict

import numpy as np
from measuring import medians, peak_of_this_process, report
from scipy.sparse import csc_array, eye_array
from scipy.sparse.linalg import spsolve

from chainmap.issues import Location
from chainmap.measure.load import loads
from chainmap.measure.traffic import routed_rates
from chainmap.model import Handoff, Organisation, PartyId, Team

RUNS = 5
TEAMS = 10_000
HANDOFFS = 40_000
FURTHEST = 400
BACK = 0.1
"""Share of the handoffs that go back."""
NOWHERE = Location("generated")


def main() -> None:
    """Measure and print."""
    organisation = routed_organisation()
    system, arrivals = equations(organisation)
    yardstick, ours, all_loads = medians(
        RUNS,
        lambda: spsolve(system, arrivals),
        lambda: routed_rates(organisation),
        lambda: loads(organisation),
    )
    found = routed_rates(organisation)
    solved = spsolve(system, arrivals)
    apart = max(
        abs(found[team.name] - rate) for team, rate in zip(organisation.teams, solved, strict=True)
    )
    report(
        [
            ("scipy.sparse.linalg.spsolve, 10,000 teams, 40,000 handoffs", yardstick, "s", None),
            ("traffic equations from the organisation", ours, "s", None),
            ("  ratio", ours / yardstick, "x", 3),
            ("  largest difference of a rate", apart, "/h", 1e-6),
            ("load of all teams", all_loads, "s", None),
            ("  ratio", all_loads / yardstick, "x", None),
            ("peak memory", peak_of_this_process(), "MiB", None),
        ]
    )


def routed_organisation() -> Organisation:
    """Return teams that hand shares on, at most 90 % of what they get."""
    dice = random.Random(20261122)
    names = [PartyId(f"Team {number:05}") for number in range(TEAMS)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < HANDOFFS:
        one = dice.randrange(TEAMS)
        other = one + dice.randint(1, FURTHEST) * (-1 if dice.random() < BACK else 1)
        if 0 <= other < TEAMS:
            pairs.add((one, other))
    customers: dict[int, list[int]] = defaultdict(list)
    for one, other in sorted(pairs):
        customers[one].append(other)
    handoffs = [
        Handoff(
            names[one],
            names[other],
            "Item",
            share=0.9 / len(given),
            process_time=0.001,
            accuracy=dice.uniform(0.8, 1),
        )
        for one, given in customers.items()
        for other in given
    ]
    handoffs.sort(key=lambda handoff: handoff.sort_key)
    teams = {name: Team(name, NOWHERE, people=dice.randint(1, 9), arrivals=1.0) for name in names}
    return Organisation("Generated", "generated", parties=teams, handoffs=tuple(handoffs))


def equations(organisation: Organisation) -> tuple[csc_array, np.ndarray]:
    """Return the system and its right side, the teams by name."""
    position = {team.name: number for number, team in enumerate(organisation.teams)}
    rows = [position[handoff.customer] for handoff in organisation.handoffs]
    columns = [position[handoff.supplier] for handoff in organisation.handoffs]
    shares = [handoff.share for handoff in organisation.handoffs]
    routing = csc_array((shares, (rows, columns)), shape=(TEAMS, TEAMS))
    return csc_array(eye_array(TEAMS) - routing), np.ones(TEAMS)


if __name__ == "__main__":
    main()
