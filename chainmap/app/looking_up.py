"""Finds what a command names in an organisation: a team, a party, a department, a complaint.

Names match without regard to case and surrounding space. Every `find_…` raises a ChainmapError
with the nearest known names where there is nothing called so.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING
from unicodedata import normalize

from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.model import Category, Complaint, Organisation, PartyId, Team

_LISTED = 8
"""Departments named in a hint."""


_SUGGESTED = 3
"""Names that hold what was asked for, named in a hint."""


def find_team(organisation: Organisation, name: str) -> Team:
    """Return the team called so, without regard to case and surrounding space."""
    from chainmap.model import Team

    party = organisation.parties[find_party(organisation, name)]
    if isinstance(party, Team):
        return party
    kind = f"{party.name} is a {party.kind}, not a team."
    raise not_found(organisation, "not-a-team", kind, "chainmap trace --to shows more.")


def find_party(organisation: Organisation, name: str) -> PartyId:
    """Return the party called so, without regard to case and surrounding space."""
    for party in organisation.parties:
        if _same(party, name):
            return party
    hint = _nearest(name, organisation.parties)
    hint = hint or f"The names are those in the files below {organisation.source}."
    message = f"{name} is no team, customer or vendor."
    raise not_found(organisation, "unknown-party", message, hint)


def find_department(organisation: Organisation, name: str) -> str:
    """Return the department called so, without regard to case and surrounding space."""
    known = sorted({team.department for team in organisation.teams if team.department})
    for department in known:
        if _same(department, name):
            return department
    listed = f"The departments are {', '.join(known[:_LISTED])}." if known else None
    hint = _nearest(name, known) or listed or "No team names its department."
    raise not_found(organisation, "unknown-department", f"{name} is no department.", hint)


def find_complaint(organisation: Organisation, wanted: str) -> Complaint:
    """Return the complaint with this id, without regard to case and surrounding space."""
    folded = wanted.strip().casefold()
    for complaint in organisation.complaints:
        if folded in {name.casefold() for name in (complaint.id, *complaint.ids)}:
            return complaint
    if any(complaint.rows > 1 for complaint in organisation.complaints):
        message = f"{wanted} is not known by itself: large files are counted, not kept."
        hint = "Choose them by --customer, --category and --since."
        raise not_found(organisation, "unknown-complaint", message, hint)
    near = _nearest(wanted, [complaint.id for complaint in organisation.complaints])
    raise not_found(organisation, "unknown-complaint", f"There is no complaint {wanted}.", near)


def find_category(organisation: Organisation, wanted: str) -> Category:
    """Return the kind of complaint called so; `passed around` is `passed-around`."""
    from chainmap.model import Category

    folded = wanted.strip().casefold().replace(" ", "-")
    if folded in set(Category):
        return Category(folded)
    near = _nearest(folded, Category) or f"Choose one of {', '.join(Category)}."
    message = f"{wanted} is no kind of complaint."
    raise not_found(organisation, "unknown-category", message, near)


def _folded(name: str) -> str:
    return normalize("NFC", name.strip()).casefold()


def _same(one: str, other: str) -> bool:
    """Whether two names are one, without regard to case and surrounding space."""
    return _folded(one) == _folded(other)


def _nearest(name: str, names: Iterable[str]) -> str | None:
    """Return a question for the known names that hold the given one, else the one most like it."""
    from chainmap.source.wording import listed

    folded = {known.casefold(): known for known in names}
    given = name.strip().casefold()
    holding = [known for fold, known in sorted(folded.items()) if given and given in fold]
    likely = holding or [folded[near] for near in get_close_matches(given, folded, n=1)]
    if not likely:
        return None
    others = len(likely) - _SUGGESTED
    return f"Did you mean {listed(likely[:_SUGGESTED], 'or', more=max(0, others))}?"


def not_found(
    organisation: Organisation, code: str, message: str, hint: str | None
) -> ChainmapError:
    """Return the error that something asked for is not in the organisation."""
    return ChainmapError(Issue(Location(organisation.source), Severity.ERROR, code, message, hint))
