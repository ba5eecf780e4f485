"""Gaps as text: who should talk to whom first, and about what."""

from __future__ import annotations

from collections import Counter

from chainmap.analysis.gaps import GapKind, Gaps, Talk
from chainmap.model import Organisation
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.gaps_next import next_lines
from chainmap.report.text.table import table
from chainmap.units import count, number

MAX_TALKS = 10
"""Pairs printed unless all are asked for."""


def as_text(
    result: Gaps, organisation: Organisation, *, footer: str, how_to_see_all: str | None
) -> str:
    """Return the talks, those with most complaint weight first, and the kinds counted.

    Only the first talks are printed where a command `how_to_see_all` is given.
    """
    shown = result.talks if how_to_see_all is None else result.talks[:MAX_TALKS]
    following = next_lines(result, organisation)
    blocks = [
        ["Where do supplier and customer disagree, or not know what one owes the other?"],
        _counted(result),
        [f"Who should talk first (most complaint weight × gaps){':' if shown else ''}"],
        *(_talk(position, talk) for position, talk in enumerate(shown, start=1)),
        _rest(result, len(shown), how_to_see_all),
        following,
        [footer],
    ]
    if not result.talks:
        none = "No gap: every need is promised, kept, and lately asked for."
        blocks = [[none], following, [footer]]
    return laid_out(blocks) + "\n"


def _counted(result: Gaps) -> list[str]:
    kinds = Counter(gap.kind for gap in result.gaps)
    rows = [(str(kinds[kind]), GAP_KINDS[kind][0]) for kind in GapKind if kinds[kind]]
    return indented(table(rows, right=frozenset({0})))


def _talk(position: int, talk: Talk) -> list[str]:
    weight = f"complaint weight {number(talk.weight)}" if talk.weight else "no complaint behind it"
    lines = [f"{position}. {talk.supplier} → {talk.customer}   ({weight})"]
    for gap in talk.gaps:
        about = f"“{gap.handoff.deliverable}”" if gap.handoff.deliverable else "the handoff"
        lines.append(f"   {GAP_KINDS[gap.kind][0]}, {about}. {gap.detail}")
    return lines


def _rest(result: Gaps, shown: int, how_to_see_all: str | None) -> list[str]:
    lines = []
    if len(result.talks) > shown:
        lines.append(f"{count(len(result.talks) - shown, 'more pair')}: {how_to_see_all}")
    if result.never_asked:
        never = count(len(result.never_asked), "handoff carries", "handoffs carry")
        lines.append(f"Not known: {never} no date of the last talk (asked:).")
    return lines
