"""What a complaint is about, in a word or two; and the sign of a gap."""

from __future__ import annotations

from chainmap.diagram.looks.words import Words
from chainmap.model import Category

GAP = "!"
"""The sign of a gap, beside any colour."""


def category_words(words: Words, category: Category) -> str:
    """Return what a complaint is about."""
    return {
        Category.LATE: words("late"),
        Category.WRONG: words("wrong"),
        Category.INCOMPLETE: words("incomplete"),
        Category.PASSED_AROUND: words("passed around"),
        Category.UNREACHABLE: words("unreachable"),
        Category.ATTITUDE: words("attitude"),
        Category.PRICE: words("price"),
        Category.OTHER: words("other"),
    }[category]
