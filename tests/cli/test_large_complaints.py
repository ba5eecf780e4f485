"""What a lead sees where complaints come from a large file: the commands, and the words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.calling import Call

HEAD = "id,customer,supplier,delivers,category,date,count,severity,said,contacts\n"
LATE = "C-{n},Eaters,Shop,Sandwich,late,2026-0{month}-05,,,Cold at table {n}.,\n"


@pytest.fixture
def large(bakery: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the bakery with 4,712 complaints of one kind and one of another, counted."""
    monkeypatch.setattr("chainmap.app.files.LARGE", 0)
    rows = [LATE.format(n=n, month=1 + n % 9) for n in range(1, 4713)]
    last = "W-1,Eaters,Shop,Sandwich,wrong,2026-09-30,,3,No tomato.,\n"
    (bakery / "complaints.csv").write_text(HEAD + "".join(rows) + last, encoding="utf-8")
    return bakery


def test_check_counts_every_row(call: Call, large: Path) -> None:
    assert "4,713 complaints" in call("check", str(large)).stdout


def test_trace_names_some_and_says_how_many_more(call: Call, large: Path) -> None:
    shown = call("trace", str(large)).stdout
    assert "C-8, C-17, C-26 and 4,709 more  Eaters about “Sandwich” from Shop: late." in shown
    assert "4,712 complaints." in shown
    assert "“Cold at table 8.”" in shown
    assert max(map(len, shown.splitlines())) < 200


def test_trace_as_json_has_one_entry_for_each_kind(call: Call, large: Path) -> None:
    told = json.loads(call("trace", "--format", "json", str(large)).stdout)
    assert [(c["id"], c["rows"], c["count"], c["weight"]) for c in told["complaints"]] == [
        ("C-8 and 4,711 more", 4712, 4712, 4712),
        ("W-1", 1, 1, 3),
    ]
    assert told["together"]["complaints"] == 4712  # nobody is suspected of the other


def test_trace_since_a_day_counts_what_came_then(call: Call, large: Path) -> None:
    told = json.loads(call("trace", "--since", "2026-09-01", "--format", "json", str(large)).stdout)
    assert [c["rows"] for c in told["complaints"]] == [523, 1]


def test_one_that_is_shown_can_be_asked_for_and_others_not(call: Call, large: Path) -> None:
    assert "C-17" in call("trace", "--complaint", "c-17", str(large)).stdout
    with pytest.raises(Exception, match="not known by itself"):
        call("trace", "--complaint", "C-4000", str(large))


@pytest.mark.parametrize(
    "words",
    [
        ("bottlenecks",),
        ("gaps",),
        ("team", "Shop"),
        ("survey",),
        ("trace", "--explain"),
        ("trace", "--chance", "--runs", "1000"),
        ("bottlenecks", "--explain"),
        ("report", "-o", "page.html"),
        ("draw", "pareto", "-o", "pareto.svg"),
        ("draw", "sipoc", "--team", "Shop", "-o", "sipoc.svg"),
        ("export", "-o", "plan.xlsx"),
        ("export", "-o", "deck.pptx"),
    ],
)
def test_every_command_takes_it(call: Call, large: Path, words: tuple[str, ...]) -> None:
    result = call(*words, str(large))
    assert result.exit_code == 0
    assert max(map(len, result.stdout.splitlines()), default=0) < 300


def test_the_trend_has_the_rows_of_every_quarter(call: Call, large: Path) -> None:
    told = json.loads(
        call("survey", "--format", "json", "--as-of", "2026-10-01", str(large)).stdout
    )
    assert [period["complaints"] for period in told["trend"]["periods"]] == [1571, 1572, 1570]


def test_a_table_of_very_many_kinds_ends(call: Call, large: Path) -> None:
    routes = [f"Shop{';Baker;Shop' * n}" for n in range(1, 60)]
    rows = [
        f"R-{n},Eaters,Shop,Sandwich,passed-around,,,,,{route}\n" for n, route in enumerate(routes)
    ]
    (large / "complaints.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    shown = call("trace", str(large)).stdout
    assert "… and 19 more" in shown
    assert "… and 19 more" not in call("trace", "--all", str(large)).stdout


def test_nobody_is_named_in_an_anonymous_picture(call: Call, large: Path) -> None:
    call("draw", "pareto", "--anonymise", "-o", "p.svg", str(large))
    drawn = Path("p.svg").read_text(encoding="utf-8")
    assert "Eaters" not in drawn
    assert "C-8" not in drawn
