"""What a scenario adds: parties as in their own files, or handoffs, joined to what is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chainmap.issues import Issue
from chainmap.model import Handoff, Organisation, Party, PartyId, Team
from chainmap.scenario import Add, Change
from chainmap.source.claims import (
    Claim,
    Claims,
    claims_of,
    outside_issues,
    range_issues,
    unknown_party,
)
from chainmap.source.declarations import Declaration, declare
from chainmap.source.documents import CustomerDocument, PartyDocument, TeamDocument, VendorDocument
from chainmap.source.handoff_documents import Needs
from chainmap.source.ingredients import resolve_ingredients
from chainmap.source.joining import Joiner, Joint
from chainmap.source.looking_up import FoundWrongError
from chainmap.source.names import Names, key_of
from chainmap.source.parties import parties_of
from chainmap.source.places import Plain, YamlPlace
from chainmap.source.scenario_documents import AddedHandoff, AddEntry
from chainmap.source.settings import Settings
from chainmap.source.validation import validate
from chainmap.source.wording import error, kind_of, shown
from chainmap.source.yaml_nodes import Document

_PARTIES: dict[str, type[PartyDocument]] = {
    "team": TeamDocument,
    "customer": CustomerDocument,
    "vendor": VendorDocument,
}
_JUDGED = ("within", "wants", "accuracy", "rating", "asked")


def added(entry: AddEntry, place: YamlPlace, organisation: Organisation) -> Change:
    """Return what is added.

    Raises:
        FoundWrongError: with everything that is wrong in it.
    """
    issues: list[Issue] = []
    declarations: list[Declaration] = []
    rows: list[tuple[AddedHandoff, YamlPlace]] = []
    for data, own in _entries(entry.add, place):
        _sort_in(data, own, declarations, rows, issues)
    if issues:
        raise FoundWrongError(*issues)
    return _Addition(organisation).of(declarations, rows)


def _entries(data: Plain, place: YamlPlace) -> Iterable[tuple[Plain, YamlPlace]]:
    if isinstance(data, list):
        return [(part, place.part(("add", i))) for i, part in enumerate(data)]
    return [(data, place.part(("add",)))]


def _sort_in(
    data: Plain,
    place: YamlPlace,
    declarations: list[Declaration],
    rows: list[tuple[AddedHandoff, YamlPlace]],
    issues: list[Issue],
) -> None:
    if not isinstance(data, dict):
        message = f"{kind_of(data).capitalize()} stands where a team or a handoff belongs."
        hint = "Write add: {team: ..., serves: [...]}, or {supplier: ..., customer: ...}."
        issues.append(error(place.location(()), "wrong-type", message, hint))
        return
    kind = None if "supplier" in data else next((key for key in _PARTIES if key in data), None)
    if kind is not None:
        declared = declare(_PARTIES[kind], Document(data, place))
        issues.extend(declared.issues)
        declarations.extend([] if declared.declaration is None else [declared.declaration])
        return
    found = validate(AddedHandoff, place, data)
    issues.extend(found.issues)
    rows.extend([] if found.document is None else [(found.document, place)])


class _Addition:
    """Joins new parties and handoffs to an organisation."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation

    def of(
        self, declarations: Sequence[Declaration], rows: Sequence[tuple[AddedHandoff, YamlPlace]]
    ) -> Add:
        """Return the addition, or raise a FoundWrongError with all that is wrong."""
        here = self._organisation
        settings = Settings(here.name, here.calendar, here.departments)
        parties = parties_of(declarations, (), settings)
        everyone = {**here.parties, **parties.by_name}
        names = Names(everyone)
        kinds = {name: party.kind for name, party in everyone.items()}
        declared = claims_of(parties.documents, names, kinds)
        issues = [*parties.issues, *declared.issues, *range_issues(declarations, here.calendar)]
        issues += self._taken(declarations)
        claims = [*declared.usable, *_claims(rows, names, issues)]
        issues += [found for claim in claims for found in outside_issues(claim, kinds)]
        if issues:
            raise FoundWrongError(*issues)
        joiner = Joiner(here.calendar, kinds, parties.teams)
        joined = joiner.join(Claims(tuple(claims), frozenset(), ()))
        new = [self._spelled(joint) for joint in joined.joints]
        old = [Joint(handoff, None, None) for handoff in here.handoffs]
        resolved = resolve_ingredients([*old, *new], names, frozenset())
        issues = [*joined.issues, *resolved.issues, *self._repeated(new)]
        if issues:
            raise FoundWrongError(*issues)
        handoffs = tuple(_with_default(h, everyone) for h in resolved.handoffs[len(old) :])
        return Add(tuple(parties.by_name.values()), handoffs)

    def _taken(self, declarations: Iterable[Declaration]) -> list[Issue]:
        known = Names(self._organisation.parties)
        return [
            error(
                one.location,
                "duplicate-party",
                f"{shown(one.document.name)} is there already.",
                "Change it with {team: ...}, or choose another name.",
            )
            for one in declarations
            if known.find(one.document.name) is not None
        ]

    def _spelled(self, joint: Joint) -> Joint:
        """Return the joint with its deliverable spelled as it is known already."""
        key = key_of(joint.handoff.deliverable)
        known = (h.deliverable for h in self._organisation.handoffs if key_of(h.deliverable) == key)
        spelled = next(known, joint.handoff.deliverable)
        return replace(joint, handoff=replace(joint.handoff, deliverable=spelled))

    def _repeated(self, new: Sequence[Joint]) -> list[Issue]:
        there = {handoff.sort_key for handoff in self._organisation.handoffs}
        return [
            error(
                joint.handoff.location,
                "repeated-claim",
                f"{shown(joint.handoff.supplier)} hands {shown(joint.handoff.deliverable)} to "
                f"{shown(joint.handoff.customer)} already.",
                "Change it without add: {supplier, customer, delivers, ...}.",
            )
            for joint in new
            if joint.handoff.sort_key in there
        ]


