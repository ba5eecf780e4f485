"""The chapter of the tickets: what a log shows, and how it agrees with what is declared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.handoffs import Pair
from chainmap.issues import Location
from chainmap.model import Organisation, PartyId, Team
from chainmap.report.page.content import PageContent, PagePicture, Tickets
from chainmap.report.page.directory import Directory
from chainmap.report.page.figures import NOTHING, Figure, duration, share
from chainmap.report.page.names import Sentences, isolated
from chainmap.report.page.svg import Picture, embedded
from chainmap.report.story import tickets as story
from chainmap.report.story.advice import NextStep
from chainmap.report.story.pair_states import PairState, pair_states

MOST_PAIRS = 15
"""Pairs in a table: the first by cases. The picture and `chainmap observe --all` have more."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure with what it is, and what it is part of."""

    name: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """Handoffs from one team to another in the log."""

    supplier: Markup
    customer: Markup
    cases: Figure
    handoffs: Figure
    back: Figure
    median: Figure
    p85: Figure


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """A pair that is declared, seen, or both; `differs` where the two sides do not agree."""

    supplier: Markup
    customer: Markup
    state: str
    differs: bool
    handoffs: Figure
    p85: Figure
    promised: Figure


@dataclass(frozen=True, slots=True)
class TicketChapter:
    """What the template shows; `more` pairs are in no row, `unshown` of the comparison neither."""

    answer: Markup
    figures: tuple[KeyFigure, ...]
    pairs: tuple[PairLine, ...]
    more: int
    agreed: Markup
    lines: tuple[AgreementLine, ...]
    unshown: int
    next_steps: tuple[tuple[Markup, str], ...]
    caveats: tuple[Markup, ...]
    source: str
    picture: Picture | None
    against: Picture | None

    @property
    def pictures(self) -> tuple[tuple[str, Picture], ...]:
        """The pictures that could be drawn, with the names by which they get their size."""
        both = (("tickets", self.picture), ("declared", self.against))
        return tuple((name, picture) for name, picture in both if picture is not None)


def ticket_chapter(content: PageContent, directory: Directory) -> TicketChapter | None:
    """Return the chapter, None where no log was named."""
    if content.tickets is None:
        return None
    return _Telling(content.tickets, content.organisation, directory).chapter()


class _Telling:
    """Tells of one log on the page of one organisation."""

    def __init__(self, tickets: Tickets, organisation: Organisation, directory: Directory) -> None:
        self._observed, self._found = tickets.observed, tickets.agreement
        self._tickets, self._directory = tickets, directory
        self._calendar, self._clock = organisation.calendar, story.clock_of(tickets.observed)
        self._back = story.straight_back(tickets.observed)
        self._say = Sentences(_with_teams(organisation, tickets.observed))

    def chapter(self) -> TicketChapter:
        observed, found = self._observed, self._found
        pairs = story.most_cases_first(observed)
        states = list(pair_states(found))
        return TicketChapter(
            answer=self._said(story.answer(observed)),
            figures=tuple(_figures(observed)),
            pairs=tuple(map(self._pair, pairs[:MOST_PAIRS])),
            more=max(len(pairs) - MOST_PAIRS, 0),
            agreed=self._said(story.agreed(found)),
            lines=tuple(self._line(pair) for some in states for pair in some[:MOST_PAIRS]),
            unshown=sum(max(len(some) - MOST_PAIRS, 0) for some in states),
            next_steps=tuple(self._step(s) for s in self._steps()),
            caveats=tuple(map(self._say, story.caveats(observed, found, self._calendar))),
            source=story.source(observed),
            picture=self._drawn(self._tickets.picture, "tickets", "Who hands cases to whom"),
            against=self._drawn(
                self._tickets.against, "declared", "What is declared against what was seen"
            ),
        )

    def _said(self, sentences: Iterator[str]) -> Markup:
        return Markup(" ").join(map(self._say, sentences))

    def _steps(self) -> Iterator[NextStep]:
        return story.next_steps(self._found, self._observed, self._calendar)

    def _step(self, step: NextStep) -> tuple[Markup, str]:
        return self._say(step.text), step.command

    def _party(self, name: str) -> Markup:
        """Return a name as a link to its card, if it has one."""
        return self._directory.link(name) if name in self._directory.numbers else isolated(name)

    def _pair(self, pair: Pair) -> PairLine:
        back = self._back.get((pair.supplier, pair.customer), 0)
        return PairLine(
            supplier=self._party(story.named(pair.supplier)),
            customer=self._party(story.named(pair.customer)),
            cases=_counted(pair.cases),
            handoffs=_counted(pair.handoffs),
            back=share(back / pair.handoffs) if back else NOTHING,
            median=duration(pair.time.median, self._clock),
            p85=duration(pair.time.p85, self._clock),
        )

    def _line(self, pair: PairState) -> AgreementLine:
        return AgreementLine(
            supplier=self._party(pair.supplier),
            customer=self._party(pair.customer),
            state=pair.state,
            differs=pair.differs,
            handoffs=_counted(pair.seen.handoffs if pair.seen else 0),
            p85=duration(pair.seen.p85 if pair.seen else None, self._clock),
            promised=duration(pair.promise, self._calendar),
        )

    def _drawn(self, picture: PagePicture, prefix: str, label: str) -> Picture | None:
        if not picture.svg:
            return None
        parties = self._directory.marked(picture.parties)
        return embedded(picture.svg, prefix=prefix, label=label, parties=parties)


def _figures(observed: Observed) -> Iterator[KeyFigure]:
    cases = observed.cases
    about = "never handed on"
    yield KeyFigure("Cases", f"{cases:,}", f"{observed.teams:,} teams")
    yield KeyFigure(
        "Handoffs a case", f"{observed.handoffs / cases:.2f}", f"{observed.handoffs:,} in all"
    )
    yield KeyFigure("Solved by the first team", str(share(observed.solved_first / cases)), about)
    yield KeyFigure(
        "Sent straight back",
        str(share(observed.returns.cases / cases)),
        f"of the cases, {observed.returns.count:,} times (A → B → A)",
    )


def _counted(value: int) -> Figure:
    return Figure(f"{value:,}", value)


def _with_teams(organisation: Organisation, observed: Observed) -> Organisation:
    """Return the organisation with the teams of the log, for names in sentences."""
    names = {team.team for team in observed.by_team if team.team is not None}
    teams = {PartyId(name): Team(PartyId(name), Location("")) for name in sorted(names)}
    return replace(organisation, parties={**teams, **organisation.parties})
