"""A team's page as text: what a team lead needs to know about both sides."""

from __future__ import annotations

from chainmap.analysis.team import TeamCard
from chainmap.flow import Flow
from chainmap.model import Calendar, Handoff, Time
from chainmap.report.text.blocks import indented, laid_out
from chainmap.report.text.table import table
from chainmap.report.text.team_next import next_lines
from chainmap.units import count, hours, number, percent

MAX_COMPLAINTS = 8
"""Complaints printed; the page and JSON name all."""


def as_text(card: TeamCard, flow: Flow, *, footer: str) -> str:
    """Return customers with needs and wants, suppliers, distance, complaints."""
    calendar = flow.organisation.calendar
    blocks = [
        [_headline(card), _distance(card), _load(card)],
        ["We serve", *indented(_serves(card, calendar))],
        ["We need", *indented(_needs(card, calendar))],
        _complaints(card, flow),
        next_lines(card, flow.organisation),
        [footer],
    ]
    return laid_out(blocks) + "\n"


def _headline(card: TeamCard) -> str:
    team = card.team
    department = f", {team.department}" if team.department else ""
    return f"{team.name}{department}{_people(team.people)}"


def _people(people: float | None) -> str:
    if people is None:
        return ""
    return f", {number(people)} {'person' if people == 1 else 'people'}"


def _distance(card: TeamCard) -> str:
    if not card.reaches:
        return "No chain leads from here to an external customer."
    reached = (f"{r.customer} ({count(r.handoffs, 'handoff')})" for r in card.reaches)
    return f"External customers, nearest first: {', '.join(reached)}."


def _load(card: TeamCard) -> str:
    load = card.load
    if load.utilisation is None:
        return "Load: not known (volume, process_time or people is missing)."
    least = "" if load.complete else "at least "
    return f"Load: {least}{percent(load.utilisation)}."


def _serves(card: TeamCard, calendar: Calendar) -> list[str]:
    if not card.serves:
        return ["Nobody, as far as the files say."]
    head = ("customer", "deliverable", "promised", "needed", "takes", "right", "rated", "")
    rows = [
        (
            *(h.customer, h.deliverable, _time(h.promise, calendar), _time(h.need, calendar)),
            *_experience(h, calendar),
        )
        for h in card.serves
    ]
    return table([head, *rows])


def _needs(card: TeamCard, calendar: Calendar) -> list[str]:
    if not card.needs:
        return ["Nothing, as far as the files say."]
    head = ("supplier", "deliverable", "needed", "promised", "takes", "right", "rated", "")
    rows = [
        (
            *(h.supplier, h.deliverable, _time(h.need, calendar), _time(h.promise, calendar)),
            *_experience(h, calendar),
        )
        for h in card.needs
    ]
    return table([head, *rows])


def _experience(handoff: Handoff, calendar: Calendar) -> tuple[str, str, str, str]:
    """Return what became of the handoff: its time, accuracy, rating, and remarks."""
    accuracy = "–" if handoff.accuracy is None else percent(handoff.accuracy)
    takes = _time(handoff.lead_time, calendar)
    return takes, accuracy, str(handoff.rating or "–"), _remarks(handoff)


def _time(time: Time | None, calendar: Calendar) -> str:
    return "–" if time is None else hours(time.hours, calendar)


def _remarks(handoff: Handoff) -> str:
    remarks = [
        "support" if handoff.support else "",
        "sent back" if handoff.rework else "",
        "from stock" if handoff.stock else "",
        f"would like: {handoff.wants}" if handoff.wants else "",
        "only the supplier says so" if handoff.needed_at is None else "",
        "only the customer says so" if handoff.promised_at is None else "",
        f"asked {handoff.asked}" if handoff.asked else "",
    ]
    return "; ".join(filter(None, remarks))


def _complaints(card: TeamCard, flow: Flow) -> list[str]:
    if not card.complaints:
        return ["No complaint passes through this team."]
    rows = []
    for complaint in card.complaints[:MAX_COMPLAINTS]:
        delivery = flow.handoffs[complaint.delivery]
        said = f"“{complaint.said}”" if complaint.said else ""
        rows.append(
            (complaint.id, delivery.customer, delivery.deliverable, complaint.category.value, said)
        )
    weight = sum(flow.organisation.weight(complaint) for complaint in card.complaints)
    rows_of = sum(complaint.rows for complaint in card.complaints)
    title = f"{count(rows_of, 'complaint')} with this team upstream or as touchpoint"
    hidden = sum(complaint.rows for complaint in card.complaints[MAX_COMPLAINTS:])
    more = [f"  … and {hidden:,} more: --format json"] if hidden > 0 else []
    return [f"{title} (weight {number(weight)})", *indented(table(rows)), *more]
