"""Who works for whom, by departments: a square table of handoffs, rows hand over to columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chainmap.deck.shapes import Align, Cell, Slide, Table
from chainmap.deck.text import LEADING, clipped
from chainmap.deck.text import width as width_of
from chainmap.deck.theme import BODY, BOTTOM, GREY, MARGIN, SMALL, SMALLEST, TOP, WHOLE, answer
from chainmap.model import Organisation, PartyId, Team
from chainmap.report.story.answers import Answers
from chainmap.units import count

MOST = 12
"""Rows and columns of the table; the departments with the fewest handoffs share the last."""

_CUSTOMERS, _VENDORS, _OTHERS, _NONE = "External customers", "Vendors", "Others", "No department"
_NAME, _SQUARE = 2.6, 1.5
"""Inches of the column of names, and of the other columns at most."""

_SHADES = ("#ffffff", "#dfe9f3", "#b9d0e6", "#8fb4d8")
_POINTS, _SIDES = 72, 0.16


def department_slides(answers: Answers) -> Iterator[Slide]:
    """Yield the table, if there is more than one department."""
    organisation = answers.organisation
    between = _between(organisation)
    names = sorted({name for pair in between for name in pair}, key=_last_outside)
    if len(names) <= 2:  # noqa: PLR2004 - one department and its customers need no table
        return
    (first, second), most = max(between.items(), key=lambda item: (item[1], item[0]))
    crossing = sum(n for (a, b), n in between.items() if a != b)
    said = f"{crossing} of {count(between.total(), 'handoff')} cross a border between departments."
    aside = f"Rows hand over to columns. Most: {first} → {second}, {most}. The darker, the more."
    yield Slide(
        "Who works for whom, by departments",
        (answer(said, aside), _table(names, between, most)),
        "\n".join(f"{a} → {b}: {n}" for (a, b), n in sorted(between.items())),
    )


def _between(organisation: Organisation) -> Counter[tuple[str, str]]:
    """Return the handoffs between departments, those outside counting as one each."""
    homes = {party: _home(organisation, party) for party in organisation.parties}
    size = Counter(homes[p] for h in organisation.handoffs for p in (h.supplier, h.customer))
    ranked = sorted(size, key=lambda home: (-size[home], home))
    kept = set(ranked if len(ranked) <= MOST else ranked[: MOST - 1])
    shown = {party: home if home in kept else _OTHERS for party, home in homes.items()}
    return Counter((shown[h.supplier], shown[h.customer]) for h in organisation.handoffs)


def _home(organisation: Organisation, party: PartyId) -> str:
    known = organisation.parties[party]
    if isinstance(known, Team):
        return known.department or _NONE
    return _CUSTOMERS if known.kind == "customer" else _VENDORS


def _last_outside(name: str) -> tuple[int, str]:
    outside = (_NONE, _OTHERS, _VENDORS, _CUSTOMERS)
    return (outside.index(name) + 1 if name in outside else 0, name)


def _table(names: list[str], between: Counter[tuple[str, str]], most: int) -> Table:
    width = min((WHOLE - _NAME) / len(names), _SQUARE)
    rows = [name for name in names if any(between[name, other] for other in names)]
    columns = [name for name in names if any(between[other, name] for other in names)]
    size = _size(columns, width - _SIDES)
    header = 2 * size * LEADING / _POINTS + 0.1
    tall = min((BOTTOM - TOP - header) / len(rows), 0.5)
    titles = (clipped(n, size, width - _SIDES, lines=2, bold=True) for n in columns)
    return Table(
        name="Departments",
        left=MARGIN,
        top=TOP,
        widths=(_NAME, *(width for _ in columns)),
        heights=(header, *(tall for _ in rows)),
        header=(Cell("from ↓  to →", colour=GREY), *(Cell(t, Align.CENTRE) for t in titles)),
        rows=tuple(
            (
                Cell(clipped(row, size, _NAME - _SIDES, bold=True), bold=True),
                *(_cell(between[row, column], most, is_same=row == column) for column in columns),
            )
            for row in rows
        ),
        size=size,
        alt="Handoffs between departments: rows hand over to columns.",
    )


def _size(columns: list[str], room: float) -> float:
    """Return the largest type at which no word of a title is broken, else the smallest."""
    words = [word for column in columns for word in column.split()]
    fitting = (s for s in (BODY, SMALL) if all(width_of(w, s, bold=True) <= room for w in words))
    return next(fitting, SMALLEST)


def _cell(handoffs: int, most: int, *, is_same: bool) -> Cell:
    if not handoffs:
        return Cell("–" if is_same else "", Align.CENTRE, colour=GREY)
    shade = _SHADES[min(1 + 3 * (handoffs - 1) // max(most, 1), len(_SHADES) - 1)]
    return Cell(f"{handoffs}", Align.CENTRE, bold=True, fill=shade)
