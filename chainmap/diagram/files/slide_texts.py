"""Lines of text as an engine drew them, as texts of a slide: what belongs together, where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chainmap.deck.shapes import Align, Box, Frame, Line, Point, Run
from chainmap.diagram.canvas.drawing import Rect
from chainmap.diagram.canvas.markup import Content, Lines, Look, Table, Text
from chainmap.diagram.canvas.text import clean
from chainmap.diagram.engine.ink import Written

POINTS = 72
"""Points of an inch."""

_ASCENT, _DESCENT, _LINE = 0.905, 0.212, 1.15
"""Of Arial, in sizes of its letters: above and below its baseline, from line to line."""

_NEAREST, _FURTHEST = 0.8, 1.55
"""Sizes of letters from line to line within one text."""

_BESIDE = 1.0
"""Points that lines of one text may begin apart."""

_ALIGN = {"LEFT": Align.LEFT, "RIGHT": Align.RIGHT}


@dataclass(frozen=True, slots=True)
class Place:
    """Turns points of the drawing into inches on the slide."""

    scale: float
    indent: float

    def point(self, at: Point) -> Point:
        """Return a point."""
        x, y = ((side + self.indent) * self.scale / POINTS for side in at)
        return x, y

    def frame(self, rect: Rect) -> Frame:
        """Return a rectangle."""
        left, top = self.point(rect[:2])
        right, bottom = self.point(rect[2:])
        return Frame(left, top, right - left, bottom - top)


def alignments(content: Content) -> tuple[tuple[str, Align], ...]:
    """Return every line of text in reading order, and to which side it is set."""
    return tuple((said, align) for said, align in _aligned(content, {}) if said.strip())


def _aligned(content: Content, look: Look) -> Iterator[tuple[str, Align]]:
    own = _ALIGN.get(str(look.get("ALIGN")), Align.CENTRE)
    match content:
        case Text():
            yield clean(content.words), own
        case Lines():
            align = own if own is not Align.CENTRE else _ALIGN.get(content.align, own)
            yield from ((clean(piece.words), align) for piece in content.pieces)
        case Table():
            for row in content.rows:
                for cell in row.cells:
                    yield from _aligned(cell.content, cell.look)


@dataclass(frozen=True, slots=True)
class Said:
    """Lines below each other; `cell` is the number of the smallest cell around them."""

    words: tuple[Written, ...]
    align: Align
    cell: int | None

    @property
    def around(self) -> Rect:
        """The room for the lines: above the first as much more as there is between them."""
        first, last = self.words[0], self.words[-1]
        above = _ASCENT + (self._spacing - 1) * _LINE
        return (
            min(word.at[0] for word in self.words),
            first.at[1] - above * first.size,
            max(word.at[0] + word.width for word in self.words),
            last.at[1] + _DESCENT * last.size,
        )

    def goes_on(self, word: Written, align: Align, cell: int | None) -> bool:
        """Whether a line belongs to the same text."""
        last = self.words[-1]
        sizes = last.size, word.size
        step = word.at[1] - last.at[1]
        beside = abs(_anchor(last, align) - _anchor(word, align)) <= _BESIDE
        is_next = _NEAREST * max(sizes) <= step <= _FURTHEST * min(sizes)
        return (align, cell) == (self.align, self.cell) and beside and is_next

    def alone(self, place: Place) -> Box:
        """Return the text where it stands, in no cell."""
        return Box(
            "",
            "Text",
            place.frame(self.around),
            self._lines(place),
            inset=0,
            wraps=False,
            spacing=self._spacing,
        )

    def within(self, cell: Box, place: Place) -> Box:
        """Return a cell with the text in it."""
        left, _, right, _ = self.around
        before, after = place.point((left, 0))[0], place.point((right, 0))[0]
        insets = {
            Align.LEFT: before - cell.frame.left,
            Align.CENTRE: 0.0,
            Align.RIGHT: cell.frame.right - after,
        }
        return replace(
            cell,
            name=" ".join(word.text for word in self.words),
            lines=self._lines(place),
            inset=max(insets[self.align], 0.0),
            spacing=self._spacing,
        )

    @property
    def _spacing(self) -> float:
        steps = [
            (word.at[1] - last.at[1]) / (_LINE * word.size)
            for last, word in zip(self.words, self.words[1:], strict=False)
        ]
        return round(sum(steps) / len(steps), 2) if steps else 1.0

    def _lines(self, place: Place) -> tuple[Line, ...]:
        return tuple(
            Line(
                (Run(word.text, round(word.size * place.scale, 1), word.is_bold, word.colour),),
                self.align,
            )
            for word in self.words
        )


def _anchor(word: Written, align: Align) -> float:
    return word.at[0] + {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[align] * word.width


def gathered(
    words: Sequence[Written], aligned: Sequence[tuple[str, Align]], cells: Mapping[int, Rect]
) -> Iterator[Said]:
    """Yield lines that belong together as one text each."""
    said: Said | None = None
    for word, align in _with_alignment(words, aligned):
        cell = _cell_around(word, cells)
        if said is not None and said.goes_on(word, align, cell):
            said = replace(said, words=(*said.words, word))
            continue
        if said is not None:
            yield said
        said = Said((word,), align, cell)
    if said is not None:
        yield said


def _with_alignment(
    words: Sequence[Written], aligned: Sequence[tuple[str, Align]]
) -> Iterator[tuple[Written, Align]]:
    """Yield the lines that say something; the engine draws them in reading order."""
    rest = list(aligned)
    for word in words:
        if not word.text.strip():
            continue
        position = next((n for n, (said, _) in enumerate(rest) if _same(said, word.text)), None)
        if position is None:
            yield word, Align.CENTRE
            continue
        yield _as_meant(word, rest[position][0]), rest[position][1]
        del rest[: position + 1]


def _same(said: str, shown: str) -> bool:
    """Whether an engine shows what was said; some double every backslash."""
    return said.split() in (shown.split(), _single(shown).split())


def _as_meant(word: Written, said: str) -> Written:
    is_as_said = said.split() == word.text.split()
    return word if is_as_said else replace(word, text=_single(word.text))


def _single(text: str) -> str:
    return text.replace("\\\\", "\\")


def _cell_around(word: Written, cells: Mapping[int, Rect]) -> int | None:
    x, y = word.at[0] + word.width / 2, word.at[1] - word.size / 3
    around = {
        number: (right - left) * (bottom - top)
        for number, (left, top, right, bottom) in cells.items()
        if left <= x <= right and top <= y <= bottom
    }
    return min(around, key=lambda number: (around[number], -number), default=None)
