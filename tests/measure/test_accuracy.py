"""Rolled accuracy behind very many choices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chainmap.measure.accuracy import RolledAccuracy, rolled_accuracies
from chainmap.measure.upstream import Upstream
from chainmap.model import Handoff
from tests.literal import delivery, flow, handoff


def choices_in_a_row(number: int) -> RolledAccuracy:
    """Return the rolled accuracy behind so many choices of two ways, one behind the other."""
    found = flow(*_line(number))
    end = delivery(found)
    return rolled_accuracies(found, of=[end], upstream=Upstream(found, of=[end]))[end]


def _line(number: int) -> Iterator[Handoff]:
    for i in range(number):
        start, end = f"T{i}", f"T{i + 1}"
        chosen = [{f"by A{i - 1}": 0.5, f"by B{i - 1}": 0.5}] if i else None
        yield handoff(start, f"A{i}", f"to A{i}", made_from=chosen)
        yield handoff(start, f"B{i}", f"to B{i}", made_from=chosen)
        yield handoff(f"A{i}", end, f"by A{i}", accuracy=0.998)
        yield handoff(f"B{i}", end, f"by B{i}", accuracy=1.0)
    last = {f"by A{number - 1}": 0.5, f"by B{number - 1}": 0.5}
    yield handoff(f"T{number}", "Customer", "out", made_from=[last])


def test_choices_one_behind_another_are_combined_exactly_however_many() -> None:
    rolled = choices_in_a_row(400)
    assert rolled.proven
    assert rolled.share == pytest.approx(0.999**400)
