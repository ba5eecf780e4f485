"""The thick arrows of a log: as many as a picture can show, and what was cut with the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from chainmap import units
from chainmap.analysis.observed.handoffs import Pair
from chainmap.diagram.looks.words import Words
from chainmap.model import PartyId

MOST_ARROWS = 40
"""Arrows of a picture with figures on each."""

Ends = tuple[PartyId, PartyId]


@dataclass(frozen=True)
class Thinned:
    """The pairs that are `drawn`, most cases first, and those that are `cut`."""

    drawn: Mapping[Ends, Pair]
    cut: Mapping[Ends, Pair]

    def remark(self, words: Words) -> tuple[str, ...]:
        """Return what is not drawn, with its share of the handoffs."""
        if not self.cut:
            return ()
        handoffs = sum(pair.handoffs for pair in self.cut.values())
        whole = handoffs + sum(pair.handoffs for pair in self.drawn.values())
        most = max(pair.cases for pair in self.cut.values())
        return (
            words(
                "the {n} pairs with most cases are drawn; cut: {cut} thin pairs with {handoffs} of "
                "{all} handoffs ({share}), each of them in {most} cases or fewer",
                n=len(self.drawn),
                cut=f"{len(self.cut):,}",
                handoffs=f"{handoffs:,}",
                all=f"{whole:,}",
                share=units.percent(handoffs / whole),
                most=f"{most:,}",
            ),
        )

    def hint(self, words: Words) -> str | None:
        """Return how to see more, or less more clearly."""
        if not self.cut:
            return None
        n, whole = len(self.drawn), len(self.drawn) + len(self.cut)
        return words(
            "{n} of {all} pairs are drawn: --arrows draws more, --focus what is near a team",
            n=f"{n:,}",
            all=f"{whole:,}",
        )


def thinned(pairs: Mapping[Ends, Pair], *, most: int) -> Thinned:
    """Return the pairs with most cases, and the others."""
    ranked = sorted(pairs, key=lambda ends: (-pairs[ends].cases, -pairs[ends].handoffs, ends))
    return Thinned(_of(pairs, ranked[:most]), _of(pairs, ranked[most:]))


def _of(pairs: Mapping[Ends, Pair], ends: Collection[Ends]) -> Mapping[Ends, Pair]:
    return {one: pairs[one] for one in ends}
