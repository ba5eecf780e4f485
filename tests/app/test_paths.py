"""Paths are shown as they are typed, wherever that is."""

from __future__ import annotations

from pathlib import Path

from chainmap.app.paths import shown


def test_paths_are_shown_from_here(workplace: Path) -> None:
    assert shown(Path("org/a.yaml")) == "org/a.yaml"
    assert shown(workplace / "org" / "a.yaml") == "org/a.yaml"
    assert shown(workplace.parent / "a.yaml") == (workplace.parent / "a.yaml").as_posix()
    assert shown(Path("../a.yaml")) == "../a.yaml"
    assert shown(Path()) == "."
