"""The pages that show what commands print: it is what they print."""

from __future__ import annotations

import re

import pytest

from chainmap.analysis.bottlenecks import bottlenecks
from chainmap.analysis.trace import trace
from chainmap.app.answers import open_flow
from chainmap.cli import COMMANDS
from chainmap.measure.chains import slowest_chains
from tests.consoles import PAGES, ROOT, Console, consoles, printed

CONSOLES = [(page, console) for page in PAGES for console in consoles(page)]


@pytest.mark.parametrize("console", [c for _, c in CONSOLES], ids=lambda c: c.command)
def test_the_answer_shown_is_the_answer_given(console: Console) -> None:
    shown, given = console.output, printed(console.command)
    if console.command.endswith("--help"):  # laid out by Typer, by each version in its own way
        shown, given = essence(shown), essence(given)
    assert shown == given


def essence(text: str) -> str:
    """Return what a command is for, and its options, whatever stands around them."""
    _, summary, *_ = text.split("\n\n")
    return f"{summary} {sorted(set(re.findall(r'--[a-z-]+', text)))}"


def test_every_example_shows_an_answer() -> None:
    examples = {path for path in (ROOT / "examples").iterdir() if path.is_dir()}
    assert {page.parent for page, _ in CONSOLES} >= examples


def test_every_command_is_in_the_reference() -> None:
    shown = {console.command for page, console in CONSOLES if page.name == "commands.md"}
    assert shown == {
        "chainmap --help",
        *(f"chainmap {command.name} --help" for command in COMMANDS),
    }


def test_p1_the_value_stream_of_acme_stamping() -> None:
    flow = open_flow(ROOT / "examples" / "acme-stamping")
    slowest = trace(flow, flow.organisation.complaints).complaints[0].behind.slowest[0]
    day = flow.organisation.calendar.hours_in("d")
    assert round(slowest.lead_time / day, 2) == 23.62
    assert slowest.process_time is not None
    assert round(slowest.process_time * 3600) == 188


def test_p2_reliable_construction_as_shipped() -> None:
    flow = open_flow(ROOT / "examples" / "reliable-construction")
    (end,) = flow.deliveries
    week = flow.organisation.calendar.hours_in("w")
    chains = slowest_chains(flow, to=[end], k=9)[end].chains
    assert [round(chain.hours / week, 6) for chain in chains] == [44, 43, 42, 41, 40, 31]
    saved = {team.team[0]: round(team.leverage / week, 6) for team in bottlenecks(flow).teams}
    assert {name: weeks for name, weeks in saved.items() if weeks} == {
        "C": 5,
        "J": 4,
        "N": 3,
        "B": 2,
        "E": 2,
        "F": 2,
        "A": 1,
        "L": 1,
    }
