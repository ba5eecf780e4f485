"""The notes below a slide: the figures, for whoever is asked."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.report.story.steps import StepRow
from chainmap.report.story.telling import Story

_MAX_SUSPECTS = 20


def story_notes(story: Story, footer: str) -> str:
    """Return everything there is to tell about a story, and where it comes from."""
    blocks = [list(block) for block in _blocks(story)]
    return "\n\n".join("\n".join(block) for block in [*blocks, [footer]] if block)


def _blocks(story: Story) -> Iterator[Iterator[str]]:
    yield iter((story.title, *(f"“{quote}”" for quote in story.quotes), story.answer))
    yield _chain(story)
    yield _bridge(story)
    yield iter((f"Right the first time: {story.accuracy}",))
    yield _suspects(story)
    yield _others(story)
    yield _listed("Next", map(str, story.next_steps))
    yield _listed("Not known", story.unknown)
    yield _listed("Cycles: a chain visits no team twice", story.cycles)


def _chain(story: Story) -> Iterator[str]:
    yield story.chain
    yield from map(_step, story.steps)
    yield f"Together {story.total}"


def _step(row: StepRow) -> str:
    figures = ", ".join(filter(None, (row.time, row.promised, row.deviation, row.remark)))
    what = f": {row.deliverable}" if row.deliverable else ""
    return f"{row.number}. {row.supplier} → {row.customer}{what}: {figures}"


def _bridge(story: Story) -> Iterator[str]:
    if story.bridge is not None:
        verb = (
            "Where the {} come from" if story.bridge.is_late else "Where the {} to spare come from"
        )
        yield verb.format(story.bridge.difference)
        yield from (f"{row.amount}  {row.reason}" for row in story.bridge.rows)


def _suspects(story: Story) -> Iterator[str]:
    yield f"Behind it: {story.suspects_by}"
    yield from (f"{row.team} {row.share}" for row in story.suspects[:_MAX_SUSPECTS])
    if len(story.suspects) > _MAX_SUSPECTS:
        yield f"and {len(story.suspects) - _MAX_SUSPECTS} more"


def _others(story: Story) -> Iterator[str]:
    if story.longest is not None:
        yield f"The longest chain: {story.longest.handoffs}, {story.longest.time}."
    for chain in story.slower:
        yield f"Nearly as slow: {chain.time}, {chain.difference}."
    if story.route:
        yield f"Route: {story.route}"


def _listed(heading: str, entries: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    found = list(entries)
    if found:
        yield heading
        yield from (f"- {entry}" for entry in found)
