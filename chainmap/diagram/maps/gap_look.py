"""How gaps are shown: gravest first, each with a letter, a colour and a kind of line."""

from __future__ import annotations

from collections.abc import Mapping

from chainmap.analysis.gaps import GapKind

GRAVITY = (
    GapKind.PROMISE_BROKEN,
    GapKind.LOW_RATING,
    GapKind.PROMISE_SHORT_OF_NEED,
    GapKind.UNPROMISED,
    GapKind.BELIEF_DIFFERS,
    GapKind.CUSTOMER_ONLY,
    GapKind.SUPPLIER_ONLY,
    GapKind.UNNEEDED_PROMISE,
    GapKind.NOT_ASKED,
)
"""Gravest first: the customer suffers it today; it will; nobody knows; it is only untidy."""

NAMES: Mapping[GapKind, str] = {
    GapKind.PROMISE_BROKEN: "promise broken",
    GapKind.LOW_RATING: "low rating",
    GapKind.PROMISE_SHORT_OF_NEED: "promise weaker than need",
    GapKind.UNPROMISED: "need not promised",
    GapKind.BELIEF_DIFFERS: "belief and need differ",
    GapKind.CUSTOMER_ONLY: "only the customer says so",
    GapKind.SUPPLIER_ONLY: "only the supplier says so",
    GapKind.UNNEEDED_PROMISE: "promise nobody needs",
    GapKind.NOT_ASKED: "not asked for too long",
}

COLOURS = ("#8a0c12", "#b85500", "#574f9e")
"""Of the grave, the middle and the light kinds: legible as letters, apart in greyscale, too."""


def sign(kind: GapKind) -> str:
    """Return the letter of a kind: A is the gravest."""
    return "ABCDEFGHI"[GRAVITY.index(kind)]


def colour(kind: GapKind) -> str:
    """Return the colour of a kind's lines: one for three kinds, the letter tells them apart."""
    return COLOURS[GRAVITY.index(kind) // 3]


def is_dashed(kind: GapKind) -> bool:
    """Whether its lines are dashed: where the two sides do not even know of each other."""
    return kind in {GapKind.CUSTOMER_ONLY, GapKind.SUPPLIER_ONLY}


def weight(kind: GapKind) -> float:
    """Return the width of its lines: the graver the wider."""
    return (3.0, 2.2, 1.4)[GRAVITY.index(kind) // 3]
