"""Compare: two states of an organisation, directories or git revisions, and the gaps of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chainmap.analysis.gaps import Gap
    from chainmap.flow import Flow
    from chainmap.measure.renaming import Successors
    from chainmap.report.compare.compared import Compared


def compare(before: Path, after: Path, *, as_of: date) -> Compared:
    """Compare two states; gaps of both are those of one day."""
    from chainmap.app.answers import open_flow

    return compared(open_flow(before), open_flow(after), as_of=as_of)


def compared(before: Flow, after: Flow, *, as_of: date) -> Compared:
    """Compare two states that are open already."""
    from chainmap.analysis.comparison import comparison
    from chainmap.analysis.gaps import gaps
    from chainmap.measure.renaming import Successors
    from chainmap.report.compare.compared import Compared

    found = comparison(before=before, after=after)
    old = _by_key(gaps(before, as_of=as_of).gaps, found.successors)
    new = _by_key(gaps(after, as_of=as_of).gaps, Successors())
    return Compared(
        found,
        gaps_added=tuple(gap for key, gap in new.items() if key not in old),
        gaps_removed=tuple(gap for key, gap in old.items() if key not in new),
    )


def _by_key(gaps: Iterable[Gap], successors: Successors) -> Mapping[tuple[str, ...], Gap]:
    return {(gap.kind, *successors.key(gap.handoff)): gap for gap in gaps}
