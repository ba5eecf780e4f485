"""The use case of logs: what do the tickets say?"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from chainmap.issues import ChainmapError, Issue, Location, Severity, how_to_install

if TYPE_CHECKING:
    from collections.abc import Callable

    from chainmap.app.progress import Tell
    from chainmap.evidence.observing import Answers
    from chainmap.evidence.request import Complained, Request

NEEDED = ("defusedxml", "duckdb", "ibis", "pyarrow")
"""What the extra `log` installs."""

_LETTERS = frozenset("aAwdbBmyYHIpMSgfzZjUWcxXGuVn%") | {
    f"-{letter}" for letter in ("d", "m", "y", "H", "I", "M", "S", "j")
}
"""What may stand after % in the format of a time."""

_NAMED_FORMATS = frozenset({"iso", "iso 8601", "epoch", "epoch-ms"})

_Read = TypeVar("_Read")

_SIZE = re.compile(r"\d+(\.\d+)?\s*[KMGT]i?B", re.IGNORECASE)


def observe(request: Request, *, tell: Tell) -> Answers:
    """Read a log of who had which case when, and answer everything it is asked.

    Raises:
        ChainmapError: the log cannot be read, or what reads it is not installed.
    """
    _require_engine()
    _require_known(request)
    from chainmap.evidence.observing import answers

    return answers(request, tell=tell)


def asked(
    request: Request,
    *,
    working_time: str | None = None,
    complaint: str | None = None,
    by: str | None = None,
) -> Request:
    """Return the request with what is written in words: working time, and when a case complains.

    Raises:
        ChainmapError: all that is wrong with the options, at once.
    """
    from chainmap.evidence.hours import parse_hours

    issues: list[Issue] = []
    _tried(partial(_require_known, request), issues)
    hours = None if working_time is None else _tried(partial(parse_hours, working_time), issues)
    complained = None if complaint is None else _tried(partial(complaint_of, complaint, by), issues)
    if issues:
        raise ChainmapError(*issues)
    return replace(request, working=hours, complaint=complained)


def _tried(read: Callable[[], _Read], issues: list[Issue]) -> _Read | None:
    """Return what is read; of what cannot be, add what is wrong."""
    try:
        return read()
    except ChainmapError as error:
        issues += error.issues
        return None


def complaint_of(text: str, by: str | None) -> Complained:
    """Read when a case is complained of, and which column makes the strata.

    Raises:
        ChainmapError: the text is no condition.
    """
    from chainmap.evidence.conditions import parse_condition
    from chainmap.evidence.request import Complained

    return Complained(text, parse_condition(text), by)


def _require_known(request: Request) -> None:
    """Refuse a zone, a size or a format that nobody knows, before anything is read."""
    from zoneinfo import ZoneInfo

    issues = []
    try:
        ZoneInfo(request.zone or "UTC")
    except (KeyError, ValueError, OSError):
        hint = "Write it as Europe/Berlin or UTC."
        message = f"There is no time zone {request.zone}."
        issues.append(_mistake("unknown-zone", message, hint))
    if not _SIZE.fullmatch(request.memory.strip()):
        message = f"{request.memory} is no size."
        issues.append(_mistake("unknown-size", message, "Write it as 500MB or 2GB."))
    if request.time_format is not None and not _is_format(request.time_format):
        message = f"“{request.time_format}” does not say how times are written."
        hint = 'Write it as "%d.%m.%Y %H:%M", or iso, epoch, epoch-ms.'
        issues.append(_mistake("unknown-format", message, hint))
    if issues:
        raise ChainmapError(*issues)


def _is_format(text: str) -> bool:
    """Whether a text names a way to write times: % and letters that are known, a day among them."""
    if text.casefold() in _NAMED_FORMATS:
        return True
    found = re.findall(r"%(-?.?)", text, re.DOTALL)
    return bool(set(found) - {"%", "n"}) and _LETTERS.issuperset(found)


def _require_engine() -> None:
    from importlib.util import find_spec

    if all(find_spec(name) for name in NEEDED):
        return
    message = "Reading logs needs more than chainmap itself."
    raise ChainmapError(_mistake("missing-extra", message, how_to_install("log")))


def _mistake(code: str, message: str, hint: str) -> Issue:
    return Issue(Location("chainmap observe"), Severity.ERROR, code, message, hint)
