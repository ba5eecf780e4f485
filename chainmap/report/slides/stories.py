"""The slides of one story: its slowest chain as native boxes, or the route of the customer."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.deck.shapes import Box, Frame, Item, Line, Run, Slide, line
from chainmap.deck.text import clipped, line_count
from chainmap.deck.theme import (
    CHAIN,
    GREY,
    MARGIN,
    MILD,
    SMALL,
    SMALLEST,
    SUSPECT,
    TOP,
    WHOLE,
    answer,
    text,
)
from chainmap.model import Category
from chainmap.report.slides.grid import Arrows, Part, parts, placed
from chainmap.report.slides.notes import story_notes
from chainmap.report.slides.party import Looks, chain_nodes, route_nodes
from chainmap.report.story.telling import Story

_BAND = Frame(MARGIN, 6.02, WHOLE, 0.7)
"""Who stands behind it, and what to do next."""

_LEGEND = Frame(MARGIN, 6.74, WHOLE, 0.26)
_ROOM = _BAND.top - TOP - 0.12
_MAX_SUSPECTS = 5

_LED_IN, _LED_OUT = 2, 4
"""Of a chain over more slides, so many are shown of its beginning and of its end."""


def story_slides(looks: Looks, *, footer: str) -> Iterator[Slide]:
    """Yield the slides of a story: one, or as many as readable type needs."""
    story = looks.story
    route = _is_routed(story)
    nodes = route_nodes(looks) if route else chain_nodes(looks)
    arrows = Arrows(GREY, is_dashed=True) if route else Arrows(CHAIN)
    found = parts(nodes, _ROOM)
    for number, part in enumerate(found, start=1):
        if _LED_IN < number <= len(found) - _LED_OUT:
            continue
        of = f" ({number} of {len(found)})" if len(found) > 1 else ""
        yield Slide(
            title=f"{_title(story)}{of}",
            items=(
                answer(story.answer, _aside(story, part, found)),
                *placed(part, arrows, room=_ROOM),
                *_band(story),
                *_legend(is_route=route),
            ),
            notes=story_notes(story, footer),
        )


def _is_routed(story: Story) -> bool:
    complaint = story.group.first.complaint
    passed = complaint is not None and complaint.category is Category.PASSED_AROUND
    return passed and story.group.route is not None


def _title(story: Story) -> str:
    if not story.category:
        return f"{story.deliverable} for {story.customer}"
    noun = "complaint" if story.count == "1" else "complaints"
    return f"{story.deliverable} for {story.customer}: {story.category}, {story.count} {noun}"


def _aside(story: Story, part: Part, found: tuple[Part, ...]) -> str:
    if _is_routed(story):
        shortest = story.group.route.shortest if story.group.route else ()
        said = f"The shortest way: {' → '.join(shortest)}." if shortest else ""
    else:
        said = f"{story.chain} {story.waits}".strip()
    if len(found) == 1:
        return said
    where = []
    if len(found) > _LED_IN + _LED_OUT:
        said = f"Only its beginning and its end are shown. {said}"
    if part.before:
        where.append("continues from the slide before")
    if part.after:
        where.append("continues on the next slide")
    return f"It {' and '.join(where)} (dashed box). {said}"


def _band(story: Story) -> Iterator[Item]:
    lines = [_labelled("Behind it", _behind(story), rows=1)]
    if story.next_steps:
        lines.append(_labelled("Next", story.next_steps[0].text, rows=2))
    yield text("Behind it and next", _BAND, tuple(lines))


def _behind(story: Story) -> str:
    """Return as many suspects as fit on a line with what their shares are shares of."""
    said = f"{story.suspects_by}."
    for number in range(min(_MAX_SUSPECTS, len(story.suspects)), 0, -1):
        named = [f"{row.team} {row.share}" for row in story.suspects[:number]]
        if more := len(story.suspects) - number:
            named.append(f"{more} more")
        said = f"{', '.join(named)}: {story.suspects_by}."
        if line_count(f"Behind it: {said}", SMALL, WHOLE) == 1:
            return said
    return said


def _labelled(label: str, said: str, *, rows: int) -> Line:
    """Return a paragraph that begins with a word in bold, cut after so many lines."""
    begin = f"{label}: "
    shown = clipped(f"{begin}{said}", SMALL, WHOLE, lines=rows).removeprefix(begin)
    return Line((Run(begin, SMALL, bold=True), Run(shown, SMALL)), after=1)


def _legend(*, is_route: bool) -> Iterator[Item]:
    if is_route:
        said = "Arrows run the way the customer was sent.  ◆ share: who passed the customer on."
    else:
        said = (
            "Arrows run supplier → customer.  → what is handed over.  Red edge: over its own "
            "promise.  ◆ filled: stands behind the complaint; exposure, not cause."
        )
    for number, fill in enumerate((SUSPECT, MILD)):
        left = MARGIN + number * 0.2
        yield Box(
            f"legend {number}",
            "Legend",
            Frame(left, _LEGEND.top + 0.06, 0.16, 0.14),
            fill=fill,
            edge=GREY,
        )
    place = Frame(MARGIN + 0.5, _LEGEND.top, WHOLE - 0.5, _LEGEND.height)
    yield text("Legend", place, (line(said, SMALLEST, colour=GREY),), is_top=False)
