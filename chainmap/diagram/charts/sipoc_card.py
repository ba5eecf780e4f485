"""A card for one handoff: with whom, what is needed and wanted, what they say, where it gapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from chainmap import units
from chainmap.analysis.gaps import GapKind
from chainmap.diagram.canvas import markup
from chainmap.diagram.canvas.markup import Style, Text
from chainmap.diagram.canvas.sheet import Sheet
from chainmap.diagram.canvas.text import wrap
from chainmap.diagram.canvas.tiles import SPARE, Slot, put
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps import gap_look
from chainmap.diagram.parts.kinds import GAP
from chainmap.model import Calendar, Handoff, PartyId, PartyKind

STRIP = 20.0
"""Points of the strip with the sign."""

_SMALLEST = 12
"""Points of letters of a name; what does not fit in these is cut."""

_HIGH = 66.0
"""Points of height from which the name and the gaps may have two lines."""

_LEADING = 1.2
"""Height of a line for the size of its letters."""


class Side(Enum):
    """On which side of the team the other party stands."""

    SUPPLIER = "supplier"
    CUSTOMER = "customer"


@dataclass(frozen=True)
class Card:
    """One handoff from a team's point of view; `gaps` gravest first."""

    handoff: Handoff
    side: Side
    kind: PartyKind
    gaps: tuple[GapKind, ...]
    calendar: Calendar
    words: Words

    @property
    def party(self) -> PartyId:
        """The other side."""
        return self.handoff.supplier if self.side is Side.SUPPLIER else self.handoff.customer

    @property
    def tooltip(self) -> tuple[str, ...]:
        """Everything, uncut."""
        said = [line for line in (*self._facts(), self._unknown(), self._gap_words()) if line]
        return (self._title(), *said)

    def draw(self, sheet: Sheet, slot: Slot, size: int) -> None:
        """Draw the card into the slot, in letters of this size; lines too many are cut."""
        key = (self.side, self.handoff.sort_key)
        strip = Slot(slot.left, slot.top, STRIP, slot.height)
        sign = markup.text(GAP if self.gaps else " ", Style(bold=True, colour=palette.PAPER))
        colour = palette.CHAIN if self.gaps else palette.FAINT
        put(sheet, (*key, "gap"), strip, sign, *self.tooltip, look={"BGCOLOR": colour})
        said = Slot(slot.left + STRIP, slot.top, slot.width - STRIP, slot.height)
        look = {"ALIGN": "LEFT", "BALIGN": "LEFT", "CELLPADDING": 4, **self._look()}
        words = markup.lines(self._shown(said, size), align="LEFT")
        put(sheet, key, said, words, *self.tooltip, party=self.party, look=look)

    def _shown(self, slot: Slot, size: int) -> list[Text]:
        """Return everything in the largest letters in which it fits, else what is most needed."""
        width, many = slot.width - 14, 2 if slot.height > _HIGH else 1
        for letters in range(size, _SMALLEST - 1, -1):
            small = _smaller(letters)
            title = _cut(self._title(), width, letters, many, bold=True)
            room = int((slot.height - 4 - len(title) * letters * _LEADING) / (small * _LEADING))
            lines = self._lines(width, small, many)
            if len(lines) <= room:
                break
        shown = [markup.text(line, Style(size=letters, bold=True)) for line in title]
        return shown + _most_needed(lines, room)

    def _lines(self, width: float, size: int, many: int) -> list[Text]:
        """Return all lines below the title: facts, gaps, what nobody asked."""
        plain, red = Style(size=size), Style(size=size, bold=True, colour=palette.CHAIN)
        facts = [line for fact in self._facts() for line in _cut(fact, width, size, 2)]
        gaps = _cut(self._gap_words(), width, size, many, bold=True)
        unknown = _cut(self._unknown(), width, size, 1)
        return [
            *(markup.text(line, plain) for line in facts),
            *(markup.text(line, red) for line in gaps),
            *(markup.text(line, Style(size=size, colour=palette.GREY)) for line in unknown),
        ]

    def _look(self) -> dict[str, str | int]:
        outside = self.kind is PartyKind.CUSTOMER
        look: dict[str, str | int] = {"BORDER": 2 if outside else 1}
        look["COLOR"] = palette.INK if outside else palette.FAINT
        look["BGCOLOR"] = palette.VENDOR if self.kind is PartyKind.VENDOR else palette.PAPER
        return look

    def _title(self) -> str:
        name = f"{self.party}: {self.handoff.deliverable}" if self.handoff.deliverable else ""
        return name or str(self.party)

    def _facts(self) -> Iterator[str]:
        """Yield what is known, a line for each matter."""
        if times := list(self._times()):
            yield " · ".join(times)
        if self.handoff.wants:
            yield self.words("wants: {wants}", wants=self.handoff.wants)
        if judged := list(self._judged()):
            yield " · ".join(judged)

    def _times(self) -> Iterator[str]:
        words, handoff = self.words, self.handoff
        if handoff.need is not None:
            need = self._hours(handoff.need.hours)
            ours = self.side is Side.SUPPLIER
            yield words("we need {time}", time=need) if ours else words("needs {time}", time=need)
        if handoff.promise is not None:
            promise = self._hours(handoff.promise.hours)
            whole = handoff.to_outside
            yield (
                words("promised {time} from order to delivery", time=promise)
                if whole
                else words("promised {time}", time=promise)
            )
        if handoff.lead_time is not None:
            took = self._hours(handoff.lead_time.hours)
            whole = handoff.to_outside
            yield words("our step {time}", time=took) if whole else words("takes {time}", time=took)

    def _judged(self) -> Iterator[str]:
        words, handoff = self.words, self.handoff
        if handoff.accuracy is not None:
            yield words("%C&A {share}", share=units.percent(handoff.accuracy))
        if handoff.rating is not None:
            yield words("rated {rating}", rating=handoff.rating)
        if handoff.asked is not None:
            yield words("asked {day}", day=handoff.asked)

    def _unknown(self) -> str:
        """Return what nobody has asked for."""
        words, handoff = self.words, self.handoff
        missing = [
            name
            for name, known in (
                (words("need"), handoff.need),
                (words("wants"), handoff.wants),
                (words("%C&A"), handoff.accuracy),
                (words("rating"), handoff.rating),
            )
            if known is None
        ]
        return words("not asked yet: {matters}", matters=", ".join(missing)) if missing else ""

    def _gap_words(self) -> str:
        names = [self.words(gap_look.NAMES[kind]) for kind in self.gaps]
        return f"{GAP} {', '.join(names)}" if names else ""

    def _hours(self, value: float) -> str:
        return units.hours(value, self.calendar)


def _most_needed(lines: Sequence[Text], room: int) -> list[Text]:
    """Return as many lines as there is room for: the gaps, then the facts from the first on."""
    gaps = [line for line in lines if line.style.colour == palette.CHAIN]
    others = [line for line in lines if line not in gaps]
    kept = gaps[:room] + others[: max(room - len(gaps), 0)]
    return [line for line in lines if line in kept]


def _smaller(size: int) -> int:
    return max(size - 2, 9)


def _cut(words: str, width: float, size: int, lines: int, *, bold: bool = False) -> Sequence[str]:
    """Return words as lines of a width in points; none where there are no words."""
    limit = width / size / SPARE / (1.07 if bold else 1.0)
    return wrap(words, limit=limit, lines=lines) if words else ()
