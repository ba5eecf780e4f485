"""The use cases of the first day: schemas for editors, a first organisation, an import."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app import load
from chainmap.app.files import read_file
from chainmap.app.paths import shown
from chainmap.app.saving import is_there, refuse_existing, write_all
from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.model import Calendar

_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a table: `rows` = handoffs + merged repeats + handed over to oneself."""

    rows: int
    handoffs: int
    merged: int
    to_itself: int
    parties: int
    remarks: tuple[Issue, ...]


def schema(kind: str | None = None) -> Mapping[str, str]:
    """Return the JSON Schemas of the files by kind (`team`, `customer`, ...), or only one."""
    from chainmap.source.schema import json_schemas

    schemas = {name: _dumped(known) for name, known in json_schemas().items()}
    if kind is None:
        return schemas
    if kind not in schemas:
        raise ChainmapError(
            Issue(
                Location("schema"),
                Severity.ERROR,
                "no-such-kind",
                f"{kind} is no kind of file.",
                f"There are {', '.join(sorted(schemas))}.",
            )
        )
    return {kind: schemas[kind]}


def write_schemas(directory: Path) -> tuple[str, ...]:
    """Write every schema as a file of the directory; return what was written.

    Older schemas are replaced, any other file of the name is not.
    """
    files = {f"{name}.json": text for name, text in schema().items()}
    refuse_existing(path for name in files if not _is_schema(path := directory / name))
    return write_all(directory, files, overwrite=True)


def _is_schema(path: Path) -> bool:
    try:
        return path.is_file() and b"//json-schema.org/" in path.read_bytes()[:200]
    except OSError:
        return False


def init_organisation(directory: Path, *, demo: bool = False) -> tuple[str, ...]:
    """Write a small organisation to start from, or the whole demo; return what was written."""
    if is_there(directory) and not directory.is_dir():
        raise ChainmapError(_no_directory(directory))
    files: dict[str, bytes | str] = dict(_files_below(_demo() if demo else _PACKAGE / "starter"))
    refuse_existing(directory / name for name in files)
    return write_all(directory, files | schema_files(), overwrite=False)


def _no_directory(path: Path) -> Issue:
    return Issue(
        Location(shown(path)),
        Severity.ERROR,
        "not-a-directory",
        f"{shown(path)} is a file.",
        "Name a directory, or a name that is free.",
    )


def import_table(table: Path, org: Path) -> Imported:
    """Write the party files that a table of handoffs makes; refuses to replace any file."""
    from chainmap.source.decoding import SourceFile
    from chainmap.source.table import read_table

    found = read_file(table)
    file = SourceFile(path=found.name, content=found.content)
    read = read_table(file, _known_parties(org))
    errors = [issue for issue in read.issues if issue.severity is Severity.ERROR]
    if errors:
        raise ChainmapError(*errors)
    if not read.drafts:  # all have a file: most likely the table was imported before
        refuse_existing(org / draft.path for draft in read_table(file).drafts)
    files: dict[str, bytes | str] = {draft.path: draft.text for draft in read.drafts}
    if not is_there(org / "chainmap.yaml"):
        files["chainmap.yaml"] = settings(name=org.resolve().name)
    files |= {name: text for name, text in schema_files().items() if not is_there(org / name)}
    write_all(org, files, overwrite=False)
    itself = [issue for issue in read.issues if issue.code == "self-supply"]
    return Imported(
        rows=read.rows,
        handoffs=read.handoffs,
        merged=read.merged,
        to_itself=len(itself),
        parties=len(read.drafts),
        remarks=tuple(issue for issue in read.issues if issue not in itself),
    )


def _known_parties(org: Path) -> tuple[str, ...]:
    """Return the names that have a file already."""
    try:
        has_files = org.is_dir() and any(org.rglob("*.yaml"))
    except OSError:  # writing there will say why it cannot be
        return ()
    return tuple(load(org).organisation.parties) if has_files else ()


def settings(*, name: str, calendar: Calendar | None = None) -> str:
    """Return the settings of an organisation that is called like its directory."""
    schema_line = "# yaml-language-server: $schema=.schema/chainmap.json"
    printed = "".join(c if c.isprintable() else " " for c in name).strip()
    quoted = json.dumps(printed or "Our organisation", ensure_ascii=False)  # YAML reads JSON
    hours = "" if calendar is None else _calendar(calendar)
    return f"{schema_line}\norganisation: {quoted}  # as it is called in titles\n{hours}"


def _calendar(calendar: Calendar) -> str:
    day, week = calendar.hours_per_day, calendar.days_per_week
    return f"calendar: {{hours_per_day: {day:g}, days_per_week: {week:g}}}\n"


def schema_files() -> dict[str, str]:
    """Return the schemas as files of an organisation."""
    return {f".schema/{name}.json": text for name, text in schema().items()}


def _files_below(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def _demo() -> Path:
    """Return the shipped company: part of the wheel, beside the package in a checkout."""
    packed = _PACKAGE / "demo" / "org"
    return packed if packed.is_dir() else _PACKAGE.parent / "org"


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
