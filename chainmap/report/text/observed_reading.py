"""How a log was read, as text: columns, times, and an account of every row."""

from __future__ import annotations

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.cases import Starts
from chainmap.analysis.observed.reading import LogReading, Missing, Unread
from chainmap.report.text.blocks import indented
from chainmap.units import count, quoted

_RULES = {
    Missing.SKIP: "no handoff leads to or from them (--missing skip)",
    Missing.KEEP: "they count as one team (--missing keep)",
    Missing.DROP: "they are left out (--missing drop)",
}


def reading_lines(observed: Observed) -> list[str]:
    """Return where the figures come from, and what was left out."""
    reading = observed.reading
    return [
        "How it was read",
        *indented(
            [
                _columns(reading),
                _times(observed),
                *_rows(reading),
                *_mixed_ends(reading),
                *_missing(reading),
                *_placeholders(reading),
                *_ties(reading),
                *_starts(observed.starts),
                "A handoff takes from a team's first event of the stay to the next team's first.",
                "85 %: so many take no longer; percentiles are interpolated linearly.",
                f"{', '.join(reading.sources)}, {reading.first} to {reading.last}.",
            ]
        ),
    ]


def _columns(reading: LogReading) -> str:
    read = [f"{c.role} = {c.name}{' (guessed)' if c.guessed else ''}" for c in reading.columns]
    return f"Columns: {', '.join(read)}."


def _times(observed: Observed) -> str:
    reading = observed.reading
    zone = (
        f"are from {reading.zone}"
        if reading.zone
        else "are taken as they stand, those with one in UTC"
    )
    hours = observed.working_hours
    clock = f"in working hours, {hours}" if hours else "around the clock, 24 h a day"
    return f"Times: {reading.time_format}, those without a zone {zone}; counted {clock}."


def _rows(reading: LogReading) -> list[str]:
    lines = [f"{count(reading.read, 'row')} read, {reading.used:,} used."]
    if reading.left_out:
        reasons = ", ".join(f"{left.rows:,} ({left.reason})" for left in reading.left_out)
        lines[0] = f"{count(reading.read, 'row')} read, {reading.used:,} used, left out: {reasons}."
    lines += [f"  {_place(row)}  {row.reason}  {row.text}".rstrip() for row in reading.unread]
    return lines


def _mixed_ends(reading: LogReading) -> list[str]:
    told = "Lines end in two ways, CR LF and LF alone; each is read as the end of a row: "
    return [f"{told}{', '.join(reading.mixed_ends)}."] if reading.mixed_ends else []


def _place(row: Unread) -> str:
    """Return where a row stands; in a table it stands on no line."""
    return f"{row.path}:{row.line}" if row.line else row.path


def _missing(reading: LogReading) -> list[str]:
    if not reading.missing_events:
        return []
    return [f"{count(reading.missing_events, 'event')} without a team: {_RULES[reading.missing]}."]


def _placeholders(reading: LogReading) -> list[str]:
    return [
        f"{count(found.events, 'event')} of team “{found.text}”: is that a name? "
        f"If not: --missing-value {quoted(found.text, instead='TEXT')}."
        for found in reading.placeholders
    ]


def _starts(starts: Starts | None) -> list[str]:
    if starts is None:
        return []
    told = {
        "no start that can be read": starts.missing,
        "a start after its end": starts.after_end,
    }
    without = "it counts without touch time", "they count without touch time"
    return [
        f"{count(events, 'event')} with {what}: {without[events > 1]}."
        for what, events in told.items()
        if events
    ]


def _ties(reading: LogReading) -> list[str]:
    if reading.ties_in_file_order or not reading.tied_events:
        return []
    tied = count(reading.tied_events, "event")
    return [
        f"{tied} at the same time as another of the case: their order is not known.",
        "  Name a column that decides: --order COLUMN.",
    ]
