"""Times by formula where nobody measured them."""

from __future__ import annotations

import pytest

from chainmap.measure.stand_in import with_formula_waits
from chainmap.model import Evidence, PartyId, Team
from tests.literal import HERE, handoff, organisation

DESK = Team(PartyId("Desk"), HERE, people=1, availability=0.5)


def test_the_wait_of_the_team_and_the_work_of_the_handoff_make_the_time() -> None:
    found = with_formula_waits(
        organisation(
            handoff("Desk", "Customer", "quick", volume=0.5, process_time=0.25),
            handoff("Desk", "Customer", "slow", 9, volume=0.25, process_time=0.5),
            teams=[DESK],
        )
    )
    quick, slow = found.handoffs
    wait = 0.5 * (1 / 3 / 0.5) / 0.5  # half the time somebody is there, 20 minutes an item
    assert quick.time == pytest.approx(wait + 0.5)
    assert slow.time == pytest.approx(wait + 1)
    assert quick.evidence is Evidence.NONE
    assert found.organisation.handoffs == found.handoffs


@pytest.mark.parametrize(
    "fields",
    [
        {"hours": 9, "volume": 1, "process_time": 0.25, "stated_evidence": Evidence.MEASURED},
        {"volume": 1},
        {"process_time": 0.25},
        {"volume": 4, "process_time": 0.25},
        {"volume": 1, "process_time": 0.25, "rework": True},
    ],
    ids=["measured", "no process time", "no volume", "a backlog", "not in the flow"],
)
def test_everything_else_stays(fields: dict[str, float]) -> None:
    known = organisation(handoff("Desk", "Customer", "out", **fields), teams=[DESK])  # type: ignore[arg-type]
    found = with_formula_waits(known)
    assert found.handoffs == ()
    assert found.organisation == known
