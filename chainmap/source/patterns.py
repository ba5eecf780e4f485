"""What quantities look like as text, and how large they may be: for readers and JSON Schema."""

from __future__ import annotations

NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
SIGNED = rf"[+-]?{NUMBER}"
DURATION = rf"{NUMBER} *[smhdw](?: *{NUMBER} *[smhdw])*"
RATE = rf"{NUMBER} */ *[hdw]"
PERCENT = r"0*(?:100(?:\.0+)?|[0-9]{1,2}(?:\.[0-9]+)?|\.[0-9]+) *%"
RATING = rf"{NUMBER} */ *{NUMBER}"
DATE = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"

WHOLE = 100
"""Percent."""

LARGEST = 1e9
"""Larger figures are slips of the hand."""
