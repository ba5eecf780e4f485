"""Explains how a log agrees with the declared chain: pairs, handoffs, promises and volumes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chainmap.analysis.agreement import Agreement, Compared, Seen
from chainmap.analysis.observed.reading import LogReading
from chainmap.model import Calendar, Handoff
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.inputs import Places, at, named, promised
from chainmap.report.explained.numbers import added, figure, in_hours, points, with_sign
from chainmap.units import count


def of_agreement(
    found: Agreement, reading: LogReading, calendar: Calendar, places: Places
) -> Iterator[Explained]:
    """Yield where the shares come from, then by pair the promise and the volume."""
    yield from _shares(found)
    yield _outside(found)
    yield _hours(found, reading, calendar)
    for pair in found.compared:
        yield from _pair(pair, found, places)


def _shares(found: Agreement) -> Iterator[Explained]:
    compared, only = len(found.compared), len(found.only_seen)
    declared = sum(pair.seen.handoffs for pair in found.compared)
    unknown = sum(seen.handoffs for seen in found.only_seen)
    unseen = tuple(_unseen(handoff) for handoff in found.only_declared)
    seen = tuple(_seen(one) for one in found.only_seen)
    yield from _share(
        "recall", found.recall, (compared, only), "pairs seen that are declared, of all seen", seen
    )
    yield from _share(
        "weighted_recall",
        found.weighted_recall,
        (declared, unknown),
        "handoffs between declared pairs, of all handoffs between teams in the log",
    )
    yield from _share(
        "precision",
        found.precision,
        (found.flow_seen, found.flow_unseen),
        "declared pairs of the flow that were seen, of those with both parties in the log",
        unseen,
    )


def _share(
    key: str,
    share: float | None,
    parts: tuple[int, int],
    rule: str,
    inputs: tuple[Input, ...] = (),
) -> Iterator[Explained]:
    if share is None:
        return
    part, rest = parts
    yield Explained(
        "",
        key.replace("_", " "),
        share,
        points(share),
        rule,
        inputs,
        (f"{part:,} / ({part:,} + {rest:,}) = {points(share)}",),
        keys=(f"declared.{key}",),
    )


def _seen(one: Seen) -> Input:
    told = count(one.handoffs, "handoff")
    return Input(
        f"{one.supplier} → {one.customer}", told, float(one.handoffs), "nobody declares it"
    )


def _unseen(handoff: Handoff) -> Input:
    where = (str(handoff.location),) if handoff.location.path else ()
    return Input(named(handoff), "never seen", None, "", "", where)


def _outside(found: Agreement) -> Explained:
    return Explained(
        "",
        "outside",
        float(found.outside),
        count(found.outside, "pair"),
        "declared pairs of the flow of which one party is not in the log: the log cannot tell",
        keys=("declared.outside",),
    )


def _hours(found: Agreement, reading: LogReading, calendar: Calendar) -> Explained:
    weekly = calendar.hours_in("w")
    worked: tuple[str, ...] = ()
    if reading.first and reading.last:
        days = (date.fromisoformat(reading.last) - date.fromisoformat(reading.first)).days + 1
        worked = (f"{days:,} / 7 × {figure(weekly)} = {in_hours(found.hours)}",)
    return Explained(
        "",
        "working time of the log",
        found.hours,
        in_hours(found.hours),
        "days from its first to its last, over 7 × hours a week by the organisation's calendar",
        (Input("first day", reading.first or "–"), Input("last day", reading.last or "–")),
        worked,
        keys=("declared.hours",),
    )


def _pair(pair: Compared, found: Agreement, places: Places) -> Iterator[Explained]:
    about = f"{pair.seen.supplier} → {pair.seen.customer}"
    if pair.handoff is None:
        several = f"{len(pair.declared)} deliverables between the two: the log tells not which"
        yield Explained(about, "promise and volume", None, "not compared", "", missing=(several,))
    else:
        yield from _promise(pair, about, pair.handoff, places)
    yield from _volume(pair, about, found, places)


def _promise(pair: Compared, about: str, handoff: Handoff, places: Places) -> Iterator[Explained]:
    if pair.promise is None:
        return
    seen, late = pair.seen.p85, pair.seen.p85 - pair.promise
    told = {True: "kept", False: "not kept", None: "not compared"}[pair.keeps_promise]
    other = "" if pair.comparable else "log and organisation count other hours a day"
    yield Explained(
        about,
        "promise",
        pair.promise,
        f"{in_hours(pair.promise)}, {told}",
        "kept if 85 % of the handoffs take no longer",
        (
            promised(handoff, places),
            Input("85 % of the handoffs", f"within {in_hours(seen)}", seen, "", "measured"),
        ),
        (added([seen, -pair.promise], late, with_sign(late)),) if pair.comparable else (),
        (other,) if other else (),
        ("declared.compared.promise_h", "declared.compared.p85_h"),
    )


def _volume(pair: Compared, about: str, found: Agreement, places: Places) -> Iterator[Explained]:
    if pair.volume is None:
        return
    handoff, declared = pair.handoff, pair.declared_volume
    rows: tuple[Input, ...] = ()
    if handoff is not None and declared is not None:
        where = at(places, handoff.sort_key, "volume")
        rows = (Input("volume declared", f"{figure(declared)}/h", declared, "", "", where),)
    yield Explained(
        about,
        "volume in the log",
        pair.volume,
        f"{figure(pair.volume)}/h",
        "handoffs over the working time of the log",
        rows,
        (f"{figure(pair.seen.handoffs)} / {in_hours(found.hours)} = {figure(pair.volume)}/h",),
        keys=("declared.compared.volume_per_h", "declared.compared.declared_volume_per_h"),
    )
