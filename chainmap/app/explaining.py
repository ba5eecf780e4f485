"""The use case of `--explain`: what the figures of an answer are made from, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.files import read_below

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from chainmap.analysis.budget import Budgets
    from chainmap.analysis.gaps import Gaps
    from chainmap.analysis.simulation import Simulation
    from chainmap.analysis.team import TeamCard
    from chainmap.analysis.trace import Trace
    from chainmap.app import Checked
    from chainmap.app.answers import Answer, Ranked
    from chainmap.app.changing import Changed
    from chainmap.app.explaining_chance import Unsure
    from chainmap.app.surveying import Surveyed
    from chainmap.flow import Flow
    from chainmap.issues import Location, Subject
    from chainmap.measure.awaited import Awaiting
    from chainmap.model import Handoff, HandoffId
    from chainmap.report.compare.compared import Compared
    from chainmap.report.explained import Explained
    from chainmap.report.explained.inputs import Places
    from chainmap.report.explained.ranking import Ranking
    from chainmap.report.explained.whatif import State
    from chainmap.report.story.groups import Group


def figure_places(root: Path, *, measured: bool = True) -> Mapping[Subject, Mapping[str, Location]]:
    """Return where each figure of the organisation below `root` stands, by subject and key.

    Without `measured` as its teams declare it, whatever a log says.
    """
    from chainmap.app.revisions import read_revision, revision_of
    from chainmap.source.figures_at import figures_at
    from chainmap.source.reading import SourceFile

    revision = revision_of(root)
    found = read_below(root) if revision is None else read_revision(revision)
    files = [SourceFile(path=file.name, content=file.content) for file in found.files]
    return figures_at(files, default_name=root.name, measured=measured)


def awaited_in(trace: Trace) -> Mapping[HandoffId, Sequence[Awaiting]]:
    """Return by delivery what the steps of its slowest chain wait for."""
    from chainmap.measure.awaited import awaited_by

    behind = {traced.behind.id: traced.behind for traced in trace.complaints}
    return {id_: awaited_by(b.flow, b.slowest[0].steps) for id_, b in behind.items()}


def ranking_of(flow: Flow) -> Ranking:
    """Return what the ranking of an organisation's teams was made from."""
    from chainmap.measure.load import parts_of
    from chainmap.measure.weighing import weights
    from chainmap.report.explained.ranking import Ranking

    _, weight_of = weights(flow)
    return Ranking(
        organisation=flow.organisation,
        weights={flow.handoffs[delivery]: weight for delivery, weight in weight_of.items()},
        parts={team.name: parts for team, parts, _ in parts_of(flow.organisation)},
    )


def trace_explained(
    root: Path, found: Answer[Trace], groups: Sequence[Group], unsure: Unsure
) -> tuple[Explained, ...]:
    """Return what the figures of a trace are made from: over all complaints, then each group."""
    from chainmap.app.explaining_chance import drawn_of, sure_of
    from chainmap.report.explained.figures import together
    from chainmap.report.explained.suspects import over_all
    from chainmap.report.explained.trace import of_trace

    places = figure_places(root)
    each = of_trace(groups, places, awaited_in(found.result))
    sure = sure_of(found.result, unsure, places)
    drawn = drawn_of(found.flow, groups, unsure.chance, places)
    return together((*over_all(groups), *each, *drawn, *sure))


def bottlenecks_explained(root: Path, found: Ranked) -> tuple[Explained, ...]:
    """Return what the figures of a ranking are made from, team by team."""
    from chainmap.app.explaining_chance import moves_of, prevented_of
    from chainmap.report.explained.figures import together
    from chainmap.report.explained.ranking import of_ranking

    ranking, places = ranking_of(found.flow), figure_places(root)
    each = of_ranking(found.result, ranking, places)
    moved = moves_of(found, ranking, places)
    return together((*each, *moved, *prevented_of(found, places)))


def gaps_explained(root: Path, found: Answer[Gaps], as_of: date) -> tuple[Explained, ...]:
    """Return what gaps are made from, pair by pair."""
    from chainmap.report.explained.gaps import of_gaps
    from chainmap.report.explained.ranking import weights

    flow, places = found.flow, figure_places(root)
    ranking = ranking_of(flow)
    behind = behind_of(flow)
    each = of_gaps(found.result, behind, flow.organisation.limits, places, as_of=as_of)
    return (weights(ranking, places), *each) if flow.organisation.complaints else each


def behind_of(flow: Flow) -> Mapping[Handoff, Sequence[tuple[Handoff, float]]]:
    """Return by handoff the complained deliveries that it stands behind, heaviest first."""
    from chainmap.measure.weighing import WeighedBy, weights

    weighed_by, weight_of = weights(flow)
    behind: dict[Handoff, list[tuple[Handoff, float]]] = {}
    if weighed_by is WeighedBy.COMPLAINTS:
        for delivery, weight in sorted(weight_of.items(), key=lambda known: -known[1]):
            for handoff in flow.upstream([delivery]) | {delivery}:
                known = behind.setdefault(flow.handoffs[handoff], [])
                known.append((flow.handoffs[delivery], weight))
    return behind


