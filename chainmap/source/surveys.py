"""Finds the handoff that each answer of a survey is about, and holds answers against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chainmap.issues import Issue, Location
from chainmap.model import Handoff, HandoffId, Rating
from chainmap.source.claims import unknown_party
from chainmap.source.names import Names, key_of
from chainmap.source.places import Place
from chainmap.source.subjects import Subjects
from chainmap.source.survey_rows import SurveyRow
from chainmap.source.validation import Entry
from chainmap.source.wording import error, shown, warning
from chainmap.survey import Answer

_SAME_SCALE = (("expected", "perceived"), ("importance",))
"""Marks that are compared or averaged with each other."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers in the order of their places, and what was wrong with others."""

    answers: tuple[Answer, ...]
    issues: tuple[Issue, ...]


def answers_of(
    entries: Iterable[Entry[SurveyRow]],
    *,
    handoffs: Sequence[Handoff],
    names: Names,
    excused: frozenset[str],
) -> Answers:
    """Return the answers, each with its handoff."""
    subjects = Subjects(handoffs, names, excused, kind="answer")
    found: list[tuple[Answer, Place]] = []
    issues: list[Issue] = []
    for entry in sorted(entries, key=lambda entry: entry.place.location(())):
        wrong = [*_name_issues(entry, names), *_mark_issues(entry), *_half_asked(entry)]
        issues.extend(wrong)
        handoff = subjects.find(entry.document, entry.place, called="This answer")
        is_named = not any(issue.code == "unknown-party" for issue in wrong)
        if isinstance(handoff, Issue) and is_named:
            issues.append(handoff)
        elif handoff is not None and not isinstance(handoff, Issue):
            found.append((_answer(entry, handoff), entry.place))
    issues.extend(_twice(found))
    issues.extend(_mixed_scales(found))
    return Answers(tuple(answer for answer, _ in found), tuple(issues))


def _answer(entry: Entry[SurveyRow], handoff: HandoffId) -> Answer:
    row = entry.document
    both = row.kano_with is not None and row.kano_without is not None
    return Answer(
        handoff=handoff,
        dimension=row.dimension,
        date=row.date,
        expected=_rating(row.expected, row.scale),
        perceived=_rating(row.perceived, row.scale),
        importance=_rating(row.importance, row.scale),
        with_it=row.kano_with if both else None,
        without_it=row.kano_without if both else None,
        respondent=row.respondent,
        location=entry.place.location(("customer",)),
    )


def _rating(mark: Rating | float | None, scale: float | None) -> Rating | None:
    if mark is None or isinstance(mark, Rating):
        return mark
    return Rating(mark, scale) if scale is not None else None


def _name_issues(entry: Entry[SurveyRow], names: Names) -> Iterator[Issue]:
    for key in ("customer", "supplier"):
        name = getattr(entry.document, key)
        if name is not None and names.find(name) is None:
            yield unknown_party(name, entry.place.location((key,)), names)


def _mark_issues(entry: Entry[SurveyRow]) -> Iterator[Issue]:
    scale = entry.document.scale
    for key in ("expected", "perceived", "importance"):
        mark = getattr(entry.document, key)
        if not isinstance(mark, float):
            continue
        where = entry.place.location((key,))
        if scale is None and not entry.place.is_mended:
            hint = f"Add the column scale with the best mark, or write {mark:g}/5."
            yield error(where, "no-unit", f"{key}: {mark:g} does not say of how many.", hint)
        elif scale is not None and mark > scale:
            message = f"{key}: {mark:g} is better than the best mark, {scale:g}."
            yield error(where, "bad-rating", message, "Mend the mark or the scale.")


def _half_asked(entry: Entry[SurveyRow]) -> Iterator[Issue]:
    row, place = entry.document, entry.place
    if place.is_mended:
        return
    if (row.kano_with is None) != (row.kano_without is None):
        key = "kano_without" if row.kano_with is None else "kano_with"
        message = f"Only {key} is answered; Kano's classes need both questions."
        hint = "Fill in the other one; until then it is left out."
        yield warning(place.location((key,)), "half-asked", message, hint)
    if not any((row.expected, row.perceived, row.importance, row.kano_with, row.kano_without)):
        message = "This row holds no answer."
        yield warning(place.location(()), "empty-answer", message, "Fill it in, or delete it.")


def _twice(found: Iterable[tuple[Answer, Place]]) -> Iterator[Issue]:
    """Yield the answers that a respondent gave twice on one day."""
    first: dict[object, Location] = {}
    for answer, place in found:
        if answer.respondent is None:
            continue
        who = key_of(answer.respondent)
        where = place.location(("respondent",))
        known = first.setdefault((who, answer.handoff, answer.dimension, answer.date), where)
        if known is not where:
            message = (
                f"{shown(answer.respondent)} answers this on {answer.date} at {known} already."
            )
            yield error(where, "duplicate-answer", message, "Keep one of the two.")


def _mixed_scales(found: Iterable[tuple[Answer, Place]]) -> Iterator[Issue]:
    """Yield the marks on another scale than the first one: they have no common mean."""
    first: dict[tuple[str, ...], tuple[float, Location]] = {}
    for answer, place in found:
        for keys in _SAME_SCALE:
            for key in keys:
                mark: Rating | None = getattr(answer, key)
                if mark is None:
                    continue
                where = place.location((key,))
                scale, at = first.setdefault(keys, (mark.scale, where))
                if mark.scale != scale:
                    message = f"{key}: a mark of {mark.scale:g} here, of {scale:g} at {at}."
                    hint = "Use one scale in all surveys: marks of two have no common mean."
                    yield error(where, "mixed-scale", message, hint)
