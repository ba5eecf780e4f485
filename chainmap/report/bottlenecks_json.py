"""Bottlenecks as JSON, `chainmap.bottlenecks/1`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from chainmap.analysis.bottlenecks import Bottleneck, Bottlenecks
from chainmap.analysis.next_moves import NextMoves
from chainmap.analysis.plausibility import Doubt
from chainmap.model import Handoff, Organisation
from chainmap.report.chance_json import chance_json
from chainmap.report.json_parts import Json, calendar, dumped, parties

if TYPE_CHECKING:  # it stands on numpy, which most results do not need
    from chainmap.analysis.chance import Chance


def bottlenecks_json(  # noqa: PLR0913  an answer has as many parts as were asked for
    result: Bottlenecks,
    organisation: Organisation,
    *,
    doubts: Sequence[Doubt] = (),
    by_formula: Sequence[Handoff] = (),
    chance: Chance | None = None,
    moves: NextMoves | None = None,
) -> str:
    """Return bottlenecks as `chainmap.bottlenecks/1`.

    `queue_wait_h` is by formula, null where a backlog grows; `measured_wait_h` is lead time -
    process time. `by_formula` are the handoffs whose time is calculated (`--wait formula`).
    """
    return dumped(
        {
            "format": "chainmap.bottlenecks/1",
            "organisation": organisation.name,
            "calendar": calendar(organisation),
            "cut": result.cut,
            "weighed_by": result.weighed_by,
            "exact": result.exact,
            "teams": [_team(team) for team in result.teams],
            "by_formula": [parties(handoff) for handoff in by_formula],
            "doubts": [_doubt(doubt) for doubt in doubts],
            **({"chance": chance_json(chance)} if chance else {}),
            **({"next_moves": _moves(moves)} if moves else {}),
        }
    )


def _team(team: Bottleneck) -> Json:
    return {
        "team": team.team,
        "leverage_h": team.leverage,
        "restore_h": team.restore,
        "arrival_rate_per_h": team.load.arrival_rate,
        "utilisation": team.load.utilisation,
        "load_complete": team.load.complete,
        "queue_wait_h": team.load.queue_wait,
        "measured_wait_h": team.load.measured_wait,
        "backlog_growth_per_h": team.load.growing_backlog,
        "exposure": team.exposure,
        "unavoidable": team.unavoidable,
    }


def _doubt(doubt: Doubt) -> Json:
    return {
        "team": doubt.team,
        "code": doubt.issue.code,
        "message": doubt.issue.message,
        "hint": doubt.issue.hint,
    }


def _moves(moves: NextMoves) -> Json:
    return {
        "accuracy": moves.accuracy,
        "one_person": [
            {
                "team": move.team,
                "gain_h": move.gain,
                "wait_saved_h": move.wait_saved,
                "items_fewer": move.items_fewer,
                "ends_backlog": move.ends_backlog,
            }
            for move in moves.one_person or ()
        ],
        "more_accurate": [
            {"team": move.team, "gain": move.gain} for move in moves.more_accurate or ()
        ],
    }
