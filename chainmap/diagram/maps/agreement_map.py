"""Agreement view: what teams declare and what a log shows in one picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chainmap import units
from chainmap.analysis.agreement import Agreement, Compared
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Line, Note
from chainmap.diagram.canvas.text import wrap
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.palette import Fill
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.chain import parties, remarks
from chainmap.diagram.maps.chain_map import draw_map
from chainmap.diagram.maps.column_layout import ColumnLayout
from chainmap.diagram.maps.marks import Mark
from chainmap.diagram.maps.observed_map import case_width, cases_in, period
from chainmap.diagram.maps.scope import Scope, only
from chainmap.diagram.maps.seen import (
    SeenLog,
    handoffs_between,
    without_departments,
)
from chainmap.diagram.maps.thinning import MOST_ARROWS, Ends, thinned
from chainmap.diagram.maps.view import View
from chainmap.diagram.parts.arrows import Arrow
from chainmap.issues import Location
from chainmap.model import Organisation, Party, PartyId, Team

_UNDECLARED = "#5e3c99"
_UNSEEN = "#767676"
_UNKNOWN = Fill("#e7e0f3", sign=" ?")
_BROKEN = palette.CHAIN
_ROOM = 140
"""Points for what stands in a box."""

_NAME = 20
"""Width in em of such a name."""

_NAMED = 5
"""Teams of the log that the subtitle names, because nobody declares them."""


def declared_and_seen(found: Agreement, declared: Organisation, log: SeenLog) -> Organisation:
    """Return the parties that are in the log, declared or not, and every pair of them."""
    there: dict[PartyId, Party] = {
        name: declared.parties.get(name) or Team(name, Location(""))
        for team, name in log.names.items()
        if team is not None
    }
    pairs = {ends for ends in log.pairs if {*ends} <= there.keys()}
    pairs |= {(h.supplier, h.customer) for h in found.only_declared}
    return replace(
        declared,
        parties=dict(sorted(there.items())),
        handoffs=handoffs_between(pairs),
        complaints=(),
    )


def agreement_map(
    found: Agreement, log: SeenLog, scope: Scope, frame: Frame, *, most: int = MOST_ARROWS
) -> Drawing:
    """Draw what is declared and what was seen; `scope` is of `declared_and_seen`.

    At most `most` of the pairs that were seen are drawn, and as many of those never seen.
    """
    shown = {(h.supplier, h.customer) for h in scope.organisation.handoffs}
    kept = thinned({ends: pair for ends, pair in log.pairs.items() if ends in shown}, most=most)
    never = sorted({(h.supplier, h.customer) for h in found.only_declared} & shown)
    pairs = {*kept.drawn, *never[:most]}
    drawn = replace(
        without_departments(only(scope.organisation, {party for ends in pairs for party in ends})),
        handoffs=handoffs_between(pairs, log.running_back(pairs)),
    )
    cut = (*kept.remark(frame.words), *_unseen_cut(len(never) - most, frame.words))
    scope = replace(
        scope,
        organisation=drawn,
        remarks=(*scope.remarks, *cut),
        hint=kept.hint(frame.words),
    )
    view = View(scope, marked=frozenset(pairs), labels=2 * most)
    marks = _Marks(found, log, drawn, frame.words)
    heading = frame.heading(
        title=frame.words("Does the log agree with what is declared?"),
        subtitle=" ".join((*_facts(found, log, frame.words), *remarks(view))),
        legend=_legend(view, marks, frame.words),
        boxes=len(drawn.parties),
    )
    drawing = draw_map(
        heading, view, marks, frame.words, narrowest=_ROOM, places=ColumnLayout(view)
    )
    return replace(drawing, is_page=True)  # words of arrows without their teams say nothing


def _unseen_cut(more: int, words: Words) -> tuple[str, ...]:
    if more <= 0:
        return ()
    one, many = "cut: {n} more pair never seen", "cut: {n} more pairs never seen"
    return (words.count(more, one, many),)


@dataclass(frozen=True)
class _Marks:
    """Arrows by who knows of them: files and log, files only, log only."""

    found: Agreement
    log: SeenLog
    drawn: Organisation
    words: Words

    @cached_property
    def compared(self) -> Mapping[Ends, Compared]:
        """The pairs that are declared and were seen."""
        pairs = {(p.seen.supplier, p.seen.customer): p for p in self.found.compared}
        return {(PartyId(a), PartyId(b)): pair for (a, b), pair in pairs.items()}

    @cached_property
    def ends(self) -> frozenset[Ends]:
        """The pairs that are drawn."""
        return frozenset((h.supplier, h.customer) for h in self.drawn.handoffs)

    @cached_property
    def _most(self) -> int:
        return max((self.log.pairs[e].cases for e in self.ends if e in self.log.pairs), default=1)

    def arrow(self, arrow: Arrow) -> Mark:
        ends = (arrow.supplier, arrow.customer)
        said: tuple[str, ...] = (f"{arrow.supplier} → {arrow.customer}",)
        seen = self.log.pairs.get(ends)
        if seen is None:
            said = (*said, self.words("declared, but never seen"))
            return Mark(
                _UNSEEN, 1.2, dashed=True, badge=cases_in(0, self.words), tooltip=said,
                says_all=True,
            )  # fmt: skip
        width = case_width(seen.cases, most=self._most)
        time = units.hours(seen.time.median, self.log.clock)
        said = (*said, cases_in(seen.cases, self.words), self.words("median {time}", time=time))
        if (pair := self.compared.get(ends)) is None:
            said = (*said, self.words("seen, but not declared"))
            return Mark(
                _UNDECLARED, width, badge=f"+ {cases_in(seen.cases, self.words)}", tooltip=said,
                prominence=3, says_all=True,
            )  # fmt: skip
        promised = self._promised(pair)
        said = (*said, *promised)
        if pair.keeps_promise is False:
            return Mark(
                _BROKEN, width, badge=" ".join(("▲", *promised)), tooltip=said, prominence=2,
                says_all=True,
            )  # fmt: skip
        return Mark(
            palette.GREY, width, badge=cases_in(seen.cases, self.words), tooltip=said,
            prominence=1, says_all=True,
        )  # fmt: skip

    def _promised(self, pair: Compared) -> tuple[str, ...]:
        if pair.promise is None:
            return ()
        promise = units.hours(pair.promise, self.drawn.calendar)
        p85 = units.hours(pair.seen.p85, self.log.clock)
        return (self.words("promised {promise}, 85 % within {p85}", promise=promise, p85=p85),)

    def fill(self, party: PartyId) -> Fill:
        return _UNKNOWN if party in self.found.unknown else palette.NORMAL

    def notes(self, party: PartyId) -> tuple[str, ...]:
        if party not in self.found.unknown:
            return ()
        alike = next((one.team for one in self.found.alike if one.log == party), None)
        if alike is None:
            return (self.words("in no file") + _UNKNOWN.sign,)
        return (self.words("in no file, perhaps {name}", name=alike) + _UNKNOWN.sign,)


def _facts(found: Agreement, log: SeenLog, words: Words) -> Iterator[str]:
    observed = log.observed
    sizes = (cases_in(observed.cases, words), period(observed.reading))
    yield ", ".join(size for size in sizes if size) + "."
    if found.recall is not None and found.weighted_recall is not None:
        yield words(
            "{declared} of {seen} pairs seen are declared: recall {recall}, "
            "by handoffs {weighted}.",
            declared=f"{len(found.compared):,}",
            seen=f"{len(found.compared) + len(found.only_seen):,}",
            recall=units.percent(found.recall),
            weighted=units.percent(found.weighted_recall),
        )
    if found.precision is not None:
        yield words(
            "{seen} of {declared} declared pairs that could be seen were: precision {precision}.",
            seen=f"{found.flow_seen:,}",
            declared=f"{found.flow_seen + found.flow_unseen:,}",
            precision=units.percent(found.precision),
        )
    yield from _promises(found, words)
    yield from _unknown(found.unknown, words)


def _promises(found: Agreement, words: Words) -> Iterator[str]:
    kept = [pair.keeps_promise for pair in found.compared if pair.keeps_promise is not None]
    if kept:
        yield words(
            "{broken} of {n} promises are not kept in 85 % of the handoffs.",
            broken=kept.count(False),
            n=len(kept),
        )
    elif not found.same_clock:
        yield words("Log and files count different hours a day: promises cannot be checked.")


def _unknown(names: Sequence[str], words: Words) -> Iterator[str]:
    if not names:
        return
    more = len(names) - _NAMED
    listed = ", ".join(wrap(name, limit=_NAME, lines=1)[0] for name in names[:_NAMED])
    if more > 0:
        listed = words("{names} and {n} more", names=listed, n=f"{more:,}")
    yield words("In no file: {names}.", names=listed)


def _legend(view: View, marks: _Marks, words: Words) -> Iterator[Entry]:
    ends, seen = marks.ends, marks.log.pairs
    yield Note(words("supplier → customer, the way work flows; wider = more cases"))
    if any(e in marks.compared for e in ends):
        yield Line(words("declared and seen"), weight=2)
    if any(pair.keeps_promise is False for e, pair in marks.compared.items() if e in ends):
        yield Line(words("▲ the same, promise not kept"), colour=_BROKEN, weight=2)
    if any(e in seen and e not in marks.compared for e in ends):
        yield Line(words("+ seen, but not declared"), colour=_UNDECLARED, weight=3)
    if any(e not in seen for e in ends):
        yield Line(words("declared, but never seen"), colour=_UNSEEN, dashed=True)
    if any(party in marks.found.unknown for party in view.organisation.parties):
        yield Box(words("team of the log that is in no file"), inside="?", fill=_UNKNOWN.fill)
    yield from parties(view, words)
