"""An organisation on disk, for commands to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def written_org(workplace: Path, files: Mapping[str, str]) -> Path:
    """Write the files by their names into a new directory org, and return it."""
    org = workplace / "org"
    org.mkdir()
    for name, text in files.items():
        (org / name).write_text(text, encoding="utf-8")
    return org
