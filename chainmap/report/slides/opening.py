"""The first slides, for a director with one minute: what hurts, where it comes from, what first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from chainmap.deck.shapes import Box, Frame, Item, Line, Slide, line
from chainmap.deck.text import clipped
from chainmap.deck.theme import (
    BAR,
    BODY,
    LARGE,
    MARGIN,
    TOP,
    WHOLE,
    answer,
    text,
)
from chainmap.measure.suspects import Basis
from chainmap.measure.weighing import WeighedBy
from chainmap.report.slides.tables import Column, Listing, table_slides
from chainmap.report.story.actions import Action, actions
from chainmap.report.story.answers import Answers
from chainmap.report.story.certainty import certainty
from chainmap.report.story.footer import footer
from chainmap.report.story.telling import Story
from chainmap.units import count, hours, number, percent

MAX_STORIES = 10
MAX_SUSPECTS = 8
MAX_ACTIONS = 5

_UNTRACED = {Basis.TOUCHPOINT, Basis.NONE}


def opening_slides(answers: Answers, title: str) -> Iterator[Slide]:
    """Yield the cover and the overview."""
    yield _cover(answers, title)
    yield from _what_hurts(answers)
    yield from _where_from(answers)
    yield from _what_first(answers)
    yield _how_sure(answers)


def _cover(answers: Answers, title: str) -> Slide:
    organisation = answers.organisation
    counted = (
        count(len(organisation.teams), "team"),
        count(len(organisation.handoffs), "handoff"),
        count(organisation.complaint_rows, "complaint entry", "complaint entries"),
    )
    day = f"{answers.as_of.day} {answers.as_of:%B %Y}"
    said = (
        f"{organisation.name}, {day}",
        ", ".join(counted),
        "Exposure, not cause: who stands behind complaints, and by how much.",
    )
    rule = Box("rule", "Rule", Frame(0.9, 1.85, 1.2, 0.08), fill=BAR)
    return Slide(title, (rule,), footer(answers.flow, answers.as_of), "\n".join(said))


def _what_hurts(answers: Answers) -> Iterator[Slide]:
    stories = answers.stories
    rows = tuple(_hurt(story, answers) for story in stories[:MAX_STORIES])
    left = len(stories) - len(rows)
    more = f" {count(left, 'lighter one follows', 'lighter ones follow')}." if left else ""
    yield from table_slides(
        Listing(
            "What hurts" if answers.organisation.complaints else "What is delivered",
            _hurting(answers),
            (
                Column("Customer", 2.2, is_bold=True),
                Column("Deliverable", 2.4),
                Column("Kind", 1.4),
                Column("Count", 0.8, is_figure=True),
                Column("Weight", 0.9, is_figure=True),
                Column("Late by", 1.0, is_figure=True),
                Column("Right first time", 1.1, is_figure=True),
                Column("First suspect", 2.6),
            ),
            rows,
            "\n".join(f"{story.title} {story.answer}" for story in stories),
            f"Heaviest first. Weight: share of count × severity × value of the customer.{more}",
        )
    )


def _hurting(answers: Answers) -> str:
    if not answers.stories:
        return "Nothing is delivered to anybody outside, and nobody complains."
    first = answers.stories[0]
    if not answers.organisation.complaints:
        return f"Nobody has complained yet. Slowest: {first.deliverable} for {first.customer}."
    reports = number(sum(story.group.count for story in answers.stories))
    noun = "complaint" if reports == "1" else "complaints"
    about = f"{first.customer} about {first.deliverable}, {first.category}"
    return f"{reports} {noun}. The heaviest: {about}."


def _hurt(story: Story, answers: Answers) -> tuple[str, ...]:
    late = story.bridge.difference if story.bridge and story.bridge.is_late else "–"
    first = story.suspects[0] if story.suspects else None
    return (
        story.customer,
        story.deliverable,
        story.category or "–",
        story.count if story.category else "–",
        percent(story.group.weight / (answers.weight or 1.0)) if story.category else "–",
        late if story.takes != "–" else "–",
        story.right,
        f"{first.team} {first.share}" if first else "–",
    )


def _where_from(answers: Answers) -> Iterator[Slide]:
    charged = _charged(answers)
    if not charged:
        return
    first, share = charged[0]
    traced = sum(s.group.weight for s in answers.stories if s.group.first.basis not in _UNTRACED)
    of_all = percent(traced / (answers.weight or 1.0))
    items: list[Item] = [
        answer(
            f"{first} stands behind {percent(share)} of what can be traced.",
            f"Share of the weight of the traced complaints ({of_all} of all). Exposure, not cause.",
        ),
        *_bars(charged[:MAX_SUSPECTS]),
        *_reliefs(answers),
    ]
    notes = "\n".join(f"{team}: {percent(part)}" for team, part in charged)
    yield Slide("Where it comes from", tuple(items), notes)


def _charged(answers: Answers) -> list[tuple[str, float]]:
    """Return each suspect's part of the weight of all traced complaints, largest first."""
    charged: dict[str, float] = defaultdict(float)
    for story in answers.stories:
        if story.group.first.basis not in _UNTRACED:
            for suspect in story.group.first.suspects:
                charged[suspect.team] += suspect.share * story.group.weight
    total = sum(charged.values()) or 1.0
    ranked = sorted(charged.items(), key=lambda item: (-item[1], item[0]))
    return [(team, part / total) for team, part in ranked]


