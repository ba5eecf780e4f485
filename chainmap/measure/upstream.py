"""What stands behind many deliveries at once: each handoff counted for all of them together.

Which deliveries a handoff is upstream of is one bit mask, carried through the flow in a single
pass. Handoffs with equal masks form a group: far upstream nearly all do, so that sums over the
upstream of every delivery cost little more than one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from chainmap.flow import Flow
from chainmap.model import HandoffId, PartyId


@dataclass(frozen=True, slots=True)
class Group:
    """Handoffs upstream of the same deliveries, whose bits make up `mask`."""

    mask: int
    handoffs: tuple[HandoffId, ...]


class Upstream:
    """The upstream of some deliveries (through stock as well), by groups of handoffs.

    A delivery is not upstream of itself, also where it is part of a cycle.
    """

    def __init__(self, flow: Flow, *, of: Iterable[HandoffId]) -> None:
        self._flow = flow
        self._bits = {target: 1 << i for i, target in enumerate(dict.fromkeys(of))}
        masks = _handoff_masks(flow, self._bits)
        grouped: dict[int, list[HandoffId]] = defaultdict(list)
        for handoff in sorted(masks):
            grouped[masks[handoff] & ~self._bits.get(handoff, 0)].append(handoff)
        grouped.pop(0, None)
        self.groups = tuple(Group(mask, tuple(found)) for mask, found in grouped.items())
        """Every handoff upstream of any delivery, in exactly one group."""
        self.suppliers = self._supplier_masks()
        """By party: the deliveries it supplies something upstream of, as a mask."""

    def bit(self, delivery: HandoffId) -> int:
        """Return the mask of one delivery."""
        return self._bits[delivery]

    def groups_of(self, delivery: HandoffId) -> Sequence[Group]:
        """Return the groups upstream of a delivery."""
        bit = self._bits[delivery]
        return [group for group in self.groups if group.mask & bit]

    def handoffs(self, delivery: HandoffId) -> Iterator[HandoffId]:
        """Yield the handoffs upstream of a delivery."""
        for group in self.groups_of(delivery):
            yield from group.handoffs

    def weigh(
        self, weights: Mapping[HandoffId, float], masks: Iterable[int]
    ) -> Mapping[int, float]:
        """Return for each mask the weights of its deliveries together."""
        bits = [(self._bits[delivery], weight) for delivery, weight in weights.items()]
        return {mask: sum(weight for bit, weight in bits if mask & bit) for mask in set(masks)}

    def count(self, masks: Mapping[int, int]) -> Mapping[int, int]:
        """Return by the bit of each delivery the sum of what is counted under masks with it."""
        return {
            bit: sum(number for mask, number in masks.items() if mask & bit)
            for bit in self._bits.values()
        }

    def _supplier_masks(self) -> Mapping[PartyId, int]:
        masks: dict[PartyId, int] = defaultdict(int)
        for group in self.groups:
            for supplier in {self._flow.handoffs[handoff].supplier for handoff in group.handoffs}:
                masks[supplier] |= group.mask
        return masks


def _handoff_masks(flow: Flow, bits: Mapping[HandoffId, int]) -> Mapping[HandoffId, int]:
    """Return for each handoff upstream of any delivery the bits of those deliveries."""
    masks: dict[HandoffId, int] = defaultdict(int)
    for recipe, mask in _recipe_masks(flow, bits).items():
        for handoff in flow.recipes[recipe].inputs:
            masks[handoff] |= mask
    return masks


def _recipe_masks(flow: Flow, bits: Mapping[HandoffId, int]) -> Mapping[int, int]:
    """Return for each recipe the bits of the deliveries it stands behind.

    Recipes late in the order of the flow go first, so that without cycles each goes once.
    """
    position = {handoff: i for i, handoff in enumerate(flow.order)}
    last = [max((position.get(h, 0) for h in r.inputs), default=0) for r in flow.recipes]
    masks: dict[int, int] = defaultdict(int)
    for target, bit in bits.items():
        masks[flow.recipe(target).index] |= bit
    queued = set(masks)
    waiting = [(-last[index], index) for index in queued]
    heapify(waiting)
    while waiting:
        _, index = heappop(waiting)
        queued.discard(index)
        for before in flow.recipes_behind[index]:
            if masks[before] | masks[index] != masks[before]:
                masks[before] |= masks[index]
                if before not in queued:
                    queued.add(before)
                    heappush(waiting, (-last[before], before))
    return masks
