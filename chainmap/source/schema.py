"""JSON Schemas of the documents, for editors: completion, words on hover, red underlines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from chainmap.source.documents import (
    ComplaintEntry,
    CustomerDocument,
    SettingsDocument,
    TeamDocument,
    VendorDocument,
)
from chainmap.source.scenario_documents import ScenarioSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_MODELS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "team": ("A team", TeamDocument),
    "customer": ("An external customer", CustomerDocument),
    "vendor": ("A vendor", VendorDocument),
    "chainmap": ("Settings of an organisation", SettingsDocument),
    "scenario": ("A scenario", ScenarioSchema),
}


def json_schemas() -> Mapping[str, dict[str, Any]]:
    """Return the schemas (JSON Schema 2020-12) by the kind of document.

    The kinds are team, customer, vendor, chainmap, scenario and complaints. Editors read YAML 1.2,
    where `people: 6` is a number and `team: no` a text: a file that chainmap reads is valid for
    them. What needs more than one file, such as unknown names, only `chainmap check` finds.
    """
    schemas = {
        kind: _finished(title, model.model_json_schema(by_alias=True))
        for kind, (title, model) in _MODELS.items()
    }
    complaints = TypeAdapter(list[ComplaintEntry]).json_schema(by_alias=True)
    complaints["description"] = "What external customers complained of, one entry each."
    return {**schemas, "complaints": _finished("Complaints", complaints)}


def _finished(title: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, "title": title, **_tidy(schema)}


def _tidy(schema: Any, *, is_name: bool = False) -> Any:  # noqa: ANN401  JSON of any shape
    """Return the schema without what pydantic adds for Python: titles, null, defaults of null.

    `is_name` says that the keys are names given by the models, not words of JSON Schema.
    """
    if isinstance(schema, list):
        return [_tidy(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: _tidy(value, is_name=key in {"properties", "$defs"} and not is_name)
        for key, value in schema.items()
        if is_name or not (key == "title" or (key == "default" and value in (None, [], ())))
    }
    return kept if is_name else _without_null(kept)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema without the choice of null (no key has it) and choices in choices."""
    choices: list[dict[str, Any]] = []
    for choice in schema.get("anyOf", ()):
        choices.extend(choice["anyOf"] if set(choice) == {"anyOf"} else [choice])
    real = [choice for choice in choices if choice != {"type": "null"}]
    if not real:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**real[0], **rest} if len(real) == 1 else {**rest, "anyOf": real}
