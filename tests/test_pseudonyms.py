from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from chainmap.analysis.trace import trace
from chainmap.app import load
from chainmap.flow import Flow
from chainmap.model import Customer, Measurement, Organisation, PartyId, Team
from chainmap.pseudonyms import pseudonymous, pseudonyms
from tests.literal import HERE, complaint, flow, handoff

ORG = Path(__file__).parent.parent / "org"


def anonymous(organisation: Organisation, key: str | None = None) -> Organisation:
    return pseudonymous(organisation, pseudonyms([organisation], key=key))


def words_in(organisation: Organisation) -> set[str]:
    """Return every name, deliverable, id and quote."""
    found = {organisation.name, organisation.source, *organisation.departments}
    for party in organisation.parties.values():
        found |= {party.name, party.location.path}
        found |= {getattr(party, name, None) or "" for name in ("department", "segment")}
    for h in organisation.handoffs:
        found |= {h.supplier, h.customer, h.deliverable, h.wants or "", h.location.path}
        found |= {o.deliverable for i in h.made_from or () for o in i.options}
        found |= {h.measurement.log, h.measurement.location.path} if h.measurement else set()
    for said in organisation.complaints:
        found |= {said.id, said.said or "", said.location.path, *said.contacts}
    return found - {""}


def test_no_word_of_the_organisation_is_left() -> None:
    real = load(ORG).organisation
    assert words_in(real).isdisjoint(words_in(anonymous(real)))


def test_no_file_of_a_log_is_left() -> None:
    source = Measurement("secret.csv", date(2026, 1, 5), date(2026, 2, 5), 7, HERE)
    real = flow(handoff("A", "Customer", "Bill", 2, measurement=source)).organisation
    assert words_in(real).isdisjoint(words_in(anonymous(real)))


def test_the_answers_are_the_same() -> None:
    real = load(ORG).organisation
    by = pseudonyms([real])
    hidden = pseudonymous(real, by)
    found = trace(Flow(real), real.complaints).complaints
    masked = {
        t.complaint.id: t for t in trace(Flow(hidden), hidden.complaints).complaints if t.complaint
    }
    for one in found:
        assert one.complaint is not None
        other = masked[by.complaint(one.complaint.id)]
        assert other.behind.lead_time == pytest.approx(one.behind.lead_time)
        assert other.behind.rolled_accuracy == pytest.approx(one.behind.rolled_accuracy)
        assert {s.team: s.share for s in other.suspects} == pytest.approx(
            {by.party(s.team): s.share for s in one.suspects}
        )


def test_pseudonyms_look_like_names_and_tell_the_kind() -> None:
    found = flow(
        handoff("A", "B", "thing"),
        handoff("B", "Customer", "goods"),
        teams=[Team(PartyId("A"), HERE, "Sales")],
    )
    hidden = anonymous(found.organisation)
    kinds = {name.split(" ")[0] for name in hidden.parties}
    assert {"Team", "Customer"} <= kinds
    assert all(name.split(" ")[1].isdigit() for name in hidden.parties)
    assert {h.deliverable.split(" ")[0] for h in hidden.handoffs} == {"Item"}


def test_a_team_more_changes_no_other_pseudonym() -> None:
    names = [f"Team {n}" for n in range(30)]
    few = flow(*(handoff(name, "Customer", "goods") for name in names)).organisation
    more = flow(*(handoff(name, "Customer", "goods") for name in [*names, "New"])).organisation
    one, other = pseudonyms([few]), pseudonyms([more])
    assert all(one.party(name) == other.party(name) for name in names)


def test_names_match_without_regard_to_case() -> None:
    one = pseudonyms([flow(handoff("Desk", "Customer", "goods")).organisation])
    other = pseudonyms([flow(handoff("DESK", "Customer", "Goods")).organisation])
    assert one.party("Desk") == other.party("DESK")
    assert one.deliverable("goods") == other.deliverable("Goods")


def test_another_key_gives_other_pseudonyms() -> None:
    organisation = flow(handoff("Desk", "Customer", "goods")).organisation
    one, other = (pseudonyms([organisation], key=key) for key in ("one", "two"))
    assert one.party("Desk") != other.party("Desk")


def test_however_many_there_are_no_two_share_a_pseudonym() -> None:
    names = [f"T{n}" for n in range(12_000)]
    organisation = flow(*(handoff(name, "Customer") for name in names)).organisation
    by = pseudonyms([organisation])
    assert len({by.party(name) for name in names}) == len(names)


def test_a_complaint_stays_with_its_delivery_and_loses_its_words() -> None:
    found = flow(handoff("Z", "Customer", "goods", 1), handoff("A", "Z", "part", 1))
    said = complaint(found, said="Never again", id="C-17", contacts=(PartyId("Z"),))
    real = replace(found.organisation, complaints=(said,))
    by = pseudonyms([real])
    hidden = pseudonymous(real, by)
    (one,) = hidden.complaints
    assert hidden.handoff(one.delivery).customer == by.party("Customer")
    assert one.said is None
    assert one.contacts == (by.party("Z"),)


def test_segments_and_departments_go_too() -> None:
    found = flow(handoff("A", "Customer", "goods"), departments=("Sales",))
    parties = {
        PartyId("A"): Team(PartyId("A"), HERE, "Sales"),
        PartyId("Customer"): Customer(PartyId("Customer"), HERE, segment="rich"),
    }
    hidden = anonymous(replace(found.organisation, parties=parties))
    assert {"Sales", "rich", "A", "Customer"}.isdisjoint(words_in(hidden))
    assert hidden.departments[0] == hidden.teams[0].department
