"""A party as its own document declares it, with the places that results name."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.issues import Issue, Location
from chainmap.source.documents import PartyDocument
from chainmap.source.places import Places, YamlPlace
from chainmap.source.validation import validate
from chainmap.source.yaml_nodes import Document

_LOSING = frozenset({"missing-key", "wrong-type", "empty-value", "control-character"})
"""Codes of issues that may cost a whole handoff."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """The document of a party; where its name stands, and the names it serves and needs.

    `is_whole` says that no handoff in it was left out because of a mistake.
    """

    document: PartyDocument
    place: YamlPlace
    location: Location
    customers_at: Places
    suppliers_at: Places
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Declared:
    """What could be read of a party's document (None: nothing), and what was wrong with it."""

    declaration: Declaration | None
    issues: tuple[Issue, ...]


def declare(model: type[PartyDocument], source: Document) -> Declared:
    """Read a party's document; let go of its nodes, unless it had to be mended."""
    place = source.place
    found = validate(model, place, source.data)
    if found.document is None:
        return Declared(None, found.issues)
    declared = Declaration(
        document=found.document,
        place=place,
        location=place.location((model.kind,)),
        customers_at=place.names("serves", "customer"),
        suppliers_at=place.names("needs", "supplier"),
        is_whole=_LOSING.isdisjoint(issue.code for issue in found.issues),
    )
    if not found.issues:
        place.release()
    return Declared(declared, found.issues)
