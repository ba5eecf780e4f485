"""How sure the order of suspects is: intervals, the truly first, and when nothing is claimed."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from chainmap.analysis.certainty import ENOUGH, Attribution, Certainty, certainty
from chainmap.measure.suspects import Basis, Losses, Suspects, suspects_of_defects
from chainmap.measure.upstream import Upstream
from chainmap.model import Evidence, Measurement, PartyId
from tests.literal import HERE, delivery, flow, handoff

A, B, C = (PartyId(name) for name in "ABC")


def behind(count: float, *, weight: float | None = None, **shares: float) -> Attribution:
    teams = sorted(shares, key=lambda team: -shares[team])
    suspects = Suspects(tuple(map(PartyId, teams)), tuple(shares[team] for team in teams))
    return Attribution(count, count if weight is None else weight, suspects)


def found(*attributions: Attribution, **volumes: float) -> Certainty:
    return certainty(attributions, volumes={PartyId(team): v for team, v in volumes.items()})


def test_shares_of_all_complaints_together_by_weight() -> None:
    result = found(behind(3, A=1.0), behind(2, weight=9, A=0.5, B=0.5))
    assert [w.team for w in result.suspects] == [A, B]
    assert [w.share for w in result.suspects] == pytest.approx([7.5 / 12, 4.5 / 12])
    assert result.complaints == 5


def test_the_interval_is_that_of_a_share_of_so_many_complaints() -> None:
    for count in (20, 200):
        weighed = found(behind(count, A=0.6, B=0.4)).suspects[0]
        half = 1.96 * math.sqrt(0.6 * 0.4 / count)
        assert weighed.interval.low == pytest.approx(0.6 - half, abs=0.03)
        assert weighed.interval.high == pytest.approx(0.6 + half, abs=0.03)


def test_an_interval_is_made_for_the_confidence_asked_for() -> None:
    attributions = [behind(200, A=0.6, B=0.4)]
    weighed = certainty(attributions, volumes={}, confidence=0.9).suspects[0]
    half = 1.645 * math.sqrt(0.6 * 0.4 / 200)
    assert weighed.interval.low == pytest.approx(0.6 - half, abs=0.01)
    assert weighed.interval.high == pytest.approx(0.6 + half, abs=0.01)


def test_overlapping_intervals_are_said() -> None:
    assert found(behind(20, A=0.6, B=0.4)).ties == (B,)
    assert found(behind(500, A=0.6, B=0.4)).ties == ()


@pytest.mark.parametrize(("count", "enough"), [(ENOUGH - 1, False), (ENOUGH, True)])
def test_below_five_complaints_no_ranking_is_claimed(count: int, *, enough: bool) -> None:
    assert found(behind(count, A=1.0)).is_enough is enough


def test_who_is_truly_first_depends_on_how_much_a_team_handles() -> None:
    attributions = (behind(60, A=0.75, B=0.25),)
    equal = found(*attributions)
    assert not equal.by_volume
    assert equal.suspects[0].truly_first > 0.95
    busy = found(*attributions, A=90.0, B=2.0)
    assert busy.by_volume
    assert busy.suspects[1].truly_first > 0.95
    assert sum(w.truly_first for w in busy.suspects) == pytest.approx(1)


def test_the_same_complaints_give_the_same_answer() -> None:
    attributions = (behind(12, A=0.5, B=0.3, C=0.2),)
    assert found(*attributions) == found(*attributions)


def test_complaints_without_suspects_say_nothing() -> None:
    assert found(behind(9)).suspects == ()
    assert found().complaints == 0


def test_many_suspects_are_taken_together_without_losing_weight() -> None:
    shares = {f"T{number:02}": 1 / 40 for number in range(40)}
    result = found(behind(100, **shares))
    assert len(result.suspects) == 20
    assert sum(w.share for w in result.suspects) == pytest.approx(0.5)


def late(*, count: float, measured_by: int | None = None, **fields: Any) -> Certainty:
    """Return the certainty of complaints about two teams over their promises, 3 h and 1 h."""
    steps = [
        handoff("A", "B", "x", 4, promise=1, **fields),
        handoff("B", "Customer", "out", 2, step_promise=1, promise=4, **fields),
    ]
    if measured_by is not None:
        seen = Measurement("log.csv", date(2026, 1, 1), date(2026, 3, 31), measured_by, HERE)
        steps = [replace(step, measurement=seen) for step in steps]
    known = flow(*steps)
    suspects = Suspects((A, B), (0.75, 0.25))
    attribution = Attribution(count, count, suspects, delivery(known), Basis.OVERRUN)
    return certainty([attribution], volumes={}, flow=known)


def width(result: Certainty) -> float:
    interval = result.suspects[0].interval
    return interval.high - interval.low


def test_intervals_are_ordered_shares_and_hold_the_share() -> None:
    for evidence in (Evidence.MEASURED, Evidence.GUESS):
        for weighed in late(count=12, stated_evidence=evidence).suspects:
            assert 0 <= weighed.interval.low <= weighed.share <= weighed.interval.high <= 1
            assert weighed.case_by_case == pytest.approx(weighed.share, abs=0.2)


def test_the_share_is_that_of_the_rule_however_figures_may_be_off() -> None:
    result = late(count=12, stated_evidence=Evidence.GUESS)
    assert [(w.team, w.share) for w in result.suspects] == [(A, 0.75), (B, 0.25)]


def test_the_worse_the_evidence_the_wider_the_interval() -> None:
    kinds = (Evidence.MEASURED, Evidence.ESTIMATED, Evidence.GUESS)
    widths = [width(late(count=100_000, stated_evidence=kind)) for kind in kinds]
    assert widths == sorted(widths)
    assert widths[0] > 0.02


def test_of_many_complaints_and_certain_figures_the_interval_is_the_share() -> None:
    certain = late(count=1_000_000, measured_by=1_000_000)
    assert width(certain) < 0.01
    assert certain.suspects[0].truly_first > 0.999


def test_no_number_of_complaints_is_too_many() -> None:
    assert width(late(count=1e30, measured_by=1_000_000)) < 0.01


def test_certain_figures_leave_the_interval_of_the_counts() -> None:
    counts = width(found(behind(20, A=0.75, B=0.25)))
    assert width(late(count=20, measured_by=1_000_000)) == pytest.approx(counts, abs=0.06)
    assert width(late(count=20)) > counts


def test_figures_that_may_be_off_make_the_first_less_sure() -> None:
    sure, unsure = (late(count=50, stated_evidence=e) for e in (Evidence.MEASURED, Evidence.GUESS))
    assert sum(w.truly_first for w in unsure.suspects) == pytest.approx(1)
    assert unsure.suspects[0].truly_first < sure.suspects[0].truly_first


def test_the_same_seed_gives_the_same_answer_where_figures_may_be_off() -> None:
    assert late(count=12) == late(count=12)


def test_a1_accuracies_from_few_judged_items_widen_the_interval() -> None:
    shares = {"A": 0.05, "B": 0.10, "C": 0.02, "D": 0.03}
    known = flow(
        *(handoff(team, "Last", team, accuracy=1 - lost) for team, lost in shares.items()),
        handoff("Last", "Customer", "out"),
    )
    basis, suspects = suspects_of_defects(
        delivery(known), Losses(known, Upstream(known, of=[delivery(known)]))
    )
    attribution = Attribution(500, 500, suspects, delivery(known), basis)
    result = certainty([attribution], volumes={}, flow=known)
    of_counts = certainty([attribution], volumes={})
    published = [0.50821, 0.24741, 0.14692, 0.09745]
    assert [w.share for w in result.suspects] == pytest.approx(published, abs=1.1e-5)
    assert width(result) > 3 * width(of_counts)
