"""The question about expectations: read organisation and surveys, select, analyse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app import load
from chainmap.app.looking_up import find_party, find_team
from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.analysis.expectations import Expectations
    from chainmap.analysis.trend import Trend
    from chainmap.flow import Flow
    from chainmap.model import HandoffId, Organisation, PartyId
    from chainmap.survey import Answer, CutBy, Per


@dataclass(frozen=True)
class Surveyed:
    """What receivers say, and how that and complaints change over time; `answers` count."""

    flow: Flow
    expectations: Expectations
    trend: Trend
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """Which handoffs: those this customer receives, and those this team supplies."""

    customer: str | None = None
    team: str | None = None


def survey(root: Path, about: About, *, as_of: date, cut_by: CutBy, per: Per) -> Surveyed:
    """Ask what is expected of handoffs and what is perceived, up to a day.

    Raises:
        ChainmapError: the files have errors, or hold neither answers nor complaints with a date.
    """
    from chainmap.analysis.expectations import expectations
    from chainmap.analysis.trend import trend
    from chainmap.flow import Flow

    loaded = load(root)
    if not loaded.answers and not any(c.date for c in loaded.organisation.complaints):
        raise ChainmapError(_no_survey(loaded.organisation))
    flow = Flow(loaded.organisation)
    among = _among(loaded.organisation, about)
    found = expectations(flow, loaded.answers, as_of=as_of, among=among, cut_by=cut_by)
    changes = trend(flow, loaded.answers, as_of=as_of, among=among, per=per)
    asked = (a for a in loaded.answers if among is None or a.handoff in among)
    return Surveyed(flow, found, changes, tuple(a for a in asked if a.date <= as_of))


def _among(organisation: Organisation, about: About) -> frozenset[HandoffId] | None:
    from chainmap.model import HandoffId

    if about == About():
        return None
    customer: PartyId | None = None
    team: PartyId | None = None
    if about.customer is not None:
        customer = find_party(organisation, about.customer)
    if about.team is not None:
        team = find_team(organisation, about.team).name
    return frozenset(
        HandoffId(index)
        for index, handoff in enumerate(organisation.handoffs)
        if customer in {None, handoff.customer} and team in {None, handoff.supplier}
    )


def _no_survey(organisation: Organisation) -> Issue:
    message = "There is no answer of a survey in these files, and no complaint with a date."
    hint = (
        "Put the answers into surveys.csv: customer, supplier, delivers, date, dimension, "
        "expected, perceived, importance, scale."
    )
    return Issue(Location(organisation.source), Severity.ERROR, "no-survey", message, hint)