_LABEL, _LONGEST, _PITCH, _THICK = 2.6, 3.9, 0.6, 0.36
"""Inches of the chart: names, the longest bar, from bar to bar, a bar."""


_RELIEF = Frame(8.6, TOP + 0.15, WHOLE + MARGIN - 8.6, 3.5)


def _bars(charged: Sequence[tuple[str, float]]) -> Iterator[Item]:
    largest = charged[0][1]
    for position, (team, share) in enumerate(charged):
        top = TOP + 0.15 + position * _PITCH
        name = Frame(MARGIN, top, _LABEL, _THICK)
        shown = clipped(team, BODY, _LABEL)
        yield text(f"Name of {team}", name, (line(shown, BODY),), is_top=False)
        bar = Frame(MARGIN + _LABEL + 0.1, top, max(_LONGEST * share / largest, 0.04), _THICK)
        alt = f"{team}: {percent(share)}"
        yield Box(f"bar {position}", team, bar, fill=BAR, alt=alt)
        figure = Frame(bar.right + 0.08, top, 0.9, _THICK)
        yield text(
            f"Share of {team}", figure, (line(percent(share), BODY, bold=True),), is_top=False
        )


def _reliefs(answers: Answers) -> Iterator[Item]:
    found, calendar = answers.bottlenecks, answers.organisation.calendar
    whose = "complaining" if found.weighed_by is WeighedBy.COMPLAINTS else "external"
    half = max(found.teams, key=lambda team: team.leverage, default=None)
    kept = max(found.teams, key=lambda team: team.restore, default=None)
    said: list[Line] = [line("Who could relieve customers most", BODY, bold=True, after=8)]
    if half and half.leverage > 0:
        gain = hours(half.leverage, calendar)
        by = (
            f"{gain} less waiting for {whose} customers, if its times fell by {percent(found.cut)}."
        )
        said += _relief(half.team, by)
    if kept and kept.restore > 0:
        gain = hours(kept.restore, calendar)
        said += _relief(kept.team, f"{gain} less waiting, if it kept its own promises.")
    if len(said) > 1:
        yield text("Relief", _RELIEF, tuple(said))


def _relief(team: str, said: str) -> tuple[Line, Line]:
    name = clipped(team, LARGE, _RELIEF.width, lines=2, bold=True)
    return line(name, LARGE, bold=True), line(said, BODY, after=12)


def _what_first(answers: Answers) -> Iterator[Slide]:
    first = list(_first_actions(answers))
    if not first:
        return
    rows = tuple((f"{n}", action.text, action.why) for n, action in enumerate(first, start=1))
    yield from table_slides(
        Listing(
            "What to do first",
            "Each is a question to the teams that know; the list with owners is at the end.",
            (Column("", 0.35, is_figure=True), Column("Do", 6, is_bold=True), Column("Why", 6)),
            rows,
            "\n".join(_noted(action) for action in first),
        )
    )


def _first_actions(answers: Answers) -> Iterator[Action]:
    """Yield the first step of the heaviest stories, what relieves most, and the first talk."""
    listed = {action.text: action for action in actions(answers)}
    steps = [story.next_steps[0].text for story in answers.stories if story.next_steps]
    of_stories = list(dict.fromkeys(text for text in steps if text in listed))
    texts = of_stories[: MAX_ACTIONS - 2]
    texts += [text for text, action in listed.items() if action.weight is None][:1]
    texts += [text for text in listed if text.startswith("Let ") and " talk: " in text][:1]
    yield from (listed[text] for text in dict.fromkeys(texts))


def _noted(action: Action) -> str:
    see = f" See more: {action.command}" if action.command else ""
    return f"{action.text} {action.why}{see}"


def _how_sure(answers: Answers) -> Slide:
    said = [line(text, LARGE, after=10, bullet=True) for text in certainty(answers)]
    place = Frame(MARGIN, TOP, WHOLE, 4.8)
    return Slide(
        "How sure this is",
        (
            answer("The figures are what the teams wrote down; nobody else has checked them."),
            text("How sure", place, tuple(said)),
        ),
        footer(answers.flow, answers.as_of),
    )
