"""Promise budgets as text: what fits, by how much, who uses the slack, and a proposal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chainmap.analysis.budget import (
    PADDED,
    Budget,
    Budgets,
    Step,
    kept_each,
    kept_together,
)
from chainmap.model import SAME_TIME, Calendar
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.promise_remarks import called, mismatches, next_lines, not_known
from chainmap.report.text.promise_tables import exact, or_none, promised_table, proposal_table
from chainmap.report.text.table import table
from chainmap.units import count, number, percent

MAX_BUDGETS = 3
"""Deliveries told in full unless all are asked for; those that fail by most come first."""

MAX_ROWS = 20
"""Rows of the overview unless all are asked for."""

MAX_LISTED = 8
"""Promises that do not go with times listed unless all are asked for."""

_SEVERAL = 2
"""Promises in a row: with one there is nothing to multiply."""

_PADDED = f"Padded promises: more than {PADDED:g} × the time of the step, and beyond its longest"


def as_text(
    result: Budgets, calendar: Calendar, *, kept: float, footer: str, how_to_see_all: str | None
) -> str:
    """Return the budgets, the proposals and the promises that do not go with times.

    `kept` is the share of cases in which each promise is assumed to be kept.
    """
    told = [budget for budget in result.budgets if budget.limit is not None]
    shown = told if how_to_see_all is None else told[:MAX_BUDGETS]
    rows, most = (None, None) if how_to_see_all is None else (MAX_ROWS, MAX_LISTED)
    blocks = [
        _answer(result),
        *([_all(told, calendar, kept, rows)] if len(told) > 1 else []),
        *(_budget(budget, calendar, kept) for budget in shown),
        mismatches("Short promises: below the time of the step", result.short, calendar, most),
        mismatches(_PADDED, result.padded, calendar, most),
        next_lines(result, calendar),
        not_known(result),
        [_rest(len(told) - len(shown), how_to_see_all)],
        [footer],
    ]
    return laid_out(blocks) + "\n"


def _answer(result: Budgets) -> list[str]:
    told = [budget for budget in result.budgets if budget.limit is not None]
    if not told:
        return ["No external customer was promised a time or says what it needs."]
    failing = sum(not budget.fits for budget in told)
    if not failing:
        fitting = (
            f"It fits: behind {_of_all(len(told))} to external customers the steps promise no more "
            "time together than the customer was promised and needs."
        )
        return [fitting]
    where = "It does" if len(told) == 1 else f"{failing} of {len(told)} deliveries do"
    failed = (
        f"{where} not fit: the steps promise more time together than the external customer was "
        "promised or needs."
    )
    return [failed]


def _of_all(size: int) -> str:
    return "the one delivery" if size == 1 else f"each of the {size} deliveries"


def _all(told: Sequence[Budget], calendar: Calendar, kept: float, most: int | None) -> list[str]:
    head = ("", "", "promised", "needed", "steps promise", "takes", "all kept", "")
    rows = [
        (
            budget.delivery.customer,
            budget.delivery.deliverable,
            or_none(budget.promised, calendar),
            or_none(budget.needed, calendar),
            _at_least(budget, calendar),
            exact(budget.taken, calendar),
            _all_kept(budget, kept),
            "; ".join(_judgements(budget, calendar)),
        )
        for budget in told[:most]
    ]
    left = len(told) - len(rows)
    lines = table([head, *rows], right=frozenset({2, 3, 4, 5, 6}))
    if left:
        lines.append(f"… {left} more")
    meant = f"if each of its promises is kept in {_share(kept)} of cases (assumed, independently)"
    return indented([*lines, f"all kept: {meant}; other shares: --kept"])


def _all_kept(budget: Budget, kept: float) -> str:
    """Return how often all promises of a chain are kept."""
    if budget.promises < _SEVERAL or not 0 < kept < 1:
        return "–"
    return percent(kept_together(budget.promises, each=kept))


def _at_least(budget: Budget, calendar: Calendar) -> str:
    return f"{'' if budget.proven else 'at least '}{exact(budget.total, calendar)}"


def _judgements(budget: Budget, calendar: Calendar) -> list[str]:
    """Return what the steps leave of the promise, and of the need where that is another."""
    if budget.headroom is None:
        return []
    room = _room(budget.headroom, calendar)
    if budget.needed_headroom is None or budget.needed == budget.limit:
        return [room]
    need = _room(budget.needed_headroom, calendar)
    return [f"{room} for the promise", f"{need} for the need"]


def _room(room: float, calendar: Calendar) -> str:
    if abs(room) <= SAME_TIME:
        return "fits, nothing to spare"
    if room > 0:
        return f"fits, {exact(room, calendar)} to spare"
    return f"{exact(-room, calendar)} too much"


def _budget(budget: Budget, calendar: Calendar, kept: float) -> list[str]:
    known = budget.delivery
    lines = [
        f"{known.customer}, {called(known)} from {known.supplier}",
        f"  {_limits(budget, calendar)} {_sum(budget, calendar)}",
    ]
    if not budget.one_chain:
        lines += ["  The chain whose steps promise most (another one takes most):"]
        lines += indented(promised_table(budget, calendar), "    ")
    if sum(step.proposed is not None for step in budget.split) > 1:
        lines += _proposal(budget, calendar)
    return [*lines, *_slack(budget, calendar), *_kept(budget, kept)]


def _limits(budget: Budget, calendar: Calendar) -> str:
    said = []
    if budget.promised is not None:
        said.append(f"were promised {exact(budget.promised, calendar)}")
    if budget.needed is not None:
        said.append(f"need it within {exact(budget.needed, calendar)}")
    return f"They {' and '.join(said)}."


def _sum(budget: Budget, calendar: Calendar) -> str:
    total, judged = _at_least(budget, calendar), "; ".join(_judgements(budget, calendar))
    if not budget.promises:
        return f"No step has a promise; they take {total}: {judged}."
    return f"The steps promise {total} together: {judged}."


def _slack(budget: Budget, calendar: Calendar) -> list[str]:
    """Say who on the chain that takes most goes beyond its promise, and who stays below."""
    if budget.limit is None or not any(s.handoff.own_promise is not None for s in budget.split):
        return []
    room = budget.limit - sum(step.counted for step in budget.split)
    beyond = _by_supplier(budget.split, calendar, lambda overrun: overrun > SAME_TIME)
    below = _by_supplier(budget.split, calendar, lambda overrun: overrun < -SAME_TIME)
    if room > SAME_TIME:
        users = beyond or "nobody, no step goes beyond its promise"
        said = [f"Who uses the slack of {exact(room, calendar)} on it: {users}."]
    else:
        said = [f"It has no slack; beyond their promises: {beyond}."] if beyond else []
    if below:
        said.append(f"Below their promises: {below}.")
    return indented([" ".join(said)]) if said else []


def _by_supplier(steps: Sequence[Step], calendar: Calendar, wanted: Callable[[float], bool]) -> str:
    found: dict[str, float] = {}
    for step in steps:
        overrun = step.handoff.overrun
        if overrun is not None and wanted(overrun):
            name = step.handoff.supplier
            found[name] = found.get(name, 0.0) + abs(overrun)
    ordered = sorted(found.items(), key=lambda known: (-known[1], known[0]))
    return ", ".join(f"{name} {exact(time, calendar)}" for name, time in ordered)


def _kept(budget: Budget, kept: float) -> list[str]:
    """Say what becomes of several promises in a row: here it matters, with one it does not."""
    size = budget.promises
    if size < _SEVERAL or not 0 < kept < 1:
        return []
    each = f"{number(kept_each(size, together=kept) * 100)} %"
    together, wanted = percent(kept_together(size, each=kept)), _share(kept)
    assumed = (
        f"If each of the {size} promises is kept in {wanted} of cases (assumed, independently)"
    )
    needed = f"to keep all in {wanted}, each must be kept in {each}"
    return [
        f"  {assumed}, all are kept in {together}:",
        f"  {needed}. Early steps can make up for late ones.",
    ]


def _rest(left: int, how_to_see_all: str | None) -> str:
    more = count(left, "more delivery in full", "more deliveries in full")
    return f"{more}: {how_to_see_all}" if left else ""


def _share(share: float) -> str:
    return f"{number(share * 100)} %"


def _proposal(budget: Budget, calendar: Calendar) -> list[str]:
    limit = exact(budget.limit or 0.0, calendar)
    return [
        f"  A proposal: {limit} split over the chain that takes most, in proportion to the times",
        *indented(proposal_table(budget, calendar), "    "),
        f"  {_asked(budget, calendar)}",
    ]


def _asked(budget: Budget, calendar: Calendar) -> str:
    change = (budget.limit or 0.0) / budget.taken - 1
    takes = f"The chain takes {exact(budget.taken, calendar)}"
    if abs(change) <= SAME_TIME:
        return f"{takes}: each step would promise what it takes, with nothing for bad days."
    if change > 0:
        return f"{takes}: each step would promise {percent(change)} more than it takes."
    return f"{takes}: to keep it, each step would have to take {percent(-change)} less time."
