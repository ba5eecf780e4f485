"""How long do trace and bottlenecks take in a very large organisation?

10,000 teams, 40,000 handoffs without a cycle and 200 complaints about 200 deliveries are made as
values; on average 35,000 handoffs stand behind each complaint. The yardstick is one
`networkx.dag_longest_path` over the same flow graph in the same run: one answer about one path.
Second, the fully connected layers of case P5 grown to 30 layers of 10 teams (10^30 chains) against
the four steps of `examples/acme-stamping`: the answer must come as fast for a human.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import networkx as nx
from measuring import medians, peak_of_this_process, report

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.trace import trace
from chainmap.app import load
from chainmap.flow import Flow
from chainmap.issues import Location
from chainmap.model import (
    Category,
    Complaint,
    Customer,
    Handoff,
    HandoffId,
    Organisation,
    PartyId,
    Team,
    Time,
)

RUNS = 3
EXAMPLE = Path(__file__).parent.parent / "examples" / "acme-stamping"
NOWHERE = Location("generated")
CUSTOMER = PartyId("Customers")


def main() -> None:
    """Measure and print."""
    large = large_organisation(teams=10_000, handoffs=40_000, complaints=200)
    graph_of = Flow(large).graph
    longest_path, traced, ranked = medians(
        RUNS,
        lambda: nx.dag_longest_path(graph_of),
        lambda: trace(prepared(large), large.complaints, k=5),
        lambda: bottlenecks(prepared(large), cut=0.5),
    )
    preparing = medians(RUNS, lambda: prepared(large))[0]
    memory = peak_of_this_process()
    layers, example = layered_organisation(layers=30, width=10), load(EXAMPLE).organisation
    layers_seconds, example_seconds = medians(RUNS, answers(layers), answers(example))
    report(
        [
            ("flow graph of 10,000 teams, 40,000 handoffs", preparing, "s", None),
            ("networkx.dag_longest_path over it", longest_path, "s", None),
            ("trace of 200 complaints, k=5", traced - preparing, "s", None),
            ("  ratio", (traced - preparing) / longest_path, "x", 15),
            ("bottlenecks", ranked - preparing, "s", None),
            ("  ratio", (ranked - preparing) / longest_path, "x", 50),
            ("peak memory", memory, "MiB", 1024),
            ("trace and bottlenecks of examples/acme-stamping", example_seconds, "s", None),
            ("trace and bottlenecks of 30 x 10 connected layers", layers_seconds, "s", None),
            ("  difference", layers_seconds - example_seconds, "s", 0.5),
        ]
    )


def prepared(organisation: Organisation) -> Flow:
    """Return a new flow whose graph is made, as networkx gets it, but nothing else."""
    flow = Flow(organisation)
    flow.graph.number_of_nodes()  # made when first asked for
    return flow


def answers(organisation: Organisation) -> Callable[[], None]:
    """Return the action that answers both questions from the organisation alone."""

    def answer() -> None:
        flow = Flow(organisation)
        trace(flow, organisation.complaints, k=5)
        bottlenecks(flow, cut=0.5)

    return answer


def large_organisation(*, teams: int, handoffs: int, complaints: int) -> Organisation:
    """Return teams in a row, each serving teams a little further on: no cycle, long chains."""
    dice = random.Random(20261121)
    names = [PartyId(f"Team {number:05}") for number in range(teams)]
    made = [
        handoff(dice, supplier=names[-1 - number], customer=CUSTOMER, number=number, outside=True)
        for number in range(complaints)
    ]
    while len(made) < handoffs:
        first = dice.randrange(teams - 1)
        second = min(teams - 1, first + dice.randint(1, 400))
        made.append(handoff(dice, supplier=names[first], customer=names[second], number=len(made)))
    return organisation(names, made)


def layered_organisation(*, layers: int, width: int) -> Organisation:
    """Return layers of teams in which every team serves every team of the next layer."""
    dice = random.Random(5)
    rows = [[PartyId(f"Team {layer:02}-{n:02}") for n in range(width)] for layer in range(layers)]
    pairs = [(a, b) for row, after in pairwise(rows) for a in row for b in after]
    made = [
        handoff(dice, supplier=a, customer=b, number=number) for number, (a, b) in enumerate(pairs)
    ]
    made.append(handoff(dice, supplier=rows[-1][0], customer=CUSTOMER, number=-1, outside=True))
    return organisation([name for row in rows for name in row], made)


def handoff(
    dice: random.Random,
    *,
    supplier: PartyId,
    customer: PartyId,
    number: int,
    outside: bool = False,
) -> Handoff:
    """Return a handoff with figures by chance."""
    return Handoff(
        supplier=supplier,
        customer=customer,
        deliverable=f"Deliverable {number}",
        lead_time=Time.of(dice.uniform(1, 40)),
        promise=Time.of(dice.uniform(1, 40)),
        accuracy=dice.uniform(0.8, 1),
        to_outside=outside,
    )


def organisation(names: Iterable[PartyId], handoffs: Iterable[Handoff]) -> Organisation:
    """Return an organisation in which every delivery to the customers is complained about."""
    ordered = tuple(sorted(handoffs, key=lambda known: known.sort_key))
    deliveries = [HandoffId(i) for i, known in enumerate(ordered) if known.to_outside]
    kinds = [Category.LATE, Category.WRONG]
    return Organisation(
        "Generated",
        "generated",
        parties={
            CUSTOMER: Customer(CUSTOMER, NOWHERE),
            **{name: Team(name, NOWHERE, people=5) for name in names},
        },
        handoffs=ordered,
        complaints=tuple(
            Complaint(f"C-{number}", delivery, kinds[number % 2], count=number % 7 + 1)
            for number, delivery in enumerate(deliveries)
        ),
    )


if __name__ == "__main__":
    main()
