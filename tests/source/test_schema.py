from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from chainmap.source.schema import json_schemas

SCHEMAS = json_schemas()

TEAM: dict[str, Any] = {
    "team": "Warehouse",
    "department": "Operations",
    "people": 6,
    "availability": "80%",
    "lead_time": {"low": "2h", "likely": "4h", "high": "3d"},
    "arrivals": "4/h",
    "serves": [
        {
            "customer": ["Dispatch", 42],
            "delivers": "Packed parcel",
            "from": ["Picking list", {"any": {"Own box": "60%", "Vendor box": "40%"}}],
            "volume": "120/d",
            "promise": "4h",
            "they_need": "1d 4h",
            "process_time": "12m",
            "lead_time": {"low": "2h", "likely": "4h", "high": "3d"},
            "evidence": "measured",
            "stock": True,
            "support": "yes",
            "share": "60.5%",
        },
        "Billing",
    ],
    "needs": [
        {
            "supplier": "Order Desk",
            "within": "2h",
            "wants": "sorted by aisle",
            "accuracy": "85%",
            "rating": "3/5",
            "asked": "2026-05-12",
        }
    ],
}
GOOD: list[tuple[str, Any]] = [
    ("team", TEAM),
    ("team", {"team": "no"}),
    ("team", {"team": 10}),
    ("team", {"team": "A", "serves": ["Dispatch", "Billing"]}),
    ("team", {"team": "A", "serves": "Dispatch", "needs": "B"}),
    ("team", {"team": "A", "serves": {"customer": "B", "from": []}}),
    ("team", {"team": "A", "serves": [{"customer": "B", "from": "X"}]}),
    ("team", {"team": "A", "people": "6"}),
    ("team", {"team": "A", "people": 0}),
    (
        "customer",
        {
            "customer": "Online shoppers",
            "segment": "consumer",
            "value": 5,
            "serves": [{"customer": "Order Desk", "delivers": "Order"}],
            "needs": [{"supplier": "Courier", "delivers": "Parcel", "within": "2d"}],
        },
    ),
    ("vendor", {"vendor": "Box Maker", "serves": [{"customer": "A", "lead_time": "2w"}]}),
    (
        "chainmap",
        {
            "organisation": "Harbour Parcels",
            "calendar": {"hours_per_day": 8, "days_per_week": 5},
            "departments": ["Sales", "Care"],
            "limits": {
                "max_handoffs": 6,
                "min_rolled_accuracy": "80%",
                "max_utilisation": "85%",
                "max_survey_age": "365d",
            },
        },
    ),
    (
        "chainmap",
        {
            "limits": {
                "max_handoffs": {"limit": 6, "severity": "error"},
                "min_rolled_accuracy": {"limit": "80%"},
                "every_handoff_promised": True,
                "every_handoff_owned": {"severity": "note"},
                "promises_fit": {"limit": "yes", "severity": "warning"},
            },
        },
    ),
    ("chainmap", {"departments": "Sales"}),
    (
        "complaints",
        [
            {
                "id": "C-17",
                "customer": "Online shoppers",
                "supplier": "Courier",
                "category": "passed-around",
                "date": "2026-09-14",
                "count": 14,
                "severity": 2,
                "said": "Nobody could tell me where it was.",
                "contacts": ["Switchboard", "Courier"],
            },
            {"id": 18, "customer": "A", "category": "late", "contacts": "Courier"},
        ],
    ),
]
BAD: list[tuple[str, Any]] = [
    ("team", {}),
    ("team", {"team": None}),
    ("team", {"team": " "}),
    ("team", {"team": ["A"]}),
    ("team", {"team": "A", "servs": ["B"]}),
    ("team", {"team": "A", "serves": None}),
    ("team", {"team": "A", "people": -1}),
    ("team", {"team": "A", "availability": 0.8}),
    ("team", {"team": "A", "availability": "120%"}),
    ("team", {"team": "A", "serves": [{"delivers": "X"}]}),
    ("team", {"team": "A", "serves": [{"customer": []}]}),
    ("team", {"team": "A", "serves": [{"customer": "B", "promise": 4}]}),
    ("team", {"team": "A", "serves": [{"customer": "B", "promise": "4 hours"}]}),
    ("team", {"team": "A", "serves": [{"customer": "B", "promise": {"low": "1h"}}]}),
    ("team", {"team": "A", "serves": [{"customer": "B", "process_time": {"low": "1h"}}]}),
    ("team", {"team": "A", "serves": [{"customer": "B", "volume": 120}]}),
    ("team", {"team": "A", "serves": [{"customer": "B", "evidence": "sure"}]}),
    ("team", {"team": "A", "serves": [{"customer": "B", "stock": "maybe"}]}),
    ("team", {"team": "A", "serves": [{"customer": "B", "from": [{"all": {"X": "50%"}}]}]}),
    ("team", {"team": "A", "needs": [{"supplier": "B", "rating": 3}]}),
    ("team", {"team": "A", "needs": [{"supplier": "B", "asked": "12.5.2026"}]}),
    ("team", {"team": "A", "needs": [{"supplier": "B", "promise": "4h"}]}),
    ("vendor", {"vendor": "A", "people": 6}),
    ("vendor", {"vendor": "A", "serves": [{"customer": "B", "from": ["X"]}]}),
    ("customer", {"customer": "A", "value": "high"}),
    ("chainmap", {"calendar": {"hours_per_day": 25}}),
    ("chainmap", {"calendar": {"days_per_week": 0}}),
    ("chainmap", {"limits": {"max_handoffs": 2.5}}),
    ("chainmap", {"limits": {"max_handoffs": {"severity": "error"}}}),
    ("chainmap", {"limits": {"promises_fit": {"severity": "fatal"}}}),
    ("complaints", [{"id": 1, "customer": "A"}]),
    ("complaints", [{"id": 1, "customer": "A", "category": "lat"}]),
    ("complaints", [{"id": 1, "customer": "A", "category": "late", "severity": 4}]),
    ("complaints", {"id": 1}),
]


def is_valid(kind: str, document: object) -> bool:
    return Draft202012Validator(SCHEMAS[kind]).is_valid(document)


def test_the_kinds() -> None:
    assert list(SCHEMAS) == ["team", "customer", "vendor", "chainmap", "scenario", "complaints"]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_they_are_schemas_and_json(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])
    assert json.loads(json.dumps(SCHEMAS[kind])) == SCHEMAS[kind]
    assert SCHEMAS[kind]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAS[kind]["title"]


@pytest.mark.parametrize(("kind", "document"), GOOD)
def test_what_the_program_reads_is_valid(kind: str, document: object) -> None:
    assert list(Draft202012Validator(SCHEMAS[kind]).iter_errors(document)) == []


@pytest.mark.parametrize(("kind", "document"), BAD, ids=lambda value: str(value)[:60])
def test_typical_mistakes_are_not(kind: str, document: object) -> None:
    assert not is_valid(kind, document)


def mappings(schema: object) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema and isinstance(schema.get("type"), str):
            yield schema
        for value in schema.values():
            yield from mappings(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from mappings(value)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_is_described_and_no_other_allowed(kind: str) -> None:
    found = list(mappings(SCHEMAS[kind]))
    assert found
    for mapping in found:
        assert mapping["additionalProperties"] is False
        for key, known in mapping["properties"].items():
            assert known.get("description"), key


def test_no_key_may_be_null() -> None:
    assert "null" not in json.dumps(SCHEMAS)
