"""How colours look to other eyes, and how far apart they then are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import hypot

from chainmap.diagram.looks.colour import linear

Light = tuple[float, float, float]
Matrix = tuple[Light, Light, Light]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A physiologically-based model for simulation
# of color vision deficiency. IEEE TVCG 15 (2009) 1291-1298; matrices of severity 1.0, linear RGB.
PROTAN: Matrix = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTAN: Matrix = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
TRITAN: Matrix = (
    (1.255528, -0.076749, -0.178779),
    (-0.078411, 0.930809, 0.147602),
    (0.004733, 0.691367, 0.303900),
)
GREY: Matrix = ((0.2126, 0.7152, 0.0722),) * 3  # as a photocopier sees it

# IEC 61966-2-1: light of sRGB as CIE XYZ, and the white of D65.
_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def _times(matrix: Matrix, light: Light) -> Light:
    one, two, three = (sum(m * part for m, part in zip(row, light, strict=True)) for row in matrix)
    return one, two, three


def _within(light: Light) -> Light:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in light)
    return red, green, blue


def _lab(light: Light) -> Light:
    """Return the colour in CIE L*a*b* 1976."""
    x, y, z = (
        part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116
        for part in (p / w for p, w in zip(_times(_XYZ, light), _WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _seen(matrix: Matrix | None) -> Callable[[str], Light]:
    def see(colour: str) -> Light:
        light = linear(colour)
        return _lab(light if matrix is None else _within(_times(matrix, light)))

    return see


EYES: Mapping[str, Callable[[str], Light]] = {
    "usual": _seen(None),
    "protanopia": _seen(PROTAN),
    "deuteranopia": _seen(DEUTAN),
    "tritanopia": _seen(TRITAN),
    "greyscale": _seen(GREY),
}


def distance(one: str, other: str, eyes: str) -> float:
    """Return how far apart two colours are to these eyes: CIE 1976 difference (just seen: 2.3)."""
    here, there = (EYES[eyes](colour) for colour in (one, other))
    return hypot(*(a - b for a, b in zip(here, there, strict=True)))
