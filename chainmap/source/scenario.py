"""Reads a scenario file: what is to change in an organisation, checked against what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chainmap.issues import Issue, Severity, in_order
from chainmap.model import Organisation
from chainmap.scenario import Applied, Change, Scenario, ScenarioError, after, unchanged
from chainmap.source.decoding import SourceFile, decode
from chainmap.source.looking_up import FoundWrongError
from chainmap.source.places import Plain, YamlPlace
from chainmap.source.rows import empty_file
from chainmap.source.scenario_changes import READERS, Kind
from chainmap.source.scenario_documents import (
    AddEntry,
    HandoffEntry,
    MergeEntry,
    RemoveEntry,
    ScenarioDocument,
    TakeOverEntry,
    TeamEntry,
)
from chainmap.source.scenario_routing import routing_issues
from chainmap.source.validation import validate
from chainmap.source.wording import did_you_mean, error, kind_of, nearest, shown
from chainmap.source.yaml_nodes import compose

if TYPE_CHECKING:
    from pydantic import BaseModel

_MODELS: Mapping[Kind, type[BaseModel]] = {
    "remove": RemoveEntry,
    "merge": MergeEntry,
    "take_over": TakeOverEntry,
    "add": AddEntry,
    "team": TeamEntry,
    "supplier": HandoffEntry,
}
_HINT = "Write scenario: and changes:, see docs/scenarios.md."


@dataclass(frozen=True, slots=True)
class ScenarioReading:
    """A scenario and the organisation after it (None where anything is wrong), and the issues."""

    scenario: Scenario | None
    applied: Applied | None
    issues: tuple[Issue, ...]


def read_scenario(file: SourceFile, organisation: Organisation) -> ScenarioReading:
    """Read a scenario file and apply it; what is wrong in it is in the issues."""
    document, issues = _document(file)
    if document is None:
        return ScenarioReading(None, None, in_order(issues))
    written, data, place = document
    state = unchanged(organisation)
    changes: list[tuple[Change, YamlPlace]] = []
    for index, entry in enumerate(_entries(written, data)):
        own = place.part(("changes", index))
        change, wrong = _change(entry, own, state.organisation)
        issues.extend(wrong)
        if change is not None:
            state, wrong = _made(state, change, own)
            issues.extend(wrong)
            changes.append((change, own))
    issues.extend(routing_issues(organisation, state.organisation, changes, place))
    ordered = in_order(issues)
    if written is None or any(issue.severity is Severity.ERROR for issue in ordered):
        return ScenarioReading(None, None, ordered)
    made = tuple(change for change, _ in changes)
    return ScenarioReading(Scenario(written.scenario, made), state, ordered)


def _entries(written: ScenarioDocument | None, data: Mapping[str, Plain]) -> Sequence[Plain]:
    """Return the changes; also those of a scenario in which something else is wrong."""
    if written is not None:
        return written.changes
    changes = data.get("changes")
    return changes if isinstance(changes, list) else ()


def _document(
    file: SourceFile,
) -> tuple[tuple[ScenarioDocument | None, Mapping[str, Plain], YamlPlace] | None, list[Issue]]:
    """Return the document (None where it is not valid), what stands in it, and what is wrong."""
    text = decode(file)
    if isinstance(text, Issue):
        return None, [text]
    composed = compose(file.path, text)
    issues = list(composed.issues)
    if not composed.documents:
        return None, issues or [empty_file(file.path)]
    first = composed.documents[0]
    for further in composed.documents[1:]:
        where = further.place.location(())
        issues.append(error(where, "second-scenario", "A second document.", "Keep one to a file."))
    if not isinstance(first.data, dict):
        message = f"{kind_of(first.data).capitalize()} stands where a scenario belongs."
        return None, [*issues, error(first.place.location(()), "wrong-type", message, _HINT)]
    found = validate(ScenarioDocument, first.place, first.data)
    issues.extend(found.issues)
    return (found.document, first.data, first.place), issues


def _change(
    entry: Plain, place: YamlPlace, organisation: Organisation
) -> tuple[Change | None, list[Issue]]:
    """Return a change (None where it cannot be read), and what is wrong with it."""
    kind = _kind(entry)
    if kind is None or not isinstance(entry, dict):
        return None, [_no_change(entry, place)]
    found = validate(_MODELS[kind], place, entry)
    issues = list(found.issues)
    if found.document is None or issues:
        return None, issues
    try:
        return READERS[kind](found.document, place, organisation), issues
    except FoundWrongError as wrong:
        return None, [*issues, *wrong.issues]


def _kind(entry: Plain) -> Kind | None:
    if not isinstance(entry, dict):
        return None
    if "customer" in entry or "delivers" in entry:
        return "supplier"
    return next((kind for kind in _MODELS if kind in entry), None)


def _no_change(entry: Plain, place: YamlPlace) -> Issue:
    if not isinstance(entry, dict) or not entry:
        message = f"{kind_of(entry).capitalize()} stands where a change belongs."
        hint = "Write - {team: ..., people: +1}, - {remove: ...}, see docs/scenarios.md."
        return error(place.location(()), "wrong-type", message, hint)
    key = next((key for key in entry if nearest(key, _MODELS)), next(iter(entry)))
    where = place.location((key,), key=True)
    message = f"{shown(key)} begins no change."
    return error(where, "unknown-change", message, did_you_mean(key, tuple(_MODELS)))


def _made(state: Applied, change: Change, place: YamlPlace) -> tuple[Applied, list[Issue]]:
    """Return the state after a change; the one before where it cannot be made."""
    try:
        return after(state, change), []
    except ScenarioError as wrong:
        key = {"need": "within", "made_from": "from"}.get(wrong.key, wrong.key)
        where = place.location((key,) if key else ())
        return state, [error(where, "impossible-change", wrong.message, wrong.hint)]
