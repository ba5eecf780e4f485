"""What to do about gaps: who agrees on what, and where the rest can be seen."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.gaps import Gaps, Talk
from chainmap.model import Organisation
from chainmap.report.story.advice import called
from chainmap.report.text.blocks import next_steps
from chainmap.units import command, quoted


def next_lines(result: Gaps, organisation: Organisation) -> list[str]:
    """Return what a lead should do next: first who should talk first."""
    return next_steps(_steps(result, organisation))


def _steps(result: Gaps, organisation: Organisation) -> Iterator[str]:
    source = organisation.source
    if result.talks:
        yield _agree(result.talks[0], organisation)
        yield f"Show them all on one sheet:   {command('draw gaps -o gaps.svg', source)}"
    yield f"See whether the promises fit what customers were told:   {command('promises', source)}"


def _agree(talk: Talk, organisation: Organisation) -> str:
    what = " and ".join(dict.fromkeys(called(gap.handoff) for gap in talk.gaps))
    told = f"{talk.supplier}, {talk.customer}: agree on {what}, and write it into both files."
    team = next(filter(organisation.is_team, (talk.supplier, talk.customer)), None)
    return f"{told}   {command(f'team {quoted(team)}', organisation.source)}" if team else told
