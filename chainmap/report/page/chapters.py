"""One chapter of the page for each story: what the template shows besides the story itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from chainmap.model import Category, Complaint, Handoff
from chainmap.report.page.content import PageContent
from chainmap.report.page.names import anchors
from chainmap.report.page.svg import Picture, embedded
from chainmap.report.story.advice import called
from chainmap.report.story.groups import Group
from chainmap.report.story.steps import StepRow
from chainmap.report.story.telling import Story
from chainmap.units import number


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the page, and the delivery complained of that it is about."""

    anchor: str
    customer: str
    deliverable: str
    supplier: str
    complaints: str


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint as text."""

    anchor: str
    id: str
    date: str
    count: str
    severity: str
    said: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the slowest chain as text; `is_over` where it breaks its own promise."""

    row: StepRow
    promised: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class SuspectLine:
    """A party with its share (0..1) of what stands behind the complaint."""

    team: str
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence, and the command that shows more of it ("" where there is none)."""

    text: str
    command: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A story with its place on the page; `share` (0..1) is its part of all complaint weight.

    `kind` is "" where nobody complained: then a party was asked for.
    """

    link: Link
    story: Story
    kind: str
    share: float
    complaints: tuple[ComplaintRow, ...]
    steps: tuple[StepLine, ...]
    suspects: tuple[SuspectLine, ...]
    next_steps: tuple[Advice, ...]
    contacts: tuple[str, ...]
    shortest: tuple[str, ...]
    picture: Picture | None
    caption: str


def chapters(content: PageContent) -> tuple[Chapter, ...]:
    """Return the chapters in the order of the stories, heaviest first."""
    total = sum(story.group.weight for story in content.stories) or 1.0
    ids = anchors((i for story in content.stories for i in story.ids), prefix="complaint")
    unused = iter(ids)
    return tuple(
        _chapter(story, position, total, tuple(islice(unused, len(story.ids))), picture)
        for position, (story, picture) in enumerate(
            zip(content.stories, content.pictures, strict=True), start=1
        )
    )


def spoken(day: date) -> str:
    """Return a date as it is read.

    >>> spoken(date(2026, 9, 30))
    '30 September 2026'
    """
    return f"{day.day} {day:%B %Y}"


def _chapter(
    story: Story, position: int, total: float, ids: tuple[str, ...], picture: str
) -> Chapter:
    group = story.group
    anchor, caption = f"story-{position}", _caption(group)
    return Chapter(
        link=_link(story, anchor),
        story=story,
        kind=story.category,
        share=group.weight / total,
        complaints=tuple(_complaints(group.complaints, ids)),
        steps=tuple(_steps(story, group.behind.slowest[0].steps)),
        suspects=tuple(
            SuspectLine(row.team, row.share, suspect.share)
            for row, suspect in zip(story.suspects, group.first.suspects, strict=True)
        ),
        next_steps=tuple(map(advice, story.next_steps)),
        contacts=tuple(group.route.contacts) if group.route else (),
        shortest=tuple(group.route.shortest) if group.route else (),
        picture=embedded(picture, prefix=anchor, label=caption) if picture else None,
        caption=caption,
    )


def _caption(group: Group) -> str:
    """Return what the picture of a story shows: of being passed around, the route."""
    about = called(group.behind.delivery)
    complaint = group.first.complaint
    if complaint and complaint.category is Category.PASSED_AROUND and group.route:
        return f"The route of the customer who asked for {about}, and the shortest."
    return f"The slowest chain behind {about}. Arrows run supplier → customer."


def advice(text: str) -> Advice:
    """Return a next step, its command apart.

    >>> advice("Look at it.   chainmap gaps")
    Advice(text='Look at it.', command='chainmap gaps')
    """
    said, _, command = text.partition("   ")
    return Advice(said, command.strip())


def _link(story: Story, anchor: str) -> Link:
    delivery = story.group.behind.delivery
    return Link(
        anchor=anchor,
        customer=delivery.customer,
        deliverable=delivery.deliverable or "the work",
        supplier=delivery.supplier,
        complaints=story.count,
    )


def _complaints(complaints: tuple[Complaint, ...], ids: tuple[str, ...]) -> Iterator[ComplaintRow]:
    for anchor, complaint in zip(ids, complaints, strict=True):
        yield ComplaintRow(
            anchor=anchor,
            id=complaint.id,
            date=spoken(complaint.date) if complaint.date else "–",
            count=number(complaint.count),
            severity=f"{number(complaint.severity)} of 3",
            said=complaint.said or "",
        )


def _steps(story: Story, steps: tuple[Handoff, ...]) -> Iterator[StepLine]:
    for row, step in zip(story.steps, steps, strict=True):
        over = step.overrun is not None and step.overrun > 0 and bool(row.deviation)
        yield StepLine(row, row.promised.removeprefix("promised "), over)
