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
    unlisted = {name for name in grouped if name is not None} - {*organisation.departments}
    order = [*organisation.departments, *sorted(unlisted), None]
    return [(name, grouped[name]) for name in order if name in grouped]


def department_colour(organisation: Organisation, department: str) -> str:
    """Return the colour of a department: by its place in the organisation's order."""
    order = [name for name, _ in by_department(organisation)]
    return palette.department_colour(order.index(department))
