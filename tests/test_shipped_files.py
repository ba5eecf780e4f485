"""What ships is right for editors, too: every file names its schema and is valid by it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from chainmap.analysis.gaps import GapKind, gaps
from chainmap.analysis.trace import trace
from chainmap.app import check
from chainmap.app.answers import open_flow
from chainmap.model import Category, Vendor
from tests.consoles import ROOT

FILES = sorted(
    path
    for place in ("org", "examples", "chainmap/starter")
    for path in ROOT.glob(f"{place}/**/*.yaml")
)
ORGANISATIONS = [ROOT / "org", *sorted(p.parent for p in ROOT.glob("examples/*/chainmap.yaml"))]

_HEADER = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


class EditorLoader(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: `no` and 1:30 and dates are text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - as PyYAML declares it


EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf")
)
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^-?\d+$"), list("-0123456789")
)
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^-?\d+\.\d+$"), list("-0123456789")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_is_valid_by_the_schema_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    header = _HEADER.match(text)
    assert header, "the first line names the schema"
    schemas = ROOT / "org" / ".schema"
    named = path.parent / header[1]
    kind = schemas / named.name if "starter" in path.parts else named
    schema = Draft202012Validator(json.loads(kind.read_text(encoding="utf-8")))
    for document in yaml.load_all(text, EditorLoader):
        assert [error.message for error in schema.iter_errors(document)] == []


@pytest.mark.parametrize("org", ORGANISATIONS, ids=lambda path: path.name)
def test_nothing_shipped_has_an_error(org: Path) -> None:
    checked = check(org, as_of=date(2026, 11, 21))
    assert [issue for issue in checked.issues if issue.severity == "error"] == []


def test_the_company_shipped_is_complete() -> None:
    flow = open_flow(ROOT / "org")
    org = flow.organisation
    assert 25 <= len(org.teams) <= 40
    assert len(org.departments) in {5, 6}
    assert len(org.customers) == 4
    assert sum(isinstance(party, Vendor) for party in org.parties.values()) == 3
    assert {complaint.category for complaint in org.complaints} == set(Category)
    found = gaps(flow, as_of=date(2026, 11, 21))
    assert {gap.kind for gap in found.gaps} == set(GapKind)
    main = trace(flow, org.complaints).complaints[0]
    assert main.behind.slowest[0].handoffs >= 8
    assert main.suspects[0].team != main.behind.delivery.supplier
    handoffs = flow.handoffs
    assert any(h.support for h in handoffs)
    assert any(h.rework for h in handoffs)
    assert any(h.stock for h in handoffs)
    assert any(h.lead_time and h.lead_time.is_range for h in handoffs)
    assert any(flow.recipe(i).alternatives for i in flow.graph)
    pairs = {(h.supplier, h.customer) for h in handoffs}
    assert any((customer, supplier) in pairs for supplier, customer in pairs)
