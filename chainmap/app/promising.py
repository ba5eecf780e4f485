"""The use case of the promise budget."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.answers import Answer, open_flow
from chainmap.app.looking_up import find_party, not_found

if TYPE_CHECKING:
    from chainmap.analysis.budget import Budgets


def promises(root: Path, *, customer: str | None = None) -> Answer[Budgets]:
    """Hold the promises of the steps against those to external customers, or to one of them."""
    from chainmap.analysis.budget import promise_budgets

    flow = open_flow(root)
    if customer is None:
        return Answer(flow, promise_budgets(flow))
    party = find_party(flow.organisation, customer)
    to = [delivery for delivery in flow.deliveries if flow.handoffs[delivery].customer == party]
    if not to:
        message = f"{party} is no external customer to whom anything is delivered."
        hint = "chainmap promises shows them all."
        raise not_found(flow.organisation, "no-delivery", message, hint)
    return Answer(flow, promise_budgets(flow, to=to))
