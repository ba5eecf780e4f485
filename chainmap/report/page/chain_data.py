"""What the script needs to follow chains: numbers only, so that no name can do harm there."""

from __future__ import annotations

import json
from collections.abc import Sequence

from chainmap.flow import Flow
from chainmap.model import HandoffId
from chainmap.report.page.chapters import Chapter
from chainmap.report.page.directory import Directory

OUTSIDE = -1
"""Instead of a recipe, where work does not flow through a handoff."""


def chain_data(flow: Flow, directory: Directory, chapters: Sequence[Chapter]) -> str:
    """Return the flow graph as JSON.

    `handoffs`: supplier, customer and recipe of each; `recipes`: the handoffs in each; `stories`:
    the handoff each chapter is about; `departments`: the department of each party.
    """
    number = directory.numbers
    data = {
        "handoffs": [
            [number[h.supplier], number[h.customer], _recipe(flow, HandoffId(i))]
            for i, h in enumerate(flow.handoffs)
        ],
        "recipes": [list(recipe.inputs) for recipe in flow.recipes],
        "stories": [chapter.delivery for chapter in chapters],
        "departments": [directory.department(n) for n in range(len(directory.parties))],
    }
    return json.dumps(data, separators=(",", ":"))


def _recipe(flow: Flow, handoff: HandoffId) -> int:
    return flow.recipe(handoff).index if flow.handoffs[handoff].in_flow else OUTSIDE
