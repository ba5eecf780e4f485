"""What-if: an organisation and a scenario go in, the changed organisation comes out. Nothing else.

`values` are the changes; `applying` applies them; `removing` and `merging` say what becomes of the
work when teams go. What each change means is decided in docs/adr/0007.
"""

from __future__ import annotations

from chainmap.scenario.applying import after, applied
from chainmap.scenario.state import Applied, unchanged
from chainmap.scenario.values import (
    Add,
    Amount,
    Change,
    Figures,
    HandoffChange,
    Merge,
    RemoveHandoff,
    RemoveParty,
    Scenario,
    ScenarioError,
    TakeOver,
    TeamChange,
    TimeAmount,
)

__all__ = [
    "Add",
    "Amount",
    "Applied",
    "Change",
    "Figures",
    "HandoffChange",
    "Merge",
    "RemoveHandoff",
    "RemoveParty",
    "Scenario",
    "ScenarioError",
    "TakeOver",
    "TeamChange",
    "TimeAmount",
    "after",
    "applied",
    "unchanged",
]
