"""Departments: the areas of a picture, in the order and colour the organisation gives them."""

from __future__ import annotations

from collections import defaultdict

from chainmap.diagram.looks import palette
from chainmap.model import Organisation, Team


def by_department(organisation: Organisation) -> list[tuple[str | None, list[Team]]]:
    """Return the teams by department, in the organisation's order, those without one last."""
    grouped: dict[str | None, list[Team]] = defaultdict(list)
    for team in organisation.teams:
        grouped[team.department].append(team)
    return [(name, grouped[name]) for name in [*_order(organisation), None] if name in grouped]


def _order(organisation: Organisation) -> list[str]:
    """Return the departments as the organisation lists them, then those it does not list."""
    named = {team.department for team in organisation.teams if team.department is not None}
    return [*organisation.departments, *sorted(named - {*organisation.departments})]


def department_colour(organisation: Organisation, department: str) -> str:
    """Return the colour of a department: by its place in the organisation's order.

    It is the same in every picture, also where only some departments are drawn.
    """
    return palette.department_colour(_order(organisation).index(department))
