"""Where figures stand in files, as short as the page has room for."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLACE = re.compile(r"^(.+):(\d+):\d+$")


def in_files(places: Sequence[str], source: str = "") -> str:
    """Return places as file and line, each file named once, below the directory of all.

    >>> in_files(["org/a.yaml:9:13", "org/a.yaml:7:1", "org/b.csv"])
    'org/a.yaml:9, :7, org/b.csv'
    >>> in_files(["org/a.yaml:9:13"], "org/")
    'a.yaml:9'
    """
    told, last = [], ""
    for place in places:
        found = _PLACE.match(place.removeprefix(source))
        file, line = found.groups() if found else (place.removeprefix(source), "")
        told.append(":".join(filter(None, ("" if file == last else file, line))))
        told[-1] = f":{line}" if file == last else told[-1]
        last = file
    return ", ".join(told)
