"""DuckDB: a connection that stays within its memory, and functions of its that ibis lacks."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

UTC = "UTC"
_ENGINES_SHARE = 0.65
INSTANT = dt.Timestamp(timezone=UTC)


@dataclass(frozen=True, slots=True)
class Workshop:
    """An engine, and a directory for what it and the reader put aside; both end together."""

    engine: Backend
    directory: Path


@contextmanager
def workshop(*, memory: str, zone: str | None = None) -> Iterator[Workshop]:
    """Open an engine that keeps to `memory` by putting tables aside on disk.

    Times without a zone are taken to be from `zone`. The engine fetches no extensions: reading a
    log never opens the network.
    """
    with tempfile.TemporaryDirectory(prefix="chainmap-", ignore_cleanup_errors=True) as place:
        engine = ibis.duckdb.connect(
            memory_limit=_engines_part(memory),
            temp_directory=str(Path(place, "aside")),
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
        )
        try:
            engine.settings["TimeZone"] = zone or UTC
            engine.settings["enable_progress_bar"] = False
            yield Workshop(engine, Path(place))
        finally:
            engine.disconnect()


def _engines_part(memory: str) -> str:
    """Return what the engine may take of the memory: Python and what lies between need the rest.

    >>> _engines_part("1GB")
    '0.65GB'
    """
    size = memory.strip().rstrip("KMGTiBkmgtb")
    return f"{float(size) * _ENGINES_SHARE:g}{memory.strip()[len(size) :].strip()}"


_builtin = ibis.udf.scalar.builtin
"""Makes a function of the engine one that expressions can call; its body is never run."""

try_strptime = _builtin(
    lambda text, formats: ...,  # noqa: ARG005
    name="try_strptime",
    signature=((dt.string, dt.Array(dt.string)), dt.timestamp),
)
"""Read a time in the first format that fits; null if none does."""

epoch_us = _builtin(
    lambda time: ...,  # noqa: ARG005
    name="epoch_us",
    signature=((INSTANT,), dt.int64),
)
"""Return the microseconds since 1970, UTC."""

_wall_us = _builtin(
    lambda time: ...,  # noqa: ARG005
    name="epoch_us",
    signature=((dt.timestamp,), dt.int64),
)
_make_timestamp = _builtin(
    lambda microseconds: ...,  # noqa: ARG005
    name="make_timestamp",
    signature=((dt.int64,), dt.timestamp),
)
_from_zone = _builtin(
    lambda zone, time: ...,  # noqa: ARG005
    name="timezone",
    signature=((dt.string, dt.timestamp), INSTANT),
)
_in_zone = _builtin(
    lambda zone, time: ...,  # noqa: ARG005
    name="timezone",
    signature=((dt.string, INSTANT), dt.timestamp),
)


def on_the_wall(moment: ir.IntegerColumn, zone: str | None) -> ir.IntegerColumn:
    """Return instants (µs, UTC) as clocks of the zone show them (µs)."""
    if zone is None or zone == UTC:
        return moment
    return _wall_us(_in_zone(zone, _from_zone(UTC, _make_timestamp(moment))))
