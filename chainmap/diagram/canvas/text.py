"""Names as text in a picture: harmless, wrapped, and how wide they will be."""

from __future__ import annotations

import html
import re
import unicodedata

from graphviz import nohtml

LINE = 11.5
"""Width of a line in em: about 22 characters."""

_GLUE = "\u00a0"
_NARROW = frozenset(f"iljtfrI.,:;|!'`()[]{{}}/\\ -{_GLUE}")
_SIGNS = frozenset("-/_.,:;")
_UNIT = re.compile(r"(?<=\d) (?=(?:%|min\b|[dhsw]\b))")
"""The space between a figure and its unit, which stay on one line."""

_BROAD = frozenset("mwMW@%&—…")
_SPOOFING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
_MARGIN = 1.12
"""Fonts differ: a box has this much more room than Helvetica needs."""


def clean(text: str) -> str:
    """Return the text on one line, without characters that do not print or turn others round."""
    spaced = " ".join(text.split())
    return "".join("\ufffd" if _harmful(char) else char for char in spaced)


def _harmful(char: str) -> bool:
    return char in _SPOOFING or unicodedata.category(char) in ("Cc", "Cs")


def tooltip(*lines: str) -> str:
    """Return lines as a tooltip: no escapes, no HTML, no entities.

    Graphviz undoubles backslashes twice there, hence four for one.

    >>> print(tooltip("R&D"))
    R&amp;D
    """
    safe = (_without_entities(line).replace("\\", "\\" * 4) for line in lines)
    return _never_html("\\n".join(safe))


def graph_name(title: str) -> str:
    """Return a title as the name of a graph, where Graphviz reads entities but no escapes."""
    name = _without_entities(title).replace("\\", "&#92;")
    return _never_html(f" {name}" if name.startswith("%") else name)  # % marks a nameless graph


def _without_entities(text: str) -> str:
    return clean(text).replace("&", "&amp;")


def _never_html(text: str) -> str:
    plain: str = nohtml(text)
    return plain


def in_html(text: str) -> str:
    """Return text for an HTML-like label; Graphviz reads backslashes there too.

    >>> print(in_html("<b> & c"))
    &lt;b&gt; &amp; c
    """
    return html.escape(clean(text)).replace("\\", "\\\\")


def left_to_right(line: str) -> str:
    """Return a line of mixed scripts so that it starts at the left, as the sentence it is.

    Without a mark (U+200E) a program that draws takes the direction of the first letter, and the
    name of a team would turn the whole line round. A name alone keeps its own direction.
    """
    found = {unicodedata.bidirectional(char) for char in line}
    return f"\u200e{line}" if found & {"R", "AL"} and "L" in found else line


def width(text: str, *, bold: bool = False) -> float:
    """Return the width in em that the text will need at most in a common sans serif font."""
    return em(text) * _MARGIN * (1.07 if bold else 1.0)


def em(text: str) -> float:
    """Return the width in em that the text is counted with when it is wrapped."""
    return sum(map(_em, text))


def _em(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.1
    if char in _NARROW:
        return 0.32
    if char in _BROAD:
        return 0.92
    return 0.68 if char.isupper() else 0.55


def wrap(text: str, *, limit: float = LINE, lines: int = 3) -> tuple[str, ...]:
    """Return the text in at most so many lines of `limit` em; what is left over becomes "…".

    >>> wrap("Complaints and returns, spare parts")
    ('Complaints and returns,', 'spare parts')
    >>> wrap("The promises kept in 86 % or so")
    ('The promises kept in', '86 % or so')
    """
    wrapped = [""]
    for word in _pieces(_UNIT.sub(_GLUE, clean(text)), limit):
        longer = f"{wrapped[-1]} {word}".strip()
        if sum(map(_em, longer)) <= limit or not wrapped[-1]:
            wrapped[-1] = longer
        else:
            wrapped.append(word)
    if len(wrapped) > lines:
        wrapped[lines - 1 :] = [_cut(wrapped[lines - 1], limit)]
    return tuple(line.replace(_GLUE, " ") for line in wrapped)


def _pieces(text: str, limit: float) -> list[str]:
    """Return the words; long ones in pieces, parted behind a sign if there is one."""
    pieces: list[str] = []
    for word in text.split(" "):
        rest = word
        while sum(map(_em, rest)) > limit:
            at = _break(rest, limit)
            pieces.append(rest[:at])
            rest = rest[at:]
        pieces.append(rest)
    return pieces


def _break(word: str, limit: float) -> int:
    """Return where to part a word: within a line, never between a letter and its mark."""
    room = next(at for at in range(1, len(word) + 1) if sum(map(_em, word[: at + 1])) > limit)
    signs = [at for at in range(room // 3, room + 1) if at and word[at - 1] in _SIGNS]
    if signs:
        return signs[-1]
    parts = (at for at in range(room, 0, -1) if _em(word[at]) and word[at - 1] != "\u200d")
    return next(parts, room)


def _cut(line: str, limit: float) -> str:
    """Return the line with "…" for its end."""
    while line and sum(map(_em, line)) > limit - 1:
        line = line[:-1]
    return line.rstrip() + "…"
