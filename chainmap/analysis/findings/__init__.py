"""Findings about the chain itself: can it be trusted?

Each look is a small function over the flow, at the chain, at its figures or at the complaints; all
are listed in `_LOOKS`. Assumes nothing beyond the files: what nobody wrote down is not seen.
Source: own definition. No published case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from chainmap.analysis.findings import chain, complaints, figures
from chainmap.analysis.findings.case import Case
from chainmap.flow import Flow
from chainmap.issues import Issue, in_order

_LOOKS: tuple[Callable[[Case], Iterator[Issue]], ...] = (
    chain.cycles,
    chain.without_external_customer,
    chain.orphans,
    figures.untimed,
    chain.one_sided,
    chain.assumed_inputs,
    chain.starts_before_order,
    figures.measured_end_to_end,
    figures.backlogs,
    figures.never_right,
    complaints.dated_ahead,
)


def findings(flow: Flow, *, as_of: date) -> tuple[Issue, ...]:
    """Return what is remarkable about the chain on that day, by place."""
    case = Case(flow, as_of)
    return in_order(issue for look in _LOOKS for issue in look(case))
