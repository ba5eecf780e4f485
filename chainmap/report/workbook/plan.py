"""The sheet of actions: what to do next, with columns for who and until when."""

from __future__ import annotations

from collections.abc import Iterable

from chainmap.report.story.actions import Action
from chainmap.report.workbook.sheet import Column, Kind, Row, Sheet, sheet

MAX_IDS = 12
"""Complaints named beside an action before the rest is only counted."""

STATES = ("open", "doing", "done")

_COLUMNS = (
    Column("No.", Kind.NUMBER),
    Column("Action"),
    Column("Why"),
    Column("Teams"),
    Column("Complaints"),
    Column("Weight of these complaints", Kind.NUMBER),
    Column("See more"),
    Column("Owner", to_fill=True),
    Column("Due", Kind.DATE, to_fill=True),
    Column("Status", to_fill=True, choices=STATES),
)


def actions_sheet(actions: Iterable[Action]) -> Sheet:
    """Return the actions in their order, all open and nobody's yet."""
    return sheet(
        "Actions",
        "What should be done first, by whom, until when?",
        _COLUMNS,
        (_row(number, action) for number, action in enumerate(actions, start=1)),
    )


def _row(number: int, action: Action) -> Row:
    return (
        number,
        action.text,
        action.why,
        ", ".join(action.teams),
        _listed(action.complaints),
        action.weight or None,
        action.command,
        None,
        None,
        STATES[0],
    )


def _listed(ids: tuple[str, ...]) -> str:
    more = len(ids) - MAX_IDS
    return ", ".join(ids[:MAX_IDS]) + (f" and {more} more" if more > 0 else "")
