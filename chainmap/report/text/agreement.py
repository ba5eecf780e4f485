"""How a log agrees with the declared chain, as text: what is missing on either side, figures."""

from __future__ import annotations

from collections.abc import Sequence

from chainmap.analysis.agreement import Agreement, Compared, Seen
from chainmap.analysis.observed import Observed
from chainmap.model import Calendar, Handoff
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.observed_reading import reading_lines
from chainmap.report.text.table import table
from chainmap.units import count, hours, percent, rate

MAX_ROWS = 10
"""Rows of a table that are printed; `--all` and JSON have all."""


def as_text(
    found: Agreement, observed: Observed, calendar: Calendar, *, everything: bool = False
) -> str:
    """Return what log and files agree on; tables end after ten rows unless `everything`."""
    most = None if everything else MAX_ROWS
    clock = Calendar(hours_per_day=observed.hours_a_day)
    blocks = [
        ["Does the log agree with the declared chain?"],
        _answer(found),
        _titled("Seen, but not declared, most first", _only_seen(found.only_seen, clock), most),
        _titled("Declared, but never seen", _only_declared(found.only_declared), most),
        _titled("Declared and seen, most first", _compared(found.compared, clock, calendar), most),
        _names(found, most),
        _counted(found, observed, calendar),
        reading_lines(observed),
    ]
    return laid_out(blocks) + "\n"


def _answer(found: Agreement) -> list[str]:
    lines = []
    if found.recall is not None and found.weighted_recall is not None:
        seen = len(found.compared) + len(found.only_seen)
        pairs = count(seen, "pair of teams hands over", "pairs of teams hand over")
        lines.append(
            f"{pairs} in the log, {len(found.compared):,} of them declared: "
            f"recall {percent(found.recall)}; "
            f"weighted by handoffs {percent(found.weighted_recall)}."
        )
    else:
        lines.append("No team hands over to another in the log.")
    if found.precision is not None:
        declared = found.flow_seen + found.flow_unseen
        lines.append(
            f"{count(declared, 'declared pair')} could be seen there, {found.flow_seen:,} "
            f"{'was' if found.flow_seen == 1 else 'were'}: "
            f"precision {percent(found.precision)}."
        )
    kept = [pair.keeps_promise for pair in found.compared if pair.keeps_promise is not None]
    if kept:
        hold = f"{sum(kept):,} {'holds' if sum(kept) == 1 else 'hold'}"
        lines.append(
            f"{count(len(kept), 'promise')} could be checked: {hold} for 85 % of the handoffs."
        )
    return [*lines, *indented(_universe(found))]


def _universe(found: Agreement) -> list[str]:
    lines = ["Compared are pairs of parties that both occur in the log, each pair once."]
    if found.outside:
        pairs = count(found.outside, "declared pair lies", "declared pairs lie")
        lines.append(f"{pairs} outside: one of the two is not in the log.")
    lines.append("Support and rework that nobody saw count against nothing.")
    return lines


def _only_seen(seen: Sequence[Seen], clock: Calendar) -> list[tuple[str, ...]]:
    head = ("From", "To", "handoffs", "median", "85 %")
    return [
        head,
        *(
            (
                one.supplier,
                one.customer,
                f"{one.handoffs:,}",
                hours(one.median, clock),
                hours(one.p85, clock),
            )
            for one in seen
        ),
    ]


def _only_declared(declared: Sequence[Handoff]) -> list[tuple[str, ...]]:
    rows = [(one.supplier, one.customer, one.deliverable or "–") for one in declared]
    return [("From", "To", "Deliverable"), *rows]


def _compared(
    compared: Sequence[Compared], clock: Calendar, calendar: Calendar
) -> list[tuple[str, ...]]:
    head = ("From", "To", "handoffs", "median", "85 %", "promised", "", "volume", "declared")
    rows: list[tuple[str, ...]] = [head]
    for pair in compared:
        seen, promise, volume = pair.seen, pair.promise, pair.declared_volume
        rows.append(
            (
                seen.supplier,
                seen.customer,
                f"{seen.handoffs:,}",
                hours(seen.median, clock),
                hours(seen.p85, clock),
                "–" if promise is None else hours(promise, calendar),
                _kept(pair),
                "–" if pair.volume is None else rate(pair.volume, calendar),
                "–" if volume is None else rate(volume, calendar),
            )
        )
    return rows


def _kept(pair: Compared) -> str:
    if pair.handoff is None:
        return f"{len(pair.declared)} deliverables"
    return {None: "", True: "kept", False: "not kept"}[pair.keeps_promise]


def _names(found: Agreement, most: int | None) -> list[str]:
    if not found.unknown:
        return []
    teams = count(len(found.unknown), "team of the log is", "teams of the log are")
    shown = found.unknown if most is None else found.unknown[:most]
    more = len(found.unknown) - len(shown)
    rest = f" and {more:,} more" if more else ""
    lines = [f"{teams} no party of the organisation: {', '.join(shown)}{rest}."]
    if found.alike:
        lines.append("Names that are alike, as a table to correct and to name with --names FILE:")
        rows = [f"{_field(one.log)},{_field(one.team)}" for one in found.alike]
        lines += indented(["log,team", *rows])
    return lines


def _field(name: str) -> str:
    """Return a field of CSV."""
    return '"' + name.replace('"', '""') + '"' if set(name) & set(',;"\t\n') else name


def _counted(found: Agreement, observed: Observed, calendar: Calendar) -> list[str]:
    reading = observed.reading
    span = f"{reading.first} to {reading.last}, {found.hours:,.0f} h ({calendar})"
    volumes = f"Volumes: handoffs over the working time from {span}."
    if found.same_clock:
        return [volumes]
    apart = (
        f"Times of the log count {observed.hours_a_day:g} h a day, those of the organisation "
        f"{calendar.hours_per_day:g} h: they cannot be held against each other."
    )
    return [volumes, apart, '  Count working time: --working-time "Mon-Fri 09:00-17:00".']


def _titled(title: str, rows: Sequence[tuple[str, ...]], most: int | None) -> list[str]:
    """Return a table with its title, nothing where it has no row."""
    below = len(rows) - 1
    if not below:
        return []
    shown = rows if most is None else rows[: most + 1]
    words = {"From", "To", "Deliverable", ""}
    right = frozenset(at for at, name in enumerate(rows[0]) if name not in words)
    more = len(rows) - len(shown)
    lines = [*table(shown, right=right), *([f"… {more:,} more: --all"] if more else [])]
    return [title, *indented(lines)]
