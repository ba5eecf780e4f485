"""The best next moves side by side: the ranking differs by question."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from chainmap.analysis.bottlenecks import Bottlenecks
from chainmap.analysis.next_moves import NextMoves, OnePerson
from chainmap.model import SAME_TIME, Calendar
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.table import table
from chainmap.units import hours, number, percent

MAX_MOVES = 5
"""Teams named for each move; JSON has all."""

_SMALLEST_RISE = 1e-6


def moves_text(moves: NextMoves, result: Bottlenecks, calendar: Calendar) -> str:
    """Return the first teams by each move, and what the moves mean."""
    columns = [_cut(result, calendar)]
    if moves.one_person is not None:
        columns.append(_person(moves.one_person, calendar))
    if moves.more_accurate is not None:
        columns.append(_accuracy(moves))
    title = "The best next move, by question (per complaining customer)"
    return laid_out([[title, *indented(_beside(columns)), *_remarks(moves, calendar)]])


def _beside(questions: Sequence[Sequence[tuple[str, str]]]) -> list[str]:
    """Return the answers to all questions side by side, or below each other in a narrow window."""
    rows = [
        (str(rank) if rank else "", *(cell for pair in cells for cell in pair))
        for rank, cells in enumerate(zip_longest(*questions, fillvalue=("", "")))
    ]
    lines = table(rows, right=frozenset(range(2, 2 * len(questions) + 1, 2)))
    if len(lines) == len(rows) or len(questions) == 1:
        return lines
    return [line for question in questions for line in ["", *_beside([question])]][1:]


def _cut(result: Bottlenecks, calendar: Calendar) -> list[tuple[str, str]]:
    helping = [team for team in result.teams if team.leverage > SAME_TIME][:MAX_MOVES]
    gains: list[tuple[str, str]] = [(team.team, hours(team.leverage, calendar)) for team in helping]
    return [(f"Times cut by {percent(result.cut)}", "sooner"), *(gains or [("nobody", "")])]


def _person(moves: Sequence[OnePerson], calendar: Calendar) -> list[tuple[str, str]]:
    helping = [m for m in moves if m.ends_backlog or (m.gain or 0.0) > SAME_TIME][:MAX_MOVES]
    gains: list[tuple[str, str]] = [
        (move.team, "ends its backlog" if move.ends_backlog else hours(move.gain or 0.0, calendar))
        for move in helping
    ]
    return [("One more person", "sooner"), *(gains or [("nobody", "")])]


def _accuracy(moves: NextMoves) -> list[tuple[str, str]]:
    helping = [m for m in moves.more_accurate or () if m.gain > _SMALLEST_RISE][:MAX_MOVES]
    gains: list[tuple[str, str]] = [(move.team, f"+{_points(move.gain)}") for move in helping]
    title = f"All it hands over {percent(moves.accuracy or 0.0)} right"
    return [(title, "points"), *(gains or [("nobody", "")])]


def _points(share: float) -> str:
    return f"{share * 100:.1f}"


def _remarks(moves: NextMoves, calendar: Calendar) -> list[str]:
    lines = []
    if moves.one_person is not None:
        lines.append("")
        lines.append(
            "One more person: by how much the wait for people falls by formula (M/M/c), counted "
            "where a lead time is stated."
        )
        saving = [m for m in moves.one_person if m.items_fewer]
        if saving:
            first = max(saving, key=lambda m: (m.items_fewer or 0.0, m.team))
            lines.append(
                f"Most items wait no longer at {first.team}: {number(first.items_fewer or 0.0)} "
                f"fewer there, each {hours(first.wait_saved or 0.0, calendar)} less."
            )
    if moves.more_accurate is not None:
        lines.append("points: rolled accuracy of what is complained about, in percentage points.")
    return lines
