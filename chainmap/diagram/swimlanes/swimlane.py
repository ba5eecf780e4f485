"""Swimlane view: lanes by department, columns by distance to the customer.

The boxes are placed here (`lanes`), Graphviz routes the lines. Of a complaint the slowest chain
stands out, with its figures; the rest is quiet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from chainmap.analysis.trace import Traced
from chainmap.diagram.canvas.drawing import Drawing, Rect
from chainmap.diagram.canvas.extent import extent
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.heading import Heading
from chainmap.diagram.canvas.legend import Box, Entry, Line, Note
from chainmap.diagram.canvas.sheet import PageSheet, Sheet
from chainmap.diagram.chains.chainline import chain_arrow, step_words, turn_box
from chainmap.diagram.chains.wording import complaint_title, trace_subtitle
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.colouring import by_load
from chainmap.diagram.maps.chain import subtitle
from chainmap.diagram.maps.fitting import page_of, scope_of
from chainmap.diagram.maps.marks import Colouring
from chainmap.diagram.maps.scope import Scope
from chainmap.diagram.parts.arrows import Arrow, Kind, thickness
from chainmap.diagram.swimlanes.bands import MARK
from chainmap.diagram.swimlanes.lanebox import header_box
from chainmap.diagram.swimlanes.lanecontent import LaneContent
from chainmap.diagram.swimlanes.lanemap import LaneMap, Orders
from chainmap.diagram.swimlanes.lanepage import PANEL_HEADING, page_of_lanes, tiles
from chainmap.diagram.swimlanes.lanes import Page
from chainmap.flow import Flow

MAX_ARROWS = 250
"""Lines that can still be told apart, and routed in time."""


def swimlane_view(
    flow: Flow,
    frame: Frame,
    traced: Traced | None = None,
    *,
    scope: Scope | None = None,
    colouring: Colouring | None = None,
) -> Drawing:
    """Draw the organisation in lanes, with the slowest chain of a complaint, if there is one."""
    words = frame.words
    around = () if traced is None else traced.behind.slowest[0].teams
    fitting = scope or scope_of(flow.organisation, words=words, around=around)
    lanes = LaneMap.of(page_of(fitting, pairs=MAX_ARROWS), traced)
    content = LaneContent(lanes, colouring or by_load(flow.organisation, words))
    page = page_of_lanes(lanes, content, extent(_heading(flow, content, frame, turns=True).content))
    sheet = PageSheet(
        _heading(flow, content, frame, turns=bool(lanes.turned(page.bands))),
        splines="ortho",
    )
    _draw_boxes(sheet, content, page)
    _draw_lanes(sheet, content, page)
    _draw_arrows(sheet, lanes, page)
    _draw_chain(sheet, lanes, page)
    return sheet.drawing


def _heading(flow: Flow, content: LaneContent, frame: Frame, *, turns: bool) -> Heading:
    lanes = content.lanes
    return frame.heading(
        title=_title(flow, lanes),
        subtitle=_subtitle(flow, lanes),
        legend=(*_legend(lanes, frame, turns=turns), *content.colouring.legend),
        boxes=len(lanes.view.organisation.teams),
    )


def _title(flow: Flow, lanes: LaneMap) -> str:
    if lanes.upstream is None:
        return flow.organisation.name
    return complaint_title(lanes.upstream.traced, lanes.words)


def _subtitle(flow: Flow, lanes: LaneMap) -> str:
    sentences = [subtitle(lanes.view, lanes.words)]
    if lanes.upstream is not None:
        traced = lanes.upstream.traced
        sentences.insert(0, trace_subtitle(flow.organisation, traced, words=lanes.words))
    if lanes.hides_chain:
        sentences.append(lanes.words("The slowest chain is not on this map."))
    return " ".join(sentences)


def _legend(lanes: LaneMap, frame: Frame, *, turns: bool) -> Iterator[Entry]:
    words, view = frame.words, lanes.view
    if lanes.upstream is not None:
        yield Line(
            words("slowest chain, supplier → customer, numbered"), colour=palette.CHAIN, weight=3
        )
        yield Line(words("other handoffs, the way work flows"), colour=palette.QUIET)
    elif view.largest_volume:
        flow = words("supplier → customer, the way work flows; thicker = more volume")
        yield Line(flow, weight=2)
    else:
        flow = words("supplier → customer, the way work flows; thicker = more deliverables")
        yield Line(flow, weight=2)
    yield Note(words("further right = fewer handoffs to the customer"))
    if any(arrow.kind is Kind.REWORK for arrow in lanes.arrows):
        yield Line(words("rework"), colour=palette.FAINT, dashed=True)
    if any(Orders(c) not in lanes.outside for some in view.orders.values() for c in some):
        yield Note(words("◂ orders come in from"))
    if turns:
        yield Note(words("▸ also to, in another band"))
    if any(name not in view.in_flow for name in (team.name for team in lanes.teams)):
        yield Box(words("beside the flow"), dashed=True)
    if lanes.upstream is not None and lanes.upstream.traced.suspects:
        yield Box(words("suspect: exposure, not cause"), inside="◆", fill=palette.SUSPECT)
    if lanes.upstream is not None:
        yield Note(words("PT = work on one item, wait = lead time − PT"))
        yield Note(words("%C&A = usable as received"))


def _draw_lanes(sheet: Sheet, content: LaneContent, page: Page) -> None:
    lanes = content.lanes
    inside = defaultdict(list)
    for tile in tiles(lanes, content, page.bands):
        inside[tile.lane, page.bands.get(tile.key)].append(tile.key)
    for strip in page.strips:
        lane = lanes.lanes[strip.lane]
        left, top, right, bottom = strip.header
        sheet.box(
            ("lane", strip.lane, strip.band),
            header_box(lane.name, lane.colour, size=(right - left - 8, bottom - top - 8)),
            lane.name,
            at=((left + right) / 2, (top + bottom) / 2),
        )
        sheet.area(
            lane.name, lane.colour, inside[strip.lane, strip.band],
            around=strip.around, titled=False, style="filled",
        )  # fmt: skip


def _draw_boxes(sheet: Sheet, content: LaneContent, page: Page) -> None:
    for team in content.lanes.teams:
        name, note = team.name, content.colouring.note(team.name)
        box, at = content.team(team, page.bands), page.centres[name]
        sheet.box(name, box, name, *filter(None, [note]), party=name, at=at)
    for key in content.lanes.outside:
        party = key.customer if isinstance(key, Orders) else key
        sheet.box(key, content.outside(key), party, party=party, at=page.centres[key])
    if page.panel is not None:
        _draw_panel(sheet, content, page, page.panel)


def _draw_panel(sheet: Sheet, content: LaneContent, page: Page, around: Rect) -> None:
    """Draw the external customers, right of all lanes."""
    names = [customer.name for customer in content.lanes.organisation.customers]
    for name in names:
        sheet.box(name, content.customer(name), name, party=name, at=page.centres[name])
    left, top, right, _ = around
    words = content.lanes.words("Customers")
    head = header_box(words, palette.INK, size=(right - left - 4, PANEL_HEADING - 2))
    sheet.box("customers", head, words, at=((left + right) / 2, top + PANEL_HEADING / 2))
    sheet.area(words, palette.INK, names, around=around, titled=False, style="filled")


def _draw_arrows(sheet: Sheet, lanes: LaneMap, page: Page) -> None:
    turned = {*lanes.turned(page.bands)}
    quiet = lanes.upstream is not None
    for arrow in lanes.arrows:
        if arrow in turned:
            continue
        rework = arrow.kind is Kind.REWORK
        sheet.arrow(
            supplier=lanes.source(arrow.supplier),
            customer=arrow.customer,
            tooltip=arrow.tooltip(lanes.organisation.calendar),
            colour=palette.QUIET if quiet or rework else lanes.view.colour(arrow.supplier),
            width=0.8 if quiet else _width(lanes, arrow),
            dashed=rework,
        )


def _width(lanes: LaneMap, arrow: Arrow) -> float:
    """Return the width of a line: thinner than on a map, because lines cross lanes."""
    view = lanes.view
    if view.largest_volume:
        return 0.65 * thickness(arrow.volume, largest=view.largest_volume)
    return 0.65 * thickness(len(arrow.handoffs), largest=view.most_handoffs)


def _draw_chain(sheet: Sheet, lanes: LaneMap, page: Page) -> None:
    if lanes.upstream is None:
        return
    steps = zip(lanes.chain, lanes.upstream.chain.steps, strict=True)
    for number, ((one, other), step) in enumerate(steps, start=1):
        words = step_words(number, step)
        bands = page.bands.get(one), page.bands.get(other)
        if None in bands or bands[0] == bands[1]:
            chain_arrow(sheet, one, other, words)
            continue
        for key, name, at in _turns(page, number, one, other):
            sheet.box(key, turn_box(name), *words, at=at)
        chain_arrow(sheet, one, ("out", number), words)
        chain_arrow(sheet, ("in", number), other, words)


def _turns(
    page: Page, number: int, one: Hashable, other: Hashable
) -> Iterator[tuple[Hashable, str, tuple[float, float]]]:
    """Yield the marks where a step leads from one band to another: key, words, place."""
    ends = {strip.band: strip.around for strip in page.strips}
    right = ends[page.bands[one]][2] - MARK / 2
    left = ends[page.bands[other]][0] + MARK / 2
    yield ("out", number), f"▸ {number + 1}", (right, page.centres[one][1])
    yield ("in", number), f"{number} ▸", (left, page.centres[other][1])
