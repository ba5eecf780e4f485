"""Issues as text, JSON, GitHub workflow commands and SARIF: one list, four prints."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from chainmap.issues import Issue, Severity
from chainmap.report.text import window
from chainmap.report.text.blocks import laid_out
from chainmap.report.text.characters import width
from chainmap.units import count

if TYPE_CHECKING:
    from chainmap.model import Organisation
    from chainmap.report.baseline import Compared

_GITHUB_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}

_MOST_ALIKE, _FIRST = 5, 3
"""More notes of one code than the first of these are cut to the second."""

_OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_STATES: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "new": {"baselineState": "new"},
    "unchanged": {"baselineState": "unchanged", "suppressions": [{"kind": "external"}]},
    "absent": {"baselineState": "absent"},
}
"""What SARIF says of a finding, by its state against a baseline."""

_SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def as_text(issues: Sequence[Issue], how_to_see_all: str | None = None) -> str:
    """Return one line an issue, in columns: place, severity, code, what and what to do.

    With the command `how_to_see_all`, of many notes alike only the first have a line, and another
    line at the end says how many more there are. Errors and warnings all have theirs.
    """
    left_out = frozenset() if how_to_see_all is None else _left_out(issues)
    printed = [issue for issue in issues if issue not in left_out]
    rows = [
        (_visible(str(i.location)), str(i.severity), i.code, _visible(_sentence(i)))
        for i in printed
    ]
    lines = _in_columns(rows)
    more = sorted(Counter(issue.code for issue in left_out).items())
    lines += [f"… {count(size, 'more note')} {code}: {how_to_see_all}" for code, size in more]
    return f"{laid_out([lines])}\n" if lines else ""


def _in_columns(rows: Sequence[tuple[str, str, str, str]]) -> list[str]:
    """Return a line a row, or where what there is to say would be folded, that one below."""
    widths = [max((width(row[column]) for row in rows), default=0) for column in range(3)]
    lines = ["  ".join(map(_padded, row, [*widths, 0])) for row in rows]
    room = window.room()
    if room is None or max(map(width, lines), default=0) <= room:
        return lines
    return [line for *head, said in rows for line in ("  ".join(head), f"  {said}")]


def _padded(cell: str, size: int) -> str:
    return cell + " " * (size - width(cell))


def closing_line(
    issues: Iterable[Issue],
    *,
    files: int,
    organisation: Organisation | None,
    compared: Compared | None = None,
) -> str:
    """Return the last line of a check: how much was found, in how much, and what follows.

    Held against a baseline only new findings are counted; another line says how many are known.
    """
    sizes = Counter(issue.severity for issue in issues)
    found = ", ".join(count(sizes[kind], kind) for kind in Severity if sizes[kind])
    if organisation is None:
        where = f"{found} in {count(files, 'file')}."
        return f"{where} Nothing was analysed: mend the errors first.\n"
    seen = (
        f"{count(files, 'file')}: {count(len(organisation.teams), 'team')}, "
        f"{count(len(organisation.handoffs), 'handoff')}, "
        f"{count(organisation.complaint_rows, 'complaint')}"
    )
    if compared is None:
        return laid_out([[f"{found or 'Nothing to mend'} in {seen}."]]) + "\n"
    new = ", ".join(count(sizes[kind], f"new {kind}") for kind in Severity if sizes[kind])
    return laid_out([[f"{new or 'Nothing new'} in {seen}.", _accepted_line(compared)]]) + "\n"


def as_json(issues: Iterable[Issue], *, compared: Compared | None = None) -> str:
    """Return the issues as `chainmap.check/1`, with `baseline` if they were held against one."""
    found = [
        {
            "path": issue.location.path,
            "line": issue.location.line,
            "column": issue.location.column,
            "severity": issue.severity,
            "code": issue.code,
            "message": issue.message,
            "hint": issue.hint,
            "about": issue.about,
        }
        for issue in issues
    ]
    baseline = {"baseline": _baseline(compared)} if compared else {}
    return _dumped({"format": "chainmap.check/1", "issues": found, **baseline})


def as_github(issues: Iterable[Issue]) -> str:
    """Return workflow commands that GitHub shows beside the lines of a pull request."""
    return "".join(_github_command(issue) + "\n" for issue in issues)


def as_sarif(issues: Sequence[Issue], *, version: str, compared: Compared | None = None) -> str:
    """Return a SARIF 2.1.0 log, which code scanning tools read.

    Held against a baseline it has the known findings too, suppressed, and the absent ones: each
    with its state.
    """
    stated = [(issue, "new" if compared else "") for issue in issues]
    if compared:
        stated += [(issue, "unchanged") for issue in compared.known]
        stated += [(issue, "absent") for issue in compared.stale_notes]
    rules = sorted({issue.code for issue, _ in stated})
    run = {
        "tool": {
            "driver": {
                "name": "chainmap",
                "version": version,
                "rules": [{"id": rule} for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [{**_sarif_result(issue, rules), **_STATES[state]} for issue, state in stated],
    }
    return _dumped({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _accepted_line(compared: Compared) -> str:
    known = count(len(compared.known), "known finding")
    stale = len(compared.stale)
    gone = f"; {count(stale, 'entry is', 'entries are')} no longer found" if stale else ""
    return f"{known} accepted by {_visible(compared.file)}{gone}."


def _baseline(compared: Compared) -> dict[str, Any]:
    return {
        "file": compared.file,
        "accepted": len(compared.known),
        "stale": [{"code": entry.code, "about": entry.about} for entry in compared.stale],
    }


def _left_out(issues: Iterable[Issue]) -> frozenset[Issue]:
    """Return all but the first of the notes that have too many of their code beside them."""
    alike: dict[str, list[Issue]] = defaultdict(list)
    for issue in issues:
        if issue.severity is Severity.NOTE:
            alike[issue.code].append(issue)
    many = (notes for notes in alike.values() if len(notes) > _MOST_ALIKE)
    return frozenset(issue for notes in many for issue in notes[_FIRST:])


def _sentence(issue: Issue) -> str:
    return issue.message if issue.hint is None else f"{issue.message} {issue.hint}"


def _visible(text: str) -> str:
    """Return the text without what a terminal would obey, such as an escape in a file's name."""
    return _OBEYED.sub(lambda found: ascii(found[0])[1:-1], text)


def _github_command(issue: Issue) -> str:
    place = issue.location
    properties = {"file": place.path}
    if place.line:
        properties |= {"line": str(place.line), "col": str(place.column)}
    properties["title"] = issue.code
    written = ",".join(f"{name}={_github_property(value)}" for name, value in properties.items())
    level = _GITHUB_LEVEL[issue.severity]
    return f"::{level} {written}::{_github_message(_sentence(issue))}"


def _github_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_message(text).replace(":", "%3A").replace(",", "%2C")


def _sarif_result(issue: Issue, rules: Sequence[str]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(issue.location.path)}}
    if issue.location.line:
        physical["region"] = {
            "startLine": issue.location.line,
            "startColumn": max(issue.location.column, 1),
        }
    return {
        "ruleId": issue.code,
        "ruleIndex": rules.index(issue.code),
        "level": str(issue.severity),
        "message": {"text": _sentence(issue)},
        "locations": [{"physicalLocation": physical}],
    }


def _uri(path: str) -> str:
    """Return the path for a log; bytes in a file's name that are no UTF-8 become question marks."""
    return quote(path, errors="replace")


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
