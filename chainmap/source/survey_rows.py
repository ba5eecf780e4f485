"""The rows of a survey table: what each column may hold, and how such a table is recognised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import Field

from chainmap.model import Rating
from chainmap.source import fields as f
from chainmap.source import quantities as q
from chainmap.source.documents import ComplaintEntry
from chainmap.source.faults import fault
from chainmap.source.field_reading import Reads, Strict
from chainmap.source.rows import named_columns
from chainmap.source.validation import known_keys
from chainmap.source.wording import listed, nearest, shown
from chainmap.survey import Dimension, Feeling

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError

W = TypeVar("W", bound=StrEnum)

REQUIRED = ("customer", "dimension", "date")
"""The columns without which a table is no survey."""


def _word(words: type[W], code: str, what: str) -> Callable[[str], W]:
    """Return a reader of one of the words, in any case, as forms export them."""

    def read(text: str) -> W:
        bare = text.strip().casefold().replace(" ", "-")
        try:
            return words(bare)
        except ValueError:
            raise _unknown(text, list(words), code, what) from None

    return read


def _unknown(text: str, words: list[W], code: str, what: str) -> PydanticCustomError:
    found = nearest(text, words)
    hint = f"Did you mean {found}? " if found else ""
    hint += f"Write {listed(words, 'or')}."
    return fault(code, f"{shown(text.strip())} is no {what}.", hint)


@lru_cache(maxsize=4096)
def _mark(text: str) -> Rating | float:
    """Read `4/5`, or `4` where the column `scale` says of how many."""
    return q.rating(text) if "/" in text else q.number(text)


@lru_cache(maxsize=256)
def _scale(text: str) -> float:
    value = q.number(text)
    if not value:
        raise fault("out-of-range", "no mark can be given on it.", "Write the best mark: 5.")
    return value


_DIMENSION = _word(Dimension, "unknown-dimension", "dimension of a survey")
_FEELING = _word(Feeling, "unknown-feeling", "answer to this question")

ADate = Annotated[date, Reads(q.iso_date, "a date", {})]
MaybeMark = Annotated[Rating | float | None, Reads(_mark, "a mark", {})]
MaybeFeeling = Annotated[Feeling | None, Reads(_FEELING, "a word", {})]


class SurveyRow(Strict):
    """What one respondent said about one dimension of one handoff."""

    customer: f.Name = Field(description="Who receives it, and was asked.")
    supplier: f.MaybeName = Field(None, description="Who delivers it. May be left out if clear.")
    delivers: f.MaybeName = Field(None, description="The deliverable. May be left out if clear.")
    date: ADate = Field(description="When they were asked: 2026-05-12.")
    respondent: f.MaybeName = Field(
        None, description="A number for who answered, so that nobody counts twice; no name."
    )
    dimension: Annotated[Dimension, Reads(_DIMENSION, "a word", {})] = Field(
        description="reliability, assurance, tangibles, empathy or responsiveness."
    )
    expected: MaybeMark = Field(None, description="What is expected: 5 (with scale), or 5/5.")
    perceived: MaybeMark = Field(None, description="What is perceived, on the same scale.")
    importance: MaybeMark = Field(None, description="How important it is.")
    scale: Annotated[float | None, Reads(_scale, "a number", {})] = Field(
        None, description="The best mark, for marks written without it."
    )
    kano_with: MaybeFeeling = Field(
        None, description="How it is to have it: like, expect, neutral, live-with or dislike."
    )
    kano_without: MaybeFeeling = Field(None, description="How it is not to have it; same words.")


SURVEY_COLUMNS = known_keys(SurveyRow)
_OWN = frozenset(SURVEY_COLUMNS).difference(known_keys(ComplaintEntry))
_OF_COMPLAINTS = frozenset(known_keys(ComplaintEntry)).difference(SURVEY_COLUMNS)


def is_survey(path: str, text: str) -> bool:
    """Return whether a table is one of answers rather than of complaints.

    Its first row decides, by the columns that only one of the two has; where it names as many of
    both, the file's name does.
    """
    columns = named_columns(path, text)
    answers, complaints = len(columns & _OWN), len(columns & _OF_COMPLAINTS)
    if answers == complaints:
        return "survey" in PurePosixPath(path.replace("\\", "/")).name.casefold()
    return answers > complaints
