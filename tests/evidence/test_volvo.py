"""E3, the incidents of Volvo IT, to the digit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.handoffs import Comebacks
from chainmap.analysis.observed.reading import Role
from chainmap.evidence.observing import observe
from chainmap.evidence.request import Request


def seen(require: Callable[[str], Path], team: str) -> Observed:
    log = require("CHAINMAP_TEST_DATA") / "volvo-incidents.csv.gz"
    return observe(Request((str(log),), columns={Role.TEAM: team}))


def test_e3_over_teams(require: Callable[[str], Path]) -> None:
    observed = seen(require, "team")
    assert (observed.cases, observed.events, observed.teams) == (7_554, 65_533, 649)
    assert (observed.handoffs, len(observed.pairs)) == (9_454, 2_463)
    assert observed.cases_with_handoff == 3_820
    assert observed.returns == Comebacks(2_394, 1_177)
    most = observed.pairs[0]
    assert (most.supplier, most.customer, most.handoffs) == ("G96", "G97", 255)


def test_e3_over_org_lines(require: Callable[[str], Path]) -> None:
    observed = seen(require, "org_line")
    assert (observed.handoffs, len(observed.pairs)) == (4_350, 106)
    assert observed.returns == Comebacks(1_876, 883)
