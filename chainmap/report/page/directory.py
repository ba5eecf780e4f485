"""The parties by number: each has one card on the page, to which its name leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from chainmap.model import Organisation, Party, PartyKind, Team
from chainmap.report.page.names import isolated
from chainmap.report.page.svg import Marked

_KINDS = (PartyKind.TEAM, PartyKind.CUSTOMER, PartyKind.VENDOR)


@dataclass(frozen=True)
class Directory:
    """All parties: teams, then external customers, then vendors, each by name."""

    organisation: Organisation

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties; the number of one is its position."""
        found = self.organisation.parties.values()
        return tuple(sorted(found, key=lambda party: (_KINDS.index(party.kind), party.name)))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each party."""
        return {party.name: number for number, party in enumerate(self.parties)}

    @cached_property
    def departments(self) -> tuple[str, ...]:
        """The departments that have teams, in the order the organisation gives them."""
        stated = self.organisation.departments
        found = {team.department for team in self.organisation.teams if team.department}
        return (*(d for d in stated if d in found), *sorted(found.difference(stated)))

    def department(self, number: int) -> int:
        """Return the position of the department of a party, -1 where it has none."""
        party = self.parties[number]
        name = party.department if isinstance(party, Team) else None
        return self.departments.index(name) if name else -1

    def link(self, name: str) -> Markup:
        """Return the name as a link to the card."""
        return Markup('<a href="#party-{}">{}</a>').format(self.numbers[name], isolated(name))

    def marked(self, boxes: Mapping[str, str]) -> Mapping[str, Marked]:
        """Return whom the boxes of a picture stand for; those of unknown parties are left out."""
        known = ((box, name) for box, name in boxes.items() if name in self.numbers)
        return {box: Marked(self.numbers[name], name) for box, name in known}
