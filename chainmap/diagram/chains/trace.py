"""Trace view: the slowest chain behind one complaint, in front of the rest of its upstream."""

from __future__ import annotations

from collections.abc import Iterator

from chainmap import units
from chainmap.analysis.trace import Traced
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Line, Note
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.chains.trace_map import draw_map
from chainmap.diagram.chains.trace_rows import draw_rows
from chainmap.diagram.chains.upstream import Upstream
from chainmap.diagram.chains.wording import complaint_title, trace_subtitle
from chainmap.diagram.charts.contacts import Sent, contacts_view
from chainmap.diagram.looks import palette
from chainmap.flow import Flow
from chainmap.model import Category

MAX_QUIET = 60
"""Teams upstream but not on the chain that are drawn; more would hide it."""

MAX_STEPS_ON_MAP = 5
"""Steps in one line that are still legible on a slide.

Longer chains, and those that come to a team twice, are set in rows, like text.
"""


def trace_view(flow: Flow, traced: Traced, frame: Frame, *, quiet: int = MAX_QUIET) -> Drawing:
    """Draw what stands behind a complaint.

    Where more than `quiet` teams are upstream but not on the slowest chain, only the suspects
    among them are drawn. A complaint about being passed around shows the customer's route.
    """
    complaint = traced.complaint
    if complaint is not None and complaint.category is Category.PASSED_AROUND and traced.route:
        return contacts_view([Sent(traced, traced.route)], frame)
    upstream = Upstream(flow.organisation, traced, quiet, frame.words)
    steps = len(upstream.chain.steps)
    in_rows = steps > MAX_STEPS_ON_MAP or len(upstream.numbers) < steps
    title = complaint_title(traced, frame.words)
    heading = frame.heading(
        title=title,
        subtitle=trace_subtitle(flow.organisation, traced, upstream.left_out, words=frame.words),
        legend=_legend(upstream, in_rows=in_rows),
        boxes=2 * steps,
    )
    layout = (
        {"rankdir": "TB", "newrank": "true", "nodesep": "0.4", "ranksep": "0.65"} if in_rows else {}
    )
    sheet = Sheet(heading, **layout)
    (draw_rows if in_rows else draw_map)(sheet, upstream)
    return sheet.drawing


def _legend(upstream: Upstream, *, in_rows: bool) -> Iterator[Entry]:
    words = upstream.words
    chain = (
        words("slowest chain, supplier → customer, numbered")
        if upstream.is_timed
        else words("longest chain, supplier → customer, numbered: no time is known")
    )
    yield Line(chain, colour=palette.CHAIN, weight=3)
    if upstream.arrows and not in_rows:
        yield Line(words("also upstream"), colour=palette.FAINT)
    if upstream.traced.suspects:
        yield Box(words("suspect: exposure, not cause"), inside="◆", fill=palette.SUSPECT)
    yield Note(words("PT = work on one item"))
    yield Note(words("wait = lead time − PT"))
    yield Note(words("%C&A = usable as received"))
    limit = units.percent(palette.limit(upstream.organisation))
    yield Note(words("load: ▲ {limit} or more, ▲▲ 100 % or more", limit=limit))
