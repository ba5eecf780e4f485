"""The part of SVG that can only be looked at: what a picture on the page may consist of."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ELEMENTS = _words("""
    a circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon
    polyline radialGradient rect stop symbol text textPath title tspan use
""")
"""Shapes, text, and what shapes are made with: nothing that runs, loads, moves or embeds."""

PRESENTATION = _words("""
    clip-path clip-rule color display dominant-baseline fill fill-opacity fill-rule font-family
    font-size font-style font-variant font-weight letter-spacing marker-end marker-mid marker-start
    mask opacity paint-order stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
    text-decoration visibility word-spacing
""")
"""Properties that can stand in a style sheet and as attributes alike."""

GEOMETRY = _words("""
    clipPathUnits cx cy d dx dy fx fy gradientTransform gradientUnits height lengthAdjust
    markerHeight markerUnits markerWidth maskContentUnits maskUnits offset orient pathLength
    patternContentUnits patternTransform patternUnits points preserveAspectRatio r refX refY rotate
    rx ry spreadMethod startOffset textLength transform viewBox width x x1 x2 y y1 y2
""")
"""Attributes that say where and how large."""
