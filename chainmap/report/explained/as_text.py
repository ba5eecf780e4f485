"""Explanations as text: about whom, each figure with its formula, its inputs and their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from chainmap.report.explained.figures import Explained, Input
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.characters import MAX_CELL
from chainmap.report.text.table import table
from chainmap.units import count

MAX_INPUTS = 40
"""Inputs printed of one figure; JSON has all."""

_WIDE = 2 * MAX_CELL


def as_text(found: Sequence[Explained], *, most: int | None = None, more: str = "") -> str:
    """Return the figures of the whole, then by whom they are about.

    Of more than `most` parties or deliveries it says which command `more` shows them.
    """
    if not found:
        return ""
    title = "Where these figures come from (in hours, rounded only here)"
    groups = [(about, list(same)) for about, same in groupby(found, lambda one: one.about) if about]
    blocks = [title, *("\n".join(_figure(one)) for one in found if not one.about)]
    blocks += ["\n".join(_group(about, same)) for about, same in groups[:most]]
    left = 0 if most is None else len(groups) - most
    if left > 0:
        blocks.append(f"Explained like these: {left:,} more{f': {more}' if more else '.'}")
    return laid_out([block] for block in blocks)


def above(
    footer: str, found: Sequence[Explained] | None, *, most: int | None = None, more: str = ""
) -> str:
    """Return the footer of an answer with the explanation of its figures above it."""
    return "\n\n".join(filter(None, (as_text(found or (), most=most, more=more), footer)))


def _group(about: str, same: Iterable[Explained]) -> list[str]:
    return [about, *indented([line for one in same for line in _figure(one)])]


def _figure(one: Explained) -> list[str]:
    head = " ".join(filter(None, (one.figure, one.text)))
    title = f"{head}: {one.formula}" if one.formula else head
    shown = one.inputs[:MAX_INPUTS]
    rows = table([_row(known) for known in shown], right=frozenset({1}), widest=_WIDE)
    hidden = len(one.inputs) - len(shown)
    more = [f"and {count(hidden, 'more', 'more')}: --format json"] if hidden else []
    return [title, *indented([*(rows if shown else []), *more, *one.lines])]


def _row(known: Input) -> tuple[str, str, str, str]:
    return known.what, known.text, known.how or known.evidence, ", ".join(known.places)