def team_explained(root: Path, found: Answer[TeamCard]) -> tuple[Explained, ...]:
    """Return what the figures of a team's page are made from."""
    from chainmap.report.explained.team import of_team

    parts = ranking_of(found.flow).parts.get(found.result.team.name, ())
    return of_team(found.result, found.flow.organisation, parts, figure_places(root))


def promises_explained(root: Path, found: Budgets, kept: float) -> tuple[Explained, ...]:
    """Return what promise budgets are made from."""
    from chainmap.report.explained.promises import of_promises

    return of_promises(found, figure_places(root), kept=kept)


def check_explained(root: Path, found: Checked) -> tuple[Explained, ...]:
    """Return for each finding that holds a figure against a limit what both are made from."""
    if found.organisation is None:
        return ()
    from chainmap.analysis.budget import promise_budgets
    from chainmap.analysis.trace import trace_deliveries
    from chainmap.flow import Flow
    from chainmap.measure.load import loads
    from chainmap.report.explained.rules import Judged, of_rules, subjects_of

    flow, organisation = Flow(found.organisation), found.organisation
    wanted = subjects_of(found.issues)
    to = [d for d in flow.deliveries if flow.handoffs[d].sort_key in wanted]
    busy, parts = loads(organisation), ranking_of(flow).parts
    judged = Judged(
        limits=organisation.limits,
        traced={
            traced.behind.delivery.sort_key: traced.behind
            for traced in trace_deliveries(flow, to, k=1).complaints
        },
        budgets={b.delivery.sort_key: b for b in promise_budgets(flow, to=to).budgets},
        teams={(t.name,): (t, busy[t.name], parts.get(t.name, ())) for t in organisation.teams},
    )
    return of_rules(found.issues, judged, figure_places(root))


def whatif_explained(root: Path, found: Changed) -> tuple[Explained, ...]:
    """Return what the figures of a what-if are made from, in both states."""
    from chainmap.report.explained.whatif import of_whatif

    before, after = found.result.before, found.result.after
    changed = [effect for effect in found.result.deliveries if not effect.is_same]
    was = {h.sort_key: h for h in before.handoffs}
    stated = {h.sort_key: h for h in found.stated.handoffs}
    moved = {
        h: _moved_by(h, stated.get(h.sort_key), found.source)
        for h in after.handoffs
        if _is_moved(was.get(h.sort_key), h)
    }
    old = [effect.before for effect in changed if effect.before]
    new = [effect.after for effect in changed if effect.after]
    places = figure_places(root)
    return of_whatif(
        found.result,
        _state("today", places, before, old),
        _state("then", places, after, new, moved),
    )


def _is_moved(was: Handoff | None, is_now: Handoff) -> bool:
    return was is None or was.time != is_now.time


def _moved_by(handoff: Handoff, stated: Handoff | None, source: str) -> str:
    """Return what made a time another: the scenario says so, or its wait for people changes."""
    if stated is None or stated.time == handoff.time:
        return f"by the scenario, {source}"
    return "lead_time moved by what the wait for people changes, by formula"


def _state(
    called: str,
    places: Places,
    flow: Flow,
    deliveries: Sequence[Handoff],
    moved: Mapping[Handoff, str] | None = None,
) -> State:
    from chainmap.analysis.trace import trace_deliveries
    from chainmap.report.explained.whatif import State

    found = trace_deliveries(flow, [flow.id_of(delivery) for delivery in deliveries], k=1)
    traced = {traced.behind.delivery: traced.behind for traced in found.complaints}
    return State(called, places, traced, ranking_of(flow).parts, moved or {})


def simulation_explained(root: Path, found: Answer[Simulation]) -> tuple[Explained, ...]:
    """Return what the figures of a simulation are made from."""
    from chainmap.report.explained.simulation import of_simulation

    organisation, parts = found.flow.organisation, ranking_of(found.flow).parts
    return of_simulation(found.result, organisation, parts, figure_places(root))


def survey_explained(root: Path, found: Surveyed) -> tuple[Explained, ...]:
    """Return what expectations and trend are made from, with the rows of the answers."""
    from chainmap.report.explained.survey import of_survey

    answers = [(found.flow.handoffs[answer.handoff], answer) for answer in found.answers]
    return of_survey(found.expectations, found.trend, answers, figure_places(root))


def compare_explained(before: Path, after: Path, found: Compared) -> tuple[Explained, ...]:
    """Return what the figures of both states are made from, of what differs."""
    from chainmap.measure.load import loads
    from chainmap.report.explained.compare import effects, of_compare

    result = found.result
    changed = effects(result)
    old = [effect.before for effect in changed if effect.before]
    new = [effect.after for effect in changed if effect.after]
    states = (
        _state("before", figure_places(before), result.before, old),
        _state("after", figure_places(after), result.after, new),
    )
    busy = (loads(result.before.organisation), loads(result.after.organisation))
    return of_compare(result, states, busy)
