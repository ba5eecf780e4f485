"""The findings of the check: how many, the gravest first, and in whose document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from chainmap.issues import Issue, Severity
from chainmap.model import Party
from chainmap.units import count


def found(issues: Iterable[Issue]) -> str:
    """Return how many findings of each severity there are, "" where there is none."""
    counted = Counter(issue.severity for issue in issues)
    return ", ".join(
        count(counted[severity], severity) for severity in Severity if counted[severity]
    )


def gravest_first(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the findings in the order of their gravity, then of their places."""
    return tuple(sorted(issues, key=lambda issue: (issue.severity.rank, *issue.sort_key)))


def findings_by_party(
    issues: Iterable[Issue], parties: Iterable[Party]
) -> Mapping[str, Sequence[Issue]]:
    """Return the findings that lie in the document of each party.

    A file may hold several documents: each reaches up to the next.
    """
    documents: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for party in parties:
        documents[party.location.path].append((party.location.line, party.name))
    for starts in documents.values():
        starts.sort()
    by_party: dict[str, list[Issue]] = defaultdict(list)
    for issue in gravest_first(issues):
        starts = documents.get(issue.location.path, [])
        place = bisect_right(starts, issue.location.line, key=lambda start: start[0]) - 1
        if place >= 0:
            by_party[starts[place][1]].append(issue)
    return by_party
