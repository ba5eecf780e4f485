"""The catalogues of fixed words, one module a language."""

from __future__ import annotations

from collections.abc import Mapping

from chainmap.diagram.looks.languages import de, es, fr, nl
from chainmap.diagram.looks.words import ENGLISH, Language, Words

CATALOGUES: Mapping[Language, Mapping[str, str]] = {
    Language.GERMAN: de.WORDS,
    Language.DUTCH: nl.WORDS,
    Language.FRENCH: fr.WORDS,
    Language.SPANISH: es.WORDS,
}
"""What the program says in English, and the same in another language."""


def words_in(language: Language) -> Words:
    """Return the fixed words in a language."""
    return Words(language, CATALOGUES[language]) if language in CATALOGUES else ENGLISH
