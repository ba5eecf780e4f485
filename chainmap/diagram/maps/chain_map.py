"""Draws a map: everybody in a view's scope in their places, and the arrows between them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import scale_of
from chainmap.diagram.canvas.heading import Heading
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps.map_boxes import MapBoxes
from chainmap.diagram.maps.map_layout import MapLayout, layout_of
from chainmap.diagram.maps.marks import Mark, Marks
from chainmap.diagram.maps.view import View
from chainmap.diagram.maps.way import Way
from chainmap.diagram.parts.arrows import Arrow
from chainmap.diagram.parts.departments import by_department, department_colour
from chainmap.diagram.parts.labels import arrow_label, badge
from chainmap.model import PartyId


def draw_map(  # noqa: PLR0913 - what of the map is drawn, and how
    heading: Heading,
    view: View,
    marks: Marks,
    words: Words,
    *,
    narrowest: int = 0,
    places: MapLayout | None = None,
) -> Drawing:
    """Draw a view with these marks; boxes of teams are at least `narrowest` points wide.

    Things go to their `places`, or else to those that fit the view.
    """
    boxes = MapBoxes(view, marks, words, narrowest=narrowest)
    return _Map(heading, view, marks, boxes, places or layout_of(view, boxes)).drawing()


@dataclass(frozen=True, slots=True)
class _Line:
    """An arrow as it is drawn, in one piece or two."""

    supplier: Hashable
    customer: Hashable
    mark: Mark
    tooltip: tuple[str, ...]


class _Map:
    """A map under construction."""

    def __init__(
        self, heading: Heading, view: View, marks: Marks, boxes: MapBoxes, places: MapLayout
    ) -> None:
        self._view = view
        self._marks = marks
        self._boxes = boxes
        self._layout = places
        self._sheet = Sheet(heading, **self._layout.look)

    def drawing(self) -> Drawing:
        """Draw everything; what is prominent last, in front."""
        self._draw_departments()
        self._draw_outside()
        self._layout.steer(self._sheet)
        marked = [(arrow, self._marks.arrow(arrow)) for arrow in self._view.drawn]
        for arrow, mark in sorted(marked, key=lambda pair: pair[1].prominence):
            self._draw_arrow(arrow, mark)
        return replace(self._sheet.drawing, hint=self._view.scope.hint)

    def _draw_departments(self) -> None:
        for department, teams in by_department(self._view.organisation):
            names = [team.name for team in teams]
            for name in names:
                self._draw_party(name)
            if department is not None:
                self._draw_area(department, names)

    def _draw_party(self, party: PartyId) -> None:
        drawn = self._boxes.parties[party]
        at = self._layout.at(party)
        self._sheet.box(party, drawn.content, *drawn.tooltip, party=party, at=at)

    def _draw_area(self, department: str, names: list[PartyId]) -> None:
        organisation = self._view.organisation
        inside = {*names}
        labels = [
            (arrow, "label")
            for arrow in self._view.drawn
            if {arrow.supplier, arrow.customer} <= inside and self._is_labelled(arrow)
        ]
        self._sheet.area(
            department,
            department_colour(organisation, department),
            [*names, *labels],
            scale=scale_of(len(organisation.teams)),
            around=self._layout.around(department),
        )

    def _draw_outside(self) -> None:
        for name in self._view.vendors:
            self._draw_party(name)
        for name, drawn in self._boxes.ordering.items():
            self._sheet.box((name, "orders"), drawn.content, *drawn.tooltip, party=name)
        for customer in self._view.organisation.customers:
            self._draw_party(customer.name)

    def _is_labelled(self, arrow: Arrow) -> bool:
        return self._view.is_small and bool(arrow.deliverables)

    def _draw_arrow(self, arrow: Arrow, mark: Mark) -> None:
        view = self._view
        ordering = arrow.supplier in view.ordering
        supplier: Hashable = (arrow.supplier, "orders") if ordering else arrow.supplier
        served = () if mark.says_all else arrow.tooltip(view.organisation.calendar)
        tooltip = (*served, *mark.tooltip)
        line = _Line(supplier, arrow.customer, mark, tooltip)
        words = self._words_on(arrow, mark)
        at = self._layout.spot(arrow, words) if words else None
        if words and (at or self._layout.words_apart):
            self._draw_through(line, arrow, words, at)
        else:
            way = self._layout.way(arrow)
            self._draw_line(line, supplier, arrow.customer, way, label=words)

    def _words_on(self, arrow: Arrow, mark: Mark) -> markup.Table | None:
        if self._is_labelled(arrow):
            return arrow_label(arrow.deliverables, sign=mark.badge, colour=mark.colour)
        return badge(mark.badge, colour=mark.colour) if mark.badge else None

    def _draw_through(
        self, line: _Line, arrow: Arrow, words: markup.Table, at: tuple[float, float] | None
    ) -> None:
        """Draw an arrow through the box of its words: other lines then keep clear of them."""
        key = (arrow, "label")
        self._sheet.box(key, words, *line.tooltip, at=at, plaque=True)
        to_words, from_words = self._layout.halves(arrow)
        self._draw_line(line, line.supplier, key, to_words, headless=True)
        self._draw_line(line, key, line.customer, from_words)
        if to_words.is_loose and at is None:  # it runs against the work: so do its words
            self._sheet.order(before=line.customer, after=key)
            self._sheet.order(before=key, after=line.supplier)

    def _draw_line(  # noqa: PLR0913 - what of the arrow is drawn, and how
        self,
        line: _Line,
        supplier: Hashable,
        customer: Hashable,
        way: Way,
        *,
        headless: bool = False,
        label: markup.Table | None = None,
    ) -> None:
        self._sheet.arrow(
            supplier=supplier,
            customer=customer,
            tooltip=line.tooltip,
            colour=line.mark.colour,
            width=line.mark.width,
            dashed=line.mark.dashed,
            headless=headless,
            label=label,
            look=way.look,
            backwards=way.backwards,
        )
