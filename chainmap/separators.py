"""The line with which a CSV tells Excel how it is separated, sep=; and what it says."""

from __future__ import annotations

import re

_LINE = re.compile(
    r'\ufeff?"?sep=(?P<sign>[^\w\s"]|\t)(?P=sign)*"?[ \t]*(\r\n|\r|\n|\Z)', re.IGNORECASE
)


def separator_said(text: str) -> str | None:
    r"""Return the separator that the first line of a table names and does nothing else.

    >>> separator_said("sep=;\r\nteam;customer\r\n")
    ';'
    >>> separator_said("team;customer") is None
    True
    """
    found = _LINE.match(text)
    return found["sign"] if found else None
