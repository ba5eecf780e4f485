"""With what complaints are associated, as text: handoffs, teams and route segments."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.association import SURE, Association, Associations, Feature
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.table import table
from chainmap.units import count, percent

MAX_ROWS = 10
"""Rows of a table that are printed; `--all` and JSON have all."""

_TITLES = {Feature.HANDOFF: "Handoffs", Feature.TEAM: "Teams", Feature.SEGMENT: "Route segments"}

_NOBODY = "(no team)"


def as_text(found: Associations, *, everything: bool = False) -> str:
    """Return what is associated with complaints; tables end after ten rows unless `everything`."""
    most = None if everything else MAX_ROWS
    blocks = [
        ["With what are complaints associated?"],
        _answer(found),
        *(_table(feature, found.found, most) for feature in Feature),
        _columns(found),
    ]
    return laid_out(blocks) + "\n"


def _answer(found: Associations) -> list[str]:
    share = f" ({percent(found.complained / found.cases)})" if found.cases else ""
    said = f"{found.complained:,} of {count(found.cases, 'case')} are complained of{share}"
    lines = [f"{said}: any of their events has {found.condition}."]
    if not found.found:
        return [
            *lines,
            "Nothing can be compared: too few cases, or all or none complained of.",
            *_as_written(found),
        ]
    tested = sum(one.q is not None for one in found.found)
    more = sum(one.is_sure and (one.risk is None or one.risk > 1) for one in found.found)
    fewer = sum(one.is_sure for one in found.found) - more
    lines.append(
        f"{tested:,} handoffs, teams and route segments could be tested. Associated with more "
        f"complaints: {more:,}; with fewer: {fewer:,} (q at most {percent(SURE)})."
    )
    few = len(found.found) - tested
    if few:
        lines.append(f"With too few cases to be tested (“few cases”): {few:,}.")
    if found.uncompared:
        lines.append(f"Not shown, as fewer than 5 cases have it, or all: {found.uncompared:,}.")
    return lines


def _as_written(found: Associations) -> list[str]:
    """Return what may be wrong with a condition that no case meets."""
    if found.complained:
        return []
    return [
        "No case meets the condition: is the value written as in the log?",
        "What stands in quotes is compared as text, also by < and >; without quotes as a number.",
    ]


def _table(feature: Feature, found: Sequence[Association], most: int | None) -> list[str]:
    ones = [one for one in found if one.feature is feature]
    if not ones:
        return []
    head = ("cases", "complained", "others", "risk", "95 % interval", "q", "", _head(feature))
    shown = ones if most is None else ones[:most]
    rows = [head, *(_row(one) for one in shown)]
    lines = table(rows, right=frozenset({0, 1, 2, 3, 5}))
    more = len(ones) - len(shown)
    title = f"{_TITLES[feature]}, surest more complaints first"
    return [title, *indented([*lines, *([f"… {more:,} more: --all"] if more else [])])]


def _head(feature: Feature) -> str:
    return "Team" if feature is Feature.TEAM else "Way"


def _row(one: Association) -> tuple[str, ...]:
    return (
        f"{one.cases:,}",
        percent(one.share),
        percent(one.other_share),
        "–" if one.risk is None else f"{one.risk:.2f}",
        "–" if one.low is None or one.high is None else f"{one.low:.2f} to {one.high:.2f}",
        _chance(one.q),
        _said(one),
        " → ".join(_NOBODY if team is None else team for team in one.teams),
    )


def _chance(q: float | None) -> str:
    if q is None:
        return "–"
    return "< 0.001" if q < 0.001 else f"{q:.3f}"  # noqa: PLR2004 three decimals


def _said(one: Association) -> str:
    if one.few:
        return "few cases"
    if not one.is_sure:
        return ""
    return "more" if one.risk is None or one.risk > 1 else "fewer"


def _columns(found: Associations) -> list[str]:
    strata = (
        f"Compared within each {found.by} ({count(found.strata, 'stratum', 'strata')}; a case is "
        "in that of its first event that has one)."
        if found.by
        else "Hard cases may both travel more and be complained of: compare alike ones with --by."
    )
    return [
        "complained   share of the cases with it that are complained of; others: of those without",
        "risk         relative risk: the one share over the other, within strata (Mantel-Haenszel)",
        "q            chance alone, corrected for many comparisons (Benjamini-Hochberg)",
        strata,
        "Associated with, not caused by.",
    ]
