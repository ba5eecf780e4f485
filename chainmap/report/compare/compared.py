"""Everything two states are compared by, as one value."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.analysis.comparison import Comparison
from chainmap.analysis.gaps import Gap


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs; gaps that came and gaps that went, in the order of who should talk first."""

    result: Comparison
    gaps_added: tuple[Gap, ...]
    gaps_removed: tuple[Gap, ...]
