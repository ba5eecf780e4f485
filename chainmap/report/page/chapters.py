"""One chapter of the page for each delivery and kind of complaint: what the template shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from chainmap.measure.suspects import Basis
from chainmap.model import Calendar, Complaint, Handoff, HandoffId
from chainmap.report.page.content import PageContent, PagePicture
from chainmap.report.page.directory import Directory
from chainmap.report.page.figures import NOTHING, Figure, duration
from chainmap.report.page.names import anchors
from chainmap.report.page.tellings import Telling, telling
from chainmap.report.story.advice import NextStep
from chainmap.report.story.steps import StepRow
from chainmap.report.story.telling import Story
from chainmap.units import count, number, percent


@dataclass(frozen=True, slots=True)
class Link:
    """A place on the page, and the delivery complained of that it is about."""

    anchor: str
    customer: str
    deliverable: str
    supplier: str


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """One complaint as text; `number` counts all complaints on the page."""

    number: int
    anchor: str
    id: str
    date: Figure
    count: Figure
    severity: Figure
    said: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the slowest chain as text; `is_over` where it breaks its own promise."""

    row: StepRow
    time: Figure
    promised: Figure
    deviation: Figure
    is_over: bool


@dataclass(frozen=True, slots=True)
class SuspectLine:
    """A party with its share (0..1) of what stands behind the complaints."""

    team: str
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Chapter:
    """All complaints of one kind about one delivery; `story` is the heaviest of its stories.

    `number` counts from 1; `share` (0..1) is its part of all complaint weight, `traced` the part
    for which suspects were found. `kind` is "" where nobody complained: a party was asked for.
    """

    number: int
    link: Link
    story: Story
    stories: tuple[Story, ...]
    kind: str
    answer: str
    count: Figure
    share: float
    traced: float
    complaints: tuple[ComplaintRow, ...]
    steps: tuple[StepLine, ...]
    suspects: tuple[SuspectLine, ...]
    suspects_by: str
    next_steps: tuple[NextStep, ...]
    tellings: tuple[Telling, ...]

    @property
    def delivery(self) -> HandoffId:
        """What was complained of."""
        return self.story.group.behind.id

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its complaints."""
        return tuple(row.number for row in self.complaints)

    @property
    def quote(self) -> str:
        """What the heaviest complaint with words says, "" where none has any."""
        return next((row.said for row in self.complaints if row.said), "")

    @property
    def least(self) -> str:
        """What stands before times where a cut search found them: it may be more."""
        return "" if self.story.group.behind.exact else "at least "


def chapters(content: PageContent, directory: Directory) -> tuple[Chapter, ...]:
    """Return the chapters, heaviest first."""
    total = sum(story.group.weight for story in content.stories) or 1.0
    together: dict[object, list[tuple[Story, PagePicture]]] = defaultdict(list)
    for story, picture in zip(content.stories, content.pictures, strict=True):
        together[story.section].append((story, picture))
    ordered = sorted(together.values(), key=lambda told: -_weight([story for story, _ in told]))
    ids = [i for told in ordered for story, _ in told for i in story.ids]
    unused = iter(enumerate(anchors(ids, prefix="complaint"), start=1))
    return tuple(
        _chapter(number, told, total, unused, directory)
        for number, told in enumerate(ordered, start=1)
    )


def spoken(day: date) -> str:
    """Return a date as it is read.

    >>> spoken(date(2026, 9, 30))
    '30 September 2026'
    """
    return f"{day.day} {day:%B %Y}"


def _chapter(
    number: int,
    told: Sequence[tuple[Story, PagePicture]],
    total: float,
    unused: Iterator[tuple[int, str]],
    directory: Directory,
) -> Chapter:
    stories = tuple(story for story, _ in told)
    first = stories[0]
    complaints = tuple(tuple(_complaints(story.group.complaints, unused)) for story in stories)
    traced = [story for story in stories if _is_traced(story)]
    tellings = tuple(
        telling(told[n], [row.number for row in rows], f"picture-{number}-{n + 1}", directory)
        for n, rows in enumerate(complaints)
    )
    return Chapter(
        number=number,
        link=_link(first, f"story-{number}"),
        story=first,
        stories=stories,
        kind=first.category,
        answer=_answer(stories),
        count=_counted(sum(story.group.count for story in stories)),
        share=_weight(stories) / total,
        traced=_weight(traced) / total,
        complaints=tuple(row for rows in complaints for row in rows),
        steps=tuple(_steps(first, directory.organisation.calendar)),
        suspects=_suspects(traced or stories[:1]),
        suspects_by=(traced or stories)[0].suspects_by,
        next_steps=tuple(dict.fromkeys(step for story in stories for step in story.next_steps)),
        tellings=tellings,
    )


def _weight(stories: Sequence[Story]) -> float:
    return sum(story.group.weight for story in stories)


def _is_traced(story: Story) -> bool:
    return story.group.first.basis not in {Basis.TOUCHPOINT, Basis.NONE}


def _answer(stories: Sequence[Story]) -> str:
    if len(stories) == 1:
        return stories[0].answer
    return f"Customers were sent along {count(len(stories), 'route')}. {stories[0].answer}"


def _suspects(stories: Sequence[Story]) -> tuple[SuspectLine, ...]:
    """Return the suspects of stories together, by the weights of the stories."""
    charged: dict[str, float] = defaultdict(float)
    for story in stories:
        for suspect in story.group.first.suspects:
            charged[suspect.team] += suspect.share * story.group.weight
    total = sum(charged.values()) or 1.0
    ranked = sorted(charged.items(), key=lambda item: (-item[1], item[0]))
    return tuple(SuspectLine(team, percent(part / total), part / total) for team, part in ranked)


def _link(story: Story, anchor: str) -> Link:
    delivery = story.group.behind.delivery
    return Link(
        anchor=anchor,
        customer=delivery.customer,
        deliverable=delivery.deliverable or "the work",
        supplier=delivery.supplier,
    )


def _complaints(
    complaints: Sequence[Complaint], unused: Iterator[tuple[int, str]]
) -> Iterator[ComplaintRow]:
    places = islice(unused, len(complaints))
    for (position, anchor), complaint in zip(places, complaints, strict=True):
        day = complaint.date
        yield ComplaintRow(
            number=position,
            anchor=anchor,
            id=complaint.id,
            date=Figure(spoken(day), day.toordinal()) if day else NOTHING,
            count=_counted(complaint.count),
            severity=Figure(f"{number(complaint.severity)} of 3", complaint.severity),
            said=complaint.said or "",
        )


def _counted(value: float) -> Figure:
    return Figure(number(value), value)


def _steps(story: Story, calendar: Calendar) -> Iterator[StepLine]:
    steps: tuple[Handoff, ...] = story.group.behind.slowest[0].steps
    for row, step in zip(story.steps, steps, strict=True):
        promise = step.own_promise.hours if step.own_promise else None
        yield StepLine(
            row=row,
            time=Figure(row.time, step.time),
            promised=duration(promise, calendar) if promise is not None else Figure(""),
            deviation=Figure(row.deviation, step.overrun if row.deviation else None),
            is_over=step.overrun is not None and step.overrun > 0 and bool(row.deviation),
        )
