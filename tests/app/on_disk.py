"""Files to read or to leave alone, and what is said of them."""

from __future__ import annotations

from pathlib import Path

from chainmap.issues import ChainmapError


def written(root: Path, *names: str) -> None:
    """Write these files below a directory."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def said(error: ChainmapError) -> list[tuple[str, str, str]]:
    """Return place, code and message of each issue."""
    return [(issue.location.path, issue.code, issue.message) for issue in error.issues]
