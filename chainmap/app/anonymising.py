"""Anonymous output: real names are asked for, pseudonyms come out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chainmap.app.looking_up import find_complaint, find_department, find_party
from chainmap.app.views import Wanted

if TYPE_CHECKING:
    from chainmap.flow import Flow
    from chainmap.model import Organisation
    from chainmap.pseudonyms import Pseudonyms


def renamed(flow: Flow, by: Pseudonyms) -> Flow:
    """Return the flow with these pseudonyms."""
    from chainmap.flow import Flow
    from chainmap.pseudonyms import pseudonymous

    return Flow(pseudonymous(flow.organisation, by))


def asked_for(wanted: Wanted, organisation: Organisation, by: Pseudonyms) -> Wanted:
    """Return what is wanted by pseudonyms, where it was asked for by real names."""

    def party(name: str | None) -> str | None:
        return None if name is None else by.party(find_party(organisation, name))

    asked = wanted.selection
    complaint, department = asked.complaint, wanted.department
    if complaint is not None:
        complaint = by.complaint(find_complaint(organisation, complaint).id)
    if department is not None:
        department = by.department(find_department(organisation, department))
    return replace(
        wanted,
        selection=replace(
            asked, complaint=complaint, customer=party(asked.customer), to=party(asked.to)
        ),
        team=party(wanted.team),
        focus=party(wanted.focus),
        department=department,
    )
