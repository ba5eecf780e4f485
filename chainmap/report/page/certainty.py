"""How sure the page can be: what its figures rest on, and what nobody has said yet."""

from __future__ import annotations

from chainmap.report.page.content import PageContent
from chainmap.report.story.answers import Answers
from chainmap.report.story.certainty import certainty as of_answers


def certainty(content: PageContent) -> tuple[str, ...]:
    """Return in sentences how far the figures can be trusted."""
    answers = Answers(
        flow=content.flow,
        as_of=content.as_of,
        stories=content.stories,
        bottlenecks=content.bottlenecks,
        gaps=content.gaps,
    )
    return of_answers(answers)
