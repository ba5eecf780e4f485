"""Split an amount of time in proportion, in parts that people would agree on and that add up.

Hamilton's method of largest remainders: each part is rounded down to whole grains, and the grains
left over go to the parts that lost most. The grain is the largest of a list that divides the
amount and is small beside the smallest part.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

_GRAINS = (Fraction(4), Fraction(1), *(Fraction(1, n) for n in (2, 4, 6, 12, 60, 360, 3600)))
"""Hours: half a day, an hour, minutes, seconds."""

_FINEST = Fraction(1, 1_000_000_000)

_LEAST = 4
"""Grains that the smallest part has at least."""


def split(whole: float, weights: Sequence[float]) -> tuple[float, ...]:
    """Return parts of `whole` hours in proportion to positive weights; they add up exactly.

    Without a grain that fits, in billionths of an hour. Nothing is split into nothing.

    >>> split(10, [1, 2, 3])
    (1.75, 3.25, 5.0)
    """
    amount, parts = _as_fraction(whole), _whole_numbers(weights)
    total = sum(parts)
    grain = _grain(amount, amount * min(parts) / total)
    grains = amount / grain
    # Of each part the grains and what is lost, as whole numbers: fractions take ten times as long.
    shares = [divmod(grains.numerator * part, grains.denominator * total) for part in parts]
    floors = [floor for floor, _ in shares]
    left = round(grains) - sum(floors)
    most_lost = sorted(range(len(shares)), key=lambda i: (-shares[i][1], i))
    for position in most_lost[:left]:
        floors[position] += 1
    return tuple(floor * grain.numerator / grain.denominator for floor in floors)


def _as_fraction(hours: float) -> Fraction:
    """Return the hours in whole billionths: a third of an hour is 20 minutes only nearly."""
    return Fraction(hours).limit_denominator(3600) if _is_seconds(hours) else Fraction(hours)


def _is_seconds(hours: float) -> bool:
    return abs(hours * 3600 - round(hours * 3600)) < 1e-6  # noqa: PLR2004 - rounding of a float


def _whole_numbers(weights: Sequence[float]) -> list[int]:
    """Return whole numbers in the same proportion."""
    ratios = [weight.as_integer_ratio() for weight in weights]
    common = lcm(*(denominator for _, denominator in ratios))
    return [numerator * (common // denominator) for numerator, denominator in ratios]


def _grain(whole: Fraction, smallest: Fraction) -> Fraction:
    for grain in _GRAINS:
        if whole % grain == 0 and smallest >= _LEAST * grain:
            return grain
    return _FINEST
