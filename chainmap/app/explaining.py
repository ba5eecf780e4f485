"""The use case of `--explain`: what figures are made from, and where that stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.files import read_below

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chainmap.analysis.trace import Trace
    from chainmap.flow import Flow
    from chainmap.issues import Location, Subject
    from chainmap.measure.awaited import Awaiting
    from chainmap.model import HandoffId
    from chainmap.report.text.explain_ranking import Ranking


def figure_places(root: Path) -> Mapping[Subject, Mapping[str, Location]]:
    """Return where each figure of the organisation below `root` stands, by subject and key."""
    from chainmap.app.revisions import read_revision, revision_of
    from chainmap.source.figures_at import figures_at
    from chainmap.source.reading import SourceFile

    revision = revision_of(root)
    found = read_below(root) if revision is None else read_revision(revision)
    files = [SourceFile(path=file.name, content=file.content) for file in found.files]
    return figures_at(files, default_name=root.name)


def awaited_in(trace: Trace) -> Mapping[HandoffId, Sequence[Awaiting]]:
    """Return by delivery what the steps of its slowest chain wait for."""
    from chainmap.measure.awaited import awaited_by

    behind = {traced.behind.id: traced.behind for traced in trace.complaints}
    return {id_: awaited_by(b.flow, b.slowest[0].steps) for id_, b in behind.items()}


def ranking_of(flow: Flow) -> Ranking:
    """Return what the ranking of an organisation's teams was made from."""
    from chainmap.measure.load import parts_of
    from chainmap.measure.weighing import weights
    from chainmap.report.text.explain_ranking import Ranking

    _, weight_of = weights(flow)
    return Ranking(
        organisation=flow.organisation,
        weights={flow.handoffs[delivery]: weight for delivery, weight in weight_of.items()},
        parts={team.name: parts for team, parts, _ in parts_of(flow.organisation)},
    )
