"""The baseline of a check: findings that are accepted for now, so that only new ones count.

A finding is known by its code and by what it is about, not by its place or its words: lines move
and figures change. One that is about several things is known when all of them are; one more makes
it new, one less does not (docs/adr/0008).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chainmap.issues import ChainmapError, Issue, Location, Severity, Subject

_FORMAT = "chainmap.baseline/1"


@dataclass(frozen=True, slots=True, order=True)
class Accepted:
    """A kind of finding that is accepted about one thing."""

    code: str
    about: Subject

    def __str__(self) -> str:
        return f"{self.code} ({', '.join(name or '–' for name in self.about)})"


@dataclass(frozen=True, slots=True)
class Baseline:
    """A file, and the findings it accepts."""

    file: str
    entries: frozenset[Accepted]


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings held against the baseline in `file`; `stale` entries fit no finding any more."""

    file: str
    new: tuple[Issue, ...]
    known: tuple[Issue, ...]
    stale: tuple[Accepted, ...]

    @property
    def stale_notes(self) -> tuple[Issue, ...]:
        """The stale entries, as notes about the file."""
        message = "The baseline accepts {}, which is no longer found."
        hint = "Take the line out, or write the baseline anew."
        where = Location(self.file)
        return tuple(
            Issue(where, Severity.NOTE, "stale-baseline", message.format(entry), hint)
            for entry in self.stale
        )


def compared(issues: Iterable[Issue], baseline: Baseline, *, source: str) -> Compared:
    """Return which findings about the organisation in the directory `source` are new."""
    new: list[Issue] = []
    known: list[Issue] = []
    found: set[Accepted] = set()
    for issue in issues:
        entries = _entries(issue, source)
        found |= entries
        (known if entries <= baseline.entries else new).append(issue)
    stale = tuple(sorted(baseline.entries - found))
    return Compared(baseline.file, tuple(new), tuple(known), stale)


def as_file(issues: Iterable[Issue], *, source: str) -> str:
    """Return the content of a baseline that accepts these findings: sorted, one on a line."""
    entries = sorted(set().union(*(_entries(issue, source) for issue in issues)))
    lines = ",\n".join(f"    {_dumped(entry)}" for entry in entries)
    listed = f"[\n{lines}\n  ]" if lines else "[]"
    return f'{{\n  "format": "{_FORMAT}",\n  "accepted": {listed}\n}}\n'


def baseline_in(content: bytes, *, file: str) -> Baseline:
    """Read a baseline, or raise a ChainmapError that says where it is none."""
    try:
        written = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise _bad(Location(file, error.lineno, error.colno), f"{error.msg}.") from None
    except (ValueError, RecursionError):  # no UTF-8, a number too long, too deep to be one
        raise _bad(Location(file), "This is no JSON.") from None
    if not isinstance(written, dict) or written.get("format") != _FORMAT:
        raise _bad(Location(file), f'"format" is not "{_FORMAT}".')
    entries = written.get("accepted")
    if not isinstance(entries, list):
        raise _bad(Location(file), '"accepted" is no list.')
    return Baseline(file, frozenset(_entry(entry, file) for entry in entries))


def _entries(issue: Issue, source: str) -> set[Accepted]:
    """Return what must be accepted for the finding to be known.

    One that names no subject is about its file, by the way there from the organisation's directory.
    """
    path = issue.location.path.removeprefix(f"{source.rstrip('/')}/")
    file = path.encode(errors="replace").decode()
    return {Accepted(issue.code, subject) for subject in issue.about or ((file,),)}


def _entry(written: Any, file: str) -> Accepted:  # noqa: ANN401 - JSON of any shape
    if isinstance(written, dict) and isinstance(written.get("code"), str):
        about = written.get("about")
        if isinstance(about, list) and all(isinstance(name, str) for name in about):
            return Accepted(written["code"], tuple(about))
    shape = '{"code": "no-time", "about": ["Supplier", "Customer", "Deliverable"]}'
    raise _bad(Location(file), f"An accepted finding is not written as {shape}.")


def _bad(where: Location, message: str) -> ChainmapError:
    hint = "Write it with `chainmap check --write-baseline FILE`."
    return ChainmapError(Issue(where, Severity.ERROR, "bad-baseline", message, hint))


def _dumped(entry: Accepted) -> str:
    """Return the entry on one line; what an editor would not show is escaped."""
    text = json.dumps({"code": entry.code, "about": entry.about}, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)
