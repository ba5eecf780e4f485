"""Colours as numbers: lightness as eyes see it, contrast, and one in the place of another."""

from __future__ import annotations

from dataclasses import dataclass, replace

Triple = tuple[float, float, float]

_DARK_LIGHT, _DARK_CODE = 0.0031308, 0.04045
"""Below this light, and this code for it, sRGB is a straight line."""

_ROUNDING = 0.001

_STEPS = 100
"""After as many, each a twentieth less colourful, a colour is grey."""


@dataclass(frozen=True, slots=True)
class Perceived:
    """A colour as eyes see it: lightness 0..1, and how green or red, how blue or yellow.

    Oklab, after Björn Ottosson (2020), A perceptual color space for image processing.
    """

    lightness: float
    green_red: float
    blue_yellow: float

    @classmethod
    def of(cls, colour: str) -> Perceived:
        """Return the colour of #rrggbb."""
        r, g, b = linear(colour)
        long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
        middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
        short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
        return cls(
            0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
            1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
        )

    @property
    def code(self) -> str:
        """The colour as #rrggbb; a shade less colourful where no screen could show it."""
        shown = self
        for _ in range(_STEPS):
            if all(-_ROUNDING <= part <= 1 + _ROUNDING for part in shown.light):
                break
            shown = replace(
                shown, green_red=shown.green_red * 0.95, blue_yellow=shown.blue_yellow * 0.95
            )
        return "#" + "".join(f"{_encoded(part):02x}" for part in shown.light)

    @property
    def light(self) -> Triple:
        """The light in red, green and blue; outside 0..1 no screen can show it."""
        long = self.lightness + 0.3963377774 * self.green_red + 0.2158037573 * self.blue_yellow
        middle = self.lightness - 0.1055613458 * self.green_red - 0.0638541728 * self.blue_yellow
        short = self.lightness - 0.0894841775 * self.green_red - 1.2914855480 * self.blue_yellow
        long, middle, short = long**3, middle**3, short**3
        return (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )


def linear(colour: str) -> Triple:
    """Return the light of #rrggbb in red, green and blue, 0..1 each (sRGB, IEC 61966-2-1)."""
    red, green, blue = (_decoded(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Return how much light a colour gives, 0..1 (WCAG 2.2, relative luminance)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1..21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(ink: str, paper: str, *, least: float = 4.5) -> str:
    """Return the ink, made lighter or darker until it has the least contrast to the paper."""
    if contrast(ink, paper) >= least:
        return ink
    end = max(("#000000", "#ffffff"), key=lambda colour: contrast(colour, paper))
    towards = Perceived.of(end).lightness
    seen = Perceived.of(ink)
    for step in range(1, 20):
        lightness = seen.lightness + (towards - seen.lightness) * step / 20
        tried = replace(seen, lightness=lightness).code
        if contrast(tried, paper) >= least:
            return tried
    return end


def _decoded(part: float) -> float:
    return part / 12.92 if part <= _DARK_CODE else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> int:
    part = min(max(part, 0.0), 1.0)
    curved = 12.92 * part if part <= _DARK_LIGHT else 1.055 * part ** (1 / 2.4) - 0.055
    return round(255 * curved)
