"""A what-if as text: what it would give whom, why, and what it rests on."""

from __future__ import annotations

from chainmap.analysis.whatif import WhatIf
from chainmap.report.story.advice import listed
from chainmap.report.text.blocks import indented, laid_out, next_steps
from chainmap.report.text.changes import changes_told
from chainmap.report.text.whatif_answer import answer, largest
from chainmap.report.text.whatif_tables import ARROW, columns, deliveries, kinds, teams
from chainmap.scenario import Scenario
from chainmap.units import command, quoted


def as_text(scenario: Scenario, result: WhatIf, *, footer: str) -> str:
    """Return what a scenario would give external customers: the answer first."""
    calendar = result.before.organisation.calendar
    blocks = [
        [f"What if: {scenario.name}"],
        answer(result, calendar),
        _titled("What changes", changes_told(scenario, calendar)),
        _titled("What customers get", deliveries(result, calendar)),
        _titled("By kind of complaint (means by complaint weight)", kinds(result, calendar)),
        _titled("Teams", teams(result, calendar)),
        columns(result),
        _next(scenario, result),
        [footer],
    ]
    return laid_out(blocks) + "\n"


def _titled(title: str, lines: list[str]) -> list[str]:
    return [title, *indented(lines)] if lines else []


def _next(scenario: Scenario, result: WhatIf) -> list[str]:
    if not scenario.changes:
        return next_steps(["Write what would change below changes:, see docs/scenarios.md."])
    lines = []
    if result.by_queue:
        names = listed(list(result.by_queue))
        lines.append(
            f"Ask whether work waits for people at {names}: these lead times move by what the wait "
            "changes by formula (M/M/c). Without: --wait stated"
        )
    lines.append("Agree the scenario's own figures with the teams: they are assumptions.")
    effect = largest(result)
    if effect is not None and effect.is_now is not None:
        chain = ARROW.join(effect.is_now.slowest)
        source = result.before.organisation.source
        today = command(f"trace --customer {quoted(effect.delivery.customer)}", source)
        lines.append(f"The slowest chain would then be {chain}. Today: {today}")
    return next_steps(lines)
