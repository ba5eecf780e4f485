"""Kano's classes: the table as it is printed, and which class a group names."""

from __future__ import annotations

from datetime import date

import pytest

from chainmap.measure.kano import KanoClass, kano, kano_class
from chainmap.model import HandoffId
from chainmap.survey import Answer, Dimension, Feeling

# Berger et al. 1993: rows to have it (functional), columns not to have it (dysfunctional).
PRINTED = """
            like  expect  neutral  live-with  dislike
like        Q     A       A        A          O
expect      R     I       I        I          M
neutral     R     I       I        I          M
live-with   R     I       I        I          M
dislike     R     R       R        R          Q
"""
LETTERS = {
    "A": "attractive",
    "O": "one-dimensional",
    "M": "must-be",
    "I": "indifferent",
    "R": "reverse",
    "Q": "questionable",
}


def printed() -> list[tuple[str, str, str]]:
    head, *lines = (line.split() for line in PRINTED.strip().splitlines())
    return [
        (row[0], column, letter)
        for row in lines
        for column, letter in zip(head, row[1:], strict=True)
    ]


@pytest.mark.parametrize(("having", "lacking", "letter"), printed())
def test_every_cell_of_the_table(having: str, lacking: str, letter: str) -> None:
    found = kano_class(with_it=Feeling(having), without_it=Feeling(lacking))
    assert found.value == LETTERS[letter]


def answers(*pairs: str) -> list[Answer]:
    """Return answers such as `expect/dislike`; nothing behind the stroke is not asked."""
    found = []
    for pair in pairs:
        having, _, lacking = pair.partition("/")
        found.append(
            Answer(
                HandoffId(0),
                Dimension.RELIABILITY,
                date(2026, 1, 1),
                with_it=Feeling(having),
                without_it=Feeling(lacking) if lacking else None,
            )
        )
    return found


def test_the_class_named_most_often_with_its_share() -> None:
    found = kano(answers("expect/dislike", "expect/dislike", "like/dislike", "like/neutral"))
    assert found is not None
    assert (found.mode, found.share, found.count, found.tied) == (KanoClass.MUST_BE, 0.5, 4, ())


def test_of_two_named_equally_often_the_graver_one_counts_and_the_other_is_said() -> None:
    found = kano(answers("like/neutral", "like/dislike", "expect/dislike"))
    assert found is not None
    assert found.mode is KanoClass.MUST_BE
    assert found.tied == (KanoClass.ONE_DIMENSIONAL, KanoClass.ATTRACTIVE)


def test_one_question_alone_has_no_class() -> None:
    assert kano(answers("like", "expect")) is None
