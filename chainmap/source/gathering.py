"""From files to validated documents: settings, parties, complaints, answers of surveys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePosixPath

from chainmap.issues import Issue, Location
from chainmap.model import PartyKind
from chainmap.source.declarations import Declaration, declare
from chainmap.source.decoding import SourceFile, decode
from chainmap.source.documents import (
    ComplaintEntry,
    CustomerDocument,
    PartyDocument,
    SettingsDocument,
    TeamDocument,
    VendorDocument,
)
from chainmap.source.observed_documents import ObservedDocument
from chainmap.source.places import Plain, YamlPlace
from chainmap.source.rows import empty_file, rows
from chainmap.source.survey_rows import REQUIRED, SURVEY_COLUMNS, SurveyRow, is_survey
from chainmap.source.validation import Entry, known_keys, validate
from chainmap.source.wording import did_you_mean, error, kind_of, nearest, shown
from chainmap.source.yaml_nodes import Document, compose

SETTINGS_FILE = "chainmap.yaml"

_PARTY_MODELS: dict[str, type[PartyDocument]] = {
    "team": TeamDocument,
    "customer": CustomerDocument,
    "vendor": VendorDocument,
}
_KINDS = (*_PARTY_MODELS, "organisation", "observed")
_PARTY_LINE = re.compile(
    r"^(team|customer|vendor):[ \t]+(\S.*?)[ \t]*(?:[ \t]#.*)?\r?$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A party whose document cannot be read, so that its name at least is known."""

    name: str
    kind: PartyKind
    location: Location


@dataclass(frozen=True, slots=True)
class Gathered:
    """The documents of all files, in the order of their paths, and what was wrong with them."""

    issues: tuple[Issue, ...] = ()
    settings: tuple[Entry[SettingsDocument], ...] = ()
    parties: tuple[Declaration, ...] = ()
    complaints: tuple[Entry[ComplaintEntry], ...] = ()
    mentioned: tuple[Mentioned, ...] = ()
    answers: tuple[Entry[SurveyRow], ...] = ()
    observed: tuple[Entry[ObservedDocument], ...] = ()


def gather(files: Iterable[SourceFile]) -> Gathered:
    """Read every file on its own; the order of the files makes no difference."""
    return _together([_read(file) for file in sorted(files, key=lambda f: (f.path, f.content))])


def _together(parts: Sequence[Gathered]) -> Gathered:
    return Gathered(
        issues=tuple(chain.from_iterable(part.issues for part in parts)),
        settings=tuple(chain.from_iterable(part.settings for part in parts)),
        parties=tuple(chain.from_iterable(part.parties for part in parts)),
        complaints=tuple(chain.from_iterable(part.complaints for part in parts)),
        mentioned=tuple(chain.from_iterable(part.mentioned for part in parts)),
        observed=tuple(chain.from_iterable(part.observed for part in parts)),
        answers=tuple(chain.from_iterable(part.answers for part in parts)),
    )


def _read(file: SourceFile) -> Gathered:
    text = decode(file)
    if isinstance(text, Issue):
        readable = file.content.decode("utf-8", errors="replace")
        return Gathered((text,), mentioned=tuple(_mentions(file.path, readable)))
    if file.path.lower().endswith(".csv"):
        survey = is_survey(file.path, text)
        return (_survey_table if survey else _complaint_table)(file.path, text)
    return _yaml(file.path, text)


def _complaint_table(path: str, text: str) -> Gathered:
    table = rows(path, text, known_keys(ComplaintEntry), ("id", "customer", "category"))
    found = [validate(ComplaintEntry, place, place.data()) for place in table.places]
    issues = (*table.issues, *(issue for row in found for issue in row.issues))
    return Gathered(issues, complaints=tuple(entry for row in found for entry in row.entries))


def _survey_table(path: str, text: str) -> Gathered:
    table = rows(path, text, SURVEY_COLUMNS, REQUIRED)
    issues, answers = list(table.issues), []
    for place in table.places:
        found = validate(SurveyRow, place, place.data())
        issues.extend(found.issues)
        if found.document is not None:
            mended = replace(place, is_mended=bool(found.issues))
            answers.append(Entry(found.document, mended))
    return Gathered(tuple(issues), answers=tuple(answers))


def _yaml(path: str, text: str) -> Gathered:
    composed = compose(path, text)
    if composed.issues:
        own = Gathered(composed.issues, mentioned=tuple(_mentions(path, text)))
    elif composed.documents:
        own = Gathered()
    else:
        own = Gathered((empty_file(path),))
    return _together([own, *(_document(document) for document in composed.documents)])


def _document(document: Document) -> Gathered:
    data, place = document.data, document.place
    if isinstance(data, list):
        return _together([_complaint(entry, place, i) for i, entry in enumerate(data)])
    if isinstance(data, dict) and data:
        return _mapping(data, document)
    what = f"{shown(data)} is a text" if isinstance(data, str) else "Nothing stands in the mapping"
    message = f"{what}, where a mapping such as `team: ...` belongs."
    return Gathered((error(place.location(()), "wrong-type", message),))


def _mapping(data: dict[str, Plain], document: Document) -> Gathered:
    kind = next((key for key in data if key in _PARTY_MODELS), None)
    if kind is not None and "organisation" not in data:
        declared = declare(_PARTY_MODELS[kind], document)
        parties = () if declared.declaration is None else (declared.declaration,)
        return Gathered(declared.issues, parties=parties)
    if _is_settings_file(document.place.path) or "organisation" in data:
        settings = validate(SettingsDocument, document.place, data)
        return Gathered(settings.issues, settings=settings.entries)
    if "observed" in data:
        seen = validate(ObservedDocument, document.place, data)
        return Gathered(seen.issues, observed=seen.entries)
    return Gathered((_unknown_kind(data, document.place),))


def _is_settings_file(path: str) -> bool:
    return PurePosixPath(path.replace("\\", "/")).name == SETTINGS_FILE


def _unknown_kind(data: dict[str, Plain], place: YamlPlace) -> Issue:
    inside = {key for model in _PARTY_MODELS.values() for key in known_keys(model)}
    outside = (key for key in data if key not in inside)
    key = next((key for key in outside if nearest(key, _KINDS)), next(iter(data)))
    where = place.location((key,), key=True)
    if key in inside:
        hint = "Begin the document with team: and a name (or with customer: or vendor:)."
        return error(where, "unknown-kind", "Nothing says whose document this is.", hint)
    message = f"{shown(key)} is no kind of document."
    return error(where, "unknown-kind", message, did_you_mean(key, _KINDS))


def _complaint(data: Plain, place: YamlPlace, index: int) -> Gathered:
    own = place.entry(index)
    if isinstance(data, dict):
        found = validate(ComplaintEntry, own, data)
        return Gathered(found.issues, complaints=found.entries)
    message = f"{kind_of(data).capitalize()} stands where a complaint belongs."
    hint = "Write - id: ...; or begin the document with team: ..., if it is no list of complaints."
    return Gathered((error(own.location(()), "wrong-type", message, hint),))


def _mentions(path: str, text: str) -> Iterator[Mentioned]:
    """Yield the parties that lines at the margin declare."""
    for found in _PARTY_LINE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        where = Location(path, line, found.start(2) - found.start() + 1)
        yield Mentioned(found[2].strip("\"'"), PartyKind(found[1]), where)
