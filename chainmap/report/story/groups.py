"""Complaints that say the same of the same delivery, taken together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from chainmap.analysis.trace import DeliveryTrace, Traced
from chainmap.measure.route import Route
from chainmap.model import Complaint

MOST_NAMED, FIRST_NAMED = 8, 3
"""Complaints that are all named; how many of more."""


@dataclass(frozen=True, slots=True)
class Group:
    """Traces with the same delivery, category and route; the first stands for all."""

    traced: tuple[Traced, ...]

    @property
    def first(self) -> Traced:
        """The heaviest."""
        return self.traced[0]

    @property
    def behind(self) -> DeliveryTrace:
        """What stands behind all of them."""
        return self.first.behind

    @property
    def route(self) -> Route | None:
        """The way the customers were sent."""
        return self.first.route

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """The complaints, heaviest first; none where a party was asked for."""
        return tuple(t.complaint for t in self.traced if t.complaint)

    @property
    def called(self) -> str:
        """The ids of the complaints, as a sentence names them; of many the first."""
        ids = [known for complaint in self.complaints for known in complaint.ids]
        rows = sum(complaint.rows for complaint in self.complaints)
        named = ids if rows <= MOST_NAMED else ids[:FIRST_NAMED]
        more = rows - len(named)
        return ", ".join(named) + (f" and {more:,} more" if more else "")

    @property
    def weight(self) -> float:
        """Their weights together."""
        return sum(traced.weight for traced in self.traced)

    @property
    def count(self) -> float:
        """How often customers complained."""
        return sum(complaint.count for complaint in self.complaints)


def grouped(traced: Iterable[Traced]) -> tuple[Group, ...]:
    """Return the groups, heaviest first; traces without a complaint each stand alone."""
    groups: dict[object, list[Traced]] = defaultdict(list)
    for position, found in enumerate(traced):
        complaint = found.complaint
        if complaint is None:
            groups[position].append(found)
        else:
            route = found.route.contacts if found.route else ()
            groups[(complaint.delivery, complaint.category, route)].append(found)
    return tuple(sorted((Group(tuple(g)) for g in groups.values()), key=lambda g: -g.weight))
