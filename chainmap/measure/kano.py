"""What having a thing, or not, does to those who get it: Kano's classes.

Evaluation table of Kano, Seraku, Takahashi and Tsuji (1984), as printed by Berger et al. in
"Kano's methods for understanding customer-defined quality" (Center for Quality of Management
Journal 2(4), 1993). Of classes named equally often the one with the graver consequences counts:
must-be before one-dimensional before attractive before indifferent (ibid.).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chainmap.survey import Answer, Feeling


class KanoClass(StrEnum):
    """What it is to those who were asked; of two named equally often the first here counts."""

    MUST_BE = "must-be"
    ONE_DIMENSIONAL = "one-dimensional"
    ATTRACTIVE = "attractive"
    INDIFFERENT = "indifferent"
    REVERSE = "reverse"
    QUESTIONABLE = "questionable"


_LETTERS = {
    "M": KanoClass.MUST_BE,
    "O": KanoClass.ONE_DIMENSIONAL,
    "A": KanoClass.ATTRACTIVE,
    "I": KanoClass.INDIFFERENT,
    "R": KanoClass.REVERSE,
    "Q": KanoClass.QUESTIONABLE,
}
_TABLE = {
    Feeling.LIKE: "QAAAO",
    Feeling.EXPECT: "RIIIM",
    Feeling.NEUTRAL: "RIIIM",
    Feeling.LIVE_WITH: "RIIIM",
    Feeling.DISLIKE: "RRRRQ",
}
"""Rows: to have it; columns: not to have it; both in the order of `Feeling`."""


def kano_class(*, with_it: Feeling, without_it: Feeling) -> KanoClass:
    """Return the class that two answers of one person make.

    >>> kano_class(with_it=Feeling.EXPECT, without_it=Feeling.DISLIKE).value
    'must-be'
    """
    return _LETTERS[_TABLE[with_it][list(Feeling).index(without_it)]]


@dataclass(frozen=True, slots=True)
class Kano:
    """How often each class was named, and which most often; `share` is that one's, 0..1.

    `tied` are other classes named as often.
    """

    mode: KanoClass
    share: float
    count: int
    counts: tuple[tuple[KanoClass, int], ...]
    tied: tuple[KanoClass, ...]


def kano(answers: Iterable[Answer]) -> Kano | None:
    """Return the class of a thing by the answers to both questions, None where nobody gave them."""
    named = Counter(
        kano_class(with_it=answer.with_it, without_it=answer.without_it)
        for answer in answers
        if answer.with_it is not None and answer.without_it is not None
    )
    if not named:
        return None
    most = max(named.values())
    first, *others = [found for found in KanoClass if named[found] == most]
    counts = tuple((found, named[found]) for found in KanoClass if named[found])
    return Kano(first, most / named.total(), named.total(), counts, tuple(others))
