"""Numbers of an explanation: so many digits that a reader can calculate with them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from chainmap.units import MINUS, signed

MAX_TERMS = 20
"""Terms of a sum printed one by one."""


def figure(value: float) -> str:
    """Return a number with so many digits that a reader can calculate with it.

    >>> [figure(value) for value in (52.0, 1 / 3, 4.675, 1234.5, 0.004)]
    ['52', '0.3333', '4.675', '1,234.5', '0.004']
    """
    return f"{_printed(value):,f}".replace("-", MINUS)


def _printed(value: float) -> Decimal:
    """Return the number that is printed: four decimals, four digits of one below 1."""
    text = f"{value:.4g}" if 0 < abs(value) < 1 else f"{value:.4f}"
    known = Decimal(text).normalize()
    return known.quantize(Decimal(1)) if known == known.to_integral_value() else known


def in_hours(value: float | None) -> str:
    """Return hours, "–" where they are not known."""
    return "–" if value is None else f"{figure(value)} h"


def with_sign(value: float) -> str:
    """Return hours with their sign, none without any."""
    text = f"{figure(abs(value))} h"
    return signed(text, value) if _printed(value) else text


def points(share: float) -> str:
    """Return a share (0..1) in percent, to be calculated with.

    >>> points(0.8075)
    '80.75 %'
    """
    return f"{figure(share * 100)} %"


def added(values: Sequence[float], whole: float, shown: str) -> str:
    """Return a sum as its terms and what they make, `shown` as it is printed.

    What is printed adds up exactly; where rounding is in the way, ≈ says so. Of one term nothing
    is to be said.

    >>> added([4, -1.5], 2.5, "2.5 h"), added([1 / 3, 1 / 3, 1 / 3], 1, "1 h")
    ('4 − 1.5 = 2.5 h', '0.3333 + 0.3333 + 0.3333 ≈ 1 h')
    """
    if len(values) == 1:
        return ""
    exact = sum(map(_printed, values), Decimal(0)) == _printed(whole)
    return f"{_terms(values)} {'=' if exact else '≈'} {shown}"


def _terms(values: Sequence[float]) -> str:
    """Return a sum as its terms, of many only how many there are."""
    if len(values) > MAX_TERMS:
        return f"sum of {len(values):,}"
    first, *rest = values or [0.0]
    signs = (f"{MINUS if value < 0 else '+'} {figure(abs(value))}" for value in rest)
    return " ".join([figure(first), *signs])


def product(values: Sequence[float]) -> str:
    """Return a product of shares as its factors, of many only how many there are."""
    if len(values) > MAX_TERMS:
        return f"product of {len(values):,}"
    return " × ".join(map(points, values)) or "1"
