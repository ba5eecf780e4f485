"""The JSON that `chainmap observe --format json` printed -> what a log says, as documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic import ValidationError

from chainmap.issues import ChainmapError, Issue, Location
from chainmap.source.decoding import SourceFile, decode
from chainmap.source.json_text import JsonText
from chainmap.source.observed_answers import ObservedAnswer
from chainmap.source.wording import error, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FORMAT = "chainmap.observed/1"
"""The version of the format that can be read."""

BEGINNING = 65_536
"""Bytes of a file that tell what it is."""

_ANOTHER = "Count the log anew: chainmap observe LOG --format json > seen.json"
_FAMILY = re.compile(r'"format"\s*:\s*"chainmap\.')
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_ISSUES = 10

_WRONG_TYPES = {
    "tuple_type": "here belongs a list.",
    "model_type": "here belongs a mapping.",
    "model_attributes_type": "here belongs a mapping.",
    "bool_type": "here belongs true or false.",
    "bool_parsing": "here belongs true or false.",
    "literal_error": "here belongs skip, drop or keep.",
}


def is_answer(beginning: bytes) -> bool:
    """Whether a file that begins so is what a command of chainmap printed, not a log of its own.

    A log may be JSON too: one event a line, or a list of events. `BEGINNING` bytes are enough.
    """
    if beginning.startswith(_UTF_16):
        return True
    text = beginning.decode("utf-8-sig", errors="ignore")
    return text.lstrip().startswith("{") and _FAMILY.search(text) is not None


def read_answer(file: SourceFile) -> ObservedAnswer:
    """Return what a file says that `chainmap observe --format json` printed.

    Raises:
        ChainmapError: it is something else, of another version, or damaged; each at its place.
    """
    text = _decoded(file)
    read = JsonText(file.path, text)
    data = read.data()
    _require_format(read, data)
    try:
        return ObservedAnswer.model_validate(data)
    except ValidationError as failed:
        details = failed.errors(include_url=False)
    raise ChainmapError(*(_issue(read, detail) for detail in details[:_MOST_ISSUES]))


def _decoded(file: SourceFile) -> str:
    content = file.content
    if content.startswith(_UTF_16):  # what > writes in older PowerShells
        text: str | Issue = content.decode("utf-16", errors="replace")
    else:
        text = decode(file)
    if isinstance(text, Issue):
        raise ChainmapError(text)
    return text


def _require_format(read: JsonText, data: object) -> None:
    found = data.get("format") if isinstance(data, dict) else None
    if found == FORMAT:
        return
    if isinstance(found, str) and found.startswith("chainmap.observed/"):
        message = f"This is {shown(found)}; this chainmap reads {FORMAT}."
        hint = "Use the chainmap that wrote it, or count the log anew with this one."
    else:
        what = shown(found) if isinstance(found, str) else "JSON, but of no format that is known"
        message, hint = f"This is {what}, not what a log says.", _ANOTHER
    where = read.location(("format",)) if isinstance(data, dict) else Location(read.path, 1, 1)
    raise ChainmapError(error(where, "unknown-format", message, hint))


def _issue(read: JsonText, detail: ErrorDetails) -> Issue:
    loc = detail["loc"]
    where = read.location(loc)
    if detail["type"] == "missing":
        return error(where, "missing-key", f"{_label(loc)} is missing.", _ANOTHER)
    said = _WRONG_TYPES.get(detail["type"], detail["msg"])
    return error(where, "wrong-value", f"{_label(loc)}: {said}", _ANOTHER)


def _label(loc: Sequence[int | str]) -> str:
    """Return the way to a part of the data, as programs write it.

    >>> _label(("pairs", 3, "median_h"))
    'pairs[3].median_h'
    """
    return "".join(_steps(loc)).lstrip(".")


def _steps(loc: Sequence[int | str]) -> Iterator[str]:
    for part in loc:
        yield f"[{part}]" if isinstance(part, int) else f".{shown(part)}"
