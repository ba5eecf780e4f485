"""How sure one can be: what the figures rest on, and what nobody has said yet."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.gaps import GapKind
from chainmap.model import Evidence, Handoff, PartyKind
from chainmap.report.story.answers import Answers
from chainmap.units import count, percent


def certainty(answers: Answers) -> tuple[str, ...]:
    """Return in sentences how far the figures can be trusted."""
    handoffs = _inside(answers)
    return tuple(
        filter(
            None,
            (
                _measured(answers),
                _lacking(handoffs, [h for h in handoffs if h.time is None], _NO_TIME),
                _lacking(handoffs, [h for h in handoffs if h.accuracy is None], _NOT_JUDGED),
                _one_sided(answers),
                "The shares show exposure, not cause: who is upstream, and by how much.",
            ),
        )
    )


_NO_TIME = ("has no time and counts as 0 h", "have no time and count as 0 h")
_NOT_JUDGED = (
    "has never been judged by its receiver and counts as always right",
    "have never been judged by their receivers and count as always right",
)


def _inside(answers: Answers) -> tuple[Handoff, ...]:
    """Return the handoffs of the flow; what an external customer hands in has no time of ours."""
    parties = answers.flow.organisation.parties
    return tuple(
        handoff
        for handoff in answers.flow.handoffs
        if handoff.in_flow and parties[handoff.supplier].kind is not PartyKind.CUSTOMER
    )


def _measured(answers: Answers) -> str:
    """Say how many of the distinct steps on the slowest chains are measured."""
    chains = (story.group.behind.slowest[0] for story in answers.stories)
    timed = {step for chain in chains for step in chain.steps if step.time is not None}
    if not timed:
        return ""
    measured = sum(step.evidence is Evidence.MEASURED for step in timed)
    return (
        f"{measured} of {count(len(timed), 'step')} on the slowest chains "
        f"{'is' if measured == 1 else 'are'} measured ({percent(measured / len(timed))})."
    )


def _lacking(all_of: Sequence[Handoff], these: Sequence[Handoff], said: tuple[str, str]) -> str:
    if not these:
        return ""
    return f"{len(these):,} of {count(len(all_of), 'handoff')} {said[len(these) > 1]}."


def _one_sided(answers: Answers) -> str:
    one_sided = {GapKind.SUPPLIER_ONLY, GapKind.CUSTOMER_ONLY}
    found = len({gap.handoff for gap in answers.gaps.gaps if gap.kind in one_sided})
    if not found:
        return ""
    verb = "is" if found == 1 else "are"
    return f"{count(found, 'handoff')} {verb} described by one side only."
