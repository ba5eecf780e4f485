"""Durations in hours of working time, certain or as three-point estimates."""

from __future__ import annotations

from dataclasses import dataclass

SAME_TIME = 1e-9
"""Hours by which two times may differ and still be the same, written in different units."""


@dataclass(frozen=True, slots=True)
class Time:
    """A duration in hours, certain or as a three-point estimate."""

    low: float
    likely: float
    high: float

    @classmethod
    def of(cls, hours: float) -> Time:
        """Return a duration known as one figure."""
        return cls(hours, hours, hours)

    @property
    def is_range(self) -> bool:
        """Whether it was given as three points."""
        return self.low != self.high

    @property
    def hours(self) -> float:
        """The figure it counts with: the PERT mean (low + 4 likely + high) / 6."""
        if not self.is_range:
            return self.likely
        return (self.low + 4 * self.likely + self.high) / 6
