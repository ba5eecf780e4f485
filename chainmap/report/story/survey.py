"""What customers of handoffs say, told in sentences: the answer, what to do, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap.analysis.expectations import Expectations, Expected
from chainmap.measure.kano import Kano, KanoClass
from chainmap.measure.means import ENOUGH, Mean
from chainmap.measure.quadrants import Quadrant
from chainmap.measure.small_counts import Interval
from chainmap.report.story.advice import NextStep
from chainmap.report.text.marks import called, mark, pair
from chainmap.units import command, count, quoted

MAX_RIVALS = 3
"""Handoffs named that may be first as well."""

_MOST = 3
"""Handoffs named in one line."""


def asked(found: Expectations) -> str:
    """Return how many answered, about what and when."""
    if not found.handoffs:
        return "Nobody was asked about this."
    by = "" if found.respondents is None else f" by {count(found.respondents, 'person', 'people')}"
    first = min(one.first for one in found.handoffs)
    last = max(one.last for one in found.handoffs)
    best = "" if found.scale is None else f" The best mark is {found.scale:g}."
    about = count(len(found.handoffs), "handoff")
    when = f"on {first}" if first == last else f"{first} to {last}"
    return f"{count(found.answers, 'answer')}{by} about {about}, {when}.{best}"


def answer(found: Expectations) -> Iterator[str]:
    """Yield who falls short most, by how much, and how many others do."""
    if not found.ranked:
        yield f"No handoff has {ENOUGH} answers to a question: nothing is ranked."
        return
    first = found.ranked[0]
    value = first.service.value if first.service else 0.0
    if value >= 0:
        yield "No handoff that is ranked falls short of what its customer expects."
        return
    what = f", {called(first.handoff)}," if first.handoff.deliverable else ""
    yield (
        f"{pair(first.handoff)}{what} falls short most: "
        f"{mark(abs(value))} marks below what is expected{_between(first)}."
    )
    short = sum(one.service is not None and one.service.value < 0 for one in found.ranked)
    verb = "falls" if short == 1 else "fall"
    yield f"{short} of {count(len(found.ranked), 'handoff')} with enough answers {verb} short."


def _between(one: Expected) -> str:
    known = one.service.interval if one.service else None
    return "" if known is None else f" (95 %: {interval(known)})"


def interval(known: Interval | None) -> str:
    """Return the interval of a gap; marks all alike say nothing of how much others differ."""
    if known is None:
        return "all alike"
    return f"{mark(known.low, sign=True)} to {mark(known.high, sign=True)}"


def rivals(found: Expectations) -> Iterator[str]:
    """Yield whether the first may be first by chance."""
    if len(found.ranked) <= 1:
        return
    first = f"{pair(found.ranked[0].handoff)} is first"
    if found.rivals:
        names = ", ".join(pair(rival.handoff) for rival in found.rivals[:MAX_RIVALS])
        more = len(found.rivals) - MAX_RIVALS
        names += f" and {more} more" if more > 0 else ""
        yield f"{first}, but may be so by chance: its interval overlaps that of {names}."
    else:
        yield f"{first} beyond chance: no other interval reaches its own."


def reading(found: Expectations) -> Iterator[str]:
    """Yield how the figures are to be read; the cut points decide, so they are stated."""
    if (cuts := found.cuts) is not None:
        yield (
            f"Advice: importance is high from {cuts.importance:.2f}, performance (perceived) from "
            f"{cuts.performance:.2f}, the {cuts.by}s of the {cuts.figures} figures with "
            f"{ENOUGH} or more answers."
        )
    if any(judged.kano for one in found.handoffs for judged in one.dimensions):
        yield (
            "Kano: must-be, its lack angers and having it pleases nobody; one-dimensional, the "
            "more the better; attractive, nobody misses it and having it delights."
        )
    if found.ranked:
        weighted = all(one.service is not None and one.service.is_weighted for one in found.ranked)
        how = "by their importance" if weighted else "all alike where importance was not asked"
        yield (
            f"The gap of a handoff is over its dimensions with {ENOUGH} or more answers, {how}: a "
            "good one makes up for a bad one. Its interval adds up theirs and is rather too wide."
        )


def next_steps(found: Expectations, source: str) -> Iterator[NextStep]:
    """Yield the next steps, the weightiest first."""
    yield from _shortfall(found, source)
    for said in (*_must_be(found), *_overkill(found), *_ask_again(found)):
        yield NextStep(said)


def unasked(found: Expectations) -> Iterator[str]:
    """Yield what nobody was asked, and which answers are old."""
    if found.unasked:
        names = [f"{called(handoff)} from {handoff.supplier}" for handoff in found.unasked]
        yield f"What external customers think of {_some(names)}: nobody was asked."
    outdated = sum(one.outdated for one in found.handoffs)
    if outdated and found.max_age is not None:
        yield (
            f"Whether {count(outdated, 'answer')} still hold: older than {found.max_age:g} days, "
            "the limit (max_survey_age); they count."
        )
    if found.max_age is None and found.handoffs:
        yield "How old an answer may be: limits in chainmap.yaml has no max_survey_age."


def _shortfall(found: Expectations, source: str) -> Iterator[NextStep]:
    """Yield for the first handoff what falls short most where it matters."""
    if not found.ranked or not (first := found.ranked[0]).service or first.service.value >= 0:
        return
    worst = first.worst
    if worst is None or worst.gap is None or worst.perceived is None or worst.expected is None:
        return
    handoff = first.handoff
    told = command(f"trace --to {quoted(handoff.customer)}", source)
    yield NextStep(
        f"{handoff.supplier}, {handoff.customer}: what does {handoff.customer} mean by "
        f"{worst.dimension} of {called(handoff)}? {mark(worst.perceived.value)} is perceived, "
        f"{mark(worst.expected.value)} expected.",
        told,
    )


def _must_be(found: Expectations) -> Iterator[str]:
    """Yield the must-be that falls short most, behind the first handoff."""
    lacking = [
        (judged.gap.value, pair(one.handoff), judged)
        for one in found.ranked[1:]
        for judged in one.dimensions
        if judged.kano is not None
        and judged.kano.mode is KanoClass.MUST_BE
        and judged.kano.count >= ENOUGH
        and judged.gap is not None
        and judged.gap.is_enough
        and judged.gap.value < 0
    ]
    if lacking:
        value, who, judged = min(lacking, key=lambda one: one[:2])
        yield f"{who}: {judged.dimension} is a must-be and falls short ({mark(value, sign=True)})."


def _overkill(found: Expectations) -> Iterator[str]:
    """Yield where effort might be saved."""
    cuts = found.cuts
    spared = [
        f"{judged.dimension} of {called(one.handoff)} from {one.handoff.supplier}"
        for one in found.handoffs
        for judged in one.dimensions
        if cuts is not None
        and cuts.quadrant(judged) is Quadrant.OVERKILL
        and (judged.gap is None or judged.gap.value >= 0)
    ]
    if spared:
        yield f"Ask whether effort can move from here: {_some(spared)} (good, matters less)."


def _ask_again(found: Expectations) -> Iterator[str]:
    old = [pair(one.handoff) for one in found.handoffs if one.outdated == one.answers]
    if old:
        yield f"Ask again: all answers about {_some(old)} are older than the limit."
    few = [pair(one.handoff) for one in found.unranked if one.service is not None]
    if few:
        yield f"Ask {ENOUGH} people or more about {_some(few)}; fewer make no ranking."


def _some(names: list[str]) -> str:
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {more} more" if more > 0 else "")


def spread(gap: Mean | None) -> str:
    """Return the interval of a gap, or that too few answered."""
    if gap is None:
        return "–"
    return interval(gap.interval) if gap.is_enough else "too few"


def kano_class(known: Kano | None) -> str:
    """Return the class with how many named it, as small counts are read best."""
    if known is None:
        return "–"
    named = " or ".join((known.mode, *known.tied))
    return f"{named}, {round(known.share * known.count)} of {known.count}"
