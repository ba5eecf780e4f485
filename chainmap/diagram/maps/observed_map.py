"""Observed view: who hands cases to whom in a log, how many, and how long it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import sqrt

from chainmap import units
from chainmap.analysis.observed import Observed
from chainmap.analysis.observed.handoffs import ObservedTeam, Pair
from chainmap.analysis.observed.reading import LogReading, Missing
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Entry, Line, Note
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.chain import remarks
from chainmap.diagram.maps.chain_map import draw_map
from chainmap.diagram.maps.column_layout import ColumnLayout
from chainmap.diagram.maps.marks import Mark
from chainmap.diagram.maps.scope import Scope, only
from chainmap.diagram.maps.seen import (
    SeenLog,
    handoffs_between,
    without_departments,
)
from chainmap.diagram.maps.thinning import MOST_ARROWS, Ends, thinned
from chainmap.diagram.maps.view import View
from chainmap.diagram.maps.waiting import Waiting, waiting
from chainmap.diagram.parts.arrows import Arrow
from chainmap.model import PartyId

_MANY = 10
"""Cases from which an arrow may be of full width."""

_THINNEST, _THICKEST = 1.0, 6.0
"""Points of an arrow of one case, and of the arrow with most."""

_ROOM = 140
"""Points for what stands in a box."""

RETURN = "↔"


def observed_map(log: SeenLog, scope: Scope, frame: Frame, *, most: int = MOST_ARROWS) -> Drawing:
    """Draw the teams of a log and, of the handoffs in the scope, the pairs with most cases."""
    shown = {(h.supplier, h.customer) for h in scope.organisation.handoffs}
    kept = thinned({ends: p for ends, p in log.pairs.items() if ends in shown}, most=most)
    linked = {party for ends in kept.drawn for party in ends}
    drawn = replace(
        without_departments(only(scope.organisation, linked or {*scope.organisation.parties})),
        handoffs=handoffs_between(kept.drawn, log.running_back(kept.drawn)),
    )
    scope = replace(
        scope,
        organisation=drawn,
        remarks=(*scope.remarks, *kept.remark(frame.words)),
        hint=kept.hint(frame.words),
    )
    view = View(scope, labels=most)
    marks = _marks(log, kept.drawn, frame.words)
    heading = frame.heading(
        title=frame.words("Who hands cases to whom, and how long does it take?"),
        subtitle=" ".join((*_facts(log.observed, frame.words), *remarks(view))),
        legend=_legend(marks, frame.words),
        boxes=len(drawn.parties),
    )
    drawing = draw_map(
        heading, view, marks, frame.words, narrowest=_ROOM, places=ColumnLayout(view)
    )
    return replace(drawing, is_page=True)  # words of arrows without their teams say nothing


@dataclass(frozen=True)
class _Marks:
    """Arrows as wide as they have cases, coloured by how long they take; returns are dashed."""

    log: SeenLog
    pairs: Mapping[Ends, Pair]
    waiting: Waiting
    teams: Mapping[PartyId, ObservedTeam]
    words: Words

    @property
    def most(self) -> int:
        """The cases of the widest arrow."""
        return max((pair.cases for pair in self.pairs.values()), default=1)

    def arrow(self, arrow: Arrow) -> Mark:
        ends = (arrow.supplier, arrow.customer)
        pair, back = self.pairs[ends], self.log.returns.get(ends, 0)
        return Mark(
            self.waiting.colour(pair.time.median),
            case_width(pair.cases, most=self.most),
            dashed=self.log.mostly_returns(ends),
            badge=self._badge(pair, back),
            tooltip=(f"{arrow.supplier} → {arrow.customer}", *self._details(pair, back)),
            prominence=pair.cases,
            says_all=True,
        )

    def _badge(self, pair: Pair, back: int) -> str:
        time = units.hours(pair.time.median, self.log.clock)
        return f"{pair.cases:,} · {time}" + (f" · {RETURN} {back:,}" if back else "")

    def _details(self, pair: Pair, back: int) -> Iterator[str]:
        words, clock = self.words, self.log.clock
        handoffs = words.count(pair.handoffs, "{n} handoff", "{n} handoffs")
        yield words("{handoffs} in {cases}", handoffs=handoffs, cases=cases_in(pair.cases, words))
        yield words(
            "next team begins: median {median}, 85 % within {p85}, 95 % within {p95}",
            median=units.hours(pair.time.median, clock),
            p85=units.hours(pair.time.p85, clock),
            p95=units.hours(pair.time.p95, clock),
        )
        if back:
            yield words("{n} of them bring a case straight back", n=f"{back:,}")

    def fill(self, party: PartyId) -> Fill:
        return palette.NORMAL if party in self._named else palette.BESIDE

    @property
    def _named(self) -> frozenset[PartyId]:
        return frozenset(name for team, name in self.log.names.items() if team is not None)

    def notes(self, party: PartyId) -> tuple[str, ...]:
        team = self.teams.get(party)
        if team is None:
            return ()
        share = self.words("{share} of time", share=units.percent(team.share))
        return (cases_in(team.cases, self.words), share)


def _marks(log: SeenLog, drawn: Mapping[Ends, Pair], words: Words) -> _Marks:
    times = waiting(log.pairs.values(), log.clock)
    teams = {log.names[team.team]: team for team in log.observed.by_team}
    return _Marks(log, drawn, times, teams, words)


def case_width(cases: int, *, most: int) -> float:
    """Return the width of an arrow; few cases stay thin, however few there are in all."""
    return _THINNEST + (_THICKEST - _THINNEST) * sqrt(cases / max(most, _MANY))


def cases_in(number: int, words: Words) -> str:
    """Return a number of cases."""
    return words.count(number, "{n} case", "{n} cases")


def period(reading: LogReading) -> str:
    """Return the first and the last day of a log."""
    days = dict.fromkeys(day for day in (reading.first, reading.last) if day)
    return " – ".join(days)


def _facts(observed: Observed, words: Words) -> Iterator[str]:
    reading = observed.reading
    facts = (
        cases_in(observed.cases, words),
        words.count(observed.handoffs, "{n} handoff", "{n} handoffs"),
        words.count(observed.teams, "{n} team", "{n} teams"),
        period(reading),
    )
    yield ", ".join(fact for fact in facts if fact) + "."
    if observed.returns.count:
        yield words.count(
            observed.returns.count,
            "{n} time a case goes straight back (A → B → A).",
            "{n} times a case goes straight back (A → B → A).",
        )
    yield missing_rule(reading, words)


def missing_rule(reading: LogReading, words: Words) -> str:
    """Return what became of events without a team."""
    if not reading.missing_events:
        return words("Every event names a team.")
    events = words.count(
        reading.missing_events, "{n} event names no team:", "{n} events name no team:"
    )
    rules: Mapping[Missing, str] = {
        Missing.SKIP: words("no handoff leads to or from such an event."),
        Missing.DROP: words("such events are left out."),
        Missing.KEEP: words("such events count as one team."),
    }
    return f"{events} {rules[reading.missing]}"


def _legend(marks: _Marks, words: Words) -> Iterator[Entry]:
    if not marks.pairs:
        return
    yield Note(words("supplier → customer, the way work flows"))
    few = min(pair.cases for pair in marks.pairs.values())
    if few < marks.most:
        for cases in (few, marks.most):
            width = round(case_width(cases, most=marks.most))
            yield Line(cases_in(cases, words), weight=width)
    yield from marks.waiting.legend(words)
    if any(marks.log.returns.get(ends) for ends in marks.pairs):
        yield Note(words("↔ so many times a case goes straight back (A → B → A)"))
        yield Line(words("more than half do"), dashed=True)
    yield Note(words("on an arrow: cases · median time until the next team begins"))
