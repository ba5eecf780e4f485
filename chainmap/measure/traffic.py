"""How many items reach each team where work is routed by shares: the traffic equations.

`arrivals` enter from outside the model; of what a team gets, each handoff with a `share` carries
that share on, and what the shares leave over leaves. The rates balance where
rate = arrivals + (shares transposed) x rates, which is one sparse linear system (Jackson's traffic
equations). An item that comes back by a share counts again. Case Q1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.sparse import csc_array
from scipy.sparse.linalg import spsolve

from chainmap.issues import ChainmapError, Issue, Location, Severity
from chainmap.model import Handoff, Organisation, PartyId, Team
from chainmap.routing import Routes, never_leaving, routes


def routed_rates(organisation: Organisation) -> Mapping[PartyId, float]:
    """Return items per hour for every team that `arrivals` can reach by shares, by name.

    Raises:
        ChainmapError: items would reach a group of teams that hands all of them on among itself.
    """
    entering = {t.name: t.arrivals for t in organisation.teams if t.arrivals is not None}
    if not entering:
        return {}
    shares = routes(_by_teams(organisation))
    reached = _reached(entering, shares, organisation)
    _refuse_closed(organisation, {team: shares[team] for team in reached if team in shares})
    return dict(zip(reached, _solved(reached, entering, shares), strict=True))


def _by_teams(organisation: Organisation) -> Iterable[Handoff]:
    teams = {team.name for team in organisation.teams}
    return (handoff for handoff in organisation.handoffs if handoff.supplier in teams)


def _reached(
    entering: Iterable[PartyId], shares: Routes, organisation: Organisation
) -> Sequence[PartyId]:
    """Return the teams that get any items, by name."""
    found = set(entering)
    frontier = list(found)
    while frontier:
        new = shares.get(frontier.pop(), {}).keys() - found
        teams = [p for p in new if isinstance(organisation.parties[p], Team)]
        found.update(teams)
        frontier.extend(teams)
    return sorted(found)


def _refuse_closed(organisation: Organisation, shares: Routes) -> None:
    circles = never_leaving(shares)
    if not circles:
        return
    issues = []
    for circle in circles:
        where = min((organisation.parties[team].location for team in circle), default=Location(""))
        message = f"What reaches {', '.join(circle)} never leaves: the shares hand all of it on."
        hint = "Lower a share: what the shares leave over leaves."
        issues.append(Issue(where, Severity.ERROR, "routing-never-leaves", message, hint))
    raise ChainmapError(*issues)


def _solved(
    teams: Sequence[PartyId], entering: Mapping[PartyId, float], shares: Routes
) -> Sequence[float]:
    """Solve (I - shares transposed) x rates = arrivals."""
    position = {team: i for i, team in enumerate(teams)}
    rows, columns, values = list(range(len(teams))), list(range(len(teams))), [1.0] * len(teams)
    for team, column in position.items():
        given = shares.get(team)
        if given is None:
            continue
        most = max(1.0, sum(given.values()))  # rounded shares make no items
        for customer, share in given.items():
            row = position.get(customer)
            if row is not None:
                rows.append(row)
                columns.append(column)
                values.append(-share / most)
    system = csc_array((values, (rows, columns)), shape=(len(teams), len(teams)))
    arrivals = np.array([entering.get(team, 0.0) for team in teams])
    solved: Sequence[float] = np.atleast_1d(spsolve(system, arrivals)).tolist()
    return [max(0.0, rate) for rate in solved]
