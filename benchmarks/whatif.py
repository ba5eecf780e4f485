"""How long does a what-if of one change take in a very large organisation?

10,000 teams, 40,000 handoffs and 200 complaints, as in `analysis.py`, with volumes and process
times so that every load is known. One team gets a person more and half its times, which is applied
and analysed in both states. The yardstick is one trace of the same complaints in the same run.
"""

from __future__ import annotations

from dataclasses import replace

from analysis import large_organisation, prepared
from measuring import medians, report

from chainmap.analysis.trace import trace
from chainmap.analysis.whatif import WhatIf, whatif
from chainmap.model import Organisation
from chainmap.scenario import Amount, Figures, Scenario, TeamChange, TimeAmount, applied

RUNS = 3


def main() -> None:
    """Measure and print."""
    large = loaded(large_organisation(teams=10_000, handoffs=40_000, complaints=200))
    scenario = one_change(large)
    traced, changed = medians(
        RUNS,
        lambda: trace(prepared(large), large.complaints, k=5),
        lambda: answer(large, scenario),
    )
    report(
        [
            ("trace of 200 complaints", traced, "s", None),
            ("what-if of one change, both states", changed, "s", None),
            ("what-if against trace", changed / traced, "times", 2),
        ]
    )


def loaded(organisation: Organisation) -> Organisation:
    """Return the organisation with volumes and process times."""
    handoffs = (replace(h, volume=1.0, process_time=0.1) for h in organisation.handoffs)
    return replace(organisation, handoffs=tuple(handoffs))


def one_change(organisation: Organisation) -> Scenario:
    """Return a scenario that changes one team, a touchpoint."""
    team = organisation.handoff(organisation.complaints[0].delivery).supplier
    half = Figures(lead_time=TimeAmount(factor=0.5))
    return Scenario("One change", (TeamChange(team, people=Amount(plus=1), figures=half),))


def answer(organisation: Organisation, scenario: Scenario) -> WhatIf:
    """Return what the scenario gives, from the organisation as it was read."""
    state = applied(organisation, scenario)
    return whatif(prepared(organisation), state.organisation, became=state.became)


if __name__ == "__main__":
    main()
