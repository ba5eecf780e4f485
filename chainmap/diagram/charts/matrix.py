"""Matrix view (N², DSM): who serves whom as a square, suppliers in rows, customers in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from chainmap.analysis.gaps import GapKind, Gaps
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Note
from chainmap.diagram.canvas.sheet import PageSheet
from chainmap.diagram.charts.matrix_cells import DIAGONAL, FEEDBACK, ITSELF, SHADES, draw_matrix
from chainmap.diagram.charts.matrix_grid import Grid
from chainmap.diagram.charts.matrix_marks import Marks
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.grouping import collapsed
from chainmap.diagram.maps.scope import NO_DEPARTMENT, Scope, only
from chainmap.diagram.parts.kinds import GAP
from chainmap.model import PartyId

MAX_TEAMS = 80
"""Teams up to which each has its row and column; above, their departments."""

GRAVE = (GapKind.PROMISE_BROKEN, GapKind.PROMISE_SHORT_OF_NEED, GapKind.LOW_RATING)
"""The gaps that a mark shows."""


def matrix_view(scope: Scope, found: Gaps, frame: Frame, *, partitioned: bool) -> Drawing:
    """Draw who serves whom: teams by department, or by partitioning.

    Above `MAX_TEAMS` teams their departments are drawn, where there are any.
    """
    words = frame.words
    shown, home = _fitting(scope)
    grave = {gap.handoff.sort_key for gap in found.gaps if gap.kind in GRAVE}
    handoffs = scope.organisation.handoffs if home else shown.organisation.handoffs
    marks = Marks(shown.organisation, handoffs, home, grave, partitioned)
    heading = frame.heading(
        title=words("{name}: who serves whom", name=scope.whole.name),
        subtitle=_subtitle(words, marks, shown),
        legend=_legend(words, marks),
        boxes=len(marks.order),
    )
    sheet = PageSheet(heading)
    draw_matrix(sheet, words, Grid(marks))
    return sheet.drawing


def _fitting(scope: Scope) -> tuple[Scope, Mapping[PartyId, PartyId]]:
    """Return what is drawn, and the department that stands for each team where departments do.

    Many teams without departments give way to those with most handoffs.
    """
    organisation = scope.organisation
    if len(organisation.teams) <= MAX_TEAMS:
        return scope, {}
    if len({team.department for team in organisation.teams}) > 1:
        return _departments(scope)
    sides = Counter(p for h in organisation.handoffs for p in (h.supplier, h.customer))
    ranked = sorted(organisation.teams, key=lambda t: (-sides[t.name], t.name))
    left_out = {team.name for team in ranked[MAX_TEAMS:]}
    remark = scope.words(
        "the {n} of {all} teams with most handoffs", n=MAX_TEAMS, all=f"{len(ranked):,}"
    )
    kept = only(organisation, organisation.parties.keys() - left_out)
    return replace(scope, organisation=kept, remarks=(*scope.remarks, remark)), {}


def _departments(scope: Scope) -> tuple[Scope, Mapping[PartyId, PartyId]]:
    words, teams = scope.words, scope.organisation.teams
    none = words(NO_DEPARTMENT)
    merged = collapsed(
        scope.organisation, {team.name: team.department or none for team in teams}, words
    )
    remark = words(
        "{n} teams are too many for one page: this shows their departments", n=f"{len(teams):,}"
    )
    home = {team: group for group, members in merged.members.items() for team in members}
    drawn = replace(scope, organisation=merged.organisation, remarks=(*scope.remarks, remark))
    return drawn, home


def _subtitle(words: Words, marks: Marks, scope: Scope) -> str:
    pairs = sum(mark.supplier != mark.customer for mark in marks.marks)
    said = [
        words(
            "{teams}, {pairs} of supplier and customer; {back} run back, below the diagonal.",
            teams=_teams(words, marks),
            pairs=words.count(pairs, "{n} pair", "{n} pairs"),
            back=len(marks.feedback),
        )
    ]
    if coupled := [len(group.members) for group in marks.teams if group.coupled]:
        blocks = words.count(len(coupled), "{n} coupled block", "{n} coupled blocks")
        sizes = ", ".join(map(str, sorted(coupled, reverse=True)))
        said.append(words("{blocks} of {sizes} teams.", blocks=blocks, sizes=sizes))
    if marks.left_out:
        more = words.count(marks.left_out, "{n} party outside", "{n} parties outside")
        said.append(words("Not shown: {more} with fewer handoffs.", more=more))
    remarks = [remark for remark in scope.remarks if remark != scope.hint]
    return " ".join([*said, *(f"{remark[0].upper()}{remark[1:]}." for remark in remarks)])


def _teams(words: Words, marks: Marks) -> str:
    count = len(marks.order)
    if marks.home:
        return words.count(count, "{n} department", "{n} departments")
    return words.count(count, "{n} team", "{n} teams")


def _legend(words: Words, marks: Marks) -> Iterator[Entry]:
    yield Note(words("row serves column: the number of handoffs"))
    darker = words("darker = more volume") if marks.largest_volume else words("darker = more")
    yield Box(darker, fill=SHADES[2])
    if marks.feedback:
        yield Box(words("back to a team before"), inside=FEEDBACK, fill=SHADES[0])
    if any(mark.is_support for mark in marks.marks):
        yield Box(words("support only"))
    if any(mark.grave for mark in marks.marks):
        gap = words("promise broken or weaker than need, or low rating")
        yield Box(gap, inside=GAP, fill=SHADES[0])
    if any(mark.supplier == mark.customer for mark in marks.marks):
        yield Box(words("serves itself"), inside=ITSELF, fill=DIAGONAL)
    if any(group.coupled for group in marks.teams):
        yield Box(words("coupled: work goes in a circle"), fill=palette.CHAIN_TINT)
