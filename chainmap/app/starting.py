"""The use cases of the first day: schemas for editors, a first organisation, an import."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from chainmap.app.files import write_all
from chainmap.issues import ChainmapError, Issue, Location, Severity

_PACKAGE = Path(__file__).parent.parent


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
    """Write every schema as a file of the directory; return what was written."""
    files = {f"{name}.json": text for name, text in schema().items()}
    return write_all(directory, files, overwrite=True)


def init_organisation(directory: Path, *, demo: bool = False) -> tuple[str, ...]:
    """Write a small organisation to start from, or the whole demo; return what was written."""
    files: dict[str, bytes | str] = dict(_files_below(_demo() if demo else _PACKAGE / "starter"))
    files |= {f".schema/{name}.json": text for name, text in schema().items()}
    return write_all(directory, files, overwrite=False)


def _files_below(directory: Path) -> dict[str, bytes]:
    files = (path for path in directory.rglob("*") if path.is_file())
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in files}


def _demo() -> Path:
    """Return the shipped company: part of the wheel, beside the package in a checkout."""
    packed = _PACKAGE / "demo" / "org"
    return packed if packed.is_dir() else _PACKAGE.parent / "org"


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
