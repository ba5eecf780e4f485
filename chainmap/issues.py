"""What is wrong, where, and what to do about it: findings as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is: an error in the files stops the analysis, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, 0 where a whole file is meant."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


Subject = tuple[str, ...]
"""The names of what a finding is about."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding.

    `code` is stable and machine-readable, `message` says what and why, `hint` what to do.
    `about` names what it is about, each subject by the names it has in the files: a team, a
    handoff (supplier, customer, deliverable). Lines move and figures change; code and subjects
    tell whether a finding is one that was known before (`report.baseline`).
    """

    location: Location
    severity: Severity
    code: str
    message: str
    hint: str | None = None
    about: tuple[Subject, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, int, str, str]:
        """Order of printing: by place, then gravity."""
        place = self.location
        rank = self.severity.rank
        return (place.path, place.line, place.column, rank, self.code, self.message)


def in_order(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the issues once each, in the order of their places."""
    return tuple(sorted(set(issues), key=lambda issue: issue.sort_key))


class ChainmapError(Exception):
    """The command cannot go on; `issues` say why, all of them at once."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__("; ".join(issue.message for issue in issues))
        self.issues = in_order(issues)


def how_to_install(extra: str) -> str:
    """Return the hint for what an extra brings: the short way, and where the exact one stands."""
    return f'Install it: pip install "chainmap[{extra}]" (exactly: chainmap doctor)'
