"""Documents against their models: pydantic's complaints become issues in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from chainmap.issues import Issue
from chainmap.source.field_reading import Reads
from chainmap.source.places import Loc, Place, Plain
from chainmap.source.wording import did_you_mean, error, kind_of, listed, nearest, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound=BaseModel)

ROUNDS = 6
"""How often a document is read again without its wrong values, before it is given up."""

_MOST_GUESSES = 500
"""Findings of a document whose unknown keys are held against the known ones: that takes long."""

_FOLLOWING = frozenset({"missing", "alternatives-not-100"})
"""Kinds of errors that come from taking wrong values out."""

_WRONG_TYPES = {"model_type": "a mapping", "dict_type": "a mapping"}


@dataclass(frozen=True, slots=True)
class Entry(Generic[M]):
    """A document that was read, and where it stands."""

    document: M
    place: Place


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """What could be read of a document (None: nothing), and what was wrong with it."""

    document: M | None
    place: Place
    issues: tuple[Issue, ...] = ()

    @property
    def entries(self) -> tuple[Entry[M], ...]:
        """The document with its place, if anything could be read of it."""
        return () if self.document is None else (Entry(self.document, self.place),)


def validate(model: type[M], place: Place, data: Plain) -> Validated[M]:
    """Read a document; wrong values are reported and left out, so that the rest is known."""
    issues: list[Issue] = []
    for attempt in range(ROUNDS):
        try:
            return Validated(model.model_validate(data), place, tuple(issues))
        except ValidationError as failed:
            details = failed.errors(include_url=False, include_input=True)
        issues.extend(
            _issue(model, place, detail, guess=len(details) <= _MOST_GUESSES)
            for detail in details
            if not (attempt and detail["type"] in _FOLLOWING) and not _is_misspelled(model, detail)
        )
        wrong = _ways_to_wrong(details)
        if () in wrong:
            break
        for loc in wrong:
            place.remove(loc)
        data = place.data()
    return Validated(None, place, tuple(issues))


def _is_misspelled(model: type[BaseModel], detail: ErrorDetails) -> bool:
    """Return whether a key is missing only because it is written wrongly."""
    written, loc = detail["input"], detail["loc"]
    if detail["type"] != "missing" or not isinstance(written, dict):
        return False
    unknown = set(written).difference(known_keys(model, loc[:-1]))
    return any(nearest(key, (str(loc[-1]),)) for key in unknown)


def _ways_to_wrong(details: list[ErrorDetails]) -> list[Loc]:
    """Return the ways to what is wrong, later entries of a list before earlier ones.

    Where a key is missing, the mapping that lacks it has to go.
    """
    locs = {d["loc"][:-1] if d["type"] == "missing" else d["loc"] for d in details}
    return sorted(locs, key=_document_order, reverse=True)


def _document_order(loc: Loc) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in loc)


def _issue(
    model: type[BaseModel], place: Place, detail: ErrorDetails, *, guess: bool = True
) -> Issue:
    kind, loc = detail["type"], detail["loc"]
    if kind == "extra_forbidden":
        return _unknown_key(model, place, loc, guess=guess)
    if kind == "missing":
        where = place.location(loc)
        hint = "Every entry needs it."
        return error(where, "missing-key", f"{shown(str(loc[-1]))} is missing.", hint)
    where = place.location(loc)
    if kind in _WRONG_TYPES:
        found = kind_of(detail["input"])
        message = f"{_label(loc)}{found} stands where {_WRONG_TYPES[kind]} belongs."
        return error(where, "wrong-type", message, "Write keys with values, such as key: value.")
    context = detail.get("ctx", {})
    return error(where, kind, f"{_label(loc)}{detail['msg']}", context.get("hint"))


def _label(loc: Loc) -> str:
    """Return the name of the key that a message begins with."""
    words: list[str] = []
    for part in reversed(loc):
        if isinstance(part, int):
            if words:
                break
        elif part != "[key]":
            words.insert(0, shown(part))
    return f"{' '.join(words)}: " if words else ""


def _unknown_key(model: type[BaseModel], place: Place, loc: Loc, *, guess: bool) -> Issue:
    key = str(loc[-1])
    known = known_keys(model, loc[:-1])
    where = place.location(loc, key=True)
    if key == "<<":
        hint = "Merging is not supported; write the keys out."
    elif guess:
        hint = did_you_mean(key, known)
    else:
        hint = f"Write {listed(known, 'or')}."
    return error(where, "unknown-key", f"{shown(key)} is no key here.", hint)


def known_keys(model: type[BaseModel], loc: Loc = ()) -> tuple[str, ...]:
    """Return the keys that the mapping at this place may have."""
    for part in loc:
        if isinstance(part, str):
            by_key = {info.alias or name: info for name, info in model.model_fields.items()}
            if part not in by_key:
                break
            below = _model_in((by_key[part].annotation, *by_key[part].metadata))
            model = below or model
    return tuple(info.alias or name for name, info in model.model_fields.items())


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Return the first model in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if isinstance(annotation, Reads):
        return annotation.model
    parts = annotation if isinstance(annotation, tuple) else get_args(annotation)
    return next((found for part in parts if (found := _model_in(part))), None)
