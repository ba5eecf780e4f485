"""Lines of a CSV that end in two ways, CR LF and LF: which is the first, and an even copy."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from chainmap.evidence.delimited import opened_text

_CLOSES = re.compile(r'(?:[^"]|"")*"(?!")')
"""The rest of a field in quotes."""

_BYTES_AS_THEY_ARE = "surrogateescape"


def has_two_ends(path: Path) -> bool:
    """Whether any line ends in CR LF and any other in LF alone, be it inside a field."""
    alone, both, before = False, False, b""
    with opened_text(path) as text:
        for part in map(bytes, iter(partial(text.buffer.read, 1 << 20), b"")):
            lines = part.count(b"\n")
            pairs = (before + part).count(b"\r\n")
            alone, both, before = alone or pairs < lines, both or pairs > 0, part[-1:]
            if alone and both:
                return True
    return False


def line_of_another_end(path: Path) -> int | None:
    """Return the first line that ends in other signs than the lines above, None if there is none.

    A field may hold line breaks of another kind, so this explains a failure and does not tell one.
    """
    with opened_text(path, errors="replace") as text:
        first = _end(next(text, ""))
        ends = ((number, _end(line)) for number, line in enumerate(text, start=2))
        return next((number for number, end in ends if end and end != first), None)


def write_even(path: Path, copy: Path, separator: str) -> bool:
    """Write a copy in which all rows end in LF; return whether they ended in more than one way.

    Line breaks inside quotes stay as they are. As for Python's reader of CSV, a quote opens at the
    begin of a field only.
    """
    inside, ends = False, set[str]()
    with (
        opened_text(path, errors=_BYTES_AS_THEY_ARE) as text,
        copy.open("w", encoding="utf-8", errors=_BYTES_AS_THEY_ARE, newline="") as even,
    ):
        for line in text:
            inside = _leaves_open(line, separator, inside=inside)
            end = "" if inside else _end(line)
            ends.add(end)
            even.write(f"{line[: -len(end)]}\n" if end else line)
    return len(ends - {""}) > 1


def _leaves_open(line: str, separator: str, *, inside: bool) -> bool:
    """Whether a quote is open at the end of a line."""
    if '"' not in line:
        return inside
    at = 0
    while True:
        if not inside and line[at : at + 1] == '"':
            inside, at = True, at + 1
        if inside:
            closed = _CLOSES.match(line, at)
            if closed is None:
                return True
            inside, at = False, closed.end()
        at = line.find(separator, at) + 1
        if at == 0:
            return False


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
