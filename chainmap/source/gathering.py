"""From files to validated documents: settings, parties, complaints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from chainmap.issues import Issue, Location
from chainmap.model import PartyKind
from chainmap.source.declarations import Declaration, declaration
from chainmap.source.decoding import SourceFile, decode
from chainmap.source.documents import (
    ComplaintEntry,
    CustomerDocument,
    PartyDocument,
    SettingsDocument,
    TeamDocument,
    VendorDocument,
)
from chainmap.source.places import Plain, YamlPlace, start_of
from chainmap.source.rows import rows
from chainmap.source.validation import Entry, known_keys, validate
from chainmap.source.wording import did_you_mean, error, nearest, shown
from chainmap.source.yaml_nodes import Document, compose

SETTINGS_FILE = "chainmap.yaml"

_PARTY_MODELS: dict[str, type[PartyDocument]] = {
    "team": TeamDocument,
    "customer": CustomerDocument,
    "vendor": VendorDocument,
}
_KINDS = (*_PARTY_MODELS, "organisation")
_PARTY_LINE = re.compile(r"^(team|customer|vendor):[ \t]+(\S.*?)[ \t]*(?:[ \t]#.*)?\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A party whose document cannot be read, so that its name at least is known."""

    name: str
    kind: PartyKind
    location: Location


@dataclass(slots=True)
class Gathered:
    """The documents of all files, in the order of their paths, and what was wrong with them."""

    settings: list[Entry[SettingsDocument]] = field(default_factory=list)
    parties: list[Declaration] = field(default_factory=list)
    complaints: list[Entry[ComplaintEntry]] = field(default_factory=list)
    mentioned: list[Mentioned] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def gather(files: Iterable[SourceFile]) -> Gathered:
    """Read every file on its own; the order of the files makes no difference."""
    gathered = Gathered()
    for file in sorted(files, key=lambda f: (f.path, f.content)):
        text = decode(file)
        if isinstance(text, Issue):
            gathered.issues.append(text)
            _mention(file.path, file.content.decode("utf-8", errors="replace"), gathered)
        elif file.path.lower().endswith(".csv"):
            _add_rows(file.path, text, gathered)
        else:
            _add_yaml(file.path, text, gathered)
    return gathered


def _add_rows(path: str, text: str, gathered: Gathered) -> None:
    table = rows(path, text, known_keys(ComplaintEntry), ("id", "customer", "category"))
    gathered.issues.extend(table.issues)
    for place in table.places:
        found = validate(ComplaintEntry, place, place.data())
        gathered.issues.extend(found.issues)
        if found.entry is not None:
            gathered.complaints.append(found.entry)


def _add_yaml(path: str, text: str, gathered: Gathered) -> None:
    composed = compose(path, text)
    gathered.issues.extend(composed.issues)
    if composed.issues:
        _mention(path, text, gathered)
    elif not composed.documents:
        message = "Nothing stands in this file."
        hint = "Write a team, a customer or a vendor, or delete the file."
        gathered.issues.append(error(Location(path, 1, 1), "empty-file", message, hint))
    for document in composed.documents:
        _add_document(document, gathered)


def _add_document(document: Document, gathered: Gathered) -> None:
    data, place = document.data, document.place
    if isinstance(data, list):
        _add_complaints(data, place, gathered)
    elif isinstance(data, str):
        message = f"{shown(data)} is a text, where a mapping such as `team: ...` belongs."
        gathered.issues.append(error(place.location(()), "wrong-type", message))
    elif not data:
        message = "An empty mapping says nothing."
        gathered.issues.append(error(place.location(()), "empty-file", message))
    else:
        _add_mapping(data, place, gathered)


def _add_mapping(data: dict[str, Plain], place: YamlPlace, gathered: Gathered) -> None:
    kind = next((key for key in data if key in _PARTY_MODELS), None)
    is_settings = PurePosixPath(place.path.replace("\\", "/")).name == SETTINGS_FILE
    if kind is not None and "organisation" not in data:
        party = validate(_PARTY_MODELS[kind], place, data)
        gathered.issues.extend(party.issues)
        declared = declaration(party)
        if declared is not None:
            gathered.parties.append(declared)
    elif is_settings or "organisation" in data:
        settings = validate(SettingsDocument, place, data)
        gathered.issues.extend(settings.issues)
        if settings.entry is not None:
            gathered.settings.append(settings.entry)
    else:
        gathered.issues.append(_unknown_kind(data, place))


def _unknown_kind(data: dict[str, Plain], place: YamlPlace) -> Issue:
    key = next((key for key in data if nearest(key, _KINDS)), next(iter(data)))
    message = f"{shown(key)} is no kind of document."
    return error(place.location((key,), key=True), "unknown-kind", message, did_you_mean(key, _KINDS))


def _add_complaints(data: list[Plain], place: YamlPlace, gathered: Gathered) -> None:
    nodes = list(place.root.value)
    for entry, node in zip(data, nodes, strict=True):
        own = YamlPlace(place.path, node)
        if isinstance(entry, dict):
            found = validate(ComplaintEntry, own, entry)
            gathered.issues.extend(found.issues)
            if found.entry is not None:
                gathered.complaints.append(found.entry)
        else:
            message = "A list in a file is a list of complaints, each a mapping."
            hint = "Write - id: ..., or begin the document with team: ..."
            gathered.issues.append(error(start_of(place.path, node), "wrong-type", message, hint))


def _mention(path: str, text: str, gathered: Gathered) -> None:
    gathered.mentioned.extend(_mentions(path, text))


def _mentions(path: str, text: str) -> Iterator[Mentioned]:
    """Yield the parties that lines at the margin declare."""
    for found in _PARTY_LINE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        where = Location(path, line, found.start(2) - found.start() + 1)
        yield Mentioned(found[2].strip("\"'"), PartyKind(found[1]), where)
