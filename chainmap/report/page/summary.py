"""What a director reads in a minute: what hurts, where it comes from, what to do first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chainmap.analysis.bottlenecks import Bottleneck, Bottlenecks
from chainmap.analysis.gaps import Talk
from chainmap.measure.weighing import WeighedBy
from chainmap.model import Handoff
from chainmap.report.page.certainty import certainty
from chainmap.report.page.chapters import Chapter, Link, spoken
from chainmap.report.page.content import PageContent
from chainmap.report.page.figures import Figure
from chainmap.report.story.advice import NextStep
from chainmap.units import command, count, hours, number, percent

MAX_SUSPECTS = 6
MAX_LINKS = 3
MAX_STORIES = 3
"""Next steps of so many stories are among what to do first."""

_WORTH_NAMING = 1e-9
"""Hours below which nobody gains anything."""


@dataclass(frozen=True, slots=True)
class Share:
    """A name with its part (0..1) of all complaint weight, and the same as text."""

    name: str
    share: float
    text: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Complaints of one kind: how many, their part of all weight, and where they are told.

    `links` are the heaviest deliveries once each, `more` counts those left out.
    """

    complaints: Figure
    share: Share
    links: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Relief:
    """The team that would relieve complaining customers most, and by how much on average."""

    team: str
    gain: str


@dataclass(frozen=True, slots=True)
class First:
    """Something to do first; `link` is the story it comes from."""

    advice: NextStep
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The facts of the first page; None and empty where the files do not say enough.

    `traced` is the part (0..1) of complaint weight for which suspects could be found by time,
    accuracy or route; the `suspects` share only that part.
    """

    complaints: str
    period: str
    heaviest: Chapter | None
    kinds: tuple[Kind, ...]
    suspects: tuple[Share, ...]
    traced: Share
    leverage: Relief | None
    restore: Relief | None
    weighed_by_complaints: bool
    first: tuple[First, ...]
    certainty: tuple[str, ...]


def summary(content: PageContent, chapters: Sequence[Chapter]) -> Summary:
    """Return the facts of the first page."""
    found = content.bottlenecks
    reports = sum(chapter.count.value or 0.0 for chapter in chapters)
    return Summary(
        complaints=_counted(reports),
        period=_period(chapters),
        heaviest=chapters[0] if chapters else None,
        kinds=_kinds(chapters),
        suspects=_suspects(chapters)[:MAX_SUSPECTS],
        traced=_traced(chapters),
        leverage=_relief(content, found.teams[:1], "leverage"),
        restore=_relief(content, _by_restore(found), "restore"),
        weighed_by_complaints=found.weighed_by is WeighedBy.COMPLAINTS,
        first=tuple(_first(content, chapters)),
        certainty=certainty(content),
    )


def _counted(reports: float) -> str:
    text = number(reports)
    return f"{text} {'complaint' if text == '1' else 'complaints'}"


def _period(chapters: Iterable[Chapter]) -> str:
    """Return from when to when customers complained, "" where no complaint has a date."""
    stories = (story for chapter in chapters for story in chapter.stories)
    complaints = (c for story in stories for c in story.group.complaints)
    dates = sorted({day.date for complaint in complaints for day in complaint.came if day.date})
    if not dates:
        return ""
    return " to ".join(dict.fromkeys((spoken(dates[0]), spoken(dates[-1]))))


def _kinds(chapters: Iterable[Chapter]) -> tuple[Kind, ...]:
    """Return the kinds of complaints, heaviest first; chapters are in that order already."""
    by_kind: dict[str, list[Chapter]] = defaultdict(list)
    for chapter in chapters:
        by_kind[chapter.kind].append(chapter)
    kinds = [_kind(name, members) for name, members in by_kind.items()]
    return tuple(sorted(kinds, key=lambda kind: (-kind.share.share, kind.share.name)))


def _count(members: Iterable[Chapter]) -> Figure:
    value = sum(chapter.count.value or 0.0 for chapter in members)
    return Figure(number(value), value)


def _kind(name: str, members: Sequence[Chapter]) -> Kind:
    share = sum(chapter.share for chapter in members)
    first: dict[Handoff, Link] = {}
    for chapter in members:
        first.setdefault(chapter.story.group.behind.delivery, chapter.link)
    links = tuple(first.values())
    return Kind(
        _count(members),
        Share(name or "asked for", share, percent(share)),
        links[:MAX_LINKS],
        max(len(links) - MAX_LINKS, 0),
    )


def _traced(chapters: Iterable[Chapter]) -> Share:
    share = sum(chapter.traced for chapter in chapters)
    return Share("traced", share, percent(share))


def _suspects(chapters: Iterable[Chapter]) -> tuple[Share, ...]:
    """Return each suspect's part of the weight of all traced complaints, largest first."""
    charged: dict[str, float] = defaultdict(float)
    for chapter in chapters:
        for suspect in chapter.suspects:
            charged[suspect.team] += suspect.share * chapter.traced
    total = sum(charged.values()) or 1.0
    ranked = sorted(
        ((team, part) for team, part in charged.items() if part),
        key=lambda item: (-item[1], item[0]),
    )
    return tuple(Share(team, part / total, percent(part / total)) for team, part in ranked)


def _by_restore(found: Bottlenecks) -> tuple[Bottleneck, ...]:
    return tuple(sorted(found.teams, key=lambda team: (-team.restore, team.team)))[:1]


def _relief(content: PageContent, first: Sequence[Bottleneck], measure: str) -> Relief | None:
    calendar = content.organisation.calendar
    for team in first:
        gain = team.leverage if measure == "leverage" else team.restore
        if gain > _WORTH_NAMING:
            return Relief(team.team, hours(gain, calendar))
    return None


def _first(content: PageContent, chapters: Sequence[Chapter]) -> Iterator[First]:
    """Yield the first steps of the heaviest stories, of the bottleneck, and the first talk."""
    said = set()
    for chapter in chapters[:MAX_STORIES]:
        for step in chapter.next_steps[:1]:
            if step.text not in said:
                said.add(step.text)
                yield First(step, chapter.link)
    yield from reliefs(content)
    for talk in content.gaps.talks[:1]:
        yield First(NextStep(talk_advice(talk), command("gaps", content.organisation.source)))


def reliefs(content: PageContent) -> Iterator[First]:
    """Yield what to ask the first teams by leverage and by restore; once, if they are the same."""
    found = content.bottlenecks
    whose = "complaining" if found.weighed_by is WeighedBy.COMPLAINTS else "external"
    see = command("bottlenecks", content.organisation.source)
    half = _relief(content, found.teams[:1], "leverage")
    kept = _relief(content, _by_restore(found), "restore")
    if half and not (kept and kept.team == half.team):
        yield First(
            NextStep(
                f"Ask {half.team} what would take {percent(found.cut)} off its times: {whose} "
                f"customers would wait {half.gain} less on average. It is first by leverage.",
                see,
            )
        )
    if kept:
        both = half is not None and half.team == kept.team
        yield First(
            NextStep(
                f"Ask {kept.team} what it needs to keep its own promises: {whose} customers would "
                f"wait {kept.gain} less on average. It is first by "
                f"{'leverage, too' if both else 'restore'}.",
                see,
            )
        )


def talk_advice(talk: Talk) -> str:
    """Return whom to let talk with whom, and how much there is to talk about."""
    gaps = count(len(talk.gaps), "gap")
    lies = "lies" if len(talk.gaps) == 1 else "lie"
    return f"Let {talk.supplier} and {talk.customer} talk: {gaps} {lies} between them."
