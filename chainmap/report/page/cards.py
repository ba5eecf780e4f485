"""A card for each party: whom it serves and needs, how loaded it is, what customers said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmap.analysis.bottlenecks import Bottleneck
from chainmap.issues import Issue
from chainmap.measure.load import Load
from chainmap.model import Customer, Handoff, Party, PartyKind, Team
from chainmap.report.page.card_lines import CardLine, card_line
from chainmap.report.page.chapters import Chapter
from chainmap.report.page.content import PageContent
from chainmap.report.page.directory import Directory
from chainmap.report.page.findings import findings_by_party
from chainmap.report.story.gap_kinds import GAP_KINDS
from chainmap.units import count, hours, number, percent


@dataclass(frozen=True, slots=True)
class Card:
    """What the page knows of one party; `number` is that of the directory.

    `chapters` are those with the party upstream, as touchpoint, as a contact or as the customer
    who complains: exposure, not cause.
    """

    number: int
    name: str
    kind: str
    department: str
    facts: tuple[str, ...]
    serves: tuple[CardLine, ...]
    needs: tuple[CardLine, ...]
    chapters: tuple[Chapter, ...]
    findings: tuple[Issue, ...]


_CALLED = {
    PartyKind.TEAM: "team",
    PartyKind.CUSTOMER: "external customer",
    PartyKind.VENDOR: "vendor",
}


def cards(
    content: PageContent, directory: Directory, chapters: Sequence[Chapter]
) -> tuple[Card, ...]:
    """Return the cards in the order of the directory."""
    desk = _Desk.of(content, chapters)
    return tuple(_card(number, party, desk) for number, party in enumerate(directory.parties))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is known, by the name of the party it is about."""

    content: PageContent
    lines: Mapping[Handoff, CardLine]
    serves: Mapping[str, Sequence[Handoff]]
    needs: Mapping[str, Sequence[Handoff]]
    chapters: Mapping[str, Sequence[Chapter]]
    findings: Mapping[str, Sequence[Issue]]
    figures: Mapping[str, Bottleneck]

    @classmethod
    def of(cls, content: PageContent, chapters: Sequence[Chapter]) -> _Desk:
        handoffs = content.flow.handoffs
        organisation = content.organisation
        gaps: dict[Handoff, list[str]] = defaultdict(list)
        for gap in content.gaps.gaps:
            gaps[gap.handoff].append(GAP_KINDS[gap.kind][0])
        return cls(
            content=content,
            lines={h: card_line(h, organisation.calendar, gaps[h]) for h in handoffs},
            serves=_by(handoffs, [handoff.supplier for handoff in handoffs]),
            needs=_by(handoffs, [handoff.customer for handoff in handoffs]),
            chapters=_involved(chapters),
            findings=findings_by_party(content.findings, organisation.parties.values()),
            figures={team.team: team for team in content.bottlenecks.teams},
        )


def _by(handoffs: Sequence[Handoff], names: Sequence[str]) -> Mapping[str, Sequence[Handoff]]:
    found: dict[str, list[Handoff]] = defaultdict(list)
    for name, handoff in zip(names, handoffs, strict=True):
        found[name].append(handoff)
    return found


def _involved(chapters: Sequence[Chapter]) -> Mapping[str, Sequence[Chapter]]:
    found: dict[str, list[Chapter]] = defaultdict(list)
    for chapter in chapters:
        behind = chapter.story.group.behind
        names: set[str] = {handoff.supplier for handoff in behind.upstream}
        names |= {behind.delivery.supplier, behind.delivery.customer}
        for telling in chapter.tellings:
            names.update(telling.contacts)
        for name in names:
            found[name].append(chapter)
    return found


def _card(number: int, party: Party, desk: _Desk) -> Card:
    name = party.name
    return Card(
        number=number,
        name=name,
        kind=_CALLED[party.kind],
        department=(party.department if isinstance(party, Team) else None) or "",
        facts=tuple(_facts(party, desk)),
        serves=tuple(desk.lines[handoff] for handoff in desk.serves.get(name, ())),
        needs=tuple(desk.lines[handoff] for handoff in desk.needs.get(name, ())),
        chapters=tuple(desk.chapters.get(name, ())),
        findings=tuple(desk.findings.get(name, ())),
    )


def _facts(party: Party, desk: _Desk) -> Iterator[str]:
    if isinstance(party, Customer):
        if party.segment:
            yield f"segment {party.segment}"
        yield f"value {number(party.value)}"
    if not isinstance(party, Team):
        return
    if party.people is not None:
        yield "1 person" if party.people == 1 else f"{number(party.people)} people"
    if party.availability != 1:
        yield f"{percent(party.availability)} of their time"
    if figures := desk.figures.get(party.name):
        yield _load(figures.load)
        yield from _ranking(figures, desk)


def _load(load: Load) -> str:
    if load.utilisation is None:
        return "load not known"
    return f"load {'' if load.complete else '≥ '}{percent(load.utilisation)}"


def _ranking(figures: Bottleneck, desk: _Desk) -> Iterator[str]:
    calendar = desk.content.organisation.calendar
    for measure, value in (("leverage", figures.leverage), ("restore", figures.restore)):
        if value > 0:
            yield f"{measure} {hours(value, calendar)}"
    if figures.exposure:
        yield f"exposure {percent(figures.exposure)}"


def counted_kinds(found: Sequence[Card]) -> str:
    """Return how many cards there are of each kind.

    >>> counted_kinds([])
    '0 teams'
    """
    sizes = {kind: sum(card.kind == kind for card in found) for kind in _CALLED.values()}
    shown = [count(size, kind) for kind, size in sizes.items() if size or kind == "team"]
    return ", ".join(shown)
