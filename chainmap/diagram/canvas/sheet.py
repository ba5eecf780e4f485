"""The sheet a view draws on: what is drawn is named by a key, never by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import ClassVar

from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.drawing import Area, Box, Column, Connector, Drawing, Item, Order, Rect
from chainmap.diagram.canvas.heading import Heading
from chainmap.diagram.canvas.markup import Table
from chainmap.diagram.canvas.text import wrap
from chainmap.diagram.looks import palette
from chainmap.model import PartyId


class Sheet:
    """A drawing under construction."""

    is_page: ClassVar[bool] = False

    def __init__(self, heading: Heading, **look: str) -> None:
        self._heading = heading
        self._look = look
        self._items: list[Item] = []
        self._ids: dict[Hashable, str] = {}
        self._counts = Counter[type[Item]]()

    @property
    def drawing(self) -> Drawing:
        """What was drawn so far."""
        return Drawing(self._heading, tuple(self._items), self._look, is_page=self.is_page)

    def id(self, key: Hashable) -> str:
        """Return the id of a key's box: n1, n2, ... in the order of asking."""
        return self._ids.setdefault(key, f"n{len(self._ids) + 1}")

    def box(
        self,
        key: Hashable,
        content: Table,
        *tooltip: str,
        party: PartyId | None = None,
        at: tuple[float, float] | None = None,
        plaque: bool = False,
        **look: str,
    ) -> None:
        """Draw a box, at a place (its centre, in points, y downwards) or where there is room."""
        self._items.append(Box(self.id(key), content, tooltip, party, at, look, plaque))

    def area(  # noqa: PLR0913 - what an area looks like
        self,
        name: str,
        colour: str,
        boxes: Iterable[Hashable],
        *,
        scale: float = 1,
        around: Rect | None = None,
        titled: bool = True,
        fill: str | None = None,
        **look: str,
    ) -> None:
        """Draw an area round boxes drawn before, or at a place; its name on it if `titled`.

        Its fill is a tint of its colour unless said otherwise.
        """
        style = markup.Style(size=round(13 * scale), bold=True, colour=colour)
        heading = markup.lines(markup.text(line, style) for line in wrap(name, limit=30, lines=2))
        self._items.append(
            Area(
                f"cluster_{self._number(Area)}",
                name,
                heading if titled else markup.NOTHING,
                colour,
                fill or palette.tint(colour),
                tuple(map(self.id, boxes)),
                around,
                look,
            )
        )

    def rank(self, kind: str, boxes: Iterable[Hashable]) -> None:
        """Put boxes into one column: `same`, or at an end with `source` and `sink`."""
        if ids := tuple(map(self.id, boxes)):
            self._items.append(Column(kind, ids))

    def arrow(  # noqa: PLR0913 - what an arrow looks like
        self,
        *,
        supplier: Hashable,
        customer: Hashable,
        tooltip: Iterable[str],
        colour: str = palette.GREY,
        width: float = 1.0,
        dashed: bool = False,
        headless: bool = False,
        label: Table | None = None,
        look: Mapping[str, str] | None = None,
        backwards: bool = False,
    ) -> None:
        """Draw an arrow the way work flows, also `backwards`; `look` steers its layout."""
        self._items.append(
            Connector(
                f"e{self._number(Connector)}",
                self.id(supplier),
                self.id(customer),
                colour,
                width,
                dashed,
                headless,
                label,
                tuple(tooltip),
                look or {},
                backwards,
            )
        )

    def order(self, *, before: Hashable, after: Hashable, weight: int = 5) -> None:
        """Keep one box left of another without drawing a line."""
        self._items.append(Order(self.id(before), self.id(after), weight))

    def _number(self, kind: type[Item]) -> int:
        """Return 1, 2, ... for things of a kind."""
        self._counts[kind] += 1
        return self._counts[kind]


class PageSheet(Sheet):
    """A sheet that a view composes as one page, which is never cut."""

    is_page = True
