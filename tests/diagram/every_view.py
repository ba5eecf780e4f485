"""Every view of the demo organisation, for what must hold for all pictures."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from chainmap.app.answers import open_flow
from chainmap.app.log_views import LOG_VIEWS, subject_of_log
from chainmap.app.making import Making
from chainmap.app.views import ColourBy, Subject, View, Wanted, drawings
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.looks.words import ENGLISH, Language, Words
from chainmap.evidence.request import Request
from chainmap.flow import Flow
from tests.diagram.parcels import TODAY

ROOT = Path(__file__).parent.parent.parent
DEMO = ROOT / "org"
HELP_DESK = ROOT / "examples" / "it-help-desk"
TICKETS = HELP_DESK / "seen.json"

COLOURED = tuple(f"chain by {colour}" for colour in ColourBy)
NAMES = (*(view.value for view in View), *COLOURED)


@cache
def _demo() -> Flow:
    return open_flow(DEMO)


def _of_log(view: View, language: Language) -> Drawing:
    log, making = Request((str(TICKETS),)), Making(as_of=TODAY, language=language)
    subject = subject_of_log(HELP_DESK, Wanted(view), log, making, tell=lambda _: None)
    return drawings(subject)[0]


@cache
def view_of(name: str) -> Drawing:
    """Return a page of the view with this name."""
    return drawn(name, ENGLISH)


def drawn(name: str, words: Words) -> Drawing:
    """Return a page of the view in a language."""
    flow = _demo()
    view, _, colour = name.partition(" by ")
    if View(view) in LOG_VIEWS:
        return _of_log(View(view), words.language)
    wanted = Wanted(View(view), colour_by=ColourBy(colour) if colour else ColourBy.LOAD)
    frame = Frame.of(flow.organisation, as_of=TODAY, words=words)
    before = Flow(replace(flow.organisation, handoffs=flow.organisation.handoffs[2:]))
    return drawings(Subject(flow, wanted, frame, TODAY, before))[0]
