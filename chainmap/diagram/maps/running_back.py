"""Which arrows of a log run back: cases begin at the left, and most of them go to the right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from chainmap.diagram.maps.thinning import Ends
from chainmap.model import PartyId


def running_back(
    cases: Mapping[Ends, int],
    begun: Mapping[PartyId, int],
    brings_back: Collection[Ends] = (),
) -> frozenset[Ends]:
    """Return the arrows that run against the line along which most cases go.

    `begun` counts the cases that begin at a team; what `brings_back` runs back anyway. The line is
    found greedily (P. Eades, X. Lin and W. Smyth 1993, A fast and effective heuristic for the
    feedback arc set problem), by numbers of cases.
    """
    onward = {ends: count for ends, count in cases.items() if ends not in brings_back}
    place = {team: at for at, team in enumerate(_line(cases, onward, begun))}
    return frozenset(ends for ends in cases if place[ends[0]] > place[ends[1]])


def _line(
    pairs: Iterable[Ends], onward: Mapping[Ends, int], begun: Mapping[PartyId, int]
) -> list[PartyId]:
    """Return the teams in the order in which most cases come to them."""
    out_of: dict[PartyId, dict[PartyId, int]] = defaultdict(dict)
    into: dict[PartyId, dict[PartyId, int]] = defaultdict(dict)
    for (supplier, customer), count in onward.items():
        out_of[supplier][customer] = count
        into[customer][supplier] = count
    left = {team for ends in pairs for team in ends}
    first: list[PartyId] = []
    last: list[PartyId] = []
    while left:
        ahead = {team: sum(out_of[team].values()) for team in left}
        behind = {team: sum(into[team].values()) for team in left}
        ends = sorted(team for team in left if not ahead[team] and behind[team])
        if ends:
            taken = ends[0]
            last.append(taken)
        else:
            taken = min(left, key=lambda t: (behind[t] - ahead[t] - begun.get(t, 0), t))
            first.append(taken)
        left.discard(taken)
        for other in out_of.pop(taken, {}):
            del into[other][taken]
        for other in into.pop(taken, {}):
            del out_of[other][taken]
    return first + last[::-1]
