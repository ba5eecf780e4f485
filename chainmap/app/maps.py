"""Maps of an organisation: which part of it, coloured by what, compared with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chainmap.app.answers import traced
from chainmap.app.looking_up import find_department, find_party, not_found
from chainmap.app.views import ColourBy, Subject, View

if TYPE_CHECKING:
    from chainmap.analysis.comparison import Comparison
    from chainmap.diagram.canvas.drawing import Drawing
    from chainmap.diagram.maps.marks import Colouring
    from chainmap.diagram.maps.scope import Scope
    from chainmap.model import Organisation, PartyId

_MOST_AROUND = 60
"""Parties drawn one by one among departments that stand for their teams."""

_NOT_ALONE = (View.GAPS, View.COMPARE)
"""Views whose boxes say something of their own unless a colouring is asked for."""


def chain(subject: Subject) -> tuple[Drawing, ...]:
    """Return the map of the chain."""
    from chainmap.diagram.maps.chain import chain_view

    scope = fitting_scope(subject)
    return (chain_view(subject.flow, subject.frame, scope=scope, colouring=colouring(subject)),)


def overview(subject: Subject) -> tuple[Drawing, ...]:
    """Return the map of the departments."""
    from chainmap.diagram.maps.overview import overview as view

    return (view(asked_scope(subject), subject.frame),)


def gaps(subject: Subject) -> tuple[Drawing, ...]:
    """Return the map of the gaps."""
    from chainmap.analysis.gaps import gaps as analysis
    from chainmap.diagram.maps.gap_map import gap_map

    found = analysis(subject.flow, as_of=subject.as_of)
    return (gap_map(found, fitting_scope(subject), subject.frame, colouring(subject)),)


def compare(subject: Subject) -> tuple[Drawing, ...]:
    """Return the map of what changed since another state."""
    from chainmap.analysis.comparison import comparison
    from chainmap.diagram.maps.compare_map import both, compare_map

    if subject.before is None:
        raise not_found(
            subject.flow.organisation,
            "no-before",
            "A comparison needs two states.",
            "Say where the organisation as it was is: --before DIRECTORY.",
        )
    found = comparison(before=subject.before, after=subject.flow)
    whole = both(found)
    scope = _asked(subject, _whole(subject, whole), whole)
    about = subject.frame.words("the teams with a change")
    return (compare_map(found, _fitting(scope, _touched(found), about), subject.frame),)


def asked_scope(subject: Subject) -> Scope:
    """Return what --focus and --department ask for, however large it is."""
    organisation = subject.flow.organisation
    return _asked(subject, _whole(subject, organisation), organisation)


def fitting_scope(subject: Subject) -> Scope:
    """Return as much of what is asked for as fits on a page."""
    scope = asked_scope(subject)
    complaint, words = subject.wanted.selection.complaint, subject.frame.words
    about = complaint and words("the teams behind complaint {id}", id=complaint)
    return _fitting(scope, _behind_complaint(subject, scope), about)


def _whole(subject: Subject, organisation: Organisation) -> Scope:
    from chainmap.diagram.maps.scope import whole_of

    return whole_of(organisation, words=subject.frame.words)


def _asked(subject: Subject, scope: Scope, organisation: Organisation) -> Scope:
    from chainmap.diagram.maps.scope import near, of_department

    wanted = subject.wanted
    if wanted.department is not None:
        scope = of_department(scope, find_department(organisation, wanted.department))
    if wanted.focus is not None:
        party = find_party(scope.organisation, wanted.focus)
        scope = near(scope, party, depth=wanted.depth)
    return scope


def _fitting(scope: Scope, around: frozenset[PartyId], about: str | None = None) -> Scope:
    from chainmap.diagram.maps.fitting import fitting

    return fitting(scope, around=around if len(around) <= _MOST_AROUND else (), about=about)


def _behind_complaint(subject: Subject, scope: Scope) -> frozenset[PartyId]:
    """Return the teams on the slowest chain of the heaviest complaint, if it takes a choice."""
    from chainmap.diagram.maps.fitting import MAX_TEAMS

    if len(scope.organisation.teams) <= MAX_TEAMS or not subject.flow.organisation.complaints:
        return frozenset()
    found = traced(subject.flow, subject.wanted.selection, k=1).result.complaints
    return frozenset(found[0].behind.slowest[0].teams) if found else frozenset()


def _touched(found: Comparison) -> frozenset[PartyId]:
    """Return the parties about which something changed."""
    handoffs = [*found.handoffs_added, *found.handoffs_removed]
    changes = (*found.handoffs_changed, *found.handoffs_renamed)
    handoffs += [change.after for change in changes]
    parties = [party.name for party in (*found.parties_added, *found.parties_removed)]
    parties += [one.after for one in found.renamed]
    parties += [change.after.name for change in found.teams_changed]
    return frozenset(parties) | {p for h in handoffs for p in (h.supplier, h.customer)}


def colouring(subject: Subject) -> Colouring | None:
    """Return what the boxes say; None where the view has words of its own."""
    from chainmap.diagram.looks import colouring as by

    flow, words, wanted = subject.flow, subject.frame.words, subject.wanted
    match wanted.colour_by:
        case ColourBy.LEVERAGE:
            from chainmap.analysis.bottlenecks import bottlenecks

            return by.by_leverage(bottlenecks(flow), flow.organisation, words)
        case ColourBy.GAP:
            from chainmap.analysis.gaps import gaps as analysis

            return by.by_gap(analysis(flow, as_of=subject.as_of), words)
        case ColourBy.EVIDENCE:
            return by.by_evidence(flow.organisation, words)
        case ColourBy.LOAD:
            return None if wanted.view in _NOT_ALONE else by.by_load(flow.organisation, words)
