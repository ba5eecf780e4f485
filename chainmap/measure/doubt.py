"""How far the figures in the files may be off, by the number of cases that they rest on.

A log says how many cases it saw; of other figures the files say only what they rest on, and that
counts as so many cases (`RESTS_ON`, `JUDGED`): a convention, chosen before anything was measured
by it. The mean of n gamma cases is a gamma variable, so times are drawn twice: how slow a step may
be on average, and how slow it is each time. How far cases vary is the range of n cases over d2, as
on a control chart (Shewhart 1931); where one figure stands alone nobody knows, and each world
draws it between none and as much as the figure itself (pure chance). Defects are a Poisson count
in n judged items, the rate that may stand behind it a gamma variable (Garwood 1936).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from chainmap.flow import Flow
from chainmap.measure.sampling import same_work
from chainmap.model import Evidence, Handoff, HandoffId

RESTS_ON: Mapping[Evidence, int] = {
    Evidence.MEASURED: 30,
    Evidence.ESTIMATED: 10,
    Evidence.GUESS: 3,
    Evidence.PROMISE: 3,
    Evidence.NEED: 3,
    Evidence.NONE: 3,
}
"""As many cases a time counts as resting on, where no log says how many."""

JUDGED = 30
"""As many items an accuracy counts as judged by."""

D2: Mapping[int, float] = {3: 1.693, 10: 3.078, 30: 4.086}
"""Mean range of so many normal cases, in standard deviations (Shewhart; ASTM manual)."""

MIDDLE_90 = 3.2897072539029444
"""Standard deviations from the 5th to the 95th percentile, which a log gives."""

_NOTHING = 1e-6
"""A variation below which figures are certain, an accuracy below which nothing is right."""

Figures: TypeAlias = npt.NDArray[np.float64]


class Size(NamedTuple):
    """So many worlds are drawn, each a way the figures may be, and so many cases in each."""

    worlds: int
    cases: int

    @property
    def runs(self) -> int:
        """All cases of all worlds, those of a world one after the other."""
        return self.worlds * self.cases


def rests_on(handoff: Handoff) -> int:
    """Return the cases that the time of a handoff rests on."""
    if handoff.measurement is not None:
        return max(1, handoff.measurement.handoffs)
    return RESTS_ON[handoff.evidence]


def variation(handoff: Handoff) -> float | None:
    """Return by how much cases vary, as a part of their mean; None where nobody knows."""
    time = handoff.basis[0]
    if time is None or time.hours == 0:
        return 0.0
    if not time.is_range:
        return None if handoff.measurement is None else 0.0
    widths = MIDDLE_90 if handoff.measurement is not None else D2[RESTS_ON[handoff.evidence]]
    return (time.high - time.low) / widths / time.hours


def drawn_hours(
    flow: Flow, handoffs: Sequence[HandoffId], *, size: Size, dice: np.random.Generator
) -> Mapping[HandoffId, Figures]:
    """Return the hours of these handoffs in every case; one piece of work is drawn once."""
    work = same_work(flow)
    drawn = list(dict.fromkeys(work[handoff] for handoff in handoffs))
    known = [flow.handoffs[handoff] for handoff in drawn]
    varies = _variations(known, size.worlds, dice)
    cases = np.array([rests_on(handoff) for handoff in known])[:, None]
    mean = np.array([handoff.time or 0.0 for handoff in known])[:, None]
    mean = mean * _around_one(varies / np.sqrt(cases), dice)
    each = _around_one(np.repeat(varies, size.cases, axis=1), dice)
    hours = np.repeat(mean, size.cases, axis=1) * each
    row = {handoff: i for i, handoff in enumerate(drawn)}
    return {handoff: hours[row[work[handoff]]] for handoff in handoffs}


def drawn_losses(accuracies: Iterable[float], *, worlds: int, dice: np.random.Generator) -> Figures:
    """Return -ln(accuracy) of each accuracy (row) in each world, on average as stated.

    What is always right stays so (0), what is never right as well (infinite).
    """
    given = np.array(list(accuracies), dtype=np.float64)
    stated = np.where(given > _NOTHING, -np.log(np.maximum(given, _NOTHING)), np.inf)[:, None]
    drawn = np.repeat(stated, worlds, axis=1)
    some = np.isfinite(drawn) & (drawn > 0)
    drawn[some] = dice.gamma(JUDGED * drawn[some]) / JUDGED
    return drawn


def _variations(handoffs: Sequence[Handoff], worlds: int, dice: np.random.Generator) -> Figures:
    known = [variation(handoff) for handoff in handoffs]
    unknown = np.array([value is None for value in known])
    varies = np.repeat(np.array([value or 0.0 for value in known])[:, None], worlds, axis=1)
    varies[unknown] = dice.random((int(unknown.sum()), worlds))
    return varies


def _around_one(variation: Figures, dice: np.random.Generator) -> Figures:
    """Return gamma variables with mean 1 that vary so far; where nothing varies, 1."""
    drawn = np.ones_like(variation)
    varying = variation > _NOTHING
    shape = 1 / variation[varying] ** 2
    drawn[varying] = dice.gamma(shape) / shape
    return drawn
