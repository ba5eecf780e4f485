"""What engines spell in their own way means the same: each word beside DuckDB's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import ibis
import pytest

from chainmap.evidence.engines.duck import workshop
from chainmap.evidence.engines.workshop import Workshop
from chainmap.evidence.times import way_of

HOUR = 3_600_000_000
WRITTEN = {
    "iso": (
        "2026-03-29 01:30",
        "2026-03-29 02:30",
        "2026-03-29 03:30:00",
        "2026-10-25 01:59:59",
        "2026-10-25T02:30",
        "2026-10-25T02:30:00+02:00",
        " 2026/10/25 3:00 ",
        "1969-12-31 12:00:00.123456",
        "2026-01-05T08:00Z",
        "2026-01-05 08:00:00.5+0130",
        "2026-01-05 08:00:00 UTC",
        "2026-1-5",
        "2026-02-30",
        "2024-02-29",
        "2023-02-29",
        "12:30",
        "soon",
        "",
    ),
    "%d.%m.%Y %H:%M": ("31.12.2025 8:15", "31.11.2025 8:15", "29.2.2024 23:59", "1.1.2026 24:00"),
    "%m/%d/%y %I:%M %p": (
        "12/31/25 12:15 AM",
        "1/1/69 12:05 pm",
        "1/1/68 1:00 PM",
        "1/1/26 13:00 a",
    ),
    "%d %b %Y": ("5 Mar 2026", "06 dec 2026", "30 Feb 2026", "1 Foo 2026"),
    "%Y%m%d %H%M%S": ("20260105 080507", "20260105 235959", "20260105"),
    "%d-%m-%Y %H:%M:%S.%f": ("05-01-2026 08:05:07.12", "05-01-2026 08:05:07"),
    "%d-%m-%Y %H:%M:%S,%g": ("05-01-2026 08:05:07,120",),
    "%d %b %Y %H:%M %z": ("5 Jan 2026 8:05 +0100", "5 Jan 2026 8:05 -05:30"),
    "epoch": ("1769896800", "1769907600.25", "-1.5", "soon"),
    "epoch-ms": ("1769896800000", "1769907600000.5"),
}
NUMBERS = ("1", "-1.5e1", "+.5", "1e999", "x", "1e", "", "00012.", "nan", "infinity")
TEXTS = ("a\\b", "a%b", "A_b", "Ä", "b", "a", "", "a\nb")


@contextmanager
def at_work(url: str, zone: str | None) -> Iterator[Workshop]:
    if url == "spark":
        from chainmap.evidence.engines.spark_session import spark  # noqa: PLC0415  it is an extra

        with spark(url, zone=zone, memory="1GB") as shop:
            yield shop
        return
    from chainmap.evidence.engines.postgres import postgres  # noqa: PLC0415  as above

    with postgres(url, zone=zone) as there:
        yield there


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
def test_words_mean_what_they_mean_to_duckdb(engine: str, zone: str | None) -> None:
    with workshop(memory="1GB", zone=zone) as inside, at_work(engine, zone) as there:
        assert times(there) == times(inside)
        assert clocks(there) == clocks(inside)
        assert judged(there) == judged(inside)


def times(shop: Workshop) -> dict[tuple[str, str], int | None]:
    """Return what written times are read as."""
    rows = [(name, text) for name, texts in WRITTEN.items() for text in texts]
    ways, texts = ([row[at] for row in rows] for at in (0, 1))
    table = shop.put("times", texts={"way": ways, "text": texts}, numbers={})
    read = {f"w{at}": shop.moment(table.text, way_of(name)) for at, name in enumerate(WRITTEN)}
    found = shop.rows(table.mutate(**read))
    columns = {name: f"w{at}" for at, name in enumerate(WRITTEN)}
    return {(row["way"], row["text"]): row[columns[row["way"]]] for row in found}


def clocks(shop: Workshop) -> list[tuple[int, int]]:
    """Return what clocks show around their changes, and when it is that they show so."""
    begins = (1_774_746_000_000_000, 1_792_890_000_000_000, -86_400_000_000)
    moments = [begin + step * HOUR // 4 for begin in begins for step in range(24)]
    table = shop.put("moments", texts={}, numbers={"moment": moments})
    shown = table.mutate(wall=shop.on_the_wall(table.moment), back=shop.from_wall(table.moment))
    return sorted((row["wall"], row["back"]) for row in shop.rows(shown))


def judged(shop: Workshop) -> list[tuple[str, object]]:
    """Return what is a number, what fits a pattern, what sorts first, what space is around."""
    texts = [*NUMBERS, *TEXTS, *(f" {text}\t\r\n" for text in TEXTS)]
    table = shop.put("texts", texts={"text": sorted(set(texts))}, numbers={})
    text = table.text
    found = table.mutate(
        number=shop.number(text),
        like=shop.like(text, "a\\_"),
        less=shop.comparable(text) < shop.comparable(ibis.literal("b")),
        bare=shop.trimmed(text),
    )
    return sorted((row["text"], sorted(map(repr, row.items()))) for row in shop.rows(found))
