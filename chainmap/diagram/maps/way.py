"""How a line of a map runs: what steers it, and which of its ends stands left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Way:
    """How a line runs: what tells Graphviz, and whether its customer stands left of its supplier.

    A `loose` line does not say who stands left of whom.
    """

    look: Mapping[str, str] = field(default_factory=dict)
    backwards: bool = False

    @property
    def is_loose(self) -> bool:
        """Whether the layout takes no notice of the line."""
        return self.look.get("constraint") == "false"

    def in_two(self) -> tuple[Way, Way]:
        """Return the way to words in the middle, and the way on from them."""
        to_words = {name: value for name, value in self.look.items() if name != "headport"}
        from_words = {name: value for name, value in self.look.items() if name != "tailport"}
        return replace(self, look=to_words), replace(self, look=from_words)
