"""Findings about many rows of one table: each once, at the first row, with how many have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from chainmap.issues import Issue, Location, Severity

MOST_TOLD = 50
"""Different findings told of one table; a table with more has another mistake."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """Collects findings about the rows of one table."""

    path: str
    _first: dict[tuple[object, ...], Issue] = field(default_factory=dict)
    _rows: dict[tuple[object, ...], int] = field(default_factory=dict)

    def add(self, found: Iterable[Issue], rows: int = 1) -> None:
        """Take findings that so many rows share; the same about other rows is counted to them."""
        for issue in found:
            key = (issue.code, issue.location.column, issue.message, issue.hint)
            known = self._first.setdefault(key, issue)
            if issue.location < known.location:
                self._first[key] = issue
            self._rows[key] = self._rows.get(key, 0) + rows

    @property
    def issues(self) -> tuple[Issue, ...]:
        """The findings, by place; of very many the first, and how many more there are."""
        ordered = sorted(self._first, key=lambda key: self._first[key].location)
        told = [_told(self._first[key], self._rows[key]) for key in ordered[:MOST_TOLD]]
        if more := ordered[MOST_TOLD:]:
            told.append(self._rest([self._first[key] for key in more]))
        return tuple(told)

    def _rest(self, found: list[Issue]) -> Issue:
        is_error = any(issue.severity is Severity.ERROR for issue in found)
        return Issue(
            Location(self.path, found[0].location.line, 1),
            Severity.ERROR if is_error else found[0].severity,
            "more-findings",
            f"There are {len(found):,} more findings of this kind from here on.",
            "Mend the others first.",
        )


def _told(issue: Issue, rows: int) -> Issue:
    if rows == 1:
        return issue
    return replace(issue, message=f"{issue.message} {rows:,} rows have it; this is the first.")
