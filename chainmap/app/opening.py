"""What pages and exports are made from: an organisation, a log, answers; with names or without."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chainmap.app import load
from chainmap.app.log_views import Evidence, read_evidence, without_names
from chainmap.issues import Location

if TYPE_CHECKING:
    from chainmap.app.anonymity import Anonymity
    from chainmap.app.progress import Tell
    from chainmap.evidence.request import Request
    from chainmap.flow import Flow
    from chainmap.survey import Answer


@dataclass(frozen=True)
class Opened:
    """An organisation, what a log shows (None: none is named), and the answers of its surveys."""

    flow: Flow
    evidence: Evidence | None
    answers: tuple[Answer, ...]


def opened(
    root: Path,
    log: Request | None,
    names: Path | None,
    anonymity: Anonymity | None,
    *,
    tell: Tell,
) -> Opened:
    """Return an organisation with its log, if one is named; all without real names if wanted.

    Raises:
        ChainmapError: files or the log cannot be read.
    """
    from chainmap.flow import Flow

    loaded = load(root)
    evidence = None if log is None else read_evidence(root, log, names, tell=tell)
    found = Opened(Flow(loaded.organisation), evidence, loaded.answers)
    return found if anonymity is None else _without_names(found, anonymity)


def _without_names(found: Opened, anonymity: Anonymity) -> Opened:
    from chainmap.app.anonymising import renamed
    from chainmap.pseudonyms import places_of, pseudonyms

    organisation, bare = found.flow.organisation, None
    if found.evidence is None:
        by = pseudonyms([organisation], key=anonymity.key)
    else:
        bare, by = without_names(found.evidence, anonymity, organisation)
    now = places_of(organisation, by)
    answers = tuple(
        replace(answer, handoff=now[answer.handoff], location=Location(""))
        for answer in found.answers  # who answered is counted, never named
    )
    return Opened(renamed(found.flow, by), bare, answers)
