"""Where quality is lost, if accuracies are as they may be: the shares of suspects in many worlds.

The rule is that of the suspects, -ln(accuracy) of each handoff upstream, with every accuracy drawn
as the items that it was judged by admit (see `doubt`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from chainmap.flow import Flow
from chainmap.measure.doubt import Figures, drawn_losses
from chainmap.measure.upstream import Upstream
from chainmap.model import HandoffId, PartyId


def wrong_shares(
    flow: Flow,
    deliveries: Iterable[HandoffId],
    *,
    columns: Mapping[PartyId, int],
    worlds: int,
    dice: np.random.Generator,
) -> Mapping[HandoffId, Figures]:
    """Return by delivery the shares of the suspects (column) in each world (row).

    Parties without a column have the last one in common. A delivery behind something that is never
    right is left out: that outweighs all else, whatever the other figures are.
    """
    upstream = Upstream(flow, of=sorted(deliveries))
    losses = _Losses(flow, columns, worlds, dice)
    of_group = {group.mask: losses.summed(group.handoffs) for group in upstream.groups}
    found = {}
    for target in sorted(deliveries):
        groups = [of_group[group.mask] for group in upstream.groups_of(target)]
        charged = np.sum([losses.summed([target]), *groups], axis=0).T
        total = charged.sum(axis=1, keepdims=True)
        if np.isfinite(total).all():
            found[target] = charged / np.where(total > 0, total, 1)
    return found


class _Losses:
    """-ln(accuracy) of every handoff that is not always right, in each world."""

    def __init__(
        self,
        flow: Flow,
        columns: Mapping[PartyId, int],
        worlds: int,
        dice: np.random.Generator,
    ) -> None:
        accuracies = {
            HandoffId(i): known.accuracy
            for i, known in enumerate(flow.handoffs)
            if known.accuracy is not None and known.accuracy < 1
        }
        self._row = {handoff: row for row, handoff in enumerate(accuracies)}
        self._drawn = drawn_losses(accuracies.values(), worlds=worlds, dice=dice)
        suppliers = (flow.handoffs[handoff].supplier for handoff in accuracies)
        self._column = np.array([columns.get(s, len(columns)) for s in suppliers], dtype=np.intp)
        self._shape = (len(columns) + 1, worlds)

    def summed(self, handoffs: Iterable[HandoffId]) -> Figures:
        """Return the sum over some handoffs by column and world."""
        rows = [self._row[handoff] for handoff in handoffs if handoff in self._row]
        charged = np.zeros(self._shape)
        np.add.at(charged, self._column[rows], self._drawn[rows])
        return charged
