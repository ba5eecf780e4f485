"""What each party says about its handoffs: one claim per handoff and side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chainmap.issues import Issue, Location
from chainmap.model import Calendar, PartyId, PartyKind
from chainmap.source.declarations import Declaration
from chainmap.source.documents import TeamDocument
from chainmap.source.handoff_documents import Needs, OutsideServes
from chainmap.source.names import Names, key_of
from chainmap.source.places import Loc, Place
from chainmap.source.quantities import Estimate
from chainmap.source.wording import error, shown

_RANGES = ("lead_time", "promise", "they_need", "step_promise", "end_to_end")
_OUTSIDE_ONLY = {"step_promise": "promise", "end_to_end": "lead_time"}


@dataclass(frozen=True, slots=True)
class Claim:
    """One side's word about one handoff.

    `deliverable` is None where the claim leaves it out; `loc` is the way to the item in its
    document, `at` the place of the other party's name.
    """

    supplier: PartyId
    customer: PartyId
    deliverable: str | None
    item: OutsideServes | Needs
    place: Place
    loc: Loc
    at: Location

    @property
    def is_promise(self) -> bool:
        """Whether the supplier says it."""
        return isinstance(self.item, OutsideServes)

    def location(self, *keys: str) -> Location:
        """Return the place of a value of the item."""
        return self.place.location((*self.loc, *keys))


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims in the order of their places, and what cannot be one.

    `lost` holds the keys of the names in claims that cannot be used: nothing else can be said
    about them.
    """

    usable: tuple[Claim, ...]
    lost: frozenset[str]
    issues: tuple[Issue, ...]


def claims_of(
    parties: Iterable[Declaration], names: Names, kinds: Mapping[PartyId, PartyKind]
) -> Claims:
    """Return what the parties say; names that nobody declares are reported."""
    usable: list[Claim] = []
    lost: set[str] = set()
    issues: list[Issue] = []
    for entry in parties:
        for claim in _claims_in(entry, names):
            unknown = _party_issue(claim, names)
            found = (unknown,) if unknown else outside_issues(claim, kinds)
            if not found:
                usable.append(claim)
            else:
                issues.extend(found)
                lost.update(key_of(n) for n in (claim.supplier, claim.customer))
                lost.add(key_of(claim.deliverable or ""))
    usable.sort(key=_place_of)
    return Claims(tuple(usable), frozenset(lost), tuple(issues))


def _place_of(claim: Claim) -> Location:
    return claim.at


def _claims_in(entry: Declaration, names: Names) -> Iterator[Claim]:
    place = entry.place
    own = names.find(entry.document.name) or PartyId(entry.document.name)
    for index, (served, places) in enumerate(
        zip(entry.document.serves, entry.customers_at, strict=True)
    ):
        for written, at in zip(served.customer, places, strict=True):
            other = names.find(written) or PartyId(written)
            yield Claim(own, other, served.delivers, served, place, ("serves", index), at)
    for index, (needed, places) in enumerate(
        zip(entry.document.needs, entry.suppliers_at, strict=True)
    ):
        for written, at in zip(needed.supplier, places, strict=True):
            other = names.find(written) or PartyId(written)
            yield Claim(other, own, needed.delivers, needed, place, ("needs", index), at)


def _party_issue(claim: Claim, names: Names) -> Issue | None:
    other = claim.customer if claim.is_promise else claim.supplier
    if names.find(other) is None:
        return unknown_party(other, claim.at, names)
    if claim.supplier == claim.customer:
        message = f"{shown(other)} hands over to itself."
        hint = "Only work that changes owner is a handoff; delete the entry."
        return error(claim.at, "self-supply", message, hint)
    return None


def unknown_party(name: str, where: Location, names: Names) -> Issue:
    """Return the issue of a name that no document declares."""
    message = f"{shown(name)} is no team, customer or vendor."
    hint = names.question(name, f"Add a file with `team: {shown(name)}`.")
    return error(where, "unknown-party", message, hint)


def outside_issues(claim: Claim, kinds: Mapping[PartyId, PartyKind]) -> tuple[Issue, ...]:
    """Return the issues of keys that only deliveries to external customers have."""
    item = claim.item
    if not isinstance(item, OutsideServes) or kinds[claim.customer] is PartyKind.CUSTOMER:
        return ()
    keys = (key for key in _OUTSIDE_ONLY if getattr(item, key) is not None)
    return tuple(_outside_only(claim, key, kinds[claim.customer]) for key in keys)


def _outside_only(claim: Claim, key: str, kind: PartyKind) -> Issue:
    message = (
        f"{key}: {shown(claim.customer)} is a {kind}; only a delivery to an external customer "
        f"has a {key}."
    )
    hint = f"Write {_OUTSIDE_ONLY[key]}."
    return error(claim.location(key), "outside-only", message, hint)


def range_issues(parties: Iterable[Declaration], calendar: Calendar) -> Iterator[Issue]:
    """Yield the three-point estimates that are not in order, by the calendar."""
    for entry in parties:
        document = entry.document
        if isinstance(document, TeamDocument) and _is_disordered(document.lead_time, calendar):
            yield _disorder(entry.place, ("lead_time",))
        for index, served in enumerate(document.serves):
            for key in _RANGES:
                if _is_disordered(getattr(served, key), calendar):
                    yield _disorder(entry.place, ("serves", index, key))
        for index, needed in enumerate(document.needs):
            if _is_disordered(needed.within, calendar):
                yield _disorder(entry.place, ("needs", index, "within"))


def _is_disordered(estimate: Estimate | None, calendar: Calendar) -> bool:
    if estimate is None or not estimate.is_range:
        return False
    time = estimate.time(calendar)
    return not time.low <= time.likely <= time.high


def _disorder(place: Place, loc: Loc) -> Issue:
    points = [place.text((*loc, point)) for point in ("low", "likely", "high")]
    message = f"{loc[-1]}: low {points[0]}, likely {points[1]}, high {points[2]} are not in order."
    return error(place.location(loc), "three-point-order", message, "Write low ≤ likely ≤ high.")
