"""SIPOC view: the card a team hangs up, with its suppliers, its process and its customers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chainmap import units
from chainmap.analysis.gaps import GapKind, Gaps
from chainmap.analysis.team import TeamCard
from chainmap.diagram.canvas.drawing import Drawing
from chainmap.diagram.canvas.frame import Frame
from chainmap.diagram.canvas.legend import Box, Entry, Line, Note
from chainmap.diagram.canvas.markup import Look, Style
from chainmap.diagram.canvas.sheet import PageSheet, Sheet
from chainmap.diagram.canvas.tiles import Slot, write
from chainmap.diagram.charts.sipoc_card import Card, Side
from chainmap.diagram.charts.sipoc_process import Process, draw_process
from chainmap.diagram.looks import palette
from chainmap.diagram.looks.words import Words
from chainmap.diagram.maps import gap_look
from chainmap.diagram.parts.departments import department_colour
from chainmap.diagram.parts.kinds import GAP
from chainmap.model import Handoff, Organisation, PartyKind

MOST = 9
"""Cards in a column; of the others only the names are listed."""

_SIDE = 420.0
_MIDDLE = 300.0
_GAP = 36.0
_HEAD = 40.0
_TOP = _HEAD + 12.0
_ROOM = 500.0
"""Points of height for the cards."""

_HIGHEST = 132.0
_BETWEEN = 7.0
_EDGE = 8.0
_SIZES = ((18, 124.0), (17, 100.0), (15, 80.0), (14, 62.0), (12, 0.0))
"""Points of letters, and the height of a card from which they fit."""

_GROUND = "#44546a"

GapsOf = Mapping[tuple[str, str, str], tuple[GapKind, ...]]
"""The gaps of each handoff by its names, gravest first."""


def sipoc_view(card: TeamCard, organisation: Organisation, found: Gaps, frame: Frame) -> Drawing:
    """Draw the page of one team."""
    words, name = frame.words, card.team.name
    heading = frame.heading(
        title=words("{team}: whom we serve, and whom we need", team=name),
        subtitle=_subtitle(words, card, organisation),
        legend=_legend(words),
    )
    gaps = _by_handoff(found)
    sheet = PageSheet(heading, splines="line")
    middle, right = _SIDE + _GAP, _SIDE + _MIDDLE + 2 * _GAP
    department = card.team.department
    colour = department_colour(organisation, department) if department else _GROUND
    _draw_heads(sheet, words, card, colour)
    for left, width, shade in (
        (0.0, _SIDE, _GROUND),
        (middle, _MIDDLE, colour),
        (right, _SIDE, _GROUND),
    ):
        _draw_ground(sheet, Slot(left, 0, width, _TOP + _ROOM), shade)
    sides = (Side.SUPPLIER, card.needs, 0.0), (Side.CUSTOMER, card.serves, right)
    for side, handoffs, left in sides:
        cards = _cards(handoffs, side, organisation, gaps, words)
        _draw_column(sheet, words, side, cards, left)
    room = Slot(middle, _TOP, _MIDDLE, _ROOM)
    draw_process(sheet, Process(card, organisation, words, colour), room)
    return sheet.drawing


def _subtitle(words: Words, card: TeamCard, organisation: Organisation) -> str:
    said = [f"{card.team.department}."] if card.team.department else []
    customers = len({handoff.customer for handoff in card.serves})
    suppliers = len({handoff.supplier for handoff in card.needs})
    said.append(
        words(
            "{customers}, {suppliers}.",
            customers=words.count(customers, "{n} customer", "{n} customers"),
            suppliers=words.count(suppliers, "{n} supplier", "{n} suppliers"),
        )
    )
    if organisation.complaints:
        weight = sum(map(organisation.weight, organisation.complaints))
        behind = sum(map(organisation.weight, card.complaints))
        share = units.percent(behind / weight) if weight else units.percent(0)
        said.append(
            words("Upstream of {share} of the complaint weight: exposure, not cause.", share=share)
        )
    return " ".join(said)


def _legend(words: Words) -> Iterator[Entry]:
    yield Line(words("supplier → customer, the way work flows"), weight=2)
    yield Box(words("gap between the two sides"), inside=GAP, fill=palette.CHAIN, ink=palette.PAPER)
    yield Box(words("external customer"), border=2)
    yield Box(words("vendor"), fill=palette.VENDOR)
    yield Note(words("%C&A = usable as received, judged by the receiver"))


def _by_handoff(found: Gaps) -> GapsOf:
    kinds: dict[tuple[str, str, str], set[GapKind]] = defaultdict(set)
    for gap in found.gaps:
        kinds[gap.handoff.sort_key].add(gap.kind)
    return {key: tuple(sorted(some, key=gap_look.GRAVITY.index)) for key, some in kinds.items()}


def _cards(
    handoffs: Sequence[Handoff],
    side: Side,
    organisation: Organisation,
    gaps: GapsOf,
    words: Words,
) -> list[Card]:
    """Return the cards: those outside first, then those with gaps, then by name."""
    cards = []
    for handoff in handoffs:
        party = handoff.supplier if side is Side.SUPPLIER else handoff.customer
        kind = organisation.parties[party].kind
        found = gaps.get(handoff.sort_key, ())
        cards.append(Card(handoff, side, kind, found, organisation.calendar, words))
    return sorted(cards, key=_rank)


def _rank(card: Card) -> tuple[bool, bool, tuple[str, str, str]]:
    return card.kind is PartyKind.TEAM, not card.gaps, card.handoff.sort_key


def _draw_heads(sheet: Sheet, words: Words, card: TeamCard, colour: str) -> None:
    right = _SIDE + _MIDDLE + 2 * _GAP
    heads = (
        (0.0, _SIDE, words("Suppliers: what we need from them"), _GROUND),
        (_SIDE + _GAP, _MIDDLE, str(card.team.name), colour),
        (right, _SIDE, words("Customers: what they need from us"), _GROUND),
    )
    for number, (left, width, name, fill) in enumerate(heads):
        style = Style(size=16, bold=True, colour=palette.PAPER)
        slot = Slot(left, 0, width, _HEAD)
        party = card.team.name if number == 1 else None
        look: Look = {"BGCOLOR": fill}
        write(
            sheet, ("head", number), slot, name, name,
            style=style, align="CENTER", party=party, look=look,
        )  # fmt: skip
    for number in (0, 1):
        sheet.arrow(
            supplier=("head", number), customer=("head", number + 1), tooltip=(), width=3,
            colour=_GROUND,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Layout:
    """How cards stand in a column: how high each, in letters of which size."""

    height: float
    size: int

    @classmethod
    def of(cls, count: int) -> _Layout:
        height = min(_ROOM / max(count, 1), _HIGHEST)
        return cls(height - _BETWEEN, next(size for size, least in _SIZES if height >= least))


def _draw_ground(sheet: Sheet, at: Slot, colour: str) -> None:
    """Draw the ground behind a column: every page has the same shape, however little is on it."""
    left, top, right, bottom = at.rect
    around = (left - _EDGE, top - _EDGE, right + _EDGE, bottom + _EDGE)
    fill = palette.tint(colour, 0.07)
    sheet.area("", fill, (), around=around, titled=False, fill=fill, style="filled")


def _draw_column(
    sheet: Sheet, words: Words, side: Side, cards: Sequence[Card], left: float
) -> None:
    if not cards:
        _draw_nobody(sheet, words, side, left)
    drawn, rest = cards, cards[:0]
    if len(cards) > MOST + 1:
        drawn, rest = cards[:MOST], cards[MOST:]
    layout = _Layout.of(len(drawn) + bool(rest))
    slot = Slot(left, _TOP, _SIDE, layout.height)
    for number, card in enumerate(drawn):
        at = slot.lower(number * (layout.height + _BETWEEN))
        card.draw(sheet, at, layout.size)
    if rest:
        at = slot.lower(len(drawn) * (layout.height + _BETWEEN))
        names = ", ".join(dict.fromkeys(card.party for card in rest))
        said = words("+ {n} more: {names}", n=len(rest), names=names)
        style = Style(size=11, colour="#333333")
        write(sheet, (side, "rest"), at, said, names, style=style, lines=3)


def _draw_nobody(sheet: Sheet, words: Words, side: Side, left: float) -> None:
    said = words("not asked yet: whom do we need what from?")
    if side is Side.CUSTOMER:
        said = words("not asked yet: whom do we serve with what?")
    style = Style(size=13, colour=palette.GREY)
    look: Look = {"BORDER": 1, "COLOR": palette.FAINT, "STYLE": "DASHED"}
    slot = Slot(left, _TOP, _SIDE, 60)
    write(sheet, (side, "nobody"), slot, said, style=style, align="CENTER", look=look)
