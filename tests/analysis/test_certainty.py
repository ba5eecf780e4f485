"""How sure the order of suspects is: intervals, the truly first, and when nothing is claimed."""

from __future__ import annotations

import math

import pytest

from chainmap.analysis.certainty import ENOUGH, Attribution, Certainty, certainty
from chainmap.measure.suspects import Suspects
from chainmap.model import PartyId

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
