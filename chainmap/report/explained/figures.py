"""The one value of an explanation: a figure, its formula, and its inputs with their places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Input:
    """Something a figure is made from.

    `text` is how it is printed, `value` the number behind it (hours, shares 0..1, counts; None
    where it is none), `how` what it was made from itself, `evidence` what it rests on, `places`
    where it stands: file, line and column.
    """

    what: str
    text: str
    value: float | None = None
    how: str = ""
    evidence: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure of an answer, about a party, a delivery or the whole.

    `value` is the figure as the analysis found it, `text` how it is printed in full; `worked` is
    the formula with the numbers put in, `missing` what was not known and how it counts. `keys` are
    the keys that have the figure in JSON.
    """

    about: str
    figure: str
    value: float | None
    text: str
    formula: str
    inputs: tuple[Input, ...] = ()
    worked: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands below the inputs: the numbers put in, and what was not known."""
        return tuple(filter(None, (*self.worked, *self.missing)))


def together(found: Iterable[Explained]) -> tuple[Explained, ...]:
    """Return the figures with those about the same one after another, in the order they begin."""
    by_about: dict[str, list[Explained]] = defaultdict(list)
    for one in found:
        by_about[one.about].append(one)
    return tuple(one for same in by_about.values() for one in same)
