"""`trace --explain`: how the shares of suspects over all complaints come from those of each."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from chainmap.report.story.groups import Group
from chainmap.report.text.explain import figure
from chainmap.report.text.table import indented, printable, table
from chainmap.units import percent

MAX_TEAMS = 5
"""Teams whose sum is shown; JSON has the shares of all."""

MAX_TERMS = 6
"""Terms shown of a sum, the largest first."""


def shares_explained(groups: Sequence[Group]) -> str:
    """Return the sums of weight × share over groups of complaints, "" for fewer than two."""
    known = [group for group in groups if group.complaints and group.first.suspects]
    if len(known) < 2:  # noqa: PLR2004  the shares of one are its own
        return ""
    total = math.fsum(group.weight for group in known)
    terms: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for group in known:
        for suspect in group.first.suspects:
            terms[suspect.team].append((group.weight, suspect.share))
    ranked = sorted(terms, key=lambda team: (-_sum(terms[team]), team))[:MAX_TEAMS]
    rows = [_row(team, terms[team], total) for team in ranked]
    title = f"Shares over all complaints: weight × share, of {figure(total)}"
    return printable("\n".join([title, *indented(table(rows, right=frozenset({1})))]))


def _row(team: str, terms: Sequence[tuple[float, float]], total: float) -> tuple[str, ...]:
    largest = sorted(terms, key=lambda term: -term[0] * term[1])
    shown = [f"{figure(weight)} × {percent(share)}" for weight, share in largest[:MAX_TERMS]]
    more = f" + {len(largest) - MAX_TERMS} more" if len(largest) > MAX_TERMS else ""
    charged = _sum(terms)
    how = f"= {figure(charged)} / {figure(total)} = ({' + '.join(shown)}{more}) / {figure(total)}"
    return team, percent(charged / total), how


def _sum(terms: Sequence[tuple[float, float]]) -> float:
    return math.fsum(weight * share for weight, share in terms)
