"""A request -> its log in the engine that works on it, open as long as questions are asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from chainmap.evidence.engines.duck import DuckWorkshop, workshop
from chainmap.evidence.engines.duck_reading import read_files
from chainmap.evidence.engines.workshop import Workshop
from chainmap.evidence.mistakes import mistake
from chainmap.evidence.places import Kind, Place, place_of
from chainmap.evidence.reading import Log, read_table
from chainmap.evidence.request import Request
from chainmap.issues import how_to_install

if TYPE_CHECKING:
    from chainmap.evidence.engines.postgres import PostgresWorkshop

_DRIVERS = {
    Kind.DUCKDB: ((), "log"),
    Kind.POSTGRES: (("psycopg",), "postgres"),
    Kind.SPARK: (("pyspark",), "spark"),
}
"""What has to be there for an engine, and the extra that installs it."""

_OF_CONNECT = (("pyspark", "pandas", "grpc", "grpc_status"), "spark-connect")
"""The same for Spark behind sc://."""


@contextmanager
def opened(request: Request) -> Iterator[tuple[Workshop, Log]]:
    """Read the log and keep its engine open.

    Raises:
        ChainmapError: the log cannot be read, or its engine is not there.
    """
    place = place_of(request.sources, request.engine)
    _require_driver(place)
    reading = {Kind.DUCKDB: _in_duckdb, Kind.POSTGRES: _in_postgres, Kind.SPARK: _in_spark}
    with reading[place.kind](place, request) as (shop, log):
        source = place.name if place.table else log.sources[0]
        with shop.telling(source):
            yield shop, log


@contextmanager
def _in_duckdb(place: Place, request: Request) -> Iterator[tuple[Workshop, Log]]:
    with workshop(memory=request.memory, zone=request.zone) as shop:
        if place.table is None:
            yield shop, read_files(shop, request)
            return
        _attach(shop, place)
        with shop.telling(place.name):
            log = read_table(shop, place, request)
        yield shop, log


def _attach(shop: DuckWorkshop, place: Place) -> None:
    """Open a database file, to read it only."""
    path = Path(place.url.partition("://")[2])
    if not path.is_file():
        raise mistake(place.name, "not-found", f"There is no file {path.as_posix()}.")
    try:
        shop.attach(path)
    except duckdb.Error as error:
        message = "This is no DuckDB database, or another program has it open."
        raise mistake(place.name, "no-connection", message) from error


@contextmanager
def _in_postgres(place: Place, request: Request) -> Iterator[tuple[Workshop, Log]]:
    """Read a table there, or files here: what is coded of these goes there."""
    from chainmap.evidence.engines.postgres import postgres  # noqa: PLC0415  its driver is an extra

    with postgres(place.url, zone=request.zone) as shop:
        if place.table is not None:
            with shop.telling(place.name):
                log = read_table(shop, place, request)
            yield shop, log
            return
        with workshop(memory=request.memory, zone=request.zone) as reader:
            read = read_files(reader, request)
            with shop.telling(place.name):
                log = _moved(read, reader, shop)
        yield shop, log


def _moved(log: Log, reader: DuckWorkshop, shop: PostgresWorkshop) -> Log:
    """Copy the events and the names of the cases into another engine."""
    moved = {}
    for name, table in (("events", log.events), ("cases_of_log", log.cases)):
        parts = reader.parts(table)
        moved[name] = shop.load(name, parts.schema, parts)
    return replace(log, events=moved["events"], cases=moved["cases_of_log"])


@contextmanager
def _in_spark(place: Place, request: Request) -> Iterator[tuple[Workshop, Log]]:
    from chainmap.evidence.engines.spark_files import read_files as read_there  # noqa: PLC0415
    from chainmap.evidence.engines.spark_session import spark  # noqa: PLC0415  as above

    with spark(place.url, zone=request.zone, memory=request.memory) as shop:
        with shop.telling(place.name):
            in_files = place.table is None
            log = read_there(shop, request) if in_files else read_table(shop, place, request)
        yield shop, log


def _require_driver(place: Place) -> None:
    modules, extra = _OF_CONNECT if place.url.startswith("sc://") else _DRIVERS[place.kind]
    missing = [module for module in modules if find_spec(module) is None]
    if not missing:
        return
    message = f"Reading with {place.kind} needs a package that is not installed: {missing[0]}."
    raise mistake(place.name, "missing-package", message, how_to_install(extra))
