"""Pictures of logs: what they are drawn from, with real names or without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app.anonymising import asked_for
from chainmap.app.logs import held_against, names_of, read_logs, renamed_log
from chainmap.app.making import Making
from chainmap.app.maps import asked_scope
from chainmap.app.paths import refusal
from chainmap.app.progress import Tell
from chainmap.app.views import Subject, View, Wanted
from chainmap.issues import ChainmapError, Issue, Location, Severity

if TYPE_CHECKING:
    from chainmap.analysis.observed import Observed
    from chainmap.app.anonymity import Anonymity
    from chainmap.diagram.canvas.drawing import Drawing
    from chainmap.diagram.looks.words import Words
    from chainmap.evidence.request import Request
    from chainmap.model import Organisation
    from chainmap.pseudonyms import Pseudonyms
    from chainmap.source.log_names import LogNames

LOG_VIEWS = (View.OBSERVED, View.AGREEMENT)
"""Views that are drawn from a log; the first needs no organisation."""

_ANONYMOUS_LOG = "a log"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A log with the names of an organisation, if there is one to hold it against."""

    observed: Observed
    organisation: Organisation | None
    known: LogNames | None
    called: str


def require_log(wanted: Wanted) -> None:
    """Raise a ChainmapError if a view lacks the log it is drawn from, or has no use for one."""
    place = Location(f"chainmap draw {wanted.view}")
    if wanted.view in LOG_VIEWS and wanted.log is None:
        message, hint = "This is drawn from a log.", "Name one: --log LOG."
        raise ChainmapError(Issue(place, Severity.ERROR, "no-log", message, hint))
    if wanted.view not in LOG_VIEWS and (wanted.log or wanted.names):
        message = f"{wanted.view} shows what teams declare, not a log."
        hint = f"Draw {' or '.join(LOG_VIEWS)}, or leave out --log and --names."
        raise ChainmapError(Issue(place, Severity.ERROR, "options-conflict", message, hint))


def subject_of_log(
    root: Path | None, wanted: Wanted, log: Request, making: Making, *, tell: Tell
) -> Subject:
    """Return what is to be drawn of a log, and of an organisation if one is named."""
    evidence = read_evidence(root, log, wanted.names, tell=tell)
    if making.anonymity is not None:
        everybody = _whole(evidence)
        evidence, by = without_names(evidence, making.anonymity)
        wanted = asked_for(wanted, everybody, by)
    return subject_of(evidence, wanted, making)


def read_evidence(root: Path | None, log: Request, names: Path | None, *, tell: Tell) -> Evidence:
    """Read a log and the organisation, as its teams declare it, whose names they are to have."""
    from chainmap.app import load

    organisation = None if root is None else load(root, measured=False).organisation
    if organisation is None:
        if names is not None:
            message, hint = "--names says who is who in ORG.", "Name the organisation, too."
            raise ChainmapError(refusal("options-conflict", names, message, hint=hint))
        return Evidence(read_logs(log, tell=tell), None, None, _called(log))
    return evidence_for(organisation, log, names, tell=tell)


def evidence_for(
    organisation: Organisation, log: Request, names: Path | None, *, tell: Tell
) -> Evidence:
    """Read a log with the names of an organisation."""
    known = names_of(organisation, names)
    observed = read_logs(log, tell=tell, called=known.called)
    return Evidence(observed, organisation, known, _called(log))


def subject_of(evidence: Evidence, wanted: Wanted, making: Making) -> Subject:
    """Return what is to be drawn; the flow is that of what the picture shows."""
    from chainmap.diagram.canvas.frame import Frame
    from chainmap.diagram.looks.languages import words_in
    from chainmap.diagram.maps.agreement_map import declared_and_seen
    from chainmap.diagram.maps.seen import seen_log
    from chainmap.flow import Flow

    words, declared = words_in(making.language), evidence.organisation
    log = seen_log(
        evidence.observed, name=evidence.called, source=evidence.called, like=declared, words=words
    )
    source = evidence.called
    if wanted.view is View.OBSERVED or declared is None:
        agreed, drawn = None, log.organisation
    else:
        agreed = held_against(evidence.observed, declared, evidence.known)
        drawn, source = declared_and_seen(agreed, declared, log), f"{declared.source} · {source}"
    clock = _clock(evidence.observed, words)
    frame = Frame(source, making.as_of, clock, making.title, words=words)
    return Subject(Flow(drawn), wanted, frame, making.as_of, log=log, agreed=agreed)


def observed(subject: Subject) -> tuple[Drawing, ...]:
    """Return the map of what a log shows."""
    from chainmap.diagram.maps.observed_map import observed_map

    if subject.log is None:
        raise ValueError("the view needs a log")
    scope, most = asked_scope(subject), subject.wanted.arrows
    return (observed_map(subject.log, scope, subject.frame, most=most),)


def agreement(subject: Subject) -> tuple[Drawing, ...]:
    """Return the map of what is declared and what a log shows."""
    from chainmap.diagram.maps.agreement_map import agreement_map

    if subject.log is None or subject.agreed is None:
        raise ValueError("the view needs a log and an organisation")
    scope, most = asked_scope(subject), subject.wanted.arrows
    return (agreement_map(subject.agreed, subject.log, scope, subject.frame, most=most),)


def without_names(
    evidence: Evidence, anonymity: Anonymity, *others: Organisation
) -> tuple[Evidence, Pseudonyms]:
    """Return the evidence under pseudonyms, and these, which also know the names of `others`.

    Raises:
        ChainmapError: two names of the log have one pseudonym, as they differ only in case.
    """
    from chainmap.pseudonyms import pseudonymous, pseudonyms

    declared = evidence.organisation
    states = [_whole(evidence)] if declared is None else [declared, *others, _whole(evidence)]
    by = pseudonyms(states, key=anonymity.key)
    bare = Evidence(
        observed=renamed_log(evidence.observed, by.party, evidence.called),
        organisation=None if declared is None else pseudonymous(declared, by),
        known=None,
        called=_ANONYMOUS_LOG,
    )
    return bare, by


def _whole(evidence: Evidence) -> Organisation:
    """Return an organisation of everybody who is in the log or declared."""
    from chainmap.diagram.maps.seen import seen_log

    called, declared = evidence.called, evidence.organisation
    seen = seen_log(evidence.observed, name=called, source=called).organisation
    if declared is None:
        return seen
    return replace(declared, parties={**seen.parties, **declared.parties})


def _called(log: Request) -> str:
    """Return what the files or the table of a log are called, in one line."""
    from chainmap.evidence.places import short_name

    names = ", ".join(map(short_name, log.sources))
    return "".join(c if c.isprintable() else " " for c in names).strip() or "log"


def _clock(observed: Observed, words: Words) -> str:
    if observed.working_hours is None:
        return words("Times around the clock, 24 h a day")
    return words("Times in working hours, {hours}", hours=observed.working_hours)
