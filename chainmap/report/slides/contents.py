"""What is in the deck, slide by slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chainmap.deck.shapes import Deck, Slide
from chainmap.report.slides.closing import closing_slides
from chainmap.report.slides.departments import department_slides
from chainmap.report.slides.opening import opening_slides
from chainmap.report.slides.party import Looks
from chainmap.report.slides.stories import story_slides
from chainmap.report.slides.tickets import ticket_slides
from chainmap.report.story.answers import Answers
from chainmap.report.story.footer import footer

MAX_STORIES = 30
"""Stories told on slides, heaviest first; the page tells all."""


def deck(
    answers: Answers,
    *,
    title: str | None = None,
    pictures: Sequence[Slide] = (),
    seen: Sequence[Slide] = (),
) -> Deck:
    """Return the deck; `pictures` are slides to show behind the overview, `seen` of a log."""
    heading = title or f"{answers.organisation.name}: what stands behind the complaints"
    slides = (
        *opening_slides(answers, heading),
        *pictures,
        *department_slides(answers),
        *_tickets(answers, seen),
        *_stories(answers),
        *closing_slides(answers),
    )
    said = f"{answers.organisation.name}. {footer(answers.flow, answers.as_of)}"
    return Deck(heading, said, answers.as_of, slides)


def _tickets(answers: Answers, seen: Sequence[Slide]) -> Iterator[Slide]:
    if answers.log is not None:
        yield from ticket_slides(answers.log, answers.organisation.calendar, pictures=seen)


def _stories(answers: Answers) -> Iterator[Slide]:
    calendar = answers.organisation.calendar
    loads = {team.team: team.load.utilisation for team in answers.bottlenecks.teams}
    said = footer(answers.flow, answers.as_of)
    for story in answers.stories[:MAX_STORIES]:
        yield from story_slides(Looks(story, calendar, loads), footer=said)
