"""What teams of a log are called in the organisation: the same name, or what a table says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from chainmap.issues import ChainmapError, Issue
from chainmap.source import fields as f
from chainmap.source.claims import unknown_party
from chainmap.source.decoding import SourceFile, decode
from chainmap.source.field_reading import Strict
from chainmap.source.names import Names, key_of
from chainmap.source.rows import rows
from chainmap.source.validation import Entry, known_keys, validate
from chainmap.source.wording import error, shown


class NameRow(Strict):
    """A row: the name in the log, and the party it stands for."""

    log: f.Name = Field(description="The name in the log.")
    team: f.Name = Field(description="The name in the files of the organisation.")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name of the log that stands, or may stand, for a party."""

    log: str
    team: str


class LogNames:
    """The names of an organisation as a log has them."""

    def __init__(self, parties: Iterable[str], table: SourceFile | None = None) -> None:
        """Take the parties and a table with the columns `log` and `team`.

        Raises:
            ChainmapError: the table cannot be read, or names nobody.
        """
        self._names = Names(parties)
        self._table = {} if table is None else _read(table, self._names)

    def called(self, name: str) -> str:
        """Return what the organisation calls the team; its own name if it is unknown there."""
        printed = _in_one_line(name)
        known = self._table.get(key_of(printed))
        return known.team if known else self._names.find(printed) or printed

    def unheard(self, heard: Iterable[str]) -> tuple[str, ...]:
        """Return the names of the table that are none of those heard: they rename nothing."""
        keys = {key_of(_in_one_line(name)) for name in heard}
        return tuple(sorted(row.log for key, row in self._table.items() if key not in keys))

    def suggestions(self, unknown: Sequence[str], in_log: Iterable[str]) -> tuple[Suggestion, ...]:
        """Return which party each unknown name is most like, among those that are not in the log.

        Nothing is renamed by it.
        """
        there = set(in_log)
        others = Names(name for name in self._names.by_key.values() if name not in there)
        found = ((name, others.nearest(name)) for name in unknown)
        return tuple(Suggestion(name, team) for name, team in found if team is not None)


def first_spelling() -> Callable[[str], str]:
    """Return what makes names one that differ only in case, and prints them in one line."""
    spelled: dict[str, str] = {}

    def called(name: str) -> str:
        printed = _in_one_line(name)
        return spelled.setdefault(key_of(printed), printed)

    return called


def _in_one_line(name: str) -> str:
    """Return the name as files can have it: without line breaks and control characters."""
    return "".join(c if c.isprintable() else " " for c in name).strip() or "?"


def _read(table: SourceFile, names: Names) -> Mapping[str, Suggestion]:
    text = decode(table)
    if isinstance(text, Issue):
        raise ChainmapError(text)
    read = rows(table.path, text, known_keys(NameRow), ("log", "team"))
    found = [validate(NameRow, place, place.data()) for place in read.places]
    issues = [*read.issues, *(issue for one in found for issue in one.issues)]
    table_of: dict[str, Suggestion] = {}
    for entry in (entry for one in found for entry in one.entries):
        issue = _wrong(entry, table_of, names)
        if issue is not None:
            issues.append(issue)
        row = entry.document
        table_of[key_of(row.log)] = Suggestion(row.log, names.find(row.team) or row.team)
    if issues:
        raise ChainmapError(*issues)
    return table_of


def _wrong(entry: Entry[NameRow], known: Mapping[str, Suggestion], names: Names) -> Issue | None:
    row = entry.document
    if names.find(row.team) is None:
        return unknown_party(row.team, entry.place.location(("team",)), names)
    if key_of(row.log) in known:
        where = entry.place.location(("log",))
        return error(where, "duplicate-name", f"{shown(row.log)} stands here a second time.")
    return None
