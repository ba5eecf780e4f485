"""How the figures of the page are worked out, by the place on the page where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chainmap.analysis.budget import Budget
from chainmap.analysis.expectations import Expected
from chainmap.analysis.gaps import Gap, Talk
from chainmap.measure.suspects import Basis
from chainmap.model import HandoffId, Team
from chainmap.report.explained.figures import Explained, Input
from chainmap.report.explained.gaps import of_gap, weight_of
from chainmap.report.explained.inputs import named
from chainmap.report.explained.load import of_load
from chainmap.report.explained.promises import of_budget
from chainmap.report.explained.ranking import of_gains, weights
from chainmap.report.explained.survey import of_expected
from chainmap.report.explained.suspects import of_suspects, over_all
from chainmap.report.explained.trace import of_delivery, of_weight, title
from chainmap.report.page.chapters import Chapter
from chainmap.report.page.content import PageContent, Sources

Found = tuple[Explained, ...]

MAX_INPUTS = 15
"""Inputs of one figure on the page; `--explain` names all."""

_SHORTENED = {
    "lead_time_h": 0,
    "promise.overruns": 0,
    "rolled_accuracy": 5,
    "suspects.share": 8,
}
"""How many inputs are listed of figures whose inputs stand above them, or are very many."""

_BEHIND = "is the weight behind which they stand"

_NOT_SHOWN = frozenset(
    {"arrival_rate_per_h", "measured_wait_h", "queue_wait_h", "upstream.handoffs", "taken_h"}
    | {"proposal.proposed_h", "suspects.low"}
)
"""Keys of figures that the page does not show, or shows with their steps."""


@dataclass(frozen=True)
class Worked:
    """The explanations for each place; none where the sources are not known."""

    content: PageContent
    chapters: Sequence[Chapter]

    @property
    def most(self) -> int:
        """How many inputs of a figure are listed."""
        return MAX_INPUTS

    @property
    def source(self) -> str:
        """The directory that all files are below."""
        return self.content.organisation.source.rstrip("/") + "/"

    @property
    def _sources(self) -> Sources | None:
        return self.content.sources

    @cached_property
    def _brief(self) -> Mapping[str, str]:
        """Supplier and deliverable by the full name of a handoff, where that is enough."""
        known = Counter((h.supplier, h.deliverable) for h in self.content.flow.handoffs)
        return {
            named(h): f"{h.supplier}: {h.deliverable}"
            for h in self.content.flow.handoffs
            if h.deliverable and known[h.supplier, h.deliverable] == 1
        }

    def brief(self, what: str) -> str:
        """Return what an input is, a handoff in few words."""
        number, gap, name = what.rpartition("  ")
        return f"{number}{gap}{self._brief.get(name, name)}"

    @cached_property
    def summary(self) -> Found:
        """The weight of all complaints, and the shares of those that could be traced."""
        sources = self._sources
        if sources is None:
            return ()
        groups = [story.group for chapter in self.chapters for story in chapter.stories]
        traced = [g for g in groups if g.first.basis not in {Basis.TOUCHPOINT, Basis.NONE}]
        return (weights(sources.ranking, sources.places), *over_all(traced))

    @cached_property
    def _first_chapters(self) -> Mapping[HandoffId, Chapter]:
        """The first chapter about each delivery: it explains what they have in common."""
        first: dict[HandoffId, Chapter] = {}
        for chapter in self.chapters:
            first.setdefault(chapter.delivery, chapter)
        return first

    def told_in(self, chapter: Chapter) -> Chapter | None:
        """Return the chapter that explains the delivery of another; None if it does itself."""
        first = self._first_chapters[chapter.delivery]
        return None if first is chapter or self._sources is None else first

    def chapter(self, chapter: Chapter) -> Found:
        """Return what a chapter's figures are made from; of one delivery told once."""
        sources = self._sources
        if sources is None:
            return ()
        found: list[Explained] = []
        for story in chapter.stories:
            group = story.group
            about = title(group)
            if group.complaints:
                found.append(of_weight(group, about, sources.places))
            found += of_suspects(group, about, sources.places)
        if self.told_in(chapter) is None:
            behind = chapter.story.group.behind
            waits = sources.waits.get(behind.id, ())
            found += of_delivery(behind, "", sources.places, waits)
        return _on_page(found)

    @cached_property
    def _teams(self) -> Mapping[str, Team]:
        return {team.name: team for team in self.content.organisation.teams}

    @cached_property
    def gains(self) -> Mapping[str, Found]:
        """Leverage, restore, exposure and unavoidable by team; the page says the formula once."""
        sources, found = self._sources, self.content.bottlenecks
        if sources is None:
            return {}
        return {
            team.team: tuple(
                replace(one, formula="")
                for one in _here(of_gains(team, found, sources.ranking, sources.places))
            )
            for team in found.teams
            if team.exposure > 0 or team.leverage > 0 or team.restore > 0
        }

    @cached_property
    def loads(self) -> Mapping[str, Found]:
        """Arrivals, load and waits, by team; of a team nobody knows the load of, nothing."""
        sources = self._sources
        if sources is None:
            return {}
        return {
            row.team: _here(
                of_load(
                    self._teams[row.team],
                    row.load,
                    sources.ranking.parts.get(row.team, ()),
                    sources.places,
                )
            )
            for row in self.content.bottlenecks.teams
            if row.load.utilisation is not None
        }

    @cached_property
    def gaps(self) -> Mapping[int, Found]:
        """The figures of each gap, by its position on the page."""
        every: Sequence[Gap] = self.content.gaps.gaps
        return {number: self._gap(gap) for number, gap in enumerate(every)}

    def _gap(self, gap: Gap) -> Found:
        sources, content = self._sources, self.content
        if sources is None:
            return ()
        limits, as_of = content.organisation.limits, content.as_of
        found = of_gap(gap, "", limits, sources.places, as_of=as_of)
        return (replace(found, figure="", inputs=tuple(map(_by_key, found.inputs))),)

    @cached_property
    def talks(self) -> Mapping[int, Found]:
        """The complaint weight behind each pair, by its position on the page."""
        every: Sequence[Talk] = self.content.gaps.talks
        sources = self._sources
        if sources is None:
            return {}
        found = ((n, weight_of(talk, "", sources.behind)) for n, talk in enumerate(every))
        return {n: (replace(one, figure="", formula=_BEHIND),) for n, one in found if one.inputs}

    def expected(self, known: Expected) -> Found:
        """Return what the gaps of one handoff are made from: the answers."""
        sources, survey = self._sources, self.content.survey
        if sources is None or survey is None:
            return ()
        return _here(of_expected(known, survey.answers, sources.places))

    def budget(self, budget: Budget) -> Found:
        """Return what a promise budget is made from."""
        sources = self._sources
        return () if sources is None else _here(of_budget(budget, sources.places))


