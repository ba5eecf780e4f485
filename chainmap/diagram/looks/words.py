"""The fixed words of a picture, in the reader's language; names are never translated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Language(StrEnum):
    """The languages that the fixed words are known in."""

    ENGLISH = "en"
    GERMAN = "de"
    DUTCH = "nl"
    FRENCH = "fr"
    SPANISH = "es"


@dataclass(frozen=True, slots=True)
class Words:
    """Says fixed words in a language; what the catalogue lacks stays English."""

    language: Language = Language.ENGLISH
    catalogue: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __call__(self, english: str, /, **values: object) -> str:
        """Return the words, with the values in their places.

        >>> ENGLISH("{hours} h a day", hours=8)
        '8 h a day'
        """
        said = self.catalogue.get(english, english)
        return said.format(**values) if values else said

    def count(self, number: int, one: str, many: str) -> str:
        """Return a number of things: `one` for a single one, else `many`, both with {n}.

        >>> ENGLISH.count(2, "{n} team", "{n} teams")
        '2 teams'
        """
        return self(one if number == 1 else many, n=f"{number:,}")


ENGLISH = Words()
