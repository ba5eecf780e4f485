"""A trace as text: the heaviest story whole, the others in a table."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.report.story.telling import Story
from chainmap.report.text.blocks import indented, laid_out, next_steps, side_by_side
from chainmap.report.text.characters import MAX_CELL, shortened
from chainmap.report.text.table import table

MAX_QUOTES = 3
"""Quotes printed per story; the page shows all."""

MAX_QUOTE = 600
"""Characters of a quote that are printed; the page shows all."""

MAX_LINES = 40
"""Stories in the table; with `--all`, in JSON and on the page there are all."""

MAX_SUSPECTS = 8
"""Suspects printed per story; JSON and the page have all."""


def as_text(stories: Sequence[Story], *, footer: str, whole: int, how_to_see_more: str) -> str:
    """Return the first `whole` stories in full, a table of all if there are more."""
    if not stories:
        return f"No complaint matches, so there is nothing to trace.\n{footer}\n"
    blocks = []
    if len(stories) > 1:
        blocks.append(_overview(stories, most=max(MAX_LINES, whole)))
    blocks += [_story(story) for story in stories[:whole]]
    if len(stories) > whole:
        blocks.append([how_to_see_more])
    blocks.append([footer])
    return laid_out(blocks) + "\n"


def _overview(stories: Sequence[Story], *, most: int) -> list[str]:
    """Return a table with a line a story, of very many the first."""
    hidden = len(stories) - most
    more = [f"  … and {hidden:,} more"] if hidden > 0 else []
    stories = stories[:most]
    if stories[0].ids:
        title = "What hurts, heaviest first (count × severity × value of the customer)"
        rows = table([_COMPLAINT_HEAD, *map(_complaint_row, stories)], right=frozenset({4, 5, 6}))
    else:
        title = "What is delivered, slowest first, with the longest chain behind it"
        rows = table([_DELIVERY_HEAD, *map(_delivery_row, stories)], right=frozenset({3, 4, 5}))
    return [title, *indented(rows), *more]


_COMPLAINT_HEAD = (
    "",
    "Customer",
    "Deliverable",
    "kind",
    "count",
    "late by",
    "right",
    "first suspect",
)
_DELIVERY_HEAD = ("From", "To", "Deliverable", "takes", "handoffs", "right")


def _complaint_row(story: Story) -> tuple[str, ...]:
    first = story.suspects[0] if story.suspects else None
    return (
        story.group.complaints[0].ids[0],
        story.customer,
        story.deliverable,
        story.category,
        story.count,
        f"{_least(story)}{story.bridge.difference}"
        if story.bridge and story.bridge.is_late
        else "–",
        story.right,
        f"{first.team} {first.share}" if first else "–",
    )


def _delivery_row(story: Story) -> tuple[str, ...]:
    parties = (story.supplier, story.customer, story.deliverable)
    least = _least(story)
    return (*parties, f"{least}{story.takes}", f"{least}{story.handoffs}", story.right)


def _least(story: Story) -> str:
    """Return the sign of a figure that a cut search found: it may be more."""
    return "" if story.group.behind.exact else "≥ "


def _story(story: Story) -> list[str]:
    quotes = (shortened(quote, MAX_QUOTE) for quote in story.quotes[:MAX_QUOTES])
    parts = [
        [story.title, *(f"      “{quote}”" for quote in quotes)],
        [story.answer],
        [story.chain, *indented(_steps(story))],
        _bridge(story),
        _accuracy(story),
        _suspects(story),
        _others(story),
        next_steps(story.next_steps),
        _bulleted("Not known", story.unknown),
        _bulleted("Cycles: a chain visits no team twice", story.cycles),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part).split("\n")


def _steps(story: Story) -> list[str]:
    rows = [
        (
            str(step.number),
            f"{shortened(step.supplier)} → {shortened(step.customer)}",
            step.deliverable,
            step.time,
            step.promised,
            step.deviation,
            step.remark,
        )
        for step in story.steps
    ]
    return [
        *table(rows, right=frozenset({0, 3}), widest=2 * MAX_CELL + 3),
        f"     Together {story.total}",
        *([f"     {story.waits}"] if story.waits else []),
    ]


def _bridge(story: Story) -> list[str]:
    if story.bridge is None or not story.bridge.rows:
        return []
    late = "late" if story.bridge.is_late else "to spare"
    rows = [(row.amount, row.reason) for row in story.bridge.rows]
    lines = (f"{amount:>8}   {reason}" for amount, reason in rows)
    return [f"Where the {story.bridge.difference} {late} come from", *lines]


def _accuracy(story: Story) -> list[str]:
    return [story.accuracy, *([f"Route: {story.route}"] if story.route else [])]


def _suspects(story: Story) -> list[str]:
    named = [f"{suspect.team} {suspect.share}" for suspect in story.suspects[:MAX_SUSPECTS]]
    hidden = len(story.suspects) - MAX_SUSPECTS
    if hidden > 0:
        named.append(f"and {hidden} more")
    return [f"Behind this ({story.suspects_by})", *side_by_side(named)]


def _others(story: Story) -> list[str]:
    lines = []
    if story.longest:
        chain = " → ".join(story.longest.teams)
        lines.append(f"Longest chain: {story.longest.handoffs}, {story.longest.time}: {chain}")
    if story.slower:
        rows = [(c.time, c.handoffs, c.difference) for c in story.slower]
        lines += ["Next slowest chains", *indented(table(rows, right=frozenset({0})))]
    return lines


def _bulleted(title: str, sentences: Sequence[str]) -> list[str]:
    return [title, *(f"  {sentence}" for sentence in sentences)] if sentences else []
