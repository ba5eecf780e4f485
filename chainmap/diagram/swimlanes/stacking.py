"""Boxes below each other, each as near as can be to where it should be."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def stacked(
    wanted: Sequence[float], heights: Sequence[float], gap: float, bounds: tuple[float, float]
) -> list[float]:
    """Return the centres of boxes that keep their order, at least `gap` points apart.

    The sum of squared distances to the wanted centres is least: pool adjacent violators
    (Ayer et al. 1955) on the centres less the room that the boxes above need. Where the boxes need
    more room than the bounds leave, they grow downwards.
    """
    if not wanted:
        return []
    steps = [(a + b) / 2 + gap for a, b in pairwise(heights)]
    offsets = list(accumulate(steps, initial=0.0))
    pools: list[tuple[float, int]] = []
    for centre, offset in zip(wanted, offsets, strict=True):
        pools.append((centre - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (low, few), (high, many) = pools.pop(), pools.pop()
            pools.append(((low * few + high * many) / (few + many), few + many))
    first = bounds[0] + heights[0] / 2
    last = max(first, bounds[1] - heights[-1] / 2 - offsets[-1])
    level = [min(max(mean, first), last) for mean, count in pools for _ in range(count)]
    return [base + offset for base, offset in zip(level, offsets, strict=True)]
