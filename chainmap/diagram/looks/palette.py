"""Colours: apart for colour-blind eyes, in order of darkness in greyscale."""

from __future__ import annotations

from dataclasses import dataclass

from chainmap.model import Organisation

FONT = "Helvetica,Arial,sans-serif"

INK = "#1a1a1a"
GREY = "#6b6b6b"
QUIET = "#9a9a9a"
FAINT = "#b8b8b8"
PAPER = "#ffffff"
CHAIN = "#a50f15"
CHAIN_TINT = "#fdecea"
SUSPECT = "#fdd49e"
VENDOR = "#e8e8e8"

_DEPARTMENTS = (
    "#1f5596",
    "#2b7d3c",
    "#604c00",
    "#c02d7c",
    "#00545f",
    "#b24c00",
    "#463192",
    "#6b6b6b",
)
"""Dark enough to read as text on their own tint, by turns darker and lighter: neighbours differ in
greyscale, too. Hues after Paul Tol's bright scheme."""


@dataclass(frozen=True, slots=True)
class Fill:
    """The fill of a box, the text on it and the sign that says the same without colour."""

    fill: str
    ink: str = INK
    sign: str = ""


def department_colour(position: int) -> str:
    """Return the border and label colour of the department at this position."""
    return _DEPARTMENTS[position % len(_DEPARTMENTS)]


def tint(colour: str, share: float = 0.06) -> str:
    """Return the colour thinned with white to a share of its strength."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


BUSY_FROM = 0.6
"""Utilisation from which a team counts as busy."""

NORMAL = Fill(PAPER)
BUSY = Fill("#ffe6a0")
OVER_LIMIT = Fill("#fdae61", sign=" ▲")
OVERLOADED = Fill("#8c2d04", "#ffffff", " ▲▲")
BESIDE = Fill(PAPER, "#6b6b6b")
"""Of a party that is only there because others deal with it."""


def load_fill(utilisation: float | None, *, limit: float) -> Fill:
    """Return how a box shows its team's utilisation."""
    if utilisation is None or utilisation < min(BUSY_FROM, limit):
        return NORMAL
    if utilisation < limit:
        return BUSY
    return OVER_LIMIT if utilisation < 1 else OVERLOADED


def limit(organisation: Organisation) -> float:
    """Return the utilisation from which a team is marked: the organisation's own, else 85 %."""
    return organisation.limits.max_utilisation or 0.85
