"""A party as its own document declares it, with the places that results name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chainmap.issues import Location
from chainmap.source.documents import Needs, OutsideServes, PartyDocument
from chainmap.source.places import Place
from chainmap.source.validation import Validated

Places = tuple[tuple[Location, ...], ...]
"""For each item, where each name in it stands."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """The document of a party; where its name stands, and the names it serves and needs."""

    document: PartyDocument
    place: Place
    location: Location
    customers_at: Places
    suppliers_at: Places


def declaration(validated: Validated[PartyDocument]) -> Declaration | None:
    """Return the declaration and let go of the nodes, unless the document was mended."""
    if validated.entry is None:
        return None
    document, place = validated.entry.document, validated.entry.place
    declared = Declaration(
        document=document,
        place=place,
        location=place.location((document.kind,)),
        customers_at=_places(place, "serves", document.serves),
        suppliers_at=_places(place, "needs", document.needs),
    )
    if not validated.issues:
        place.release()
    return declared


def _places(place: Place, section: str, items: Sequence[OutsideServes | Needs]) -> Places:
    return tuple(
        tuple(
            place.location((section, index, *way))
            for way in _ways_to_names(item)
        )
        for index, item in enumerate(items)
    )


def _ways_to_names(item: OutsideServes | Needs) -> list[tuple[str, int]]:
    if isinstance(item, Needs):
        return [("supplier", number) for number in range(len(item.supplier))]
    return [("customer", number) for number in range(len(item.customer))]