def _on_page(found: Iterable[Explained]) -> Found:
    """Return what explains figures of the page, with inputs that do not stand there already."""
    shown = (one for one in found if not _NOT_SHOWN.intersection(one.keys))
    return tuple(_shortened(one) for one in shown)


def _here(found: Iterable[Explained]) -> Found:
    """Return the same where a heading says already whom it is about."""
    return tuple(replace(one, about="") for one in _on_page(found))


def _by_key(known: Input) -> Input:
    """Return an input of a gap by its key alone: the row names the handoff."""
    keys = {"promise", "step_promise", "within", "they_need", "end_to_end"}
    key, _, rest = known.how.partition(" ")
    return replace(known, what=key, how=rest, evidence="") if key in keys else known


def _shortened(one: Explained) -> Explained:
    """Return an explanation without what stands on the page already."""
    if any(key.startswith("slowest_chains[") and "[0]" not in key for key in one.keys):
        return replace(one, formula="the times of its steps, which stand in their cards", inputs=())
    if "promise.internal_sum_h" in one.keys:
        numbered = enumerate(one.inputs, start=1)
        return replace(one, inputs=tuple(replace(known, what=f"{n}") for n, known in numbered))
    return _cut(one)


def _cut(one: Explained) -> Explained:
    most = min((_SHORTENED[key] for key in one.keys if key in _SHORTENED), default=None)
    if most is None or len(one.inputs) <= most:
        return one
    more = (f"and {len(one.inputs) - most} more: --explain",) if most else ()
    return replace(one, inputs=one.inputs[:most], missing=(*more, *one.missing))
