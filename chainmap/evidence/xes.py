"""XES, the standard's event logs: read as a stream, put aside as Parquet, one column a key.

XML can be made to swallow a machine (entities that multiply) or to read its files (external
entities): a log that declares any entity, or names a DTD, is refused.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Protocol, cast
from xml.etree.ElementTree import ParseError

import pyarrow as pa
import pyarrow.parquet as pq
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from chainmap.evidence.delimited import damaged
from chainmap.evidence.mistakes import mistake

_EVENTS_A_PART = 100_000
_MOST_KEYS = 1_000
_DEEPEST = 100

Event = dict[str, str | None]


class _Element(Protocol):
    """What is used of an element."""

    tag: str

    def get(self, name: str) -> str | None: ...
    def clear(self) -> None: ...


def as_parquet(path: Path, directory: Path) -> Sequence[Path]:
    """Write the events of a log as Parquet files, in order, and return these.

    Attributes of the trace are columns `case:KEY`, those of the event `KEY`; all are text.

    Raises:
        ChainmapError: the file is no XES, is damaged, or declares entities.
    """
    source = path.as_posix()
    directory.mkdir()
    parts: list[Path] = []
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            events = _events(cast("BinaryIO", stream), source)
            while part := list(islice(events, _EVENTS_A_PART)):
                parts.append(directory / f"{len(parts):08d}.parquet")
                pq.write_table(_table(part, source), parts[-1])
    except DefusedXmlException as error:
        message = "The file declares entities or a document type; an XES log needs none."
        raise mistake(source, "hostile-xml", message, "It is not read, to be safe.") from error
    except ParseError as error:
        message = f"This is no whole XML: {error}."
        raise mistake(source, "damaged-file", message, line=error.position[0]) from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise damaged(source) from error
    if not parts:
        raise mistake(source, "no-events", "There is no event in the log.")
    return parts


def _events(stream: BinaryIO, source: str) -> Iterator[Event]:
    """Give the events with the attributes of their trace; what is read is let go at once."""
    path: list[_Element] = []
    trace: Event = {}
    event: Event = {}
    for what, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if what == "start":
            path.append(element)
            if len(path) > _DEEPEST:
                raise mistake(source, "damaged-file", "Elements lie too deep in each other.")
            continue
        path.pop()
        tag, parent = _tag(element), _tag(path[-1]) if path else ""
        if parent == "event":
            _take(event, element, "")
        elif tag == "event":
            yield {**trace, **event}
            event = {}
        elif tag == "trace":
            trace = {}
        elif parent == "trace":
            _take(trace, element, "case:")
        if parent in {"log", "trace", "event"}:
            path[-1].clear()  # what it held is read; without this the whole log would stay


def _tag(element: _Element) -> str:
    """Return the name of an element without its name space."""
    return element.tag.rpartition("}")[2]


def _take(event: Event, element: _Element, prefix: str) -> None:
    key, value = element.get("key"), element.get("value")
    if key is not None:
        event[prefix + key] = value


def _table(events: Sequence[Event], source: str) -> pa.Table:
    keys = sorted({key for event in events for key in event})
    if len(keys) > _MOST_KEYS:
        message = f"Events have more than {_MOST_KEYS:,} different attributes."
        raise mistake(source, "too-many-columns", message)
    columns = {key: [event.get(key) for event in events] for key in keys}
    schema = pa.schema([(key, pa.string()) for key in keys])
    return pa.table(columns, schema=schema)