def _claims(
    rows: Sequence[tuple[AddedHandoff, YamlPlace]], names: Names, issues: list[Issue]
) -> Iterable[Claim]:
    """Yield what both sides say of each handoff; names that nobody has go to the issues."""
    for row, place in rows:
        suppliers = _known(row.supplier, "supplier", names, place, issues)
        customers = _known(row.customer, "customer", names, place, issues)
        for supplier in suppliers:
            for customer in customers:
                if supplier == customer:
                    message = f"{shown(supplier)} hands over to itself."
                    where = place.location(("customer",))
                    issues.append(error(where, "self-supply", message, "Name two parties."))
                else:
                    yield from _both(supplier, customer, row, place)


def _known(
    written: Iterable[str], key: str, names: Names, place: YamlPlace, issues: list[Issue]
) -> list[PartyId]:
    found = []
    for index, name in enumerate(written):
        party = names.find(name)
        if party is None:
            issues.append(unknown_party(name, place.location((key, index)), names))
        else:
            found.append(party)
    return found


def _both(
    supplier: PartyId, customer: PartyId, row: AddedHandoff, place: YamlPlace
) -> Iterable[Claim]:
    yield Claim(supplier, customer, row.delivers, row, place, (), place.location(("customer",)))
    if any(getattr(row, key) is not None for key in _JUDGED):
        needed = Needs.model_construct(**{key: getattr(row, key) for key in Needs.model_fields})
        yield Claim(
            supplier, customer, row.delivers, needed, place, (), place.location(("supplier",))
        )


def _with_default(handoff: Handoff, parties: dict[PartyId, Party]) -> Handoff:
    team = parties[handoff.supplier]
    if handoff.process_time is not None or not isinstance(team, Team):
        return handoff
    return replace(handoff, process_time=team.process_time)
