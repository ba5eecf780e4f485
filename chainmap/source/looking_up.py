"""Finds what a scenario names in the organisation as it is by then."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from chainmap.issues import Issue
from chainmap.model import Handoff, Organisation, PartyId, Team
from chainmap.source.names import Names, key_of
from chainmap.source.places import Loc, YamlPlace
from chainmap.source.wording import did_you_mean, error, listed, shown


class FoundWrongError(Exception):
    """A change names what is not there, or says what cannot be; `issues` say it."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__()
        self.issues = issues


@dataclass(frozen=True)
class LookingUp:
    """Looks up the names of one change; `place` is where the change stands."""

    organisation: Organisation
    place: YamlPlace

    @cached_property
    def names(self) -> Names:
        """The parties there are."""
        return Names(self.organisation.parties)

    def party(self, written: str, loc: Loc) -> PartyId:
        """Return the party of this name."""
        found = self.names.find(written)
        if found is None:
            message = f"{shown(written)} is no team, customer or vendor."
            hint = self.names.question(written, "It may be gone by an earlier change.")
            raise self.wrong(loc, "unknown-party", message, hint)
        return found

    def team(self, written: str, loc: Loc) -> Team:
        """Return the team of this name."""
        party = self.organisation.parties[self.party(written, loc)]
        if not isinstance(party, Team):
            message = f"{shown(party.name)} is a {party.kind}, not a team."
            raise self.wrong(loc, "not-a-team", message, "Only a team inside can change so.")
        return party

    def handoff(self, supplier: str, customer: str, delivers: str | None, loc: Loc = ()) -> Handoff:
        """Return the handoff between two, of this deliverable or their only one."""
        giver = self.party(supplier, (*loc, "supplier"))
        taker = self.party(customer, (*loc, "customer"))
        between = [
            handoff
            for handoff in self.organisation.handoffs
            if handoff.supplier == giver and handoff.customer == taker
        ]
        if not between:
            message = f"{shown(giver)} hands nothing to {shown(taker)}."
            raise self.wrong(loc, "unknown-handoff", message, self._partners(giver))
        return self._of(between, delivers, loc)

    def _of(self, between: list[Handoff], delivers: str | None, loc: Loc) -> Handoff:
        known = [handoff.deliverable for handoff in between]
        if delivers is None:
            if len(between) == 1:
                return between[0]
            hint = f"Write delivers: {listed(known, 'or')}."
            raise self.wrong(loc, "unclear-deliverable", "It does not say which handoff.", hint)
        for handoff in between:
            if key_of(handoff.deliverable) == key_of(delivers):
                return handoff
        message = f"{shown(between[0].supplier)} does not deliver {shown(delivers)} there."
        where = (*loc, "delivers")
        raise self.wrong(where, "unknown-deliverable", message, did_you_mean(delivers, known))

    def _partners(self, supplier: PartyId) -> str:
        served = sorted({h.customer for h in self.organisation.handoffs if h.supplier == supplier})
        return f"It serves {listed(served)}." if served else "It serves nobody."

    def wrong(self, loc: Loc, code: str, message: str, hint: str | None = None) -> FoundWrongError:
        """Return the error with an issue at this place."""
        return FoundWrongError(error(self.place.location(loc), code, message, hint))
