"""Characters on a terminal: how wide they are, and which of them may be printed."""

from __future__ import annotations

from unicodedata import category, east_asian_width

MAX_CELL = 48
"""Wider cells are cut, so that one long name does not push the figures off the screen."""


def width(text: str) -> int:
    """Return the columns a text takes on a terminal."""
    return sum(_columns(character) for character in text)


def shortened(text: str, widest: int = MAX_CELL) -> str:
    """Return the text on one line, cut to `widest` columns."""
    text = on_one_line(text)
    if width(text) <= widest:
        return text
    return f"{text[: fitting(text, widest - 1)]}…"


def fitting(text: str, room: int) -> int:
    """Return how many characters of a text fit into so many columns."""
    for position, character in enumerate(text):
        room -= _columns(character)
        if room < 0:
            return position
    return len(text)


def on_one_line(text: str) -> str:
    """Return the text with every white space as one blank."""
    return " ".join(printable(text).split())


def printable(text: str) -> str:
    """Return the text without characters that steer a terminal."""
    return "".join(character if _is_harmless(character) else "\ufffd" for character in text)


def _is_harmless(character: str) -> bool:
    return category(character) not in {"Cc", "Cf", "Cs"} or character in "\n\u200d"


def _columns(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1
