"""Every fixed word is known in every language, with the same places for what is put in."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from chainmap.app.views import View
from chainmap.diagram.engine.dot import dot
from chainmap.diagram.looks.languages import CATALOGUES, words_in
from chainmap.diagram.looks.words import Language
from tests.diagram.catalogue import spoken, unreadable
from tests.diagram.every_view import drawn, view_of

OTHERS = [language for language in Language if language is not Language.ENGLISH]
LANGUAGE = pytest.mark.parametrize("language", OTHERS)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_is_a_catalogue_for_every_language_but_english() -> None:
    assert list(CATALOGUES) == OTHERS


def test_words_are_only_given_literals_that_a_translator_can_find() -> None:
    assert unreadable() == []


@LANGUAGE
def test_every_word_is_translated(language: Language) -> None:
    assert sorted(set(spoken()) - set(CATALOGUES[language])) == []


@LANGUAGE
def test_no_translation_is_left_over(language: Language) -> None:
    assert sorted(set(CATALOGUES[language]) - set(spoken())) == []


@LANGUAGE
def test_a_translation_has_the_places_of_the_original(language: Language) -> None:
    assert {
        english: said
        for english, said in CATALOGUES[language].items()
        if places(said) != places(english)
    } == {}


@LANGUAGE
def test_a_translation_begins_and_ends_like_the_original(language: Language) -> None:
    """Sentences are put together from parts: a comma in front, a full stop at the end."""
    for english, said in CATALOGUES[language].items():
        assert english.endswith(".") is said.endswith("."), english
        if english[0] in ",;":
            assert said.lstrip()[0] == english[0], english


@LANGUAGE
@pytest.mark.parametrize("view", View)
def test_every_view_can_be_drawn_in_every_language(view: View, language: Language) -> None:
    told = dot(drawn(view.value, words_in(language)))
    assert told != dot(view_of(view.value))
    assert "{" not in re.sub(r"^di?graph .*\{|^\s*(?:subgraph .*)?\{", "", told, flags=re.MULTILINE)


def test_english_stays_english() -> None:
    assert words_in(Language.ENGLISH)("{n} teams", n=3) == "3 teams"


def test_german_sounds_like_a_german_consultant() -> None:
    words = words_in(Language.GERMAN)
    assert words.count(1, "{n} handoff", "{n} handoffs") == "1 Übergabe"
    assert words("lead time") == "Durchlaufzeit"
    assert words("process time") == "Bearbeitungszeit"
