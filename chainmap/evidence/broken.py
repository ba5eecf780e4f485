"""Rows that a reader of CSV could not take apart: how many are lost, and to which quote.

An engine tells which records are broken, and how a broken one begins, not how far it goes. Only
where a quote is to blame, the file is read once more in Python, which tells the lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chainmap.evidence.delimited import OPEN_QUOTE, find_rows, rows_inside, swallowing_row
from chainmap.evidence.json_lines import Line
from chainmap.evidence.mistakes import mistake, shown

if TYPE_CHECKING:
    from chainmap.evidence.delimited import Row
    from chainmap.evidence.engines.workshop import Workshop
    from chainmap.evidence.files import LogFile

IN_A_QUOTE = " in one quote"
"""How it ends what is told of a row over several lines."""

_A_QUOTE = "UNQUOTED VALUE"
"""What DuckDB calls it if a quote is not closed, or something follows the closed one."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A broken record: its number, the lines DuckDB shows, whether a quote is to blame."""

    number: int
    lines: int
    quote: bool


def broken_records(workshop: Workshop, file: LogFile, size: Callable[[], int]) -> dict[int, int]:
    """Return, by number of the record, the rows lost with it: an open quote swallows several.

    `size` counts the rows of the file that were read.
    """
    records = _records(workshop, file) if file.rejects is not None else []
    lost = {record.number: record.lines for record in records}
    quotes = [record.number for record in records if record.quote]
    if not quotes or file.path is None or file.separator is None:
        return lost
    _, spans = find_rows(file.path, file.separator, accepted=(), rejected=quotes)
    for number in quotes:
        if number not in spans:  # it stands inside the quote of another
            del lost[number]
        elif spans[number].open:
            lost[number] = max(spans[number].lines - (size() - spans[number].before), 1)
        else:
            lost[number] = spans[number].lines
    return lost


def _records(workshop: Workshop, file: LogFile) -> list[_Record]:
    if workshop.engine.con.execute(f"FROM {file.rejects} LIMIT 1").fetchone() is None:
        return []
    broken = workshop.engine.table(file.rejects)
    lines = broken.csv_line.strip()
    swallowed = lines.length() - lines.replace("\n", "").length()
    by_record = broken.group_by("line").agg(
        lines=swallowed.fill_null(0).max() + 1, quote=(broken.error_type == _A_QUOTE).any()
    )
    return [
        _Record(row["line"], row["lines"], bool(row["quote"])) for row in workshop.rows(by_record)
    ]


def told(row: Row | Line) -> str:
    """Return a broken row as messages show it: its first line, and how many follow."""
    if isinstance(row, Line) or row.lines == 1:
        return shown(row.text)
    more = row.lines - 1
    return f"{shown(row.first)} and {more:,} more {'line' if more == 1 else 'lines'}{IN_A_QUOTE}"


def require_closed(files: Iterable[LogFile]) -> None:
    """Refuse a file of which an open quote swallows the rest; for logs of which nothing is left.

    Raises:
        ChainmapError: there is such a quote.
    """
    for file in files:
        if file.path is None or file.separator is None:
            continue
        row = swallowing_row(file.path, file.separator, len(file.columns))
        if row is not None:
            raise _open_quote(file, row)


def require_names(
    files: Sequence[LogFile], names: Iterable[str | None], *, read: int, allowed: float
) -> None:
    """Refuse a log with rows inside names of teams or cases: a quote closed too late does that.

    Raises:
        ChainmapError: these are a larger share of all rows than `allowed`.
    """
    broken_up = [name for name in names if name is not None and "\n" in name]
    for file in files:
        if file.separator is not None and broken_up:
            width = len(file.columns)
            inside = sum(rows_inside(one.split("\n"), file.separator, width) for one in broken_up)
            if inside > allowed * (read + inside):
                require_closed([file])


def _open_quote(file: LogFile, row: Row) -> Exception:
    ends = "is not closed" if row.open else f"closes {row.lines - 1:,} lines below"
    message = f"A quote opens here and {ends}; what stands inside is no row: {told(row)}."
    return mistake(file.name, "open-quote", message, OPEN_QUOTE, line=row.line)
